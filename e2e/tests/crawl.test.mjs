// The crawl itself: a small site with one fault of each kind, and each is found.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { startBrowser } from "../app.mjs";
import { crawl } from "../crawl.mjs";

const page = (title, body) =>
  `<!doctype html><html lang="en"><head><title>${title}</title>
   <meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"></head>
   <body><main><h1>${title}</h1>${body}</main></body></html>`;

const ids = [1, 2, 3, 4, 5].map((digit) => `0190a5b2-0000-7000-8000-00000000000${digit}`);

const PAGES = {
  "/": page(
    "Today",
    [
      "/policy",
      "/outside",
      "/wide",
      "/unlabeled",
      "/faint",
      "/gone",
      ...ids.map((id) => `/of/${id}`),
    ]
      .map((path) => `<a href="${path}">${path}</a>`)
      .join(" ") + `<a href="/file.csv" download>File</a>`,
  ),
  "/policy": page("Policy", "<script>alert(1)</script>"),
  "/outside": page("Outside", `<img alt="Away" src="http://localhost:9/picture.png">`),
  "/wide": page("Wide", `<div style="width:900px">Wide</div>`),
  "/unlabeled": page("Unlabeled", "<form><input name=a></form>"),
  "/faint": page(
    "Faint",
    "<style>@media (prefers-color-scheme: dark) { p { color: #eee } }</style><p>Faint</p>",
  ),
};

const POLICY = "default-src 'self' http://localhost:9 data:; style-src 'unsafe-inline'";

let browser;
let server;
let found;

before(async () => {
  server = createServer((request, response) => {
    const isRecord = request.url.startsWith("/of/");
    const body = isRecord ? page("Record", "One of many") : PAGES[request.url];
    response.writeHead(body ? 200 : 404, {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": POLICY,
    });
    response.end(body ?? page("Gone", ""));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = `http://127.0.0.1:${server.address().port}`;
  browser = await startBrowser();
  found = await crawl(browser, { address, people: [{ name: "amy", link: `${address}/` }] });
});

after(async () => {
  await browser?.close();
  server?.close();
  server?.closeAllConnections();
});

const paths = (kind) => [
  ...new Set(found.faults.filter((it) => it.kind === kind).map((it) => it.path)),
];

test("each kind of fault is found where it is", () => {
  assert.deepEqual(paths("status"), ["/gone"]);
  assert.deepEqual(paths("policy"), ["/policy"]);
  assert.deepEqual(paths("outside"), ["/outside"]);
  assert.deepEqual(paths("overflow"), ["/wide"]);
  assert.deepEqual(paths("light"), ["/unlabeled"]);
  assert.deepEqual(paths("dark"), ["/faint"]);
});

test("of one pattern two pages are visited, and no download", () => {
  assert.equal(found.paths.filter((path) => path.startsWith("/of/")).length, 2);
  assert.ok(!found.paths.includes("/file.csv"));
});
