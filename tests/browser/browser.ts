import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type Browser, chromium, type Page } from "playwright-core";

const executablePath = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";

/** Whether there is a browser to test with. */
export const found = existsSync(executablePath);
if (!found) process.stderr.write(`Browser tests are skipped: there is no Chromium at ${executablePath}.\n`);

export const launch = (): Promise<Browser> =>
  chromium.launch({
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

export interface Violation {
  id: string;
  nodes: string[];
}

/** Runs a piece of script as text: the tests are typed without a document. */
export const ask = <T>(page: Page, script: string): Promise<T> => page.evaluate(script) as Promise<T>;

export const scrollsSideways = (page: Page) =>
  ask<boolean>(page, "document.documentElement.scrollWidth > document.documentElement.clientWidth");

/** Loads axe into a world of its own: the page's policy lets no script in, not even this one. */
export const violations = async (page: Page): Promise<Violation[]> =>
  ask<Violation[]>(
    page,
    `${axeSource};
    axe.run(document, { runOnly: ${JSON.stringify(rules)} })
      .then(({ violations }) => violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) })))`,
  );
