import { type Feedback, feedbackId } from "@earshot/core/feedback.ts";
import { personOf } from "@earshot/core/person.ts";
import { tally } from "@earshot/core/tally.ts";
import { describe, expect, it, vi } from "vitest";
import { exampleFeedback } from "../memory/examples.ts";
import { type Place, place, sessionIn, visitor } from "./visitor.ts";

const annPerson = personOf("email:ann@example.org");
const votePath = ({ theme }: Place) => `/themes/${theme.id}/vote`;

async function member(at: Place, email = "ann@example.org") {
  const ann = visitor(at);
  await ann.signIn(email);
  return ann;
}

/** The events that were handed in. */
const handedIn = ({ rows }: Place) =>
  [...rows.inbox.values()].flatMap(({ content }) => (content.type === "event" ? content.event : []));

describe("voting", () => {
  it("counts, is shown as one's own on board and theme, and is taken back", async () => {
    const at = place();
    const ann = await member(at);
    const voted = await ann.press("/", votePath(at), { vote: "1", to: "/?sort=top#here" });
    expect([voted.status, voted.location]).toEqual([303, "/?sort=top#here"]);
    for (const page of ["/", `/themes/${at.theme.id}`])
      expect((await ann.get(page)).html).toMatch(/<button type="submit" class="voted" name="vote" value="0">/);
    await ann.press("/", votePath(at), { vote: "0" });
    expect(await at.deps.votes.has(at.theme.id, annPerson)).toBe(false);
    expect((await ann.get("/")).html).not.toContain('class="voted"');
  });

  it("sends what is wanted, so that twice, at once, from two tabs or a stale page is once", async () => {
    const at = place();
    const ann = await member(at);
    const form = ann.token((await ann.get("/")).html);
    const json = { accept: "application/json" };
    const all = await Promise.all(Array.from({ length: 100 }, () => ann.post(votePath(at), { form, vote: "1" }, json)));
    expect(all.every(({ status }) => status === 200)).toBe(true);
    expect(all.filter(({ html }) => JSON.parse(html).changed)).toHaveLength(1);
    const { votes } = await at.deps.themes.evidence(at.theme.id);
    expect(votes.filter(({ person }) => person === annPerson)).toHaveLength(1);
    await Promise.all(Array.from({ length: 10 }, () => ann.post(votePath(at), { form, vote: "0" }, json)));
    expect(await at.deps.votes.has(at.theme.id, annPerson)).toBe(false);
  });

  it("asks who she is first, and then counts; nothing is lost on the way", async () => {
    const at = place();
    const ann = visitor(at);
    const asked = await ann.press("/", votePath(at), { vote: "1", to: `/#${at.theme.id}` });
    const { html } = await ann.get(asked.location ?? "");
    expect(html).toContain(at.theme.title);
    const fields = { vote: at.theme.id, to: `/#${at.theme.id}`, email: "ann@example.org" };
    await ann.post("/sign-in", { ...fields, form: ann.token(html) });
    expect((await ann.get(ann.lastLink())).location).toBe(`/#${at.theme.id}`);
    expect(await at.deps.votes.has(at.theme.id, annPerson)).toBe(true);
    const byScript = await visitor(at).press("/", votePath(at), { vote: "1" }, { accept: "application/json" });
    expect([byScript.status, JSON.parse(byScript.html).signIn]).toEqual([401, expect.stringContaining("/sign-in?")]);
  });

  it("is one read of who she is and one of her votes, for a page", async () => {
    const at = place();
    const ann = await member(at);
    const calls = [vi.spyOn(at.deps.people, "rootsOf"), vi.spyOn(at.deps.votes, "among")];
    await ann.get("/");
    for (const call of calls) expect(call).toHaveBeenCalledTimes(1);
    for (const call of calls) call.mockClear();
    await visitor(at).get("/");
    for (const call of calls) expect(call).not.toHaveBeenCalled();
  });

  it("is refused from other sites, for themes that are not hers to see, and for what is no vote", async () => {
    const at = place();
    const ann = await member(at);
    const form = ann.token((await ann.get("/")).html);
    for (const headers of [
      { "sec-fetch-site": "cross-site" },
      { "sec-fetch-site": "same-site" },
      { "sec-fetch-site": "none" },
    ])
      expect((await ann.post(votePath(at), { form, vote: "1" }, headers)).status).toBe(403);
    at.rows.themes.set(at.second.id, { ...at.second, visibility: "private" });
    for (const id of [at.second.id, "thm_00000000000000000000", "..", "%00", "psn_1"])
      expect([404, 405]).toContain((await ann.post(`/themes/${id}/vote`, { form, vote: "1" })).status);
    expect((await ann.post(votePath(at), { form, vote: "2" })).status).toBe(400);
    expect((await ann.post(votePath(at), { form }, { "content-type": "text/plain" })).status).toBe(400);
    expect((await ann.get(votePath(at))).location).toBe(`/themes/${at.theme.id}`);
    expect(at.rows.votes.size).toBe(0);
  });

  it("asks once more where the page stood open while she signed in; the script does so by itself", async () => {
    const at = place();
    const ann = visitor(at);
    const before = ann.token((await ann.get("/")).html);
    await ann.signIn("ann@example.org");
    const again = await ann.post(votePath(at), { form: before, vote: "1", to: "/" });
    expect(again.status).toBe(409);
    expect(again.html).toContain('<input type="hidden" name="vote" value="1"/>');
    await ann.post(votePath(at), { form: ann.token(again.html), vote: "1" });
    expect(await at.deps.votes.has(at.theme.id, annPerson)).toBe(true);
    const byScript = await ann.post(votePath(at), { form: before, vote: "0" }, { accept: "application/json" });
    expect(byScript.status).toBe(409);
    const { form } = JSON.parse(byScript.html);
    await ann.post(votePath(at), { form, vote: "0" }, { accept: "application/json" });
    expect(await at.deps.votes.has(at.theme.id, annPerson)).toBe(false);
  });

  it("is limited for one person and one address, whatever is limited else", async () => {
    const at = place({ rateLimit: 600 });
    const ann = await member(at);
    const form = ann.token((await ann.get("/")).html);
    const many = await Promise.all(Array.from({ length: 60 }, () => ann.post(votePath(at), { form, vote: "1" })));
    const statuses = many.map(({ status }) => status);
    expect(statuses.filter((status) => status === 303).length).toBeLessThanOrEqual(40);
    expect(statuses).toContain(429);
  });
});

describe("guests", () => {
  const open = () => {
    const at = place();
    for (const board of at.rows.boards.values()) board.guests = true;
    return at;
  };

  it("vote where the board lets them, each browser once, and are counted apart", async () => {
    const at = open();
    const [one, other] = [visitor(at), visitor(at)];
    for (const guest of [one, one, other])
      expect((await guest.press("/", votePath(at), { vote: "1", to: "/" })).location).toBe("/");
    const { votes, memberships } = await at.deps.themes.evidence(at.theme.id);
    expect(votes.map(({ guest }) => guest)).toEqual([true, true]);
    const counts = tally(memberships, votes);
    expect(counts).toMatchObject({ guests: 2, votes: 0, supporters: tally(memberships, []).supporters });
    expect((await one.get("/")).html).toContain('class="voted"');
    at.rows.themes.set(at.theme.id, { ...at.theme, guests: 2 });
    expect((await one.get("/")).html).toContain("and 2 guests");
    await one.press("/", votePath(at), { vote: "0" });
    expect((await at.deps.themes.evidence(at.theme.id)).votes).toHaveLength(1);
  });

  it("take their votes along when they sign in, and leave no trace of being one with anybody", async () => {
    const at = open();
    const ann = visitor(at);
    await ann.press("/", votePath(at), { vote: "1" });
    const guest = sessionIn(ann.jar)?.alias ?? "";
    expect(guest).toMatch(/^guest:/);
    await ann.signIn("ann@example.org");
    const { votes } = await at.deps.themes.evidence(at.theme.id);
    expect(votes).toEqual([{ person: annPerson, at: expect.any(String), proxy: false }]);
    expect(at.rows.people.size).toBe(0);
  });

  it("may not follow or write without saying who they are", async () => {
    const at = open();
    const guest = visitor(at);
    await guest.press("/", votePath(at), { vote: "1" });
    const asked = await guest.press("/", `/themes/${at.theme.id}/follow`, { follow: "1" });
    expect(asked.location).toContain("/sign-in?");
    expect((await guest.press("/new", "/new", { step: "send", body: "A darker theme for the night." })).status).toBe(
      400,
    );
    expect(handedIn(at)).toEqual([]);
  });
});

describe("following", () => {
  it("is a row for a person and a theme, with where she is told, and is taken back", async () => {
    const at = place();
    const ann = await member(at);
    const page = `/themes/${at.theme.id}`;
    await ann.press(page, `${page}/follow`, { follow: "1", to: page });
    expect([...at.rows.follows.values()]).toMatchObject([
      {
        ...{ theme: at.theme.id, person: annPerson, alias: "email:ann@example.org" },
        hears: { email: "ann@example.org", language: "en" },
      },
    ]);
    expect((await ann.get(page)).html).toContain('class="btn on"');
    await ann.press(page, `${page}/follow`, { follow: "0", to: page });
    expect((await ann.get(page)).html).not.toContain('class="btn on"');
    expect([...at.rows.follows.values()]).toMatchObject([{ person: annPerson, quiet: true }]);
  });

  it("is said with a vote where the switch stands beside it, unless she wants to hear nothing", async () => {
    const at = place();
    const ann = await member(at);
    const page = `/themes/${at.theme.id}`;
    expect((await ann.get(page)).html).toContain('name="beside" value="follow"');
    expect((await ann.get("/")).html).not.toContain('name="beside"');
    const vote = async (fields: Record<string, string>) =>
      JSON.parse((await ann.press(page, `${page}/vote`, fields, { accept: "application/json" })).html);
    const beside = { beside: "follow" };
    expect(await vote({ vote: "1", ...beside })).toMatchObject({ voted: true, following: true });
    expect(await vote({ vote: "0", ...beside })).toMatchObject({ voted: false, following: false });
    expect(await vote({ vote: "1" })).not.toHaveProperty("following");
    await ann.press(page, `${page}/follow`, { follow: "0", to: page });
    expect(await vote({ vote: "0", ...beside })).toMatchObject({ following: false });
    expect(await vote({ vote: "1", ...beside })).toMatchObject({ voted: true, following: false });
    const guest = await visitor(at).press(
      "/",
      `${page}/vote`,
      { vote: "1", ...beside },
      { accept: "application/json" },
    );
    expect(JSON.parse(guest.html)).not.toHaveProperty("following");
  });

  it("is done after signing in where she was not", async () => {
    const at = place();
    const ann = visitor(at);
    const asked = await ann.press("/", `/themes/${at.theme.id}/follow`, { follow: "1", to: "/" });
    expect((await ann.get(asked.location ?? "")).html).toContain("you follow");
    await ann.press("/sign-in", "/sign-in", { email: "ann@example.org", follow: at.theme.id });
    await ann.get(ann.lastLink());
    expect(at.rows.follows.size).toBe(1);
  });
});

describe("what became of it", () => {
  /** What Ann handed in, once it was placed, beside what was near to it. */
  async function placed(at: Place, near: (at: Place) => Feedback[]) {
    const ann = await member(at);
    const idea = { step: "send", key: "ann-asks-this", body: "Say when it is icy on the deck." };
    const { location = "" } = await ann.press("/new", "/new", idea);
    const id = feedbackId("portal", `${annPerson}/ann-asks-this`);
    const theme = { ...at.theme, id: "thm_icy", title: "Icy deck", feedback: 1, supporters: 1 };
    at.rows.themes.set(theme.id, theme);
    const why = near(at).map((one) => ({ feedback: one.id, theme: one.theme ?? "", similarity: 0.2 }));
    const said = exampleFeedback("icy", { id, person: annPerson, theme: theme.id, why });
    at.rows.feedback.set(id, said);
    return (await ann.get(location)).html;
  }

  const elsewhere = (at: Place) =>
    [...at.rows.feedback.values()].filter(({ theme }) => theme === at.theme.id).slice(0, 2);

  it("is a new idea where nothing near to it was near enough", async () => {
    const html = await placed(place(), elsewhere);
    expect(html).toContain("It is a new idea: “");
    expect(html).not.toContain("Because somebody said");
  });

  it("is why it joined one: in the words of somebody else who stands there", async () => {
    const html = await placed(place(), (at) => {
      const [other] = elsewhere(at);
      const mate = exampleFeedback("mate", { theme: "thm_icy", text: "The deck was icy on Friday." });
      at.rows.feedback.set(mate.id, mate);
      return other ? [other, mate] : [];
    });
    expect(html).toContain("It joined “");
    expect(html).toMatch(/Because somebody said.*The deck was icy on Friday\./s);
  });
});

describe("handing in", () => {
  const idea = { title: "Ice on the deck", body: "I want the deck to say when it is icy.", board: "bookings" };

  it("stores what a member says, once however often the form is sent, and shows where it goes", async () => {
    const at = place();
    const ann = await member(at);
    const { html } = await ann.get("/new?body=x");
    const key = /name="key" value="([^"]+)"/.exec(html)?.[1] ?? "";
    const sent = { form: ann.token(html), key, step: "send", ...idea };
    const [first, second] = [await ann.post("/new", sent), await ann.post("/new", sent)];
    expect(first.status).toBe(303);
    const events = handedIn(at);
    expect(events).toMatchObject([
      { source: "portal", ...idea, author: { aliases: ["email:ann@example.org"] } },
      { source: "portal", ...idea },
    ]);
    expect(new Set(events.map(({ externalId }) => externalId)).size).toBe(1);
    expect(second.location?.split("?")[0]).toBe("/received");
    expect((await ann.get(first.location ?? "")).html).toContain("Received, and safe.");
  });

  it("gives another member's key no hold on hers, and shows her receipt to nobody else", async () => {
    const at = place();
    const [ann, ben] = [await member(at), await member(at, "ben@example.org")];
    const key = "the-same-key-for-both";
    const hers = await ann.press("/new", "/new", { key, step: "send", ...idea });
    await ben.press("/new", "/new", { key, step: "send", ...idea });
    expect(new Set(handedIn(at).map(({ externalId }) => externalId)).size).toBe(2);
    expect((await ben.get(hers.location ?? "")).location).toContain("/sign-in?");
    expect((await visitor(at).get(hers.location ?? "")).location).toContain("/sign-in?");
    expect((await ann.get("/received?of=nonsense")).status).toBe(404);
  });

  it("finds first, keeping what is typed: those who ask for it already, none that is private", async () => {
    const at = place();
    at.rows.themes.set(at.second.id, { ...at.second, visibility: "private" });
    const near = [at.second, at.theme].map(({ id, title }, i) => ({ theme: id, title, score: 1 - i / 4 }));
    at.deps.similar = async () => near;
    const { html, status } = await visitor(at).press("/new", "/new", { step: "find", body: "when the course is full" });
    expect(status).toBe(200);
    expect(html).toContain(">when the course is full</textarea>");
    expect(html).toContain(`formaction="/themes/${at.theme.id}/too"`);
    expect(html).toContain("<mark>courses</mark>");
    expect(html).not.toContain(at.second.title);
    const part = await visitor(at).post("/new/similar", { body: "when the course is full" });
    expect(part.html).toContain(`formaction="/themes/${at.theme.id}/too"`);
    expect(part.html).not.toMatch(/<html|<textarea/);
  });

  it("is prefilled by plain links", async () => {
    const { html } = await visitor(place()).get("/new?title=Dark&body=A%20dark%20page&board=calendar");
    expect(html).toContain('value="Dark"');
    expect(html).toContain(">A dark page</textarea>");
    expect(html).toContain('<option value="calendar" selected="">');
  });

  it("asks for an address where she is nobody yet, and hands in when she opens the link", async () => {
    const at = place();
    const ann = visitor(at);
    const wrong = await ann.press("/new", "/new", { step: "send", email: "jonas@werkstatt", ...idea });
    expect(wrong.status).toBe(400);
    for (const text of ['value="jonas@werkstatt"', 'aria-invalid="true"', idea.title, idea.body])
      expect(wrong.html).toContain(text);
    const sent = await ann.press("/new", "/new", { step: "send", email: "ann@example.org", ...idea });
    expect((await ann.get(sent.location ?? "")).html).toContain("kept until you open it");
    expect(handedIn(at)).toEqual([]);
    const phone = visitor(at);
    const token = new URLSearchParams(ann.lastLink().split("?")[1]).get("token") ?? "";
    const arrived = await phone.post("/sign-in/link", { token });
    expect(arrived.location).toContain("/received?of=");
    expect(handedIn(at)).toMatchObject([idea]);
  });

  it("loses nothing when the session has run out or changed while she wrote", async () => {
    const at = place();
    const ann = await member(at);
    const { html } = await ann.get("/new?body=x");
    const sent = { form: ann.token(html), as: "member", step: "send", key: "a-key-of-hers", ...idea };
    ann.jar.clear();
    const ended = await ann.post("/new", sent);
    expect(ended.status).toBe(409);
    for (const text of ["You are no longer signed in. Your text is safe", idea.body, 'name="email"', "a-key-of-hers"])
      expect(ended.html).toContain(text);
    const ben = await member(at, "ben@example.org");
    const stale = await ben.post("/new", sent);
    expect(stale.status).toBe(409);
    expect(stale.html).toContain(idea.body);
    expect(handedIn(at)).toEqual([]);
  });

  it("says what is wrong with nothing, and with too much, and keeps it", async () => {
    const at = place();
    const ann = await member(at);
    expect((await ann.press("/new", "/new", { step: "send", body: " \n " })).html).toContain("Nothing is written yet");
    const long = "a".repeat(50_001);
    const { status, html } = await ann.press("/new", "/new", { step: "send", body: long, title: "Long" });
    expect(status).toBe(400);
    expect(html).toContain(long);
    expect((await ann.press("/new", "/new", { step: "send", body: "a".repeat(800_000) })).status).toBe(400);
  });

  it("waits for staff where the board asks for that, until she has been published once", async () => {
    const at = place();
    const board = at.rows.boards.get("bookings");
    if (board) board.approval = true;
    const ann = await member(at);
    await ann.press("/new", "/new", { step: "send", key: "first-of-two", ...idea });
    const [published] = at.rows.feedback.values();
    if (published) at.rows.feedback.set(published.id, { ...published, person: annPerson });
    await ann.press("/new", "/new", { step: "send", key: "second-of-two", ...idea });
    expect(handedIn(at).map(({ waits }) => waits)).toEqual([true, undefined]);
  });
});

describe("I have this too", () => {
  it("is a vote, and words where there are any; one person all the same", async () => {
    const at = place();
    const ann = await member(at);
    const page = `/themes/${at.theme.id}`;
    const there = await ann.press(page, `${page}/too`, { key: "without-words", body: "" });
    expect(there.location).toBe(page);
    expect(handedIn(at)).toEqual([]);
    const said = await ann.press(page, `${page}/too`, { key: "with-words-too", body: "Every Thursday." });
    expect(said.location).toContain("/received?of=");
    expect(handedIn(at)).toMatchObject([{ theme: at.theme.id, board: at.theme.board, body: "Every Thursday." }]);
    expect((await at.deps.themes.evidence(at.theme.id)).votes).toHaveLength(1);
  });

  it("asks for an address, words kept, and counts when the link is opened", async () => {
    const at = place();
    const ann = visitor(at);
    const path = `/themes/${at.theme.id}/too`;
    const fields = { key: "by-mail-it-comes", body: "Every <b>Thursday</b>." };
    for (const email of [undefined, "ann@"]) {
      const asked = await ann.press("/", path, { ...fields, ...(email && { email }) });
      expect([400, 409]).toContain(asked.status);
      expect(asked.html).toContain("Every &lt;b&gt;Thursday&lt;/b&gt;.");
    }
    await ann.press("/", path, { ...fields, email: "ann@example.org" });
    at.rows.themes.set(at.second.id, at.second);
    await ann.get(ann.lastLink());
    expect(await at.deps.votes.has(at.theme.id, annPerson)).toBe(true);
    expect(handedIn(at)).toMatchObject([{ theme: at.theme.id, body: fields.body }]);
  });

  it("keeps the words when the theme has gone meanwhile", async () => {
    const at = place();
    const ann = visitor(at);
    await ann.press("/", `/themes/${at.theme.id}/too`, {
      key: "gone-meanwhile",
      body: "Every Thursday.",
      email: "ann@example.org",
    });
    at.rows.themes.delete(at.theme.id);
    expect((await ann.get(ann.lastLink())).location).toContain("/received");
    expect(handedIn(at)).toMatchObject([{ body: "Every Thursday." }]);
    expect(handedIn(at)[0]).not.toHaveProperty("theme");
  });
});

describe("every page", () => {
  it("is as it should be for guests and members", async () => {
    const at = place();
    const pages = {
      "/": [200, 200],
      [`/themes/${at.theme.id}`]: [200, 200],
      "/new": [200, 200],
      "/sign-in": [200, 200],
      "/sign-in/sent": [303, 303],
      "/sign-in/link": [403, 403],
      "/received": [404, 404],
      "/admin": [404, 404],
      "/sign-in/sso": [404, 404],
      "/sign-in/discourse": [404, 404],
      "/earshot.js": [200, 200],
    };
    const [guest, ann] = [visitor(at), await member(at)];
    for (const [path, statuses] of Object.entries(pages))
      expect([(await guest.get(path)).status, (await ann.get(path)).status], path).toEqual(statuses);
  });

  it("is never kept between us, as it says who reads it", async () => {
    const at = place();
    const { headers } = await (await member(at)).get("/");
    expect(headers.get("cache-control")).toBe("private, no-cache");
    expect(headers.get("vary")).toContain("cookie");
  });
});
