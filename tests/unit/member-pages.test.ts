import { day } from "@earshot/core/clock.ts";
import { personOf } from "@earshot/core/person.ts";
import { seal } from "@earshot/core/session.ts";
import type { Theme } from "@earshot/core/theme.ts";
import { embedScript } from "@earshot/portal/pages/embed.ts";
import { describe, expect, it, vi } from "vitest";
import { exampleFeedback } from "../memory/examples.ts";
import { portal } from "../memory/portal.ts";
import { naughty } from "./naughty.ts";
import { type Place, place, visitor } from "./visitor.ts";

const annPerson = personOf("email:ann@example.org");

async function ann(at: Place) {
  const her = visitor(at);
  await her.signIn("ann@example.org");
  return her;
}

const named = (at: Place, title: string): Theme => {
  const theme = [...at.rows.themes.values()].find((one) => one.title.startsWith(title));
  if (!theme) throw new Error(`There is no theme "${title}".`);
  return theme;
};
const titles = (html: string): string[] =>
  [...html.matchAll(/href="\/themes\/thm_\w+"[^>]*>([^<]+)<\/a>/g)].map(([, title = ""]) => title);

/** What stands on a page, without what the script would say. */
const seen = async (page: Promise<{ html: string }>): Promise<string> =>
  (await page).html.replace(/<script.*?<\/script>/, "");

describe("looking for words on the board", () => {
  const finding = (...found: string[]) => ({
    similar: async () => found.map((title, i) => ({ theme: named(at, title).id, score: 1 - i / 10 })),
  });
  let at: Place;

  it("shows what is like them, most alike first, and none that is private", async () => {
    at = place(finding("Refund", "Print", "Offer", "Hide"));
    const hidden = named(at, "Print");
    at.rows.themes.set(hidden.id, { ...hidden, visibility: "private" });
    const { html, status } = await visitor(at).get("/?q=paying++back");
    expect(status).toBe(200);
    expect(titles(html).map((title) => title.split(" ")[0])).toEqual(["Refund", "Offer", "Hide"]);
    expect(html).toContain('3 ideas are like “<span dir="auto">paying back</span>”.');
    expect(html).toContain('name="q" type="search" value="paying back"');
  });

  it("stays within area, status and kind", async () => {
    at = place(finding("Refund", "Offer", "Hide"));
    const of = async (query: string) => titles((await visitor(at).get(`/?q=money&${query}`)).html);
    expect(await of("status=declined")).toEqual([named(at, "Hide").title]);
    expect(await of("kind=bug")).toEqual([]);
    expect(await of("kind=request&status=planned")).toEqual([named(at, "Offer").title]);
    const similar = vi.spyOn(at.deps, "similar");
    await visitor(at).get("/?q=money&board=courses");
    expect(similar).toHaveBeenCalledWith("money", ["courses"], expect.any(Number));
  });

  it("says what to do where nothing is, and takes the words along", async () => {
    at = place();
    const { html } = await visitor(at).get("/?q=%3Cb%3Eice%3C%2Fb%3E&lang=de");
    expect(html).toContain('Um „<span lang="en" dir="auto">&lt;b&gt;ice&lt;/b&gt;</span>“ hat noch niemand gebeten.');
    expect(html).toContain('href="/new?title=%3Cb%3Eice%3C%2Fb%3E&amp;lang=de"');
  });

  it("looks for nothing where there are no words", async () => {
    at = place();
    const similar = vi.spyOn(at.deps, "similar");
    expect((await visitor(at).get("/?q=++")).html).toContain("leads:");
    expect(similar).not.toHaveBeenCalled();
  });
});

describe("the board by kind", () => {
  it("shows those of a kind, and keeps the choice through tabs and pages", async () => {
    const at = place();
    const bug = named(at, "Print");
    at.rows.themes.set(bug.id, { ...bug, kinds: { bug: 4, request: 1 } });
    const { html } = await visitor(at).get("/?kind=bug&sort=top");
    expect(titles(html)).toEqual([bug.title]);
    expect(html).toContain('<option value="bug" selected="">Bugs</option>');
    expect(html).toContain('href="/?kind=bug&amp;sort=new"');
    expect((await visitor(at).get("/?kind=unclear")).html).toContain("leads:");
  });

  it("leads on where nothing fits so far and the list has more", async () => {
    const at = place();
    vi.spyOn(at.deps.themes, "list").mockResolvedValue({ items: [], next: "further" });
    const { html } = await visitor(at).get("/?kind=praise");
    expect(html).toContain("Nothing among these ideas fits");
    expect(html).toContain('href="/?kind=praise&amp;cursor=further"');
  });
});

describe("how she stands behind a theme", () => {
  it("is seen on the card of the theme that hers was merged into", async () => {
    const at = place();
    const her = await ann(at);
    const [root, part] = [at.theme, at.second];
    await her.press("/", `/themes/${part.id}/vote`, { vote: "1", to: "/" });
    at.rows.themes.set(part.id, { ...part, status: "merged", mergedInto: root.id });
    at.rows.themes.set(root.id, { ...root, absorbed: [part.id] });
    const card = (await her.get("/")).html.split(`id="${root.id}"`)[1]?.split("</li>")[0] ?? "";
    expect(card).toContain('class="voted"');
    expect(card).toContain("✓ Counted");
  });

  it("counts her by her own words, without a button that promises more", async () => {
    const at = place();
    const her = await ann(at);
    const { theme, rows } = at;
    rows.feedback.set("fbk_hers", exampleFeedback("hers", { id: "fbk_hers", person: annPerson, theme: theme.id }));
    for (const page of [`/themes/${theme.id}`, "/"]) {
      const html = await seen(her.get(page));
      expect(html).toContain('<button type="button" class="voted" disabled="">');
      expect(html).toContain("✓ You said it");
    }
    rows.feedback.set(
      "fbk_hers",
      exampleFeedback("hers", { id: "fbk_hers", person: annPerson, theme: theme.id, withdrawn: true }),
    );
    expect(await seen(her.get(`/themes/${theme.id}`))).not.toContain("✓ You said it");
  });

  it("is still by her words when she takes her vote back", async () => {
    const at = place();
    const her = await ann(at);
    const { theme, rows } = at;
    rows.feedback.set("fbk_hers", exampleFeedback("hers", { id: "fbk_hers", person: annPerson, theme: theme.id }));
    rows.votes.set(`${theme.id}/${annPerson}`, { theme: theme.id, person: annPerson, at: theme.createdAt });
    const page = `/themes/${theme.id}`;
    expect(await seen(her.get(page))).toContain("✓ Counted");
    const json = { accept: "application/json" };
    const taken = await her.press(page, `${page}/vote`, { vote: "0" }, json);
    expect(JSON.parse(taken.html)).toMatchObject({ voted: false, changed: true, said: true });
    expect(await seen(her.get(page))).toContain("✓ You said it");
  });

  it("makes her hear of it, unless she said no", async () => {
    const at = place();
    const her = await ann(at);
    const page = `/themes/${at.theme.id}`;
    await her.press(page, `${page}/vote`, { vote: "1", to: page });
    expect(at.rows.votes.get(`${at.theme.id}/${annPerson}`)).toMatchObject({
      hears: { email: "ann@example.org", language: "en" },
    });
    expect(await seen(her.get(page))).toContain("✓ Following");
    await her.press(page, `${page}/follow`, { follow: "0", to: page });
    expect(await seen(her.get(page))).not.toContain("✓ Following");
    expect(await seen(her.get(page))).toContain("✓ Counted");
  });
});

describe("/roadmap", () => {
  it("shows what is being done, what is planned, and what was shipped, with its release", async () => {
    const at = place();
    const shipped = named(at, "Remind");
    const release = { version: "2.3", url: "https://github.com/benchday/app/releases/2.3", at: shipped.createdAt };
    at.rows.themes.set(shipped.id, { ...shipped, releases: [release] });
    const { html } = await visitor(at).get("/roadmap");
    const [, doing = "", planned = "", done = ""] = html.split("<h2");
    expect(titles(doing)).toEqual([named(at, "Keep").title, named(at, "Move").title]);
    expect(doing).toContain("since 25 October");
    expect(titles(planned)).toEqual([named(at, "Offer").title]);
    expect(planned).toContain("Announced for spring 2027.");
    expect(done).toContain(`<a href="${release.url}" rel="noopener">Release 2.3</a>`);
    expect(html).toContain("3 ideas are on their way.");
    expect(html).toContain('<a href="/roadmap" aria-current="page">');
  });

  it("is a query a column, and says where nothing is", async () => {
    const at = place();
    const calls = vi.spyOn(at.deps.themes, "progressed");
    at.rows.themes.clear();
    const { html } = await visitor(at).get("/roadmap?lang=de");
    expect(html).toContain("Zurzeit ist nichts geplant.");
    expect(calls).toHaveBeenCalledTimes(3);
  });
});

describe("/changelog", () => {
  it("tells by month what was shipped and declined, with the answer that came with it and none from before", async () => {
    const at = place();
    const shipped = named(at, "Remind");
    const declined = named(at, "Hide");
    at.rows.themes.set(declined.id, {
      ...declined,
      history: [...declined.history, { status: "declined", at: "2026-10-07T09:00:00.000Z" }],
      answer: { text: "Guests leave where the price is missing.", by: "Ines", at: "2026-10-07T09:00:00.000Z" },
    });
    const early = { text: "We shall see.", by: "Ines", at: "2026-09-01T09:00:00.000Z" };
    at.rows.themes.set(shipped.id, { ...shipped, answer: early });
    const { html } = await visitor(at).get("/changelog");
    expect(html.indexOf("November 2026")).toBeLessThan(html.indexOf("October 2026"));
    expect(html).toContain("Guests leave where the price is missing.");
    expect(html).not.toContain("We shall see.");
    expect(html).toContain(`Asked for by ${shipped.supporters} people.`);
    expect(html).toContain(
      '<link rel="alternate" type="application/atom+xml" title="Changelog" href="/changelog.atom"/>',
    );
  });

  it("leads on by cursor to what came before", async () => {
    const at = place();
    const [model] = at.rows.themes.values();
    if (!model) throw new Error("There are themes.");
    at.rows.themes.clear();
    for (let i = 0; i < 25; i++) {
      const step = { status: "shipped" as const, at: new Date(Date.UTC(2026, 0, 1 + i)).toISOString() };
      at.rows.themes.set(`thm_${i}`, {
        ...model,
        id: `thm_${i}`,
        title: `Number ${i}`,
        status: "shipped",
        history: [step],
      });
    }
    const first = (await visitor(at).get("/changelog")).html;
    const next = /href="([^"]*)" rel="next"/.exec(first)?.[1]?.replaceAll("&amp;", "&") ?? "";
    expect([...titles(first), ...titles((await visitor(at).get(next)).html)]).toEqual(
      Array.from({ length: 25 }, (_, i) => `Number ${24 - i}`),
    );
    expect((await visitor(at).get("/changelog?cursor=forged")).status).toBe(400);
  });
});

describe("/changelog.atom", () => {
  it("is a feed whose entries keep their names when they are reworded", async () => {
    const at = place();
    const shipped = named(at, "Remind");
    const feed = async () => visitor(at).get("/changelog.atom");
    const { html: xml, headers } = await feed();
    expect(headers.get("content-type")).toBe("application/atom+xml; charset=utf-8");
    expect(headers.get("set-cookie")).toBeNull();
    const ids = (text: string) => [...text.matchAll(/<entry>\n<id>([^<]+)<\/id>/g)].map(([, id]) => id);
    expect(ids(xml)).toHaveLength(2);
    expect(xml).toContain('<link rel="self" type="application/atom+xml" href="http://localhost:3000/changelog.atom"/>');
    expect(xml).toContain(`<link rel="alternate" type="text/html" href="http://localhost:3000/themes/${shipped.id}"/>`);
    at.rows.themes.set(shipped.id, {
      ...shipped,
      title: "Another",
      answer: { text: "Now.", by: "Ines", at: at.deps.url && "2026-11-15T10:00:00.000Z" },
    });
    const again = (await feed()).html;
    expect(ids(again)).toEqual(ids(xml));
    expect(again).toContain("<updated>2026-11-15T10:00:00.000Z</updated>");
    expect(again).toContain("<author><name>Ines</name></author>");
  });

  it("holds naughty strings as text, and nothing that XML cannot", async () => {
    const at = place();
    const shipped = named(at, "Remind");
    const known = new Set(
      "xml feed id title updated link author name entry published category content".split(" ") as (
        | string
        | undefined
      )[],
    );
    for (const text of naughty) {
      at.rows.themes.set(shipped.id, {
        ...shipped,
        title: `${text}\u0000\u0008\uD800`,
        answer: { text, by: text, at: at.rows.themes.get(shipped.id)?.history.at(-1)?.at ?? "" },
      });
      const { html: xml } = await visitor(at).get("/changelog.atom");
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
      expect(xml, JSON.stringify(text)).not.toMatch(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/);
      expect(xml.isWellFormed()).toBe(true);
      const tags = [...xml.matchAll(/<[?!/]?([\w]+)/g)].map(([, tag]) => tag);
      expect(
        tags.filter((tag) => !known.has(tag)),
        JSON.stringify(text),
      ).toEqual([]);
      expect(xml.replaceAll(/&(amp|lt|gt|quot|apos);/g, "")).not.toContain("&");
    }
  });

  it("is not sent again to whom has it", async () => {
    const at = place();
    const tag = (await visitor(at).get("/changelog.atom")).headers.get("etag") ?? "";
    expect(tag).not.toBe("");
    const again = await at.site.request("http://localhost:3000/changelog.atom", { headers: { "if-none-match": tag } });
    expect(again.status).toBe(304);
  });
});

describe("/mine", () => {
  it("asks who she is", async () => {
    const asked = await visitor(place()).get("/mine?lang=de");
    expect([asked.status, asked.location]).toEqual([303, "/sign-in?to=%2Fmine%3Flang%3Dde&lang=de"]);
  });

  it("shows what she asked for, voted for and follows, and what has happened since", async () => {
    const at = place();
    const her = await ann(at);
    expect((await her.get("/mine")).html).toContain("You have not asked for anything yet.");
    const [refund, offer, keep] = ["Refund", "Offer", "Keep"].map((title) => named(at, title)) as [Theme, Theme, Theme];
    const early = "2026-10-01T10:00:00.000Z";
    at.rows.feedback.set(
      "fbk_hers",
      exampleFeedback("hers", {
        id: "fbk_hers",
        person: annPerson,
        theme: refund.id,
        text: "Nine screens, please.",
        at: early,
      }),
    );
    at.rows.votes.set("v", { theme: offer.id, person: annPerson, at: early });
    await her.press("/", `/themes/${keep.id}/follow`, { follow: "1", to: "/" });
    const { html } = await her.get("/mine");
    expect(html).toContain("Nine screens, please.");
    const section = (heading: string) => html.split(`>${heading}</h2>`)[1]?.split("<section")[0] ?? "";
    expect(titles(section("What you asked for"))).toEqual([refund.title]);
    expect(titles(section("What you voted for"))).toEqual([offer.title]);
    expect(titles(section("What you follow"))).toEqual([keep.title]);
    // Following began after the last change; the vote was there before the answer.
    expect(titles(section("What happened"))).toEqual([offer.title]);
    expect(section("What happened")).toContain("Guests put themselves on the list");
    await her.press("/", `/themes/${keep.id}/follow`, { follow: "0", to: "/" });
    expect((await her.get("/mine")).html).not.toContain("What you follow");
  });

  it("shows her own words that wait, were turned away or were said in private, and why", async () => {
    const at = place();
    const her = await ann(at);
    const hers = {
      person: annPerson,
      theme: at.theme.id,
      visibility: "private" as const,
      aliases: ["email:ann@example.org"],
    };
    const review = { state: "rejected" as const, by: "Mia", at: at.theme.createdAt, reason: "It names a person." };
    for (const said of [
      exampleFeedback("a", { ...hers, text: "Waiting words.", waits: true }),
      exampleFeedback("b", { ...hers, text: "Turned away.", waits: true, review }),
      exampleFeedback("c", { ...hers, text: "A ticket.", source: "zendesk" }),
    ])
      at.rows.feedback.set(said.id, said);
    const { html } = await her.get("/mine");
    for (const words of [
      "Waiting words.",
      "Waits to be read by staff",
      "Turned away.",
      "Not published: It names a person.",
      "A ticket.",
      "Private: only you and staff",
    ])
      expect(html).toContain(words);
  });

  it("shows nobody a ticket of somebody she was joined with, nor a theme that is not public", async () => {
    const at = place();
    const her = await ann(at);
    const other = { person: personOf("zendesk:900"), alias: "zendesk:900" };
    await at.deps.people.join([{ person: annPerson, alias: "email:ann@example.org" }, other], at.theme.createdAt);
    const ticket = { person: other.person, aliases: ["zendesk:900"], visibility: "private" as const };
    for (const said of [
      exampleFeedback("t", { ...ticket, theme: at.theme.id, text: "My secret ticket." }),
      exampleFeedback("p", { person: other.person, theme: at.second.id, text: "Said in public." }),
    ])
      at.rows.feedback.set(said.id, said);
    at.rows.themes.set(at.second.id, { ...at.second, visibility: "private" });
    const { html } = await her.get("/mine");
    expect(html).not.toContain("My secret ticket.");
    expect(html).toContain("Said in public.");
    expect(html).not.toContain(at.second.title);
    expect(html).toContain("Its idea is not public.");
  });
});

describe("/unfollow", () => {
  const token = (at: Place, alias = "email:ann@example.org") =>
    seal("a secret of the tests", "unfollow", { theme: at.theme.id, alias }, at.deps.clock() + day);

  it("asks once more, as mailboxes open links, and then tells her no more", async () => {
    const at = place();
    const reader = visitor(at);
    const address = `/unfollow?token=${token(at)}&lang=de`;
    const asked = await reader.get(address);
    expect(asked.html).toContain("Nichts mehr von dieser Idee hören?");
    expect(at.rows.follows.size).toBe(0);
    const done = await reader.press(address, address, {});
    expect(done.html).toContain("Erledigt: keine Mails mehr dazu.");
    expect([...at.rows.follows.values()]).toMatchObject([{ theme: at.theme.id, person: annPerson, quiet: true }]);
  });

  it("takes the press of a mailbox, which is no form of ours, in whatever encoding", async () => {
    for (const body of [new URLSearchParams({ "List-Unsubscribe": "One-Click" }), new FormData()]) {
      const at = place();
      const address = `http://localhost:3000/unfollow?token=${token(at)}`;
      for (let press = 0; press < 2; press++)
        expect((await at.site.request(address, { method: "POST", body })).status).toBe(200);
      expect([...at.rows.follows.values()]).toMatchObject([{ quiet: true }]);
    }
  });

  it("does nothing for a link that is not ours, or was sealed for something else", async () => {
    const at = place();
    const good = token(at);
    const session = seal(
      "a secret of the tests",
      "session",
      { theme: at.theme.id, alias: "email:ann@example.org" },
      at.deps.clock() + day,
    );
    for (const forged of ["", "x.y", `${good.split(".")[0]}.${"A".repeat(43)}`, session]) {
      const answer = await at.site.request(`http://localhost:3000/unfollow?token=${forged}`, { method: "POST" });
      expect(answer.status).toBe(403);
    }
    expect(at.rows.follows.size).toBe(0);
  });
});

describe("/embed.js", () => {
  it("is small, may be loaded anywhere, and holds no frame of ours", async () => {
    const { headers, html, status } = await visitor(place()).get("/embed.js");
    expect(status).toBe(200);
    expect(html).toBe(await embedScript());
    expect(new TextEncoder().encode(html).length).toBeLessThanOrEqual(2_048);
    expect(headers.get("cross-origin-resource-policy")).toBe("cross-origin");
    expect(headers.get("set-cookie")).toBeNull();
    expect(html).not.toContain("iframe");
  });
});

describe("who asks too often", () => {
  it("is told so on a page where she reads pages, and in JSON where a program asks", async () => {
    const { request } = portal({ rateLimit: 1 });
    await request("/");
    const page = await request("/roadmap?lang=de", { headers: { accept: "text/html,*/*;q=0.8" } });
    expect(page.status).toBe(429);
    expect(page.headers.get("retry-after")).toBe("60");
    const html = await page.text();
    expect(html).toContain("Zu viel auf einmal.");
    expect(html).toContain('href="/roadmap?lang=de"');
    const api = await request("/api/v1/themes", { headers: { accept: "application/json" } });
    expect(api.headers.get("content-type")).toBe("application/problem+json");
  });
});
