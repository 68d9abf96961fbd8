// Visits every page that links lead to from Today, and notes what is wrong with each.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { signIn } from "./app.mjs";

const PAGES_MAX = 160;
const PAGES_OF_ONE_PATTERN_MAX = 2;
const PHONE = { width: 360, height: 740 };
const DESK = { width: 1280, height: 900 };
const SERIOUS = ["serious", "critical"];

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Ids and numbers are what makes two addresses the same page with other data. */
function pattern(url) {
  const keys = [...url.searchParams.keys()].sort().join(",");
  const path = url.pathname.replace(/\/[0-9a-f-]{32,36}(?=\/|$)/g, "/{id}");
  return `${path.replace(/\d+/g, "{number}")}?${keys}`;
}

/** The addresses of this server that the page links to, downloads and acts left out. */
async function links(page, origin) {
  const found = await page.$$eval("a[href]", (anchors) =>
    anchors
      .filter((anchor) => !anchor.hasAttribute("download"))
      .map((anchor) => new URL(anchor.getAttribute("href"), document.baseURI).href),
  );
  return found
    .map((href) => new URL(href))
    .filter((url) => url.origin === origin)
    .map((url) => Object.assign(url, { hash: "" }));
}

/** Listens to what a page must never do; every note says on which page it did. */
function listen(page, origin, note) {
  page.on("console", (message) => {
    if (message.type() !== "error") return;
    const isPolicy = /content security policy/i.test(message.text());
    note(isPolicy ? "policy" : "script", message.text());
  });
  page.on("pageerror", (error) => note("script", String(error)));
  page.on("request", (request) => {
    const url = new URL(request.url());
    const isOurs = url.origin === origin || ["data:", "blob:"].includes(url.protocol);
    if (!isOurs) note("outside", request.url());
  });
}

/** What axe finds serious, with the first element of each. */
async function inspect(page, only) {
  await page.evaluate(axe);
  const rules = only ? { runOnly: { type: "rule", values: only } } : {};
  const { violations } = await page.evaluate((options) => globalThis.axe.run(options), rules);
  return violations
    .filter((violation) => SERIOUS.includes(violation.impact))
    .map((violation) => {
      const nodes = violation.nodes.slice(0, 3).map((node) => node.target.join(" "));
      return `${violation.id} (${violation.nodes.length}): ${violation.help}: ${nodes.join(" | ")}`;
    });
}

/** The widest element that sticks out of the window, if the page scrolls sideways. */
function overflow(page) {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return null;
    const wide = [...document.querySelectorAll("body *")]
      .filter((element) => element.getBoundingClientRect().right > clientWidth + 1)
      .map((element) => `${element.tagName.toLowerCase()}.${[...element.classList].join(".")}`);
    return `${scrollWidth} px wide: ${wide.slice(0, 4).join(", ")}`;
  });
}

/**
 * Crawls as one person. Returns the paths visited and the faults, each `{ kind, path, what }`, of
 * the kinds status, policy, script, outside, overflow, light, dark and narrow.
 */
export async function crawl(browser, demo, person = 0) {
  const origin = demo.address;
  const faults = [];
  let path = "/";
  const note = (kind, what) => faults.push({ kind, path, what });

  // The first page keeps the content policy; the second lifts it, because axe is a script of ours
  // that the policy rightly refuses. It also lets nothing move: a color on its way from light to
  // dark is neither.
  const phone = await signIn(browser, demo, { viewport: PHONE, hasTouch: true }, person);
  listen(phone.page, origin, note);
  const still = { viewport: DESK, bypassCSP: true, reducedMotion: "reduce" };
  const desk = await signIn(browser, demo, still, person);

  const seen = new Map();
  const known = new Set();
  const queue = [new URL("/", origin)];
  const paths = [];
  while (queue.length > 0 && paths.length < PAGES_MAX) {
    const url = queue.shift();
    if (known.has(url.href)) continue;
    known.add(url.href);
    const count = seen.get(pattern(url)) ?? 0;
    if (count >= PAGES_OF_ONE_PATTERN_MAX) continue;
    seen.set(pattern(url), count + 1);

    path = url.pathname + url.search;
    const answer = await phone.page.goto(url.href).catch((error) => note("status", String(error)));
    if (!answer) continue;
    if (answer.status() !== 200) note("status", String(answer.status()));
    paths.push(path);
    if (!(answer.headers()["content-type"] ?? "").startsWith("text/html")) continue;

    const wide = await overflow(phone.page);
    if (wide) note("overflow", wide);
    queue.push(...(await links(phone.page, origin)));

    await desk.page.emulateMedia({ colorScheme: "light" });
    await desk.page.goto(url.href);
    for (const what of await inspect(desk.page)) note("light", what);
    await desk.page.emulateMedia({ colorScheme: "dark" });
    for (const what of await inspect(desk.page, ["color-contrast"])) note("dark", what);
  }
  await phone.context.close();
  await desk.context.close();
  if (queue.length > 0) console.log(`Stopped at ${PAGES_MAX} pages`);
  return { paths, faults };
}
