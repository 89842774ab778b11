import { EarshotError } from "@earshot/core/error.ts";
import { describe, expect, it } from "vitest";
import { exampleFeedback } from "../memory/examples.ts";
import { type Place, place, type Seen, visitor } from "./visitor.ts";

/** Benchday, and one of its staff before a theme's page. */
async function atTheDesk(deps: Parameters<typeof place>[0] = {}) {
  const at = place(deps);
  const ines = visitor(at);
  await ines.signIn("ines@example.org");
  const path = `/admin/themes/${at.theme.id}`;
  const stored = () => at.rows.themes.get(at.theme.id) ?? at.theme;
  const order = (fields: Record<string, string>) => ines.press(path, path, { to: path, ...fields });
  return { ...at, ines, path, stored, order };
}

/** Presses Undo where a form led to. */
async function undo(ines: ReturnType<typeof visitor>, { location = "" }: Seen): Promise<Seen> {
  const { html } = await ines.get(location);
  const correction = /name="correction" value="([^"]+)"/.exec(html)?.[1] ?? "";
  return ines.post("/admin/undo", { form: ines.token(html), correction, to: "/admin" });
}

const trail = ({ rows }: Pick<Place, "rows">) => [...rows.corrections.values()];

describe("a theme's page of staff", () => {
  it("sets a status with its answer, says so, and takes it back", async () => {
    const { ines, order, stored, theme, rows } = await atTheDesk();
    const done = await order({ do: "answer", status: "shipped", answer: "It is there.", signed: "Ines", note: "v2" });
    expect(done.status).toBe(303);
    expect(stored()).toMatchObject({ status: "shipped", answer: { text: "It is there.", by: "Ines" } });
    expect(stored().history.at(-1)).toMatchObject({ status: "shipped", note: "v2" });
    expect((await ines.get(done.location ?? "")).html).toMatch(/class="toast".*Saved: “.*Undo/s);
    expect(trail({ rows })).toMatchObject([{ kind: "decide", by: "ines@example.org" }]);
    const undone = await undo(ines, done);
    expect((await ines.get(undone.location ?? "")).html).toContain("<span>Undone.</span>");
    const { status, answer, history } = stored();
    expect({ status, answer, history }).toEqual({
      status: theme.status,
      answer: theme.answer,
      history: theme.history,
    });
  });

  it("asks for a reason before it declines, and keeps what was typed", async () => {
    const { order, stored, theme } = await atTheDesk();
    const old = theme.answer?.text ?? "";
    for (const answer of ["", "  \n", old, `\n${old.replaceAll("\n", "\r\n")} `]) {
      const { status, html } = await order({ do: "answer", status: "declined", answer, note: "typed with care" });
      expect(status).toBe(400);
      expect(html).toMatch(
        /<textarea id="answer"[^>]*aria-describedby="answer-hint answer-wrong"[^>]*aria-invalid="true"/,
      );
      expect(html).toMatch(/id="answer-wrong">[^<]*Say why/);
      expect(html).toContain('value="typed with care"');
      expect(html).toMatch(/<option value="declined" selected/);
      expect(stored()).toEqual(theme);
    }
    expect((await order({ do: "answer", status: "declined", answer: "It would close the shop." })).status).toBe(303);
    expect(stored()).toMatchObject({
      status: "declined",
      answer: { text: "It would close the shop.", by: "the team" },
    });
  });

  it("does not sign what it did not write: an answer that stands keeps its author", async () => {
    const { order, stored, theme } = await atTheDesk();
    await order({ do: "answer", status: "in_progress", answer: theme.answer?.text ?? "", signed: "Somebody else" });
    expect(stored()).toMatchObject({ status: "in_progress", answer: theme.answer });
  });

  it("names, hides and shows a theme, and tells everybody what helps until then", async () => {
    const { ines, order, stored, theme } = await atTheDesk();
    await order({ do: "workaround", workaround: "Keep the list <b>by the till</b>." });
    expect(stored().workaround?.text).toBe("Keep the list <b>by the till</b>.");
    expect((await ines.get(`/themes/${theme.id}`)).html).toContain("Keep the list &lt;b&gt;by the till&lt;/b&gt;.");
    await order({ do: "about", title: "Waiting lists", team: "courses", visibility: "private" });
    expect(stored()).toMatchObject({
      title: "Waiting lists",
      titleBy: "person",
      team: "courses",
      visibility: "private",
    });
    expect((await ines.get(`/themes/${theme.id}`)).status).toBe(404);
    const wrong = await order({ do: "about", title: " ", team: "courses", visibility: "public" });
    expect(wrong.status).toBe(400);
    expect(wrong.html).toContain('id="title-wrong"');
    expect(stored().title).toBe("Waiting lists");
  });
});

describe("feedback behind a theme", () => {
  it("is hidden and shown again, and counts all the while", async () => {
    const { ines, order, rows, path, theme } = await atTheDesk();
    const [said] = [...rows.feedback.values()].filter((one) => one.theme === theme.id && one.visibility === "public");
    if (!said) throw new Error("somebody said something");
    const visibility = () => rows.feedback.get(said.id)?.visibility;
    const hidden = await order({ do: "hide", feedback: said.id });
    expect(visibility()).toBe("private");
    expect(rows.feedback.get(said.id)?.theme).toBe(theme.id);
    expect((await ines.get(path)).html).toContain("hidden by staff");
    expect((await ines.get(`/themes/${theme.id}`)).html).not.toContain(said.text.slice(0, 40));
    await undo(ines, hidden);
    expect(visibility()).toBe("public");
    await order({ do: "hide", feedback: said.id });
    await order({ do: "show", feedback: said.id });
    expect(visibility()).toBe("public");
    expect(trail({ rows }).map(({ kind }) => kind)).toEqual(["hide", "hide", "hide", "show"]);
  });

  it("that was said in private is never shown, whoever presses what", async () => {
    const { order, rows, theme } = await atTheDesk();
    const ticket = [...rows.feedback.values()].find(
      ({ source, theme: its }) => source === "zendesk" && its === theme.id,
    );
    if (!ticket) throw new Error("there is a ticket");
    const { status, html } = await order({ do: "show", feedback: ticket.id });
    expect(status).toBe(400);
    expect(html).toContain("It was said in private. Tickets count and are never shown");
    for (const what of ["approve", "approve all"])
      await order({ do: what, feedback: ticket.id, person: ticket.person });
    expect((await order({ do: "hide", feedback: ticket.id })).status).toBe(400);
    expect(rows.feedback.get(ticket.id)).toEqual(ticket);
  });

  it("is split off, moved and called no request, each with Undo", async () => {
    const { ines, order, rows, theme, second, stored } = await atTheDesk();
    rows.themes.set(second.id, { ...second, board: theme.board });
    const [one, two] = [...rows.feedback.values()].filter((each) => each.theme === theme.id);
    if (!one || !two) throw new Error("people said something");
    const place = (id: string) => rows.feedback.get(id)?.theme;
    await undo(ines, await order({ do: "split", feedback: one.id, newTitle: "Text me" }));
    expect([...rows.themes.values()].some(({ title }) => title === "Text me")).toBe(true);
    expect(place(one.id)).toBe(theme.id);
    const moved = await order({
      do: "move",
      feedback: one.id,
      targetAddress: `https://x.example/themes/${second.id}?a=1`,
    });
    expect(place(one.id)).toBe(second.id);
    await undo(ines, moved);
    await order({ do: "apart", feedback: two.id });
    expect(rows.feedback.get(two.id)).toMatchObject({ apart: "not a request", placedBy: "person" });
    for (const what of ["split", "move", "apart", "hide"]) {
      const { status, html } = await order({ do: what });
      expect(status).toBe(400);
      expect(html).toContain("Tick at least one piece of feedback first.");
    }
    expect((await order({ do: "move", feedback: one.id })).html).toContain('id="target-wrong"');
    expect(stored().corrected).toBe(true);
  });
});

describe("a theme as a whole", () => {
  it("is merged, taken out again, locked and unlocked", async () => {
    const { ines, order, rows, theme, second, stored } = await atTheDesk();
    rows.themes.set(second.id, { ...second, board: theme.board });
    const merged = await order({ do: "merge", into: second.id });
    expect(stored()).toMatchObject({ status: "merged", mergedInto: second.id });
    expect((await ines.get(`/admin/themes/${theme.id}`)).html).toContain("Take it out again");
    await undo(ines, merged);
    expect(stored()).toMatchObject({ status: theme.status });
    expect((await order({ do: "merge" })).html).toContain('id="into-wrong"');
    expect((await order({ do: "merge", into: theme.id })).html).toContain("cannot be merged into itself");
    await order({ do: "lock" });
    expect(stored().locked).toBe(true);
    const again = await order({ do: "lock" });
    expect(again.location).toContain("done=nothing");
    await order({ do: "unlock" });
    expect(stored().locked).toBeUndefined();
  });

  it("says so when an Undo comes too late", async () => {
    const { ines, order, stored } = await atTheDesk();
    const done = await order({ do: "answer", status: "shipped", answer: "There." });
    await order({ do: "answer", status: "in_progress", answer: "There." });
    const { status, html } = await undo(ines, done);
    expect(status).toBe(409);
    expect(html).toMatch(/Not done\..*something else has been decided since/s);
    expect(stored().status).toBe("in_progress");
  });
});

describe("approval", () => {
  async function waiting(...names: string[]) {
    const desk = await atTheDesk();
    for (const name of names) {
      const [person] = name.split("-");
      const alias = `email:${person}@example.org`;
      const post = { source: "portal", board: "courses", waits: true, visibility: "private", told: "public" } as const;
      const one = exampleFeedback(name, { ...post, aliases: [alias], person: `psn_${person}` });
      desk.rows.feedback.set(one.id, one);
    }
    const posts = () => [...desk.rows.feedback.values()].filter(({ waits }) => waits);
    const judge = (fields: Record<string, string>) =>
      desk.ines.press("/", "/admin/approval", { to: "/admin/approval", ...fields });
    return { ...desk, posts, judge };
  }
  const states = (posts: ReturnType<Awaited<ReturnType<typeof waiting>>["posts"]>) =>
    posts.map(({ review, visibility }) => [review?.state, visibility]);

  it("publishes one, tells it once, and takes it back", async () => {
    const { ines, posts, judge, rows } = await waiting("ann-1");
    expect((await ines.get("/admin")).html).toContain("Posts of newcomers to read</a>");
    const [post] = posts();
    const first = await judge({ do: "approve", feedback: post?.id ?? "" });
    expect(states(posts())).toEqual([["approved", "public"]]);
    expect((await judge({ do: "approve", feedback: post?.id ?? "" })).location).toContain("done=nothing");
    expect(trail({ rows })).toHaveLength(1);
    await undo(ines, first);
    expect(states(posts())).toEqual([[undefined, "private"]]);
  });

  it("asks why before it rejects; what is rejected counts nowhere until that is undone", async () => {
    const { ines, posts, judge, theme, rows } = await waiting("ann-1");
    const [post] = posts();
    if (!post) throw new Error("a post waits");
    rows.feedback.set(post.id, { ...post, theme: theme.id });
    const asked = await judge({ do: "reject", feedback: post.id });
    expect(asked.status).toBe(400);
    expect(asked.html).toContain(`id="reason-${post.id}-wrong"`);
    const done = await judge({ do: "reject", feedback: post.id, reason: "It sells watches." });
    expect(posts()[0]).toMatchObject({
      visibility: "private",
      apart: "rejected",
      review: { reason: "It sells watches." },
    });
    expect(posts()[0]?.theme).toBeUndefined();
    const late = await judge({ do: "approve", feedback: post.id });
    expect(late.status).toBe(400);
    expect(late.html).toContain("it has been rejected meanwhile");
    await undo(ines, done);
    expect(posts()[0]).toMatchObject({ visibility: "private", theme: theme.id });
    expect(posts()[0]?.review).toBeUndefined();
  });

  it("decides about all of one person, and of nobody else", async () => {
    const { posts, judge, ines } = await waiting("ann-1", "ann-2", "ben-1");
    expect((await ines.get("/admin/approval")).html).toContain("Approve all 2 of this person");
    await judge({ do: "approve all", person: "psn_ann" });
    expect(states(posts())).toEqual([
      ["approved", "public"],
      ["approved", "public"],
      [undefined, "private"],
    ]);
  });
});

describe("settings", () => {
  const team = { name: "Courses", weekday: "2", hour: "9", timeZone: "Europe/Berlin" };

  it("keep a team with its rules, and say beside the field what is wrong with it", async () => {
    const { ines, rows } = await atTheDesk();
    const path = "/admin/settings/teams/courses";
    const send = (fields: Record<string, string>) => ines.press(path, path, { do: "save", ...team, ...fields });
    for (const [field, typed] of [
      ["rule1", "colour: red"],
      ["rule1", "words"],
      ["rule2", "words: a\nwords: b"],
      ["rule1", "kinds: wish"],
      ["repository", "courses"],
      ["hour", "24"],
      ["timeZone", "Mars/Olympus"],
      ["supporters", "0"],
      ["name", ""],
    ] as const) {
      const { status, html } = await send({ [field]: typed });
      expect(status, `${field} ${typed}`).toBe(400);
      expect(html).toContain(`id="${field}-wrong"`);
    }
    expect(rows.teams.get("courses")).toMatchObject({ digest: { hour: 8 } });
    expect((await send({ rule1: "Words: waiting list, seat\r\nboards: courses", rule2: "" })).status).toBe(303);
    expect(rows.teams.get("courses")).toMatchObject({
      rules: [{ words: ["waiting list", "seat"], boards: ["courses"] }],
      digest: { weekday: 2, hour: 9, timeZone: "Europe/Berlin" },
    });
    expect((await ines.get(path)).html).toContain("boards: courses\nwords: waiting list, seat</textarea>");
  });

  it("say what rules would move, and save nothing", async () => {
    const { ines, rows } = await atTheDesk();
    const path = "/admin/settings/teams/courses";
    const before = structuredClone([...rows.teams.values()]);
    const { status, html } = await ines.press(path, path, { do: "try", ...team, rule1: "boards: calendar" });
    expect(status).toBe(200);
    expect(html).toMatch(/3 themes would move, [^<]* Nothing has been saved\./);
    expect(html).toContain("boards: calendar</textarea>");
    expect([...rows.teams.values()]).toEqual(before);
  });

  it("say what another granularity would make of a board, and save nothing", async () => {
    const named = (title: string) => ({ id: "thm_1", title });
    const { ines, rows } = await atTheDesk({
      preview: async (board, granularity) => {
        if (granularity === "fine") throw new EarshotError("input", `${board} is too large`);
        return {
          granularity,
          items: 30,
          themes: { before: 12, after: 5 },
          merges: [{ into: named("Print parts"), from: ["a", "b", "c", "d", "e", "f"].map(named), feedback: 9 }],
          splits: [{ from: named("Seats"), title: "<b>Waiting list</b>", feedback: 4 }],
        };
      },
    });
    await ines.press("/admin/settings/boards/new", "/admin/settings/boards/new", { id: "shop", name: "Shop" });
    const path = "/admin/settings/boards/shop";
    const before = structuredClone([...rows.boards.values()]);
    const { status, html } = await ines.press(path, path, { do: "try", name: "The shop", granularity: "coarse" });
    expect(status).toBe(200);
    expect(html).toContain("12 themes would be 5 (coarse: few large ones). Nothing has been saved.");
    expect(html).toContain("2 more");
    expect(html).toContain("&lt;b&gt;Waiting list&lt;/b&gt;");
    expect(html, "the form stands as it was typed").toContain('value="The shop"');
    const refused = await ines.press(path, path, { do: "try", name: "The shop", granularity: "fine" });
    expect(refused.status).toBe(400);
    expect(refused.html).toContain("recluster --preview");
    expect([...rows.boards.values()]).toEqual(before);
    expect((await ines.get("/admin/settings/boards/new")).html, "of a new one there is nothing to see").not.toContain(
      'value="try"',
    );
  });

  it("make a board once, and change it", async () => {
    const { ines, rows } = await atTheDesk();
    const send = (path: string, fields: Record<string, string>) => ines.press(path, path, fields);
    const board = {
      id: "shop",
      name: "Shop",
      claims: "discourse:category:7\r\n\r\ndiscourse:tag:shop",
      approval: "on",
    };
    expect((await send("/admin/settings/boards/new", board)).status).toBe(303);
    expect(rows.boards.get("shop")).toMatchObject({
      ...{ name: "Shop", approval: true },
      claims: ["discourse:category:7", "discourse:tag:shop"],
    });
    expect((await send("/admin/settings/boards/new", board)).html).toContain('id="id-wrong"');
    await send("/admin/settings/boards/shop", { name: "The shop", claims: "" });
    expect(rows.boards.get("shop")).not.toHaveProperty("approval");
    expect(rows.boards.get("shop")).toMatchObject({ name: "The shop", claims: [] });
  });
});

it("asks for names of what several people read: what one person said is hers to word", async () => {
  const { ines, theme, rows } = await atTheDesk();
  rows.themes.set(theme.id, { ...theme, draft: true, title: "Guessed of several", supporters: 2 });
  const alone = {
    ...theme,
    id: "thm_01m7zh3vxycekj3821rzn18prew",
    draft: true,
    title: "Guessed of one",
    supporters: 1,
  };
  rows.themes.set(alone.id, alone);
  const { html } = await ines.get("/admin");
  const named = html.slice(html.indexOf('id="unnamed"'));
  expect(named).toContain("Guessed of several");
  expect(named).not.toContain("Guessed of one");
});
