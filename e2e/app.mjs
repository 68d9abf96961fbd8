// The demo as a child process, and browsers that are signed in to it.

import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { chromium } from "playwright-core";

const PROGRAM = process.env.EVENKEEL_BIN ?? "../target/debug/evenkeel";
const BROWSER = process.env.EVENKEEL_CHROMIUM ?? "/usr/bin/chromium";

/** The demo loads a year of history before it listens, and a debug build takes its time. */
const START_SECONDS_MAX = 120;

/** A browser that asks nobody but our server. */
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * The running demo: where it answers, and one sign-in link for each person.
 * @typedef {{ name: string, link: string }} Person
 * @typedef {{ address: string, people: Person[], stop: () => Promise<void> }} Demo
 */

/**
 * Starts the demo and waits until it has said where it is and who can sign in.
 * @returns {Promise<Demo>}
 */
export async function startDemo() {
  const server = spawn(PROGRAM, ["demo", "--listen", "127.0.0.1:0"], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = new Promise((resolve) => server.once("exit", resolve));
  const stop = async () => {
    server.kill("SIGTERM");
    const late = setTimeout(() => server.kill("SIGKILL"), 10_000);
    await ended;
    clearTimeout(late);
  };
  let said = "";
  server.stderr.on("data", (part) => (said = (said + part).slice(-4000)));
  const facts = readFacts(server);
  const failed = new Promise((_, reject) => {
    server.once("error", (error) => reject(new Error(`${PROGRAM} did not start: ${error}`)));
    server.once("exit", (code) => reject(new Error(`The demo ended with ${code}:\n${said}`)));
    const late = () => reject(new Error(`The demo was not ready in time:\n${said}`));
    setTimeout(late, START_SECONDS_MAX * 1000).unref();
  });
  failed.catch(() => {});
  try {
    return { ...(await Promise.race([facts, failed])), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Reads `address URL` and three times `sign-in NAME URL`; the output is read on to its end. */
function readFacts(server) {
  return new Promise((resolve) => {
    let address = "";
    const people = [];
    createInterface({ input: server.stdout }).on("line", (line) => {
      const words = line.trim().split(/\s+/);
      if (words[0] === "address") address = words[1].replace(/\/$/, "");
      if (words[0] === "sign-in") people.push({ name: words[1], link: words[2] });
      if (address && people.length === 3) resolve({ address, people });
    });
  });
}

/** Starts the browser. */
export function startBrowser() {
  return chromium.launch({ executablePath: BROWSER, headless: true, args: FLAGS });
}

/**
 * Opens a page as one of the three people; the first is the clinical lead.
 * @param {Demo} demo
 */
export async function signIn(browser, demo, options = {}, person = 0) {
  const context = await browser.newContext({ locale: "en-GB", ...options });
  const page = await context.newPage();
  await page.goto(demo.people[person].link);
  // A link that is followed by a mail scanner must not be used up, so a button may confirm it.
  const button = page.locator("main form button[type=submit], main form button:not([type])");
  if (new URL(page.url()).pathname !== "/" && (await button.count()) > 0) {
    await button.first().click();
    await page.waitForLoadState();
  }
  return { context, page };
}
