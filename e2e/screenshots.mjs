// Takes the pictures of the README from the demo: `cargo xtask screenshots`.

import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { signIn, startBrowser, startDemo } from "./app.mjs";

const FOLDER = fileURLToPath(new URL("../docs/screenshots/", import.meta.url));
const DESK = { width: 1280, height: 860 };
const PHONE = { width: 390, height: 844 };

const demo = await startDemo();
const browser = await startBrowser();

/** Signs in, goes where `find` leads and takes the picture. */
async function take(name, options, find) {
  const { context, page } = await signIn(browser, demo, { deviceScaleFactor: 1.5, ...options });
  await find(page);
  await page.waitForLoadState("networkidle");
  await page.screenshot({ path: `${FOLDER}${name}.png` });
  await context.close();
  console.log(`docs/screenshots/${name}.png`);
}

const to = (path) => (page) => page.goto(demo.address + path);

/** Goes to a list and opens the first record on it. */
const toFirst = (path) => async (page) => {
  await to(path)(page);
  await page.locator(`main a[href^="${path}/"]:not([href*="new"])`).first().click();
  await page.waitForURL(`**${path}/*`);
};

try {
  mkdirSync(FOLDER, { recursive: true });
  await take("today", { viewport: DESK }, to("/"));
  await take("goals", { viewport: DESK }, to("/alignment/goals?show=open"));
  await take("trace", { viewport: DESK }, async (page) => {
    await toFirst("/plans/tasks")(page);
    const trace = page.locator("main a[href*=trace]").first();
    await trace.click();
    await page.waitForURL("**/trace/*");
  });
  await take("direction", { viewport: DESK }, to("/direction"));
  await take("phone", { viewport: PHONE, hasTouch: true }, to("/"));
  await take("dark", { viewport: DESK, colorScheme: "dark" }, to("/"));
} finally {
  await browser.close();
  await demo.stop();
}
