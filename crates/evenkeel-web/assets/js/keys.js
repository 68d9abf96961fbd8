// Single keys: off while typing, and off altogether if a person says so (WCAG 2.1.4).
import { element } from "./element.js";
import { open as palette } from "./palette.js";

let going = 0;

/** @type {[string, string][]} */
const WORDS = [
  ["Ctrl K", "Find or do anything"],
  ["j k", "Next, previous line"],
  ["Enter", "Open the line"],
  [".", "Acts of the line"],
  ["x", "Mark the line"],
  ["c", "Create here"],
  ["e", "Edit"],
  ["/", "Filter, or find"],
  ["Esc", "Close, or back"],
  ["?", "This list"],
];

/** @param {EventTarget | null} target */
function isTyping(target) {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.matches("input:not([type=checkbox], [type=radio]), textarea, select"))
  );
}

/** @returns {HTMLElement[]} */
function lines() {
  return [...document.querySelectorAll("main .row .name[href], main tbody th a[href]")].filter(
    (line) => line instanceof HTMLElement,
  );
}

/** @param {number} step */
function move(step) {
  const all = lines();
  const here = document.activeElement?.closest(".row, tr");
  const place = all.findIndex((line) => here?.contains(line));
  const next =
    all[
      place < 0
        ? step > 0
          ? 0
          : all.length - 1
        : Math.min(Math.max(place + step, 0), all.length - 1)
    ];
  next?.focus();
}

/** @param {string} selector */
function press(selector) {
  const found = document.querySelector(selector);
  if (found instanceof HTMLElement) found.click();
  return found !== null;
}

/** @param {string} selector */
function inLine(selector) {
  const found = document.activeElement?.closest(".row, tr")?.querySelector(selector);
  return found instanceof HTMLElement ? found : undefined;
}

function filter() {
  const field = document.querySelector("main [data-filter]");
  if (field instanceof HTMLElement) field.focus();
  else palette();
}

function back() {
  const opened = document.querySelector("details.menu[open], .thumbs details[open]");
  if (opened) opened.removeAttribute("open");
  else
    [...document.querySelectorAll(".crumbs a")]
      .at(-1)
      ?.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
}

function help() {
  const rooms = document.getElementById("palette-links");
  const links =
    rooms instanceof HTMLTemplateElement ? [...rooms.content.querySelectorAll("a")] : [];
  const keys = links.flatMap((link) =>
    link.dataset.key
      ? [/** @type {[string, string]} */ ([`g ${link.dataset.key}`, link.textContent ?? ""])]
      : [],
  );
  const rows = [...WORDS, ...keys].map(([key, words]) =>
    element("div", {}, element("dt", {}, element("kbd", {}, key)), element("dd", {}, words)),
  );
  const dialog = element(
    "dialog",
    { class: "keys", "aria-labelledby": "keys-title" },
    element("h2", { id: "keys-title", tabindex: "-1", autofocus: "" }, "Keys"),
    element("dl", {}, ...rows),
    element(
      "p",
      { class: "hint" },
      "Single keys can be turned off in ",
      element("a", { href: "/settings" }, "Settings"),
      ".",
    ),
    element(
      "form",
      { method: "dialog", class: "acts" },
      element("button", { class: "button" }, "Close"),
    ),
  );
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

/** @param {string} letter */
function go(letter) {
  const template = document.getElementById("palette-links");
  if (!(template instanceof HTMLTemplateElement)) return;
  const link = [...template.content.querySelectorAll("a")].find((a) => a.dataset.key === letter);
  if (link) location.assign(link.href);
}

/** @type {Record<string, () => void>} */
const ACTS = {
  j: () => move(1),
  k: () => move(-1),
  ".": () => (inLine(".acts a, .acts button, .acts summary") ?? inLine("a"))?.focus(),
  x: () => inLine("input[type=checkbox]")?.click(),
  c: () => press("[data-key=c]"),
  e: () => press("[data-key=e]"),
  "/": filter,
  "?": help,
  Escape: back,
};

addEventListener("keydown", (event) => {
  if (
    event.key.toLowerCase() === "k" &&
    (event.ctrlKey || event.metaKey) &&
    !event.shiftKey &&
    !event.altKey
  ) {
    event.preventDefault();
    return palette();
  }
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (document.querySelector("dialog[open]") || event.isComposing) return;
  if (isTyping(event.target)) {
    if (event.key === "Escape" && event.target instanceof HTMLElement) event.target.blur();
    return;
  }
  if (document.documentElement.dataset.keys === "off") return;
  if (Date.now() - going < 1500) {
    going = 0;
    return go(event.key);
  }
  if (event.key === "g") going = Date.now();
  const act = ACTS[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});
