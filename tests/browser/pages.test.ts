import { mkdtempSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pages } from "@earshot/portal/pages/pages.ts";
import { type ServerType, serve } from "@hono/node-server";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ask, found, launch, scrollsSideways, violations } from "./browser.ts";
import { community, staffSession } from "./community.ts";

describe.skipIf(!found)("the pages in a browser", () => {
  let browser: Browser;
  let server: ServerType;
  let base: string;
  const pictures = mkdtempSync(join(tmpdir(), "earshot-pages-"));
  const deps = community();
  const theme = [...deps.rows.themes.values()][0]?.id ?? "";
  const paths = {
    board: "/",
    boardFurtherDown: "/?sort=top",
    nothing: "/?board=resources&status=declined",
    kind: "/?kind=request&sort=new",
    searchedInVain: "/?q=a%20darker%20theme",
    roadmap: "/roadmap",
    roadmapGerman: "/roadmap?lang=de",
    changelog: "/changelog",
    theme: `/themes/${theme}`,
    themeGerman: `/themes/${theme}?lang=de`,
    desk: "/admin",
    deskThemes: "/admin/themes",
    deskTheme: `/admin/themes/${theme}`,
    deskThemeGerman: `/admin/themes/${theme}?lang=de`,
    deskApproval: "/admin/approval",
    deskProposals: "/admin/proposals",
    deskOutbox: "/admin/outbox",
    deskHealth: "/admin/health",
    deskHealthGerman: "/admin/health?lang=de",
    deskAudit: "/admin/audit",
    deskSettings: "/admin/settings",
    deskBoard: "/admin/settings/boards/courses",
    deskTeam: "/admin/settings/teams/courses",
    deskWebhook: "/admin/settings/webhooks/new",
    missing: "/nowhere",
  };

  beforeAll(async () => {
    const { promise, resolve } = Promise.withResolvers<AddressInfo>();
    server = serve({ fetch: pages(deps).fetch, port: 0, hostname: "127.0.0.1" }, resolve);
    base = `http://127.0.0.1:${(await promise).port}`;
    browser = await launch();
  });

  afterAll(async () => {
    await browser?.close();
    server?.close();
    process.stderr.write(`Screenshots of the pages are in ${pictures}\n`);
  });

  async function open<T>(path: string, options: BrowserContextOptions, look: (page: Page) => Promise<T>): Promise<T> {
    const context = await browser.newContext(options);
    if (path.startsWith("/admin"))
      await context.addCookies([{ name: "earshot", value: staffSession(deps), url: base, httpOnly: true }]);
    try {
      const page = await context.newPage();
      const wrong: string[] = [];
      // A page that is missing says so on the console too; anything else there is a fault.
      page.on("console", (message) => {
        if (message.type() === "error" && !message.text().includes("404")) wrong.push(message.text());
      });
      page.on("pageerror", (error) => wrong.push(error.message));
      await page.goto(base + path);
      const seen = await look(page);
      expect(wrong).toEqual([]);
      return seen;
    } finally {
      await context.close();
    }
  }

  it.each(Object.entries(paths))("%s: axe finds nothing, wide and narrow, light and dark", async (name, path) => {
    await open(path, {}, async (page) => {
      for (const width of [390, 1280]) {
        await page.setViewportSize({ width, height: 900 });
        for (const colorScheme of ["light", "dark"] as const) {
          await page.emulateMedia({ colorScheme });
          await page.screenshot({ path: join(pictures, `${name}-${width}-${colorScheme}.png`), fullPage: true });
          expect(await scrollsSideways(page)).toBe(false);
          expect(await violations(page), `${width} px, ${colorScheme}`).toEqual([]);
        }
      }
    });
  });

  it("would notice: axe finds what is planted", async () => {
    await open(paths.board, {}, async (page) => {
      await ask(page, "document.documentElement.removeAttribute('lang')");
      expect((await violations(page)).map(({ id }) => id)).toContain("html-has-lang");
    });
  });

  it.each(Object.entries(paths))("%s does not scroll sideways at 320 px", async (_, path) => {
    await open(path, { viewport: { width: 320, height: 700 } }, async (page) => {
      await ask(page, "document.querySelectorAll('details').forEach((one) => { one.open = true; })");
      expect(await scrollsSideways(page)).toBe(false);
    });
  });

  it("shows the first idea on the first screen of a phone", async () => {
    const top = await open(paths.board, { viewport: { width: 390, height: 844 } }, (page) =>
      page.locator("li.theme h2").first().boundingBox(),
    );
    expect(top?.y ?? 844).toBeLessThan(780);
  });

  it.each([paths.board, paths.theme, paths.deskTheme])("reaches everything on %s by keyboard", async (path) => {
    await open(path, { viewport: { width: 1280, height: 900 } }, async (page) => {
      const all = await ask<number>(
        page,
        "document.querySelectorAll('a[href], button, select, summary, input:not([type=hidden]), textarea').length",
      );
      const reached = new Set<number>();
      // A date has a stop for each of its parts.
      for (let i = 0; i < 2 * all && reached.size < all; i++) {
        await page.keyboard.press("Tab");
        const [index, visible] = await ask<[number, boolean]>(
          page,
          `[[...document.querySelectorAll('a[href], button, select, summary, input:not([type=hidden]), textarea')].indexOf(document.activeElement),
            document.activeElement.getBoundingClientRect().width > 2 && getComputedStyle(document.activeElement).outlineStyle !== 'none']`,
        );
        reached.add(index);
        expect(visible, `what has the focus at step ${i} can be seen`).toBe(true);
      }
      reached.delete(-1);
      expect(reached.size).toBe(all);
    });
  });

  it("works with JavaScript off: the roadmap, the changelog, words looked for and not found", async () => {
    await open(paths.board, { javaScriptEnabled: false }, async (page) => {
      await page.getByRole("link", { name: "Roadmap" }).click();
      await page.getByRole("link", { name: /^Changelog: / }).click();
      await page.getByRole("link", { name: "Remind by text message as well as by e-mail" }).click();
      await page.getByRole("link", { name: "Ideas", exact: true }).click();
      await page.getByLabel("Kind").selectOption("praise");
      await page.getByRole("button", { name: "Show" }).click();
      expect(await page.getByText("Nothing here fits").count()).toBe(1);
      await page.getByLabel("Words in it").fill("a darker theme");
      await page.getByRole("button", { name: "Show" }).click();
      await page.getByRole("link", { name: "Ask for it" }).click();
      expect(await page.getByLabel("In a few words").inputValue()).toBe("a darker theme");
    });
  });

  describe("inside another's product", () => {
    const strict =
      "default-src 'none'; script-src __; style-src 'none'; form-action 'none'; require-trusted-types-for 'script'";
    const product = (script: string, more = "") =>
      `<!doctype html><html lang="de"><title>Benchday</title><body><main><h1>Benchday</h1>${more}</main>${script}`;

    /** A product of its own, at an origin of its own. */
    async function visitProduct<T>(html: string, look: (page: Page) => Promise<T>): Promise<T> {
      const host = createServer((_, response) => {
        response.writeHead(200, {
          "content-type": "text/html; charset=utf-8",
          "content-security-policy": strict.replace("__", base),
        });
        response.end(html);
      });
      await new Promise<void>((resolve) => host.listen(0, "127.0.0.1", resolve));
      const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
      try {
        const page = await context.newPage();
        const wrong: string[] = [];
        page.on("console", (one) => one.type() === "error" && wrong.push(one.text()));
        await page.goto(`http://localhost:${(host.address() as AddressInfo).port}/`);
        const seen = await look(page);
        expect(wrong.filter((text) => !text.includes("favicon"))).toEqual([]);
        return seen;
      } finally {
        await context.close();
        host.close();
      }
    }

    it("makes a button that takes one sentence into a tab of its own, within the strictest policy", async () => {
      const script = `<script src="${base}/embed.js" data-board="courses" async></script>`;
      await visitProduct(product(script), async (page) => {
        await page.getByRole("button", { name: "Was fehlt dir?" }).click();
        expect(await violations(page)).toEqual([]);
        await page.getByLabel("Was fehlt dir?").fill("Eine Warteliste & mehr");
        const [tab] = await Promise.all([
          page.context().waitForEvent("page"),
          page.getByRole("button", { name: "Suchen oder bitten" }).click(),
        ]);
        await tab.waitForLoadState();
        const address = new URL(tab.url());
        expect([address.origin, address.pathname]).toEqual([base, "/new"]);
        expect(await tab.locator("#body").inputValue()).toBe("Eine Warteliste & mehr");
        expect(await ask<boolean>(tab, "window.opener === null")).toBe(true);
      });
    });

    it("listens to what the product says is its button, also when that comes later", async () => {
      const script = `<script src="${base}/embed.js" data-lang="en" async></script>`;
      await visitProduct(product(script, '<a href="#" data-earshot="Export to PDF">Ideas?</a>'), async (page) => {
        await page.locator("body > div").waitFor({ state: "attached" });
        await page.getByText("Ideas?").click();
        expect(await page.getByLabel("What is missing for you?").inputValue()).toBe("Export to PDF");
        await page.keyboard.press("Escape");
        expect(await page.getByLabel("What is missing for you?").isVisible()).toBe(false);
        expect(await page.getByRole("button").count()).toBe(0);
      });
    });
  });

  it("lets the skip link lead to the content", async () => {
    await open(paths.board, {}, async (page) => {
      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      expect(new URL(page.url()).hash).toBe("#main");
    });
  });

  it("works with JavaScript off: tabs, filters, pages, a theme, its older voices", async () => {
    await open(paths.board, { javaScriptEnabled: false }, async (page) => {
      await page.getByRole("link", { name: "Top" }).click();
      await page.getByRole("link", { name: "Next 10" }).click();
      expect(await page.locator("li.theme").count()).toBe(2);
      await page.getByRole("link", { name: "Back to the first" }).click();
      await page.getByLabel("Area").selectOption("courses");
      await page.getByRole("button", { name: "Show" }).click();
      expect(new URL(page.url()).searchParams.get("sort")).toBe("top");
      expect(await page.locator("li.theme").count()).toBe(2);
      await page.getByRole("link", { name: "Offer a waiting list when a course is full" }).click();
      await page.getByRole("link", { name: "Older ones" }).click();
      expect(await page.getByRole("heading", { name: "Heard earlier" }).count()).toBe(1);
      await page.getByRole("link", { name: "Deutsch" }).click();
      expect(await page.getByRole("heading", { name: "Früher gehört" }).count()).toBe(1);
    });
  });

  it("sends what is parked back to work from its button", async () => {
    await open(paths.deskOutbox, { javaScriptEnabled: false }, async (page) => {
      await page.getByRole("button", { name: /^Try again.*4711/ }).click();
      expect(await page.getByRole("status").textContent()).toContain("1 was put back to work.");
      expect(deps.rows.inbox.get("inb_1")?.parked).toBe(false);
    });
  });
});
