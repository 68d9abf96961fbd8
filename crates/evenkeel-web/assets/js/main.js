// Loads what makes pages quicker. Every page works without it.
import "./palette.js";
import "./keys.js";
import "./guard.js";
import "./finder.js";

// Browsers print the moment themselves only if told to; the foot of the page always says it.
addEventListener("beforeprint", () => {
  const now = new Date().toLocaleString("en-GB", { dateStyle: "long", timeStyle: "short" });
  for (const place of document.querySelectorAll("[data-printed]"))
    place.textContent = `Printed ${now}`;
});

// A menu closes when something else is touched.
addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open], .thumbs details[open]")) {
    if (event.target instanceof Node && !menu.contains(event.target)) menu.removeAttribute("open");
  }
});
