// What was typed is not lost by leaving, and what is wrong is met first.

/** Forms with text that is not saved. @type {Set<HTMLFormElement>} */
const unsaved = new Set();

addEventListener("input", (event) => {
  const form = event.target instanceof Element ? event.target.closest("form") : null;
  if (form?.matches("[data-guard]")) unsaved.add(form);
});

addEventListener("submit", (event) => {
  if (event.target instanceof HTMLFormElement) unsaved.delete(event.target);
});

addEventListener("beforeunload", (event) => {
  if ([...unsaved].some((form) => form.isConnected)) event.preventDefault();
});

const first = document.querySelector("[data-focus]");
if (first instanceof HTMLElement) first.focus();
