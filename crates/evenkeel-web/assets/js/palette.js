// The palette: find any record, do any act that the page offers, go to any room.
import { element, search, settled } from "./element.js";

/** @typedef {{ label: string, kind: string, url: string }} Offer */

/** @type {HTMLDialogElement | undefined} */
let dialog;
/** @type {HTMLInputElement} */
let input;
/** @type {HTMLUListElement} */
let list;
/** @type {Offer[]} */
let shown = [];
let at = 0;

/** What the page itself offers: its buttons that are links, then every room and act. */
function offers() {
  const template = document.getElementById("palette-links");
  const links =
    template instanceof HTMLTemplateElement ? template.content.querySelectorAll("a") : [];
  /** @type {Map<string, Offer>} */
  const found = new Map();
  for (const link of document.querySelectorAll("main a.button")) add(link, "On this page");
  for (const link of links) add(link, link.dataset.kind ?? "");
  return [...found.values()];

  /** @param {Element} link @param {string} kind */
  function add(link, kind) {
    const url = link.getAttribute("href") ?? "";
    const label = [...link.childNodes]
      .filter((n) => n.nodeName !== "KBD")
      .map((n) => n.textContent)
      .join("")
      .trim();
    if (!found.has(url)) found.set(url, { label, kind, url });
  }
}

/**
 * Whether each typed word begins a word of the offer.
 * @param {Offer} offer
 * @param {string[]} words
 */
function matches(offer, words) {
  const text = ` ${offer.label} ${offer.kind}`.toLowerCase();
  return words.every((word) => text.includes(` ${word}`));
}

/** @param {Offer[]} offered */
function show(offered) {
  shown = offered.slice(0, 12);
  at = 0;
  list.replaceChildren(
    ...shown.map((offer, place) =>
      element(
        "li",
        { role: "option", id: `palette-${place}` },
        element("span", {}, offer.label),
        element("small", {}, offer.kind),
      ),
    ),
  );
  mark();
}

function mark() {
  [...list.children].forEach((item, place) => {
    item.setAttribute("aria-selected", String(place === at));
    if (place === at) item.scrollIntoView({ block: "nearest" });
  });
  if (shown.length > 0) input.setAttribute("aria-activedescendant", `palette-${at}`);
  else input.removeAttribute("aria-activedescendant");
}

/** Own offers at once, then what the server finds. */
function refresh() {
  show(offers().filter((offer) => matches(offer, typed())));
  ask();
}

function typed() {
  return input.value.toLowerCase().split(/\s+/).filter(Boolean);
}

const ask = settled(async (signal) => {
  if (input.value.trim().length < 2) return;
  const items = await search(input.value.trim(), signal);
  if (signal.aborted) return;
  const own = offers().filter((offer) => matches(offer, typed()));
  show([
    ...own.slice(0, 5),
    ...items.map((item) => ({
      label: item.title,
      kind: [item.kind.replaceAll("_", " "), item.state].filter(Boolean).join(" · "),
      url: item.url,
    })),
  ]);
});

function make() {
  list = element("ul", { role: "listbox", id: "palette-list", "aria-label": "What was found" });
  input = element("input", {
    type: "text",
    name: "q",
    placeholder: "Find or do…",
    autocomplete: "off",
    role: "combobox",
    "aria-label": "Find or do",
    "aria-expanded": "true",
    "aria-controls": "palette-list",
    "aria-autocomplete": "list",
  });
  const form = element("form", { action: "/search" }, input);
  const made = element("dialog", { class: "palette", "aria-label": "Find or do" }, form, list);
  input.addEventListener("input", refresh);
  input.addEventListener("keydown", (event) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step === 0 || shown.length === 0) return;
    event.preventDefault();
    at = (at + step + shown.length) % shown.length;
    mark();
  });
  form.addEventListener("submit", (event) => {
    const chosen = shown[at];
    if (!chosen) return;
    event.preventDefault();
    location.assign(chosen.url);
  });
  list.addEventListener("click", (event) => {
    const item = event.target instanceof Element ? event.target.closest("li") : null;
    const chosen = item ? shown[[...list.children].indexOf(item)] : undefined;
    if (chosen) location.assign(chosen.url);
  });
  made.addEventListener("click", (event) => {
    if (event.target === made) made.close();
  });
  document.body.append(made);
  return made;
}

/** Opens the palette, with what was typed last time gone. */
export function open() {
  if (!document.getElementById("palette-links")) return;
  dialog ??= make();
  if (dialog.open) return dialog.close();
  input.value = "";
  refresh();
  dialog.showModal();
  input.focus();
}

addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("[data-palette]") : null;
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  open();
});
