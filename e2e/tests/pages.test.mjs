// Every page that a clinical lead can reach from Today: reachable, safe, readable by all.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startBrowser, startDemo } from "../app.mjs";
import { crawl } from "../crawl.mjs";

let demo;
let browser;
let found = { paths: [], faults: [] };

before(async () => {
  demo = await startDemo();
  browser = await startBrowser();
  found = await crawl(browser, demo);
  console.log(`${found.paths.length} pages visited:\n  ${found.paths.join("\n  ")}`);
});

after(async () => {
  await browser?.close();
  await demo?.stop();
});

/** Fails with every fault of one kind, and the page that it was seen on. */
function none(kind) {
  const lines = found.faults
    .filter((fault) => fault.kind === kind)
    .map((fault) => `${fault.path}: ${fault.what}`);
  assert.equal(lines.length, 0, `\n${lines.join("\n")}`);
}

test("Today leads to the rooms", () => {
  const firsts = new Set(found.paths.map((path) => path.split("/")[1]));
  for (const room of ["direction", "alignment", "plans"]) assert.ok(firsts.has(room), room);
});

test("every link leads to a page", () => none("status"));
test("no page breaks its content policy", () => none("policy"));
test("no script fails", () => none("script"));
test("no page asks another server", () => none("outside"));
test("no page scrolls sideways on a phone of 360 px", () => none("overflow"));
test("axe finds nothing serious in light", () => none("light"));
test("axe finds enough contrast in the dark", () => none("dark"));
