import { gzipSync } from "node:zlib";
import { EarshotError } from "@earshot/core/error.ts";
import type { Theme } from "@earshot/core/theme.ts";
import type { PortalDeps } from "@earshot/portal/deps.ts";
import { pages } from "@earshot/portal/pages/pages.ts";
import { fold } from "@earshot/portal/pages/parts/voice.tsx";
import { wordsOf } from "@earshot/portal/pages/parts/words.ts";
import { script } from "@earshot/portal/pages/script.ts";
import { stylesheet } from "@earshot/portal/pages/stylesheet.ts";
import { languages, textsFor } from "@earshot/portal/pages/texts.ts";
import { describe, expect, it, vi } from "vitest";
import { community, staffSession, themeOf } from "../browser/community.ts";
import { place, visitor } from "./visitor.ts";

const origin = "http://localhost:3000";
/** What the browser of one of the staff sends. */
const staff = (deps: PortalDeps) => ({ cookie: `earshot=${staffSession(deps)}` });

async function get(deps: PortalDeps, path: string, headers: Record<string, string> = {}) {
  const response = await pages(deps).request(`${origin}${path}`, { headers });
  return { status: response.status, headers: response.headers, html: await response.text() };
}

function leading(deps: ReturnType<typeof community>): Theme {
  const theme = [...deps.rows.themes.values()].find(({ title }) => title.startsWith("Offer a waiting list"));
  if (theme === undefined) throw new Error("the community has lost its first theme");
  return theme;
}

/** The figures of a list of facts, by the heading above it. */
function facts(html: string, heading: string): number[] {
  const list = html.split(`<h2>${heading}</h2>`)[1]?.split("</dl>")[0] ?? "";
  return [...list.matchAll(/<dd>([\d,]+)<\/dd>/g)].map(([, figure = ""]) => Number(figure.replace(",", "")));
}

/** A page without the one script there may be: ours, by its hashed address, with its texts. */
const unscripted = (html: string): string =>
  html.replace(/<script src="\/earshot\.js\?v=[\w-]{12}" defer="" data-texts="[^"<>]*"><\/script>/, "");

/** What a page is made of: its tags and attributes, without what stands in them. */
const skeleton = (html: string): string[] =>
  [...html.matchAll(/<(\/?[a-z0-9]+)((?:\s+[a-z-]+(?:="[^"]*")?)*)\s*\/?>/gi)].map(
    ([, tag, attributes = ""]) =>
      `${tag} ${[...attributes.replace(/="[^"]*"/g, "=").matchAll(/([a-z-]+)=/gi)]
        .map(([, name]) => name)
        .filter((name) => name !== "lang")
        .join(" ")}`,
  );

describe("the board", () => {
  it("opens with what leads, and says how many stand behind it", async () => {
    const deps = community();
    const { status, html } = await get(deps, "/");
    expect(status).toBe(200);
    expect(html).toMatch(
      new RegExp(
        `<h1>“<span dir="auto">Offer a waiting list[^<]*</span>” leads: ${leading(deps).supporters} people stand`,
      ),
    );
    expect(html.match(/<li class="theme"/g)).toHaveLength(10);
    expect(html).toContain('<h2 lang="de" dir="auto"');
    expect(html).toContain("<span>working title</span>");
    expect(html).toContain("<span>settled</span>");
  });

  it("leads on by cursor to what is left, once", async () => {
    const deps = community();
    const first = await get(deps, "/?sort=top");
    const next = /href="([^"]*)" rel="next"/.exec(first.html)?.[1]?.replaceAll("&amp;", "&") ?? "";
    const second = await get(deps, next);
    const ids = (html: string) => [...html.matchAll(/href="\/themes\/(thm_\w+)/g)].map(([, id]) => id);
    expect(new Set([...ids(first.html), ...ids(second.html)]).size).toBe(deps.rows.themes.size);
    expect(ids(second.html)).toHaveLength(2);
    expect(second.html).toContain("Further down");
    expect(second.html).not.toContain('rel="next"');
  });

  it("keeps the choice of area and status through tabs and form", async () => {
    const { html } = await get(community(), "/?sort=new&board=courses&status=planned&lang=de");
    expect(html.match(/<li class="theme"/g)).toHaveLength(1);
    expect(html).toContain('<option value="courses" selected="">');
    expect(html).toContain('<option value="planned" selected="">');
    expect(html).toContain('href="/?board=courses&amp;status=planned&amp;sort=top&amp;lang=de"');
    expect(html).toContain('<input type="hidden" name="sort" value="new"/>');
    expect(html).toContain('<input type="hidden" name="lang" value="de"/>');
  });

  it("shows what makes no sense in an address as if it were not there", async () => {
    const { status, html } = await get(community(), "/?sort=best&board=nowhere&status=merged&cursor=");
    expect(status).toBe(200);
    expect(html).toContain("leads:");
  });

  it("says why nothing is there", async () => {
    const deps = community();
    expect((await get(deps, "/?board=resources&status=declined")).html).toContain("Nothing here fits");
    deps.rows.themes.clear();
    expect((await get(deps, "/")).html).toContain("Nobody has asked for anything yet");
  });

  it("reads the list once, and the boards once in a while", async () => {
    const deps = community();
    const list = vi.spyOn(deps.themes, "list");
    const boards = vi.spyOn(deps.settings, "boards");
    const site = pages(deps);
    for (let i = 0; i < 3; i++) await site.request(`${origin}/`);
    expect(list).toHaveBeenCalledTimes(3);
    expect(boards).toHaveBeenCalledTimes(1);
  });
});

describe("a theme", () => {
  it("adds up in sight: how people came, and where they spoke", async () => {
    const deps = community();
    const theme = leading(deps);
    const { html } = await get(deps, `/themes/${theme.id}`);
    for (const heading of ["Who stands behind it", "Where they said it first"]) {
      const figures = facts(html, heading);
      expect(figures.length).toBeGreaterThan(3);
      expect(figures.at(-1)).toBe(theme.supporters);
      expect(figures.slice(0, -1).reduce((sum, n) => sum + n, 0)).toBe(theme.supporters);
    }
    expect(html).toContain(`<strong>${theme.supporters} people</strong>`);
    expect(html).toContain("Planned since 10 November");
  });

  it("shows private feedback as a number, and nothing of its words", async () => {
    const deps = community();
    const theme = leading(deps);
    const { html } = await get(deps, `/themes/${theme.id}`);
    expect(html).toContain(`${theme.feedback - theme.publicFeedback} private messages, such as support tickets`);
    expect(html).not.toContain("My card was charged");
  });

  it("repeats no attack, and no quote that has become private, moved or withdrawn", async () => {
    const deps = community();
    const theme = leading(deps);
    const quoted = theme.quotes.map(({ feedback }) => deps.rows.feedback.get(feedback));
    const [marta, heike, ruben] = quoted;
    if (!marta || !heike || !ruben) throw new Error("three are quoted");
    deps.rows.feedback.set(marta.id, { ...marta, visibility: "private" });
    deps.rows.feedback.set(heike.id, { ...heike, theme: "thm_another" });
    deps.rows.feedback.set(ruben.id, { ...ruben, abusive: true });
    const { html } = await get(deps, `/themes/${theme.id}`);
    for (const words of ["glaze chart", "Werkbank", "My Tuesday people", "is an idiot"])
      expect(html).not.toContain(words);
    expect(html).toContain("Not quoted, because it attacks people.");
  });

  it("leaves out a summary that can only be of private words", async () => {
    const deps = community();
    const { theme } = themeOf({
      title: "Named by staff",
      summary: "Said in a ticket.",
      board: "payments",
      weeks: [1],
      said: [{ text: "Said in a ticket.", source: "zendesk", daysAgo: 1, private: true, quoted: true }],
    });
    deps.rows.themes.set(theme.id, { ...theme, publicFeedback: 0 });
    const { html } = await get(deps, `/themes/${theme.id}`);
    expect(html).toContain("Named by staff");
    expect(html).not.toContain("Said in a ticket.");
  });

  it("is missing in the same words whether private or unknown", async () => {
    const deps = community();
    const theme = leading(deps);
    const unknown = await get(deps, "/themes/thm_00000000000000000000");
    expect(unknown.status).toBe(404);
    const bodyOf = (html: string) => html.replaceAll(/thm_\w+/g, "");
    deps.rows.themes.set(theme.id, { ...theme, visibility: "private" });
    const hidden = await get(deps, `/themes/${theme.id}`);
    expect(hidden.status).toBe(404);
    expect(bodyOf(hidden.html)).toBe(bodyOf(unknown.html));
  });

  it("leads on from a merged theme to the one that stands for it", async () => {
    const deps = community();
    const theme = leading(deps);
    const merged = { ...theme, id: "thm_merged", status: "merged" as const, mergedInto: theme.id };
    deps.rows.themes.set(merged.id, merged);
    const response = await pages(deps).request(`${origin}/themes/thm_merged?lang=de`);
    expect(response.status).toBe(302);
    expect(response.headers.get("location")).toBe(`/themes/${theme.id}?lang=de`);
    deps.rows.themes.set(theme.id, { ...theme, visibility: "private" });
    expect((await get(deps, "/themes/thm_merged")).status).toBe(404);
  });

  it("reads its head, a page of voices and the quoted, and never the evidence", async () => {
    const deps = community();
    const calls = [
      vi.spyOn(deps.themes, "get"),
      vi.spyOn(deps.feedback, "ofTheme"),
      vi.spyOn(deps.feedback, "getMany"),
    ];
    const evidence = vi.spyOn(deps.themes, "evidence");
    await get(deps, `/themes/${leading(deps).id}`);
    for (const call of calls) expect(call).toHaveBeenCalledTimes(1);
    expect(evidence).not.toHaveBeenCalled();
  });

  it("marks each change of status in the chart, in words too", async () => {
    const deps = community();
    const { html } = await get(deps, `/themes/${leading(deps).id}`);
    expect(html).toMatch(
      /<desc id="growth-figures">[\d, ]+\. Under review since 22 September\. Planned since 10 November/,
    );
  });

  it("folds a long text at the end of a sentence, and cuts no character in two", () => {
    const long = fold(`${"A sentence that says something. ".repeat(60)}The end.`);
    expect(long.first.endsWith("something.")).toBe(true);
    expect(`${long.first} ${long.rest}`).toContain("The end.");
    const symbols = fold(`a${"😀".repeat(5000)}`);
    expect(symbols.first.isWellFormed() && symbols.rest.isWellFormed()).toBe(true);
    expect(symbols.first.length + symbols.rest.length + symbols.missing).toBe(10_001);
  });
});

describe("languages", () => {
  it("follow the browser, or the address, which links carry on", async () => {
    const deps = community();
    const german = await get(deps, "/", { "accept-language": "de-AT,de;q=0.9,en;q=0.5" });
    expect(german.html).toContain('<html lang="de">');
    expect(german.html).toMatch(/führt: \d+ Leute stehen dahinter\./);
    expect(german.html).toContain('<h2 lang="en" dir="auto"');
    expect(german.html).toContain('<a href="/?lang=en" lang="en" hreflang="en">English</a>');
    expect(german.html).not.toMatch(/href="\/themes\/\w+\?lang/);
    const chosen = await get(deps, "/?lang=de&sort=top", { "accept-language": "en" });
    expect(chosen.html).toMatch(/href="\/themes\/\w+\?lang=de"/);
    expect(chosen.headers.get("vary")).toBe("accept-language, cookie");
  });

  it("never lead to another host", async () => {
    for (const path of ["//elsewhere.example/", "/\\elsewhere.example", "///elsewhere.example"])
      expect((await get(community(), path)).html).toContain('href="/elsewhere.example');
  });

  it("are English where neither names one that we speak", async () => {
    for (const wish of [undefined, "", "fr", "fr;q=1,*", "de;q=0", ";;;,=", "en-US,de;q=0.9"])
      expect((await textsFor(undefined, wish)).code, String(wish)).toBe("en");
    expect((await textsFor("xx", "de")).code).toBe("de");
  });

  it("are found by the code that their texts carry", async () => {
    for (const { code, texts } of languages) expect((await texts()).code).toBe(code);
  });

  it("count one and many rightly", async () => {
    const [en, de] = await Promise.all([textsFor("en", undefined), textsFor("de", undefined)]);
    expect([en.people(1), en.people(1284)]).toEqual(["1 person", "1,284 people"]);
    expect([de.people(1), de.people(1284)]).toEqual(["1 Person", "1.284 Leute"]);
  });
});

describe("strictness", () => {
  const hostile = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'\"</title></style></textarea><svg/onload=alert(1)>",
    "</pre></details><!-- --><iframe srcdoc='x'>",
    "{{7*7}} $\\{alert(1)} `x` javascript:alert(1) &lt;b&gt; &#60;",
    "\u202Eevil\u0000\u2028\uFEFF ﷽ Ṱ̺̺̕o͞ 🏳️‍🌈",
  ];

  function withWords(words: string) {
    const deps = community();
    const theme = leading(deps);
    deps.rows.themes.set(theme.id, {
      ...theme,
      title: words,
      summary: words,
      answer: { text: words, by: words, at: theme.createdAt },
      history: [{ status: "open", at: theme.createdAt, note: words }],
      sources: { [words]: theme.supporters },
    });
    for (const one of deps.rows.feedback.values())
      Object.assign(one, { text: words, body: words, author: words, source: words, url: `javascript:${words}` });
    for (const one of deps.rows.deliveries.values())
      Object.assign(one, { error: words, occasion: words, payload: { title: words, body: words, [words]: words } });
    for (const one of deps.rows.inbox.values()) one.error = words;
    for (const one of deps.rows.boards.values()) one.name = words;
    return { deps, id: theme.id };
  }

  it.each(hostile)("shows %j as text in every field", async (words) => {
    const plain = withWords("plain words");
    const { deps, id } = withWords(words);
    const staffs = ["", "/themes", `/themes/${id}`, "/approval", "/proposals", "/outbox", "/audit", "/settings"];
    for (const path of ["/", `/themes/${id}`, ...staffs.map((one) => `/admin${one}`)]) {
      const { status, html } = await get(deps, path, staff(deps));
      expect(status).toBe(200);
      expect(unscripted(html)).not.toMatch(/<script|<img|<iframe|href="javascript/i);
      expect(skeleton(html)).toEqual(skeleton((await get(plain.deps, path, staff(plain.deps))).html));
    }
  });

  it("allows no script but ours, no inline style, no frame, on any page", async () => {
    const deps = community();
    const broken = { ...deps, settings: { ...deps.settings, boards: () => Promise.reject(new Error("no table")) } };
    const all = [
      await get(deps, "/"),
      await get(deps, `/themes/${leading(deps).id}`),
      await get(deps, "/admin", staff(deps)),
      await get(deps, "/admin"),
      await get(deps, "/nowhere"),
      await get(deps, "/?cursor=nonsense"),
      await get(broken, "/"),
    ];
    expect(all.map(({ status }) => status)).toEqual([200, 200, 200, 404, 404, 400, 500]);
    for (const { headers, html } of all) {
      const policy = headers.get("content-security-policy") ?? "";
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toContain("unsafe");
      expect(policy).toContain("script-src 'self';");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("referrer-policy")).toBe("same-origin");
      expect(unscripted(html)).not.toMatch(/<script|<style|\sstyle="|\son[a-z]+="/i);
    }
    expect(all.at(-1)?.html).not.toContain("no table");
  });

  it("weighs under 30 kB with its stylesheet and script, compressed", async () => {
    const deps = community();
    const weight = (text: string) => gzipSync(text).length;
    expect(Buffer.byteLength(stylesheet)).toBeLessThan(15 * 1024);
    expect(Buffer.byteLength(script)).toBeLessThan(15_000);
    for (const path of ["/", `/themes/${leading(deps).id}`])
      expect(weight((await get(deps, path)).html) + weight(stylesheet) + weight(script), path).toBeLessThan(16_000);
  });

  it("lets the stylesheet be kept for good under its own address alone", async () => {
    const deps = community();
    const address = /href="(\/style\.css\?v=[^"]+)"/.exec((await get(deps, "/")).html)?.[1] ?? "";
    const styled = await get(deps, address);
    expect(styled.headers.get("content-type")).toContain("text/css");
    expect(styled.headers.get("cache-control")).toContain("immutable");
    expect((await get(deps, "/style.css?v=older")).headers.get("cache-control")).toBe("no-cache");
    expect((await get(deps, "/favicon.svg")).headers.get("content-type")).toBe("image/svg+xml");
  });
});

describe("/admin/outbox", () => {
  it("shows the outbox word for word, and why something is parked", async () => {
    const deps = community();
    const { html, headers } = await get(deps, "/admin/outbox", staff(deps));
    expect(headers.get("cache-control")).toBe("no-store");
    expect(html).toContain("&gt; I keep the list on the back of a glaze chart by the till.\n&gt; — host, forum, 2 Nov");
    expect(html).toContain("<pre>61 people spoke up in week 46, 15 more than the week before.</pre>");
    expect(html).toContain("GitHub answers 410: issues are switched off");
    expect(html).toContain("The post 4711 has no author any more.");
  });

  it("finds the words of a payload however it is wrapped", () => {
    const block = {
      type: "section",
      text: { type: "mrkdwn", text: "a" },
      fields: [{ text: "b" }],
      accessory: { text: { text: "c" } },
    };
    expect(wordsOf([{ request: { body: { text: "T", blocks: [block, { type: "divider" }] } } }])).toEqual([
      { heading: "T", texts: ["a\nb\nc"] },
    ]);
    expect(wordsOf({ body: "only a comment" })).toEqual([{ texts: ["only a comment"] }]);
    expect(wordsOf(undefined)).toEqual([]);
  });

  it("puts parked rows back to work, one or all", async () => {
    const at = place();
    const ines = visitor(at);
    await ines.signIn("ines@example.org");
    const retry = (fields: Record<string, string>) => ines.press("/admin/outbox", "/admin/outbox/retry", fields);
    expect((await retry({ what: "entry", id: "inb_1" })).location).toBe("/admin/outbox?retried=1");
    expect(at.rows.inbox.get("inb_1")?.parked).toBe(false);
    await retry({ what: "delivery" });
    expect([...at.rows.deliveries.values()].filter(({ state }) => state === "parked")).toEqual([]);
    expect((await ines.get("/admin/outbox?retried=1")).html).toContain("1 was put back to work.");
  });
});

describe("errors", () => {
  it("say what failed, what is safe and what to do", async () => {
    const deps = community();
    const cursor = await get(deps, "/?cursor=nonsense");
    expect(cursor.html).toMatch(/does not lead on.*Nothing is lost.*Start from the top/s);
    const log = vi.fn();
    const list = () => Promise.reject(new SyntaxError("What Ada said is no JSON"));
    const failed = await get({ ...deps, log, themes: { ...deps.themes, list } }, "/?sort=top");
    expect(failed.status).toBe(500);
    expect(failed.html).toMatch(/could not be put together.*Nothing is lost.*Try again/s);
    const where = { method: "GET", path: "/", stack: expect.stringContaining("pages.test.tsx") };
    expect(log).toHaveBeenCalledWith("page.failed", expect.objectContaining(where));
    expect(JSON.stringify(log.mock.calls)).not.toContain("Ada");
  });

  it.each([
    { retryAfter: undefined, told: "5" },
    { retryAfter: 1.2, told: "2" },
  ])("say when to come again where the table cannot be reached: $told", async ({ retryAfter, told }) => {
    const deps = community();
    const log = vi.fn();
    const away = new EarshotError("upstream", "The table is away.", { ...(retryAfter && { retryAfter }) });
    const list = () => Promise.reject(away);
    const of = (language: string) =>
      get({ ...deps, log, themes: { ...deps.themes, list } }, "/?sort=top", { "accept-language": language });
    const { status, headers, html } = await of("en");
    expect([status, headers.get("retry-after"), headers.get("cache-control")]).toEqual([
      ...[503, told],
      "private, no-cache",
    ]);
    expect(html).toMatch(/could not be put together.*Nothing is lost.*href="\/\?sort=top"[^<]*Try again/s);
    expect((await of("de")).html).toContain("Diese Seite ließ sich nicht zusammenstellen.");
    const where = { method: "GET", path: "/", error: "The table is away." };
    expect(log.mock.calls).toEqual([
      ["request.upstream", where],
      ["request.upstream", where],
    ]);
  });
});
