// Suggests names while a person or a unit is typed.
import { element, search, settled } from "./element.js";

for (const input of document.querySelectorAll("input[data-find]")) {
  if (input instanceof HTMLInputElement) suggest(input);
}

/** @param {HTMLInputElement} input */
function suggest(input) {
  const ask = settled(async (signal) => {
    if (input.value.trim().length < 2) return;
    const items = await search(input.value.trim(), signal, input.dataset.find);
    if (signal.aborted) return;
    input.list?.replaceChildren(
      ...items
        .slice(0, 12)
        .map((item) => element("option", { value: item.title }, item.state ?? "")),
    );
  });
  input.addEventListener("input", ask);
}
