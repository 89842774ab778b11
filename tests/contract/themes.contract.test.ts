import { idFrom } from "@earshot/core/id.ts";
import { personOf } from "@earshot/core/person.ts";
import type { Progressed } from "@earshot/core/progress.ts";
import type { Sort, Status, Theme, ThemeCard } from "@earshot/core/theme.ts";
import { describe, expect, test } from "vitest";
import { exampleFeedback, exampleTheme } from "../memory/examples.ts";
import { contract, describeEngine, openTable, type Stores } from "./engine.ts";
import { at, exampleDelivery, exampleIssue } from "./examples.ts";
import { following } from "./following.ts";
import { refusesForeignCursors, walk } from "./pages.ts";

const counted = (theme: Theme, given: Partial<Theme> = {}): Theme => ({
  ...theme,
  ...given,
  revision: theme.revision + 1,
});

/** The titles of a list's first page. */
async function titles({ themes }: Stores, sort: Sort, given: { boards?: string[]; statuses?: Theme["status"][] } = {}) {
  const list = { boards: ["ideas"], visibilities: ["public" as const], sort, ...given };
  return (await themes.list(list, { limit: 50 })).items.map(({ title }) => title);
}

contract("themes", (open) => {
  test("those that owe a reason are listed until it is given, also through a correction", async () => {
    const { themes, corrections } = await open();
    const [one, two] = [exampleTheme("one"), exampleTheme("two")];
    for (const theme of [one, two, exampleTheme("three")]) await themes.put(theme, undefined);
    const owing = async () => (await walk((request) => themes.owing(request), 1)).map(({ id }) => id).sort();
    const [owesOne, owesTwo] = [one, two].map((theme) => counted(theme, { answerOwed: { since: at(1) } }));
    if (!owesOne || !owesTwo) throw new Error("two themes owe");
    await themes.put(owesOne, one);
    await themes.put(owesTwo, two);
    expect(await owing()).toEqual([one.id, two.id].sort());
    await themes.put(counted(owesOne, { supporters: 9 }), owesOne);
    expect(await owing()).toEqual([one.id, two.id].sort());
    const { answerOwed: _, ...answered } = counted(owesTwo);
    const entry = {
      id: "cor_1",
      kind: "decide",
      board: "ideas",
      at: at(2),
      by: "Ines",
      text: "",
      before: "",
      after: "",
    };
    const correction = {
      ...entry,
      kind: "decide" as const,
      themes: [two.id],
      moves: [],
      state: "done" as const,
      revision: 1,
    };
    const rest = { feedback: [], deliveries: [], fact: undefined, count: [] };
    const entries = [{ next: correction, previous: undefined }];
    await corrections.write({ corrections: entries, heads: [{ next: answered, previous: owesTwo }], ...rest });
    expect(await owing()).toEqual([one.id]);
  });

  test("a head comes back as it was put", async () => {
    const { themes } = await open();
    const full = exampleTheme("Exports", {
      ...{ team: "core", issue: exampleIssue(3), issueWanted: true, score: 171.123456789012, rise: -2.5e-7, heat: 0.3 },
      answer: { text: "Soon.", by: "Mia", at: at(1) },
      quotes: [{ text: "Ä “quote”\n🙂", feedback: "fbk_1", visibility: "private" }],
      history: [{ status: "open", at: at(0), note: "" }],
    });
    expect(await themes.get(full.id)).toBeUndefined();
    await themes.put(full, undefined);
    expect(await themes.get(full.id)).toEqual(full);
    expect((await themes.evidence(full.id)).head).toEqual(full);
  });

  test("a change replaces the head whole", async () => {
    const { themes } = await open();
    const before = exampleTheme("Exports", { team: "core", score: 3, rise: 1 });
    await themes.put(before, undefined);
    const { team: _, score: __, rise: ___, ...rest } = counted(before, { supporters: 0 });
    await themes.put(rest, before);
    expect(await themes.get(before.id)).toEqual(rest);
  });

  test("more than a hundred are found at once, each once; what is not there is absent", async () => {
    const { themes } = await open();
    const all = Array.from({ length: 130 }, (_, i) => exampleTheme(`many ${i}`));
    await Promise.all(all.map((one) => themes.put(one, undefined)));
    const ids = all.map(({ id }) => id);
    const found = await themes.getMany([...ids, "thm_unknown", ...ids.slice(0, 9)]);
    expect(found.size).toBe(130);
    for (const one of all) expect(found.get(one.id)).toEqual(one);
  });

  test("what stands for a theme is told by itself", async () => {
    const { themes } = await open();
    const theme = exampleTheme("Exports");
    await themes.put(theme, undefined);
    const { id, visibility } = theme;
    expect(await themes.standing(id)).toEqual({ id, visibility });
    const pointers = { mergedInto: "thm_one", movedTo: "thm_two", absorbed: ["thm_three"] };
    await themes.put(counted(theme, pointers), theme);
    expect(await themes.standing(id)).toEqual({ id, visibility, ...pointers });
    expect(await themes.standing("thm_unknown")).toBeUndefined();
  });

  test("titles are told by themselves", async () => {
    const { themes } = await open();
    const all = [exampleTheme("Exports"), exampleTheme("Imports")];
    for (const one of all) await themes.put(one, undefined);
    const ids = all.map(({ id }) => id);
    const expected = new Map(all.map(({ id, title }) => [id, title]));
    expect(await themes.titles([...ids, "thm_unknown", ...ids])).toEqual(expected);
  });

  test("a head is made once, and changed only as it was read", async () => {
    const { themes } = await open();
    const theme = exampleTheme("Exports");
    const refused = { kind: "conflict" };
    await expect(themes.put(counted(theme), theme)).rejects.toMatchObject(refused);
    await themes.put(theme, undefined);
    await expect(themes.put({ ...theme, title: "Other" }, undefined)).rejects.toMatchObject(refused);
    const next = counted(theme, { title: "Renamed" });
    await themes.put(next, theme);
    await expect(themes.put(counted(theme, { title: "Late" }), theme)).rejects.toMatchObject(refused);
    expect(await themes.get(theme.id)).toEqual(next);
  });

  test("of many who write the same head at once, one does", async () => {
    const { themes } = await open();
    const theme = exampleTheme("Exports");
    await themes.put(theme, undefined);
    const tries = Array.from({ length: 20 }, (_, i) => counted(theme, { title: `by ${i}` }));
    const results = await Promise.allSettled(tries.map((one) => themes.put(one, theme)));
    const won = tries.filter((_, i) => results[i]?.status === "fulfilled");
    expect(won).toHaveLength(1);
    expect(await themes.get(theme.id)).toEqual(won[0]);
  });

  test("what follows from a change is written with it", async () => {
    const { themes, outbox } = await open();
    const theme = exampleTheme("Exports");
    const pushes = [exampleDelivery("first", { theme: theme.id }), exampleDelivery("second", { theme: theme.id })];
    await themes.put(theme, undefined, pushes);
    for (const push of pushes) expect(await outbox.get(push.id)).toEqual(push);
    expect((await outbox.due(at(1), 10)).map(({ id }) => id).sort()).toEqual(pushes.map(({ id }) => id).sort());
  });

  test("nothing follows from a change that did not happen", async () => {
    const { themes, outbox } = await open();
    const theme = exampleTheme("Exports");
    await themes.put(theme, undefined);
    const push = exampleDelivery("push");
    await expect(themes.put({ ...theme, title: "New" }, undefined, [push])).rejects.toMatchObject({ kind: "conflict" });
    expect(await outbox.get(push.id)).toBeUndefined();
  });

  test("nor does a change happen whose effect was written before", async () => {
    const { themes, outbox } = await open();
    const theme = exampleTheme("Exports");
    const push = exampleDelivery("push", { payload: "as it was" });
    await outbox.add(push);
    const again = [exampleDelivery("fresh"), { ...push, payload: "another" }];
    await expect(themes.put(theme, undefined, again)).rejects.toMatchObject({ kind: "conflict" });
    expect(await themes.get(theme.id)).toBeUndefined();
    expect(await outbox.get(push.id)).toEqual(push);
    expect(await outbox.get(exampleDelivery("fresh").id)).toBeUndefined();
  });

  test("what several change at once is all there, when each who was too late begins again", async () => {
    const { themes } = await open();
    const theme = exampleTheme("Exports", { votes: 0 });
    await themes.put(theme, undefined);
    const count = async (): Promise<void> => {
      const read = await themes.get(theme.id);
      if (!read) throw new Error("It is there.");
      await themes.put(counted(read, { votes: read.votes + 1 }), read).catch(count);
    };
    await Promise.all([count(), count(), count(), count(), count()]);
    expect(await themes.get(theme.id)).toMatchObject({ votes: 5, revision: theme.revision + 5 });
  });

  test("evidence is all that was said and voted, and the head", async () => {
    const stores = await open();
    const { id } = exampleTheme("Exports");
    expect(await stores.themes.evidence(id)).toEqual({ head: undefined, memberships: [], votes: [] });
    const said = exampleFeedback("said", { theme: id, kind: "bug", heat: 0.9, visibility: "private", revision: 4 });
    await stores.feedback.put(said, undefined);
    await stores.votes.put({ theme: id, person: personOf("discourse:1"), at: at(3), proxy: "support" });
    await stores.issues.put(
      { theme: id, repository: "a/b", state: "creating", intendedAt: at(0), revision: 1 },
      undefined,
    );
    expect(await stores.themes.evidence(id)).toEqual({
      head: undefined,
      memberships: [
        {
          ...{ feedback: said.id, person: said.person, at: said.at, source: "api", visibility: "private" },
          ...{ kind: "bug", heat: 0.9, revision: 4 },
        },
      ],
      votes: [{ person: personOf("discourse:1"), at: at(3), proxy: true }],
    });
  });

  test("evidence is whole, however large", async () => {
    const stores = await open();
    const { id } = exampleTheme("Exports");
    const people = Array.from({ length: 14 }, (_, i) => personOf(`discourse:${i}`));
    const proxy = "x".repeat(200_000);
    await Promise.all(people.map((person) => stores.votes.put({ theme: id, person, at: at(0), proxy })));
    await stores.themes.put(exampleTheme("Exports"), undefined);
    const { votes, head } = await stores.themes.evidence(id);
    expect(votes.map(({ person }) => person).sort()).toEqual(people.sort());
    expect(head?.id).toBe(id);
  });

  test("everything is read once", async () => {
    const stores = await open();
    const all = Array.from({ length: 9 }, (_, i) => exampleTheme(`all ${i}`, i % 2 ? { status: "merged" } : {}));
    await Promise.all(all.map((one) => stores.themes.put(one, undefined)));
    await stores.feedback.put(exampleFeedback("said", { theme: all[0]?.id }), undefined);
    const read: Theme[] = [];
    for await (const one of stores.themes.all()) read.push(one);
    const byId = (a: Theme, b: Theme) => (a.id < b.id ? -1 : 1);
    expect(read.sort(byId)).toEqual(all.sort(byId));
  });

  test("each list has its order", async () => {
    const stores = await open();
    const put = (title: string, supporters: number, score: number, rise: number | undefined, createdAt: string) => {
      const { rise: _, ...theme } = exampleTheme(title, { supporters, score, createdAt });
      return stores.themes.put({ ...theme, ...(rise !== undefined && { rise }) }, undefined);
    };
    await put("Large", 40, 150.5, -3, at(1));
    await put("Loud", 3, 170, 4, at(2));
    await put("Old", 40, 150.25, 0, at(0));
    await put("Fresh", 1, 163, undefined, at(9));
    expect(await titles(stores, "top")).toEqual(["Large", "Old", "Loud", "Fresh"]);
    expect(await titles(stores, "trending")).toEqual(["Loud", "Fresh", "Large", "Old"]);
    expect(await titles(stores, "new")).toEqual(["Fresh", "Loud", "Large", "Old"]);
    expect(await titles(stores, "rising")).toEqual(["Loud", "Old", "Large"]);
  });

  test("no score, however high, outweighs one person more", async () => {
    const stores = await open();
    await stores.themes.put(exampleTheme("Fewer", { supporters: 3, score: 4095 }), undefined);
    await stores.themes.put(exampleTheme("More", { supporters: 4, score: 0 }), undefined);
    expect(await titles(stores, "top")).toEqual(["More", "Fewer"]);
  });

  test("a theme stands in the lists of its board and visibility, and where it is no more it is not listed", async () => {
    const stores = await open();
    const theme = exampleTheme("Exports");
    await stores.themes.put(theme, undefined);
    const list = async (boards: string[], visibilities: Theme["visibility"][]) =>
      (await stores.themes.list({ boards, visibilities, sort: "top" }, { limit: 5 })).items.length;
    expect(await list(["ideas"], ["public"])).toBe(1);
    expect(await list(["ideas"], ["private"])).toBe(0);
    expect(await list(["other"], ["public", "private"])).toBe(0);
    expect(await list([], ["public"])).toBe(0);
    expect(await list(["ideas"], [])).toBe(0);
    const hidden = counted(theme, { visibility: "private" });
    await stores.themes.put(hidden, theme);
    expect(await list(["ideas"], ["public"])).toBe(0);
    expect(await list(["ideas", "other"], ["public", "private"])).toBe(1);
    await stores.themes.put(counted(hidden, { board: "other" }), hidden);
    expect(await list(["ideas"], ["public", "private"])).toBe(0);
    expect(await list(["ideas", "other"], ["public", "private"])).toBe(1);
  });

  test("merged themes and those that nobody stands behind are in no list, and return when that changes", async () => {
    const stores = await open();
    const theme = exampleTheme("Exports", { supporters: 3, rise: 1 });
    await stores.themes.put(theme, undefined);
    const merged = counted(theme, { status: "merged" });
    await stores.themes.put(merged, theme);
    const { score: _, rise: __, ...rest } = counted(merged, { status: "open", supporters: 0 });
    for (const sort of ["top", "trending", "new", "rising"] as const) expect(await titles(stores, sort)).toEqual([]);
    await stores.themes.put(rest, merged);
    for (const sort of ["top", "trending", "new", "rising"] as const) expect(await titles(stores, sort)).toEqual([]);
    await stores.themes.put(counted(rest, { supporters: 1, score: 5 }), rest);
    expect(await titles(stores, "top")).toEqual(["Exports"]);
    expect(await titles(stores, "rising")).toEqual([]);
  });

  test("only themes of the statuses asked for are listed, in full pages", async () => {
    const stores = await open();
    const statuses = ["open", "planned", "declined", "shipped"] as const;
    for (let i = 0; i < 16; i++)
      await stores.themes.put(exampleTheme(`${i}`, { status: statuses[i % 4] ?? "open", score: i }), undefined);
    const list = { boards: ["ideas"], visibilities: ["public" as const], sort: "trending" as const };
    const wanted = { ...list, statuses: ["planned" as const, "shipped" as const] };
    const page = await stores.themes.list(wanted, { limit: 5 });
    expect(page.items.map(({ title }) => title)).toEqual(["15", "13", "11", "9", "7"]);
    const all = await walk((request) => stores.themes.list(wanted, request), 3);
    expect(all.map(({ title }) => title)).toEqual(["15", "13", "11", "9", "7", "5", "3", "1"]);
    expect((await stores.themes.list({ ...list, statuses: [] }, { limit: 5 })).items).toEqual([]);
  });

  test("lists hold the kinds asked for, page by page without a gap", async () => {
    const { themes } = await open();
    for (let i = 0; i < 30; i++)
      await themes.put(
        exampleTheme(`${i}`, { score: i, kinds: i % 7 === 3 ? { bug: 3, praise: 1 } : { request: 1 } }),
        undefined,
      );
    const bugs = { boards: ["ideas"], visibilities: ["public"], sort: "trending", kinds: ["bug"] } as const;
    const all = await walk((request) => themes.list(bugs, request), 2);
    expect(all.map(({ title }) => title)).toEqual(["24", "17", "10", "3"]);
    expect((await themes.list({ ...bugs, statuses: ["planned"] }, { limit: 5 })).items).toEqual([]);
  });

  describe("those of a status", () => {
    const since = (status: Status, minutes: number): Partial<Theme> => ({
      status,
      history: [
        { status: "open", at: at(0) },
        { status, at: at(minutes) },
      ],
    });

    test("come with the last to get it first, over all boards, and none that is private, empty or merged", async () => {
      const { themes } = await open();
      const put = (name: string, given: Partial<Theme>) => themes.put(exampleTheme(name, given), undefined);
      await put("first", since("shipped", 1));
      await put("third", { ...since("shipped", 3), board: "other" });
      await put("second", since("declined", 2));
      await put("noted", {
        status: "shipped",
        history: [
          { status: "shipped", at: at(0) },
          { status: "shipped", at: at(9), note: "In 2.3." },
        ],
      });
      await put("private", { ...since("shipped", 4), visibility: "private" });
      await put("empty", { ...since("shipped", 5), supporters: 0 });
      await put("merged", since("merged", 6));
      await put("planned", since("planned", 7));
      const titles = async (...statuses: Progressed[]) =>
        (await walk((request) => themes.progressed(statuses, request), 2)).map(({ title }) => title);
      expect(await titles("shipped", "declined")).toEqual(["third", "second", "first", "noted"]);
      expect(await titles("planned")).toEqual(["planned"]);
      expect(await titles("in_progress")).toEqual([]);
      const all = await walk((request) => themes.progressed(["shipped"], request, ["public", "private"]), 2);
      expect(all.map(({ title }) => title)).toEqual(["private", "third", "first", "noted"]);
    });

    test("leave with it", async () => {
      const { themes } = await open();
      const planned = exampleTheme("Exports", since("planned", 1));
      await themes.put(planned, undefined);
      const reopened = { ...planned, ...since("open", 2), revision: 2 };
      await themes.put(reopened, planned);
      expect((await themes.progressed(["planned"], { limit: 5 })).items).toEqual([]);
    });
  });

  test("a card is what a list shows of a theme, and no more", async () => {
    const { themes } = await open();
    const theme = exampleTheme("Exports", {
      ...{ team: "core", rise: 0.5, absorbed: ["thm_part"], kinds: { bug: 2, request: 1 } },
      answer: { text: "No", by: "Mia", at: at(0) },
    });
    await themes.put(theme, undefined);
    const { id, board, title, draft, summary, status, visibility, team, supporters, votes, feedback } = theme;
    const { score, rise, weeks, heat, createdAt } = theme;
    const card = {
      ...{ id, board, title, draft, summary, status, visibility, team, supporters, votes, feedback },
      ...{ score, rise, weeks, heat, createdAt, absorbed: ["thm_part"], kind: "bug" },
    } as ThemeCard;
    for (const sort of ["top", "trending", "new", "rising"] as const) {
      const { items } = await themes.list({ boards: ["ideas"], visibilities: ["public"], sort }, { limit: 5 });
      expect(items).toEqual([card]);
    }
  });

  describe("cursors of lists", () => {
    refusesForeignCursors(async () => {
      const stores = await open();
      for (let i = 0; i < 6; i++)
        await stores.themes.put(exampleTheme(`${i}`, { score: i, board: i % 2 ? "other" : "ideas" }), undefined);
      const list = { boards: ["ideas"], visibilities: ["public" as const], sort: "trending" as const };
      return {
        list: (request) => stores.themes.list(list, request),
        others: [
          (request) => stores.themes.list({ ...list, sort: "top" }, request),
          (request) => stores.themes.list({ ...list, sort: "new" }, request),
          (request) => stores.themes.list({ ...list, boards: ["other"] }, request),
          (request) => stores.themes.list({ ...list, visibilities: ["private"] }, request),
          (request) => stores.feedback.ofTheme([idFrom("theme", "0")], undefined, request),
        ],
      };
    });
  });
});

describeEngine("themes on the stream", () => {
  test("counting wakes deliver for what follows, and never the worker", async () => {
    const { store, stream } = await openTable();
    const next = following(stream);
    const theme = exampleTheme("Exports");
    await store.themes.put(theme, undefined);
    await store.themes.put(counted(theme), theme);
    expect(await next()).toEqual({
      received: [],
      altered: [],
      themes: [],
      recounts: [],
      joins: [],
      deliveries: [],
      erasures: [],
      lanes: [],
    });
    const other = exampleTheme("Imports");
    await store.themes.put(other, undefined, [exampleDelivery("push")]);
    expect(await next()).toMatchObject({ themes: [], deliveries: [exampleDelivery("push").id] });
  });
});
