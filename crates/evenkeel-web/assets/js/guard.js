// What was typed is not lost: leaving asks first, and a text that did not arrive waits in this tab.
import { element } from "./element.js";

/** @typedef {{ at: string, sent: boolean, values: Record<string, string> }} Draft */

/** Forms with text that is not saved. @type {Set<HTMLFormElement>} */
const unsaved = new Set();
const navigation = performance.getEntriesByType("navigation")[0];
/** Whether this page answers what was sent, rather than being come back to. */
const isAnswer =
  navigation instanceof PerformanceNavigationTiming && navigation.type === "navigate";
const first = document.querySelector("[data-focus]");

/** @param {EventTarget | null} target @returns {HTMLFormElement | undefined} */
function guarded(target) {
  const form = target instanceof Element ? target.closest("form") : null;
  return form?.matches("[data-guard]") ? form : undefined;
}

/** @param {HTMLFormElement} form */
function name(form) {
  return `draft ${location.pathname} ${form.getAttribute("action")}`;
}

/**
 * The answers in words: no passwords, no files, nothing unseen.
 * @param {HTMLFormElement} form
 * @returns {(HTMLInputElement | HTMLTextAreaElement)[]}
 */
function fields(form) {
  const unkept = ["hidden", "password", "file", "radio", "checkbox"];
  const found = [];
  for (const field of form.elements) {
    if (field instanceof HTMLTextAreaElement) found.push(field);
    else if (field instanceof HTMLInputElement && !unkept.includes(field.type)) found.push(field);
  }
  return found;
}

/** @param {HTMLFormElement} form @param {boolean} sent */
function keep(form, sent) {
  const at = new Date().toLocaleTimeString("en-GB", { timeStyle: "short" });
  /** @type {Record<string, string>} */
  const values = {};
  for (const field of fields(form)) values[field.name] = field.value;
  try {
    sessionStorage.setItem(name(form), JSON.stringify({ at, sent, values }));
  } catch {
    // A full or forbidden store loses the second net, not the form.
  }
}

/** @param {string} key @returns {Draft | undefined} */
function kept(key) {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? "") ?? undefined;
  } catch {
    return undefined;
  }
}

/** @param {HTMLFormElement} form */
function offer(form) {
  const draft = kept(name(form));
  if (!draft || first) return;
  const differing = fields(form).filter(
    (field) => draft.values[field.name] && draft.values[field.name] !== field.value,
  );
  if (differing.length === 0) return;
  const back = element("button", { type: "button", class: "button" }, "Put it back");
  const forget = element("button", { type: "button", class: "button" }, "Forget it");
  const line = element(
    "div",
    { class: "draft", role: "status" },
    element("span", {}, `What you wrote at ${draft.at} is still here.`),
    back,
    forget,
  );
  back.addEventListener("click", () => {
    for (const field of differing) field.value = draft.values[field.name] ?? "";
    unsaved.add(form);
    line.remove();
    differing[0]?.focus();
  });
  forget.addEventListener("click", () => {
    sessionStorage.removeItem(name(form));
    line.remove();
  });
  form.prepend(line);
}

addEventListener("input", (event) => {
  const form = guarded(event.target);
  if (!form) return;
  unsaved.add(form);
  keep(form, false);
});

addEventListener("submit", (event) => {
  if (!(event.target instanceof HTMLFormElement)) return;
  // Who signs out leaves nothing behind for the next person at this screen.
  if (event.target.getAttribute("action") === "/sign-out") sessionStorage.clear();
  else if (unsaved.delete(event.target)) keep(event.target, true);
});

addEventListener("beforeunload", (event) => {
  if ([...unsaved].some((form) => form.isConnected)) event.preventDefault();
});

// An answer without a fault, in the usual frame, means that what was sent has arrived.
if (isAnswer && !first && document.getElementById("palette-links")) {
  for (const key of Object.keys(sessionStorage))
    if (key.startsWith("draft ") && kept(key)?.sent) sessionStorage.removeItem(key);
}
for (const form of document.querySelectorAll("form[data-guard]"))
  if (form instanceof HTMLFormElement) offer(form);
if (first instanceof HTMLElement) first.focus();
