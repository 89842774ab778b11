import { mkdtempSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { digestAddress } from "@earshot/core/digest/link.ts";
import { pages } from "@earshot/portal/pages/pages.ts";
import { type ServerType, serve } from "@hono/node-server";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exampleFeedback } from "../memory/examples.ts";
import { richDigest } from "../stand-ins/digests.ts";
import { themeOf } from "../stand-ins/themes.ts";
import { found, launch, scrollsSideways, violations } from "./browser.ts";
import { community } from "./community.ts";

describe.skipIf(!found)("a digest's page in a browser", () => {
  let browser: Browser;
  let server: ServerType;
  let address = "";
  const deps = community();
  const pictures = mkdtempSync(join(tmpdir(), "earshot-digest-"));

  beforeAll(async () => {
    const digest = richDigest(
      (i) => (i % 3 === 0 ? "Kurse, die über mehrere Termine laufen" : `Refund a booking in two steps, not ${i}`),
      "Nine screens, a number to copy by hand, and no receipt.",
      { now: deps.clock() },
    );
    await deps.digests.put(digest);
    for (const { theme, title } of [
      ...digest.ranking,
      ...digest.late,
      ...digest.owed,
      ...digest.promised,
      ...digest.new,
    ])
      deps.rows.themes.set(theme, themeOf({ id: theme, title, supporters: 3 }));
    for (const id of [...Array.from({ length: 18 }, (_, i) => `fbk_${i}`), "fbk_q1", "fbk_q2", "fbk_q3"])
      deps.rows.feedback.set(id, exampleFeedback(id, { id }));
    const { promise, resolve } = Promise.withResolvers<AddressInfo>();
    server = serve({ fetch: pages(deps).fetch, port: 0, hostname: "127.0.0.1" }, resolve);
    const url = `http://127.0.0.1:${(await promise).port}`;
    address =
      digestAddress({ url, secret: deps.signIn.secret }, { team: "courses", week: "2026-W46" }, deps.clock()) ?? "";
    browser = await launch();
  });

  afterAll(async () => {
    await browser?.close();
    server?.close();
    process.stderr.write(`Screenshots of the digest are in ${pictures}\n`);
  });

  it.each(["en", "de"])(
    "in %s: axe finds nothing, wide and narrow, light and dark, and nothing runs sideways",
    async (lang) => {
      const context = await browser.newContext({ javaScriptEnabled: true });
      const page = await context.newPage();
      const wrong: string[] = [];
      page.on("console", (message) => message.type() === "error" && wrong.push(message.text()));
      const answer = await page.goto(`${address}&lang=${lang}`);
      expect(answer?.status()).toBe(200);
      for (const width of [320, 390, 768, 1280, 1440]) {
        await page.setViewportSize({ width, height: 900 });
        for (const colorScheme of width === 390 || width === 1280
          ? (["light", "dark"] as const)
          : (["light"] as const)) {
          await page.emulateMedia({ colorScheme });
          await page.screenshot({ path: join(pictures, `${lang}-${width}-${colorScheme}.png`), fullPage: true });
          expect(await scrollsSideways(page), `${width} px`).toBe(false);
          expect(await violations(page), `${width} px, ${colorScheme}`).toEqual([]);
        }
      }
      expect(wrong).toEqual([]);
      await context.close();
    },
  );

  it("says the same without a script, and is linked within itself", async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(address);
    expect(await page.locator("svg[role=img]").count()).toBeGreaterThan(4);
    for (const heading of ["Where people get stuck", "What moved", "New", "Promised and late", "Whom we owe an answer"])
      expect(await page.getByRole("heading", { name: heading, exact: true }).count(), heading).toBe(1);
    await context.close();
  });
});
