import type { AddressInfo } from "node:net";
import { pages } from "@earshot/portal/pages/pages.ts";
import { type ServerType, serve } from "@hono/node-server";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { found, launch, scrollsSideways, violations } from "./browser.ts";
import { community, staffSession } from "./community.ts";

describe.skipIf(!found)("staff in a browser without JavaScript", () => {
  let browser: Browser;
  let server: ServerType;
  let base: string;
  const deps = community();
  const [theme] = [...deps.rows.themes.values()];
  const id = theme?.id ?? "";
  const stored = () => deps.rows.themes.get(id);

  beforeAll(async () => {
    const { promise, resolve } = Promise.withResolvers<AddressInfo>();
    server = serve({ fetch: pages(deps).fetch, port: 0, hostname: "127.0.0.1" }, resolve);
    base = `http://127.0.0.1:${(await promise).port}`;
    browser = await launch();
  });

  afterAll(async () => {
    await browser?.close();
    server?.close();
  });

  async function visit(width: number, look: (page: Page) => Promise<void>, javaScriptEnabled = false): Promise<void> {
    const context = await browser.newContext({ javaScriptEnabled, viewport: { width, height: 900 } });
    await context.addCookies([{ name: "earshot", value: staffSession(deps), url: base, httpOnly: true }]);
    try {
      await look(await context.newPage());
    } finally {
      await context.close();
    }
  }

  it("goes from the board to a theme, is asked for a reason, gives it, sees it in public, and takes it back", async () => {
    await visit(390, async (page) => {
      await page.goto(`${base}/themes/${id}`);
      await page.getByRole("link", { name: "Decide about it" }).click();
      await page.getByLabel("Status", { exact: true }).selectOption("declined");
      await page.getByLabel("Official answer").fill("");
      await page.getByLabel("Note for the history").fill("Decided on Monday");
      await page.getByRole("button", { name: "Save status and answer" }).click();
      expect(await page.locator("#answer-wrong").textContent()).toContain("Say why it is declined");
      expect(await page.getByLabel("Note for the history").inputValue()).toBe("Decided on Monday");
      expect(await page.getByLabel("Status", { exact: true }).inputValue()).toBe("declined");
      expect(stored()).toEqual(theme);
      await page.getByLabel("Official answer").fill("It would take the seat from those who call.");
      await page.getByRole("button", { name: "Save status and answer" }).click();
      expect(await page.getByRole("status").textContent()).toContain("Saved:");
      await page.getByRole("link", { name: "Its public page" }).click();
      expect(await page.getByText("It would take the seat from those who call.").count()).toBe(1);
      await page.goBack();
      await page.getByRole("status").getByRole("button", { name: "Undo" }).click();
      expect(await page.getByRole("status").textContent()).toContain("Undone.");
      expect(stored()).toMatchObject({ status: theme?.status, answer: theme?.answer, history: theme?.history });
    });
  });

  it("has nothing against axe where a form was refused or something was done, wide and narrow, light and dark", async () => {
    const look = async (page: Page) => {
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        expect(await scrollsSideways(page)).toBe(false);
        expect(await violations(page)).toEqual([]);
      }
    };
    for (const width of [390, 1280])
      await visit(
        width,
        async (page) => {
          await page.goto(`${base}/admin/themes/${id}`);
          await page.getByRole("button", { name: "Merge into the other theme" }).click();
          await look(page);
          await page.getByLabel("Workaround", { exact: true }).fill(`Keep a list, ${width} names long.`);
          await page.getByRole("button", { name: "Save workaround" }).click();
          await look(page);
          await page.goto(`${base}/admin/audit`);
          await look(page);
          await page.goto(`${base}/admin/settings/teams/courses`);
          await page.getByLabel("Another rule").fill("boards: calendar");
          await page.getByRole("button", { name: "Try the rules out" }).click();
          await look(page);
        },
        true,
      );
  });
});
