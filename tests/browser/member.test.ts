import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { day } from "@earshot/core/clock.ts";
import type { Mail } from "@earshot/core/mail.ts";
import { findEngine, freePort, thisMachine } from "@earshot/local/engine.ts";
import { type House, openHouse } from "@earshot/local/house.ts";
import { type ServerType, serve } from "@hono/node-server";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ask, found, launch, scrollsSideways, violations } from "./browser.ts";

const engine = await findEngine(thisMachine()).catch(() => undefined);

const boards = [
  { id: "courses", name: "Courses", guests: true },
  { id: "payments", name: "Payments", approval: true },
];
const said = {
  courses: [
    "Offer a waiting list when a course is full, so that people can be called when a seat is free.",
    "We need a waiting list for a full course: people ask me to put them on one every week.",
    "Please add a waiting list for courses that are full.",
  ],
  payments: [
    "Refund a booking in two steps, not nine screens with a number to copy.",
    "Paying back a booking takes nine screens. A refund should take two steps.",
  ],
};

/** The whole product in one process, and a browser before it: members from the door to their ideas. */
describe.skipIf(!found || !engine)("members in a browser", { timeout: 120_000 }, () => {
  const pictures = mkdtempSync(path.join(tmpdir(), "earshot-members-"));
  const folder = mkdtempSync(path.join(tmpdir(), "earshot-house-"));
  const mails: Mail[] = [];
  let shift = 0;
  let house: House;
  let server: ServerType;
  let base: string;
  let browser: Browser;

  beforeAll(async () => {
    const port = await freePort();
    base = `http://localhost:${port}`;
    house = await openHouse({
      variables: { EARSHOT_DATA: folder, EARSHOT_URL: base, EARSHOT_API_KEY: "key", EARSHOT_RATE_LIMIT: "0" },
      log: () => {},
      clock: () => Date.now() + shift,
      showMail: (mail) => mails.push(mail),
    });
    server = serve({ fetch: house.runtime.portal.fetch, port });
    const api = (method: string, address: string, body: unknown) =>
      fetch(`${base}/api/v1${address}`, {
        method,
        headers: { authorization: "Bearer key", "content-type": "application/json" },
        body: JSON.stringify(body),
      });
    for (const { id, ...board } of boards) await api("PUT", `/boards/${id}`, board);
    const feedback = Object.entries(said).flatMap(([board, texts]) =>
      texts.map((body, i) => ({ board, body, source: "portal", author: { email: `${board}${i}@example.org` } })),
    );
    await api("POST", "/feedback", feedback);
    await house.settle();
    browser = await launch();
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    server?.close();
    await house?.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    process.stderr.write(`Screenshots of members' pages are in ${pictures}\n`);
  });

  async function visit<T>(options: BrowserContextOptions, look: (page: Page, context: BrowserContext) => Promise<T>) {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    const wrong: string[] = [];
    // Answers that are no 200 say so on the console too: those the tests ask for.
    page.on(
      "console",
      (one) => one.type() === "error" && !/40[019]|Failed to load/.test(one.text()) && wrong.push(one.text()),
    );
    page.on("pageerror", (error) => wrong.push(error.message));
    try {
      const seen = await look(page, context);
      expect(wrong).toEqual([]);
      return seen;
    } finally {
      await context.close();
    }
  }

  /** The link in the last mail to an address. */
  async function linkFor(email: string, before = 0): Promise<string> {
    for (let look = 0; look < 100; look++) {
      const mail = mails.slice(before).findLast(({ to }) => to === email);
      const link = mail && /http\S+/.exec(mail.body)?.[0];
      if (link) return link;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`There came no mail to ${email}.`);
  }

  async function signIn(page: Page, email: string): Promise<void> {
    const before = mails.length;
    await page.goto(`${base}/sign-in`);
    await page.getByLabel("E-mail").fill(email);
    await page.getByRole("button", { name: "Send the link" }).click();
    await page.waitForURL(/sent/);
    await page.goto(await linkFor(email, before));
  }

  /** Takes pictures to be looked at, and has axe look. Without script axe cannot; those pages are the same. */
  async function looked(page: Page, name: string, axe = !/without|false/.test(name)): Promise<void> {
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: path.join(pictures, `${name}-${colorScheme}.png`), fullPage: true });
      if (axe) expect(await violations(page), `${name}, ${colorScheme}`).toEqual([]);
    }
    expect(await scrollsSideways(page), name).toBe(false);
  }

  const row = (page: Page, title: RegExp) => page.locator("li.theme").filter({ hasText: title });
  const refunds = /nine screens/i;
  const waiting = /waiting list/i;
  const figure = async (page: Page, title: RegExp) => Number(await row(page, title).locator("b").textContent());

  const manners = [
    ["with script, wide", { viewport: { width: 1280, height: 900 } }],
    ["with script, narrow", { viewport: { width: 390, height: 844 } }],
    ["without script, wide", { viewport: { width: 1280, height: 900 }, javaScriptEnabled: false }],
    ["without script, narrow", { viewport: { width: 390, height: 844 }, javaScriptEnabled: false }],
  ] as const;

  it.each(manners)("votes, signing in on the way, and takes it back: %s", async (manner, options) => {
    const email = `${manner.replaceAll(/\W+/g, "-")}@example.org`;
    await visit(options, async (page) => {
      await page.goto(base);
      const before = await figure(page, refunds);
      await row(page, refunds).getByRole("button").click();
      await page.waitForURL(/sign-in/);
      await looked(page, `sign-in ${manner}`);
      await page.getByLabel("E-mail").fill(email);
      await page.getByRole("button", { name: "Send the link" }).click();
      await page.waitForURL(/sent/);
      await looked(page, `sent ${manner}`);
      await page.goto(await linkFor(email));
      expect(new URL(page.url()).hash).toMatch(/^#thm_/);
      expect(await row(page, refunds).getByRole("button").textContent()).toContain("✓ Counted");
      await house.settle();
      await page.reload();
      expect(await figure(page, refunds)).toBe(before + 1);
      await looked(page, `board ${manner}`);
      await row(page, refunds).getByRole("button").click();
      await row(page, refunds).getByRole("button", { name: "I want this" }).waitFor();
      await house.settle();
      await page.reload();
      expect(await figure(page, refunds)).toBe(before);
    });
  });

  it("counts a double click once, and two tabs as one person", async () => {
    await visit({}, async (page, context) => {
      await signIn(page, "twice@example.org");
      await page.goto(base);
      const other = await context.newPage();
      await other.goto(base);
      const before = await figure(page, refunds);
      await row(page, refunds).getByRole("button").dblclick();
      await row(page, refunds).getByRole("button", { name: "✓ Counted" }).waitFor();
      await row(other, refunds).getByRole("button", { name: "I want this" }).click();
      await row(other, refunds).getByRole("button", { name: "✓ Counted" }).waitFor();
      await house.settle();
      await page.reload();
      expect(await figure(page, refunds)).toBe(before + 1);
      expect(await row(page, refunds).getByRole("button").textContent()).toContain("✓ Counted");
    });
  });

  it("says when a vote did not arrive, restores the number, and tries again", async () => {
    await visit({}, async (page) => {
      await signIn(page, "dropped@example.org");
      await page.goto(base);
      const before = await figure(page, refunds);
      await page.route("**/vote", (route) => route.abort());
      await row(page, refunds).getByRole("button").click();
      await row(page, refunds).getByRole("alert").waitFor();
      expect(await row(page, refunds).getByRole("button").textContent()).toContain("Try again");
      expect(await figure(page, refunds)).toBe(before);
      await looked(page, "vote failed");
      await page.unroute("**/vote");
      await row(page, refunds).getByRole("button").click();
      await row(page, refunds).getByRole("button", { name: "✓ Counted" }).waitFor();
      expect(await row(page, refunds).getByRole("alert").count()).toBe(0);
      expect(await figure(page, refunds)).toBe(before + 1);
    });
  });

  it("votes from a page that was open before signing in, and is right after going back", async () => {
    await visit({}, async (page, context) => {
      await page.goto(base);
      const other = await context.newPage();
      await signIn(other, "back@example.org");
      await row(page, refunds).getByRole("button").click();
      await row(page, refunds).getByRole("button", { name: "✓ Counted" }).waitFor();
      await row(page, refunds).getByRole("link").first().click();
      await page.waitForURL(/themes/);
      await page.goBack();
      expect(await row(page, refunds).getByRole("button").textContent()).toContain("✓ Counted");
    });
  });

  it("lets guests vote where the board does, counted apart", async () => {
    await visit({}, async (page) => {
      await page.goto(base);
      const before = await figure(page, waiting);
      await row(page, waiting).getByRole("button").click();
      await row(page, waiting).getByRole("button", { name: "✓ Counted" }).waitFor();
      expect(await figure(page, waiting)).toBe(before);
      await house.settle();
      await page.reload();
      expect(await row(page, waiting).textContent()).toContain("and 1 guest");
      await looked(page, "board guest");
    });
  });

  it.each(manners)("asks for something new, signing in on the way: %s", async (manner, options) => {
    const email = `new-${manner.replaceAll(/\W+/g, "-")}@example.org`;
    const words = `Please let me print attendance sheets for the pottery evening (${manner}).`;
    await visit(options, async (page) => {
      await page.goto(base);
      await page.getByLabel("What is missing for you?").fill(words);
      await page.getByRole("button", { name: "Find or ask" }).click();
      await page.waitForURL(/new/);
      expect(await page.getByLabel("What do you need?").inputValue()).toBe(words);
      await looked(page, `new ${manner}`);
      await page.getByLabel("Area").selectOption("courses");
      await page.getByLabel("E-mail").fill("jonas@werkstatt");
      await page.getByRole("button", { name: "Send it as a new idea" }).click();
      if (options.viewport.width === 1280) await looked(page, `new wrong ${manner}`);
      await page.getByLabel("E-mail").fill(email);
      await page.getByRole("button", { name: "Send it as a new idea" }).click();
      await page.waitForURL(/sent/);
      await page.goto(await linkFor(email));
      await page.waitForURL(/received/);
      await page.getByRole("heading", { level: 1, name: /new idea|joined/ }).waitFor();
      await looked(page, `received ${manner}`);
      await page.getByRole("link", { name: "See the idea" }).click();
      await page.waitForURL(/themes/);
      await looked(page, `theme ${manner}`);
    });
  });

  it("finds while one types, announces it, and joins with one press, words and all", async () => {
    await visit({}, async (page) => {
      await signIn(page, "joins@example.org");
      await page.goto(`${base}/new`);
      await page
        .getByLabel("What do you need?")
        .pressSequentially("a waiting list for the thursday course that is full");
      const match = page.locator("[data-similar] li").filter({ hasText: waiting }).first();
      await match.waitFor();
      expect(await match.locator("mark").count()).toBeGreaterThan(0);
      await page.locator("p.vh[role=status]").filter({ hasText: "Already asked for" }).waitFor({ state: "attached" });
      await looked(page, "new matches");
      await match.getByRole("button").click();
      await page.waitForURL(/received/);
      await page.getByRole("heading", { name: /It joined/ }).waitFor();
    });
  });

  it("keeps what is typed over a reload and in a tab that is closed, until it is received", async () => {
    await visit({}, async (page, context) => {
      await signIn(page, "keeps@example.org");
      await page.goto(`${base}/new`);
      const field = page.getByLabel("What do you need?");
      await field.fill("Colours for the calendar, one for each room we rent.");
      await page.reload();
      expect(await field.inputValue()).toContain("Colours for the calendar");
      const later = await context.newPage();
      await later.goto(`${base}/new`);
      expect(await later.getByLabel("What do you need?").inputValue()).toContain("Colours for the calendar");
      await page.getByRole("button", { name: "Send it as a new idea" }).click();
      await page.waitForURL(/received/);
      await page.goto(`${base}/new`);
      expect(await field.inputValue()).toBe("");
    });
  });

  it.each([true, false])(
    "loses nothing when the session ends while she writes (script: %s)",
    async (javaScriptEnabled) => {
      const email = `ends-${javaScriptEnabled}@example.org`;
      await visit({ javaScriptEnabled }, async (page) => {
        await signIn(page, email);
        await page.goto(`${base}/new?body=Let+two+teachers+share+one+course+and+its+money.`);
        shift += 31 * day;
        await page.getByRole("button", { name: "Send it as a new idea" }).click();
        await page.getByRole("alert").waitFor();
        expect(await page.getByRole("alert").textContent()).toContain("Your text is safe");
        expect(await page.getByLabel("What do you need?").inputValue()).toContain("two teachers");
        await looked(page, `ended ${javaScriptEnabled}`);
        const before = mails.length;
        await page.getByLabel("E-mail").fill(email);
        await page.getByRole("button", { name: "Send it as a new idea" }).click();
        await page.waitForURL(/sent/);
        await page.goto(await linkFor(email, before));
        await page.waitForURL(/received/);
      });
    },
  );

  it("sees the switch to follow turn with her vote, and hears it said", async () => {
    await visit({ viewport: { width: 390, height: 844 } }, async (page) => {
      await signIn(page, "turns@example.org");
      await page.goto(base);
      await row(page, waiting).getByRole("link").first().click();
      await page.waitForURL(/themes/);
      await page.getByRole("button", { name: "I want this" }).click();
      await page.getByRole("button", { name: "✓ Following" }).waitFor();
      await page.getByRole("status").filter({ hasText: "Counted." }).waitFor();
      expect(await page.getByRole("status").textContent()).toContain("You will hear what becomes of it.");
      await page.reload();
      expect(await page.getByRole("button", { name: "✓ Following" }).count()).toBe(1);
      await page.getByRole("button", { name: "✓ Counted" }).click();
      await page.getByRole("button", { name: "Follow", exact: true }).waitFor();
      await page.getByRole("status").filter({ hasText: "You will hear no more of it." }).waitFor();
    });
  });

  it.each([true, false])(
    "follows, says it too in words of her own, and signs out (script: %s)",
    async (javaScriptEnabled) => {
      await visit({ javaScriptEnabled, viewport: { width: 390, height: 844 } }, async (page) => {
        await signIn(page, `too-${javaScriptEnabled}@example.org`);
        await page.goto(base);
        await row(page, waiting).getByRole("link").first().click();
        await page.waitForURL(/themes/);
        await page.getByRole("button", { name: "Follow" }).click();
        await page.getByRole("button", { name: "✓ Following" }).waitFor();
        await page.getByLabel("In your own words").fill("On Thursdays I ring eleven people for one seat.");
        await looked(page, `too ${javaScriptEnabled}`);
        await page.getByRole("button", { name: "Count me in" }).click();
        await page.waitForURL(/received/);
        await page.getByRole("link", { name: "See the idea" }).click();
        await page.getByText("On Thursdays I ring eleven people").first().waitFor();
        expect(await page.getByRole("button", { name: "✓ Counted" }).count()).toBe(1);
        await page.reload();
        expect(await page.getByRole("button", { name: "✓ Following" }).count()).toBe(1);
        await page.getByRole("button", { name: "✓ Counted" }).click();
        await page.getByRole("button", { name: "✓ You said it" }).waitFor();
        await page.getByRole("link", { name: "My ideas" }).click();
        await page.getByText("On Thursdays I ring eleven people").waitFor();
        expect(await page.getByRole("heading", { name: "What you follow" }).count()).toBe(1);
        await looked(page, `mine ${javaScriptEnabled}`);
        await page.getByRole("link", { name: /example\.org/ }).click();
        await page.getByRole("button", { name: "Sign out" }).click();
        await page.getByRole("link", { name: "Sign in" }).waitFor();
      });
    },
  );

  it("does everything by keyboard", async () => {
    await visit({}, async (page) => {
      await signIn(page, "keys@example.org");
      await page.goto(base);
      const button = row(page, refunds).getByRole("button");
      await button.focus();
      await page.keyboard.press("Enter");
      await row(page, refunds).getByRole("button", { name: "✓ Counted" }).waitFor();
      expect(await ask<boolean>(page, "document.activeElement.closest('form.vote') !== null")).toBe(true);
      await page.locator("p.vh[role=status]").filter({ hasText: "Counted." }).waitFor({ state: "attached" });
      await page.keyboard.press("Space");
      await row(page, refunds).getByRole("button", { name: "I want this" }).waitFor();
    });
  });

  it("keeps everything in sight with text of twice the size", async () => {
    await visit({ viewport: { width: 1280, height: 900 } }, async (page) => {
      for (const address of ["/", "/roadmap", "/changelog", "/new?body=A%20waiting%20list", "/sign-in"]) {
        await page.goto(base + address);
        await ask(page, "document.documentElement.style.fontSize = '200%'");
        expect(await scrollsSideways(page), address).toBe(false);
      }
    });
  });

  it("speaks German, and fits 320 px", async () => {
    await visit({ viewport: { width: 320, height: 700 }, locale: "de-DE" }, async (page) => {
      for (const address of [
        "/",
        "/?q=warteliste",
        "/roadmap",
        "/changelog",
        "/new?body=Eine%20Warteliste",
        "/sign-in",
      ]) {
        await page.goto(base + address);
        await looked(page, `german ${address.replaceAll(/\W/g, "_")}`);
      }
    });
  });
});
