// Hands that have no mouse, no script, no color or no screen.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { signIn, startBrowser, startDemo } from "../app.mjs";

let demo;
let browser;

before(async () => {
  demo = await startDemo();
  browser = await startBrowser();
});

after(async () => {
  await browser?.close();
  await demo?.stop();
});

/** Signs in, does the work and closes the window again. */
async function as(options, work, person = 0) {
  const { context, page } = await signIn(browser, demo, options, person);
  try {
    await work(page);
  } finally {
    await context.close();
  }
}

test("each of the three people reaches Today by the link alone", async () => {
  for (const person of [0, 1, 2]) {
    await as(
      { javaScriptEnabled: false },
      async (page) => {
        await page.goto(`${demo.address}/`);
        assert.equal(new URL(page.url()).pathname, "/", demo.people[person].name);
        assert.ok(await page.locator("main h1").count(), "Today has a heading");
      },
      person,
    );
  }
});

test("without script a form comes back with its errors and with what was typed", async () => {
  await as({ javaScriptEnabled: false }, async (page) => {
    const why = "Families wait too long & nobody tells them why";
    await page.goto(`${demo.address}/alignment/goals/new`);
    await page.locator("main form [name=why]").fill(why);
    await page.locator("main form [name=title]").fill("");
    await page.locator("main form button").first().click();
    assert.equal(await page.locator("main form [name=why]").inputValue(), why);
    assert.ok(await page.locator("[aria-invalid=true]").count(), "the field at fault is marked");
  });
});

test("the first Tab reaches the link that skips to the content", async () => {
  await as({}, async (page) => {
    await page.goto(`${demo.address}/`);
    await page.keyboard.press("Tab");
    const target = await page.evaluate(() => document.activeElement?.getAttribute("href"));
    assert.match(target ?? "", /^#/);
    await page.keyboard.press("Enter");
    const isInside = await page.evaluate(
      (id) => document.querySelector(id)?.contains(document.activeElement),
      target,
    );
    assert.ok(isInside, "the focus moved to the content");
  });
});

test("Ctrl+K opens the palette and Escape closes it", async () => {
  await as({}, async (page) => {
    await page.goto(`${demo.address}/`);
    await page.keyboard.press("Control+k");
    const palette = page.locator("dialog[open]");
    await palette.waitFor();
    assert.ok(await palette.locator("input:focus").count(), "one can type at once");
    await page.keyboard.press("Escape");
    await palette.waitFor({ state: "detached" }).catch(() => {});
    assert.equal(await page.locator("dialog[open]").count(), 0);
  });
});

test("DIR-14: the direction of a unit is one printed page", async () => {
  await as({}, async (page) => {
    await page.goto(`${demo.address}/direction`);
    const sheet = page.locator("main a[href*=sheet]").first();
    await sheet.click();
    await page.waitForURL(/sheet/);
    const pdf = await page.pdf({ format: "A4", preferCSSPageSize: true });
    const pages = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g) ?? [];
    assert.equal(pages.length, 1);
  });
});
