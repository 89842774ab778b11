import { day, isoTime } from "@earshot/core/clock.ts";
import type { CorrectingDeps } from "@earshot/core/correcting.ts";
import { countTheme } from "@earshot/core/counting.ts";
import { ThemeChange, updateTheme, wantIssue } from "@earshot/core/curate.ts";
import { decisionsFor } from "@earshot/core/facts.ts";
import type { Feedback } from "@earshot/core/feedback.ts";
import { lockTheme, mergeThemes, unmergeTheme } from "@earshot/core/merging.ts";
import { finishBegun, moveFeedback } from "@earshot/core/moving.ts";
import type { Clusters } from "@earshot/core/ports/clustering.ts";
import { differences } from "@earshot/core/rebuild.ts";
import { splitTheme } from "@earshot/core/splitting.ts";
import { isTouched, type Theme } from "@earshot/core/theme.ts";
import { undo } from "@earshot/core/undoing.ts";
import { castVote, withdrawVote } from "@earshot/core/voting.ts";
import { describe, expect, test } from "vitest";
import { exampleFeedback, exampleTheme } from "../memory/examples.ts";
import { memory } from "../memory/memory.ts";

const now = Date.parse("2026-03-04T10:00:00.000Z");
const by = "Mara";

/** Three themes of one board with three pieces of feedback each, and one of another board. */
async function world() {
  const clock = { now };
  const stores = memory();
  const themes = ["lists", "waiting", "phones"].map((name) => exampleTheme(name));
  const elsewhere = exampleTheme("elsewhere", { board: "billing" });
  for (const theme of [...themes, elsewhere]) {
    await stores.themes.put(theme, undefined);
    for (let i = 0; i < 3; i++)
      await stores.feedback.put(
        exampleFeedback(`${theme.title} ${i}`, { theme: theme.id, board: theme.board, at: isoTime(now - i * day) }),
        undefined,
      );
  }
  const deps = { ...stores, clock: () => clock.now };
  const [a, b, c] = themes.map(({ id }) => id) as [string, string, string];
  const head = async (id: string) => (await stores.themes.get(id)) as Theme;
  const row = async (id: string) => (await stores.feedback.get(id)) as Feedback;
  const members = async (id: string) =>
    [...stores.rows.feedback.values()].filter(({ theme }) => theme === id).map((one) => one.id);
  const trail = async (theme?: string) => (await stores.corrections.list(theme, { limit: 50 })).items;
  return { ...stores, deps, clock, a, b, c, elsewhere: elsewhere.id, head, row, members, trail };
}

describe("merging", () => {
  test("is a pointer and a mark: nothing behind either theme is written", async () => {
    const { deps, a, b, head, rows, recounts } = await world();
    const before = structuredClone({ feedback: rows.feedback, votes: rows.votes });
    const { theme, correction } = await mergeThemes(deps, { theme: a, into: b, by });
    expect(theme).toMatchObject({ id: a, status: "merged", mergedInto: b, mergedAs: "open", revision: 2 });
    expect(await head(a)).toEqual(theme);
    expect(await head(b)).toMatchObject({ absorbed: [a], status: "open", revision: 2 });
    expect({ feedback: rows.feedback, votes: rows.votes }).toEqual(before);
    expect(correction).toMatchObject({
      kind: "merge",
      by,
      themes: [a, b],
      state: "done",
      text: "Merged “lists” into “waiting”.",
    });
    expect(rows.recounts.get(b)).toMatchObject({ woken: true });
    expect([await head(a), await head(b)].map(isTouched)).toEqual([true, true]);
    expect(await recounts.wake(isoTime(now))).toBe(1);
  });

  test("is done, and taken back, also of a theme that is counted anew all the time", async () => {
    const { deps, a, b, head, themes } = await world();
    const counting = async () => {
      const theme = await head(b);
      if (theme) await themes.put({ ...theme, revision: theme.revision + 1 }, theme);
    };
    // Reading who vouches for a large family takes longer than counting it does.
    const feedback: typeof deps.feedback = Object.create(deps.feedback, {
      ofTheme: {
        value: async (...args: Parameters<typeof deps.feedback.ofTheme>) => {
          if (args[0].includes(b)) await counting();
          return deps.feedback.ofTheme(...args);
        },
      },
    });
    const busy = { ...deps, feedback };
    expect((await mergeThemes(busy, { theme: a, into: b, by })).theme.mergedInto).toBe(b);
    expect((await unmergeTheme(busy, { theme: a, by })).theme.mergedInto).toBeUndefined();
  });

  test("un-merging gives the head back as it was", async () => {
    const { deps, a, b, head, rows } = await world();
    await updateTheme(deps, a, ThemeChange.parse({ status: "planned", title: "Lists" }));
    const [beforeA, beforeB] = [await head(a), await head(b)];
    await mergeThemes(deps, { theme: a, into: b, by });
    const { theme } = await unmergeTheme(deps, { theme: a, by });
    expect({ ...theme, revision: 0 }).toEqual({ ...beforeA, corrected: true, revision: 0 });
    expect({ ...(await head(b)), revision: 0 }).toEqual({ ...beforeB, corrected: true, revision: 0 });
    expect([...rows.recounts.keys()].sort()).toEqual([a, b].sort());
  });

  test("of a whole family lists all of it; taking a part out takes what it had with it", async () => {
    const { deps, a, b, c, head } = await world();
    await mergeThemes(deps, { theme: a, into: b, by });
    await mergeThemes(deps, { theme: b, into: c, by });
    expect((await head(c)).absorbed).toEqual([b, a]);
    expect((await head(b)).absorbed).toEqual([a]);
    await unmergeTheme(deps, { theme: b, by });
    expect(await head(c)).not.toHaveProperty("absorbed");
    expect(await head(a)).toMatchObject({ mergedInto: b });
    await mergeThemes(deps, { theme: b, into: c, by });
    await unmergeTheme(deps, { theme: a, by });
    expect((await head(c)).absorbed).toEqual([b]);
    expect(await head(b)).not.toHaveProperty("absorbed");
  });

  test("into what was merged itself means what stands for it", async () => {
    const { deps, a, b, c, head } = await world();
    await mergeThemes(deps, { theme: b, into: c, by });
    await mergeThemes(deps, { theme: a, into: b, by });
    expect(await head(a)).toMatchObject({ mergedInto: c });
  });

  test("again changes nothing, and leaves no entry", async () => {
    const { deps, a, b, trail } = await world();
    await mergeThemes(deps, { theme: a, into: b, by });
    expect((await mergeThemes(deps, { theme: a, into: b, by })).correction).toBeUndefined();
    expect(await trail()).toHaveLength(1);
  });

  test("is refused where it makes no sense, with what to do", async () => {
    const { deps, a, b, c, elsewhere, trail } = await world();
    const merge = (theme: string, into: string) => mergeThemes(deps, { theme, into, by });
    await expect(merge(a, a)).rejects.toMatchObject({ kind: "input", field: "into" });
    await expect(merge(a, elsewhere)).rejects.toThrow("one board");
    await expect(merge(a, "thm_nope")).rejects.toMatchObject({ kind: "missing" });
    await expect(merge("thm_nope", a)).rejects.toMatchObject({ kind: "missing" });
    await expect(unmergeTheme(deps, { theme: a, by })).rejects.toMatchObject({
      kind: "conflict",
      message: "“lists” is not merged into any theme.",
    });
    await merge(a, b);
    await expect(merge(b, a)).rejects.toMatchObject({
      kind: "input",
      message: "“lists” is part of “waiting” already: un-merge it first.",
    });
    await expect(merge(a, c)).rejects.toMatchObject({
      kind: "conflict",
      message: "“lists” is part of “waiting”: un-merge it first.",
    });
    expect(await trail()).toHaveLength(1);
  });

  test("a hundred themes are the most that can be merged into one", async () => {
    const { deps, a, b, themes } = await world();
    const known = (await themes.get(b)) as Theme;
    const many = Array.from({ length: 98 }, (_, i) => `thm_${i}`);
    await themes.put({ ...known, absorbed: many, revision: 2 }, known);
    await mergeThemes(deps, { theme: a, into: b, by });
    await unmergeTheme(deps, { theme: a, by });
    const full = (await themes.get(b)) as Theme;
    await themes.put({ ...full, absorbed: [...many, "thm_98"], revision: full.revision + 1 }, full);
    await expect(mergeThemes(deps, { theme: a, into: b, by })).rejects.toThrow("At most 100");
  });

  test("what changes behind a merged theme is counted where its people count now", async () => {
    const { deps, a, b, head } = await world();
    await mergeThemes(deps, { theme: a, into: b, by });
    const merged = await head(a);
    const clusters = {
      prepare: async () => {},
      word: () => ({ title: "waiting", titleScore: 1, draft: false, summary: "", quotes: [] }),
    } as unknown as Clusters;
    await countTheme({ ...deps, clusters: async () => clusters, large: new Map() }, a);
    expect(await head(a)).toEqual(merged);
    expect(await head(b)).toMatchObject({ feedback: 6, supporters: 6 });
  });

  test("of many at once into each other, what is written is one family or none", async () => {
    const { deps, a, b, c, feedback, themes, people } = await world();
    const tries = [
      [a, b],
      [b, c],
      [c, a],
      [b, a],
      [a, c],
    ] as const;
    await Promise.allSettled(tries.map(([theme, into]) => mergeThemes(deps, { theme, into, by })));
    const found = await Array.fromAsync(differences({ themes, feedback, people }));
    expect(found.filter(({ field }) => field === "absorbed" || field === "status")).toEqual([]);
  });

  test("what is decided about a merged theme is refused, and names the one that stands for it", async () => {
    const { deps, a, b } = await world();
    await mergeThemes(deps, { theme: a, into: b, by });
    const refused = { kind: "conflict", message: expect.stringContaining(b) };
    await expect(updateTheme(deps, a, ThemeChange.parse({ status: "planned" }))).rejects.toMatchObject(refused);
    await expect(wantIssue(deps, a)).rejects.toMatchObject(refused);
    await expect(lockTheme(deps, { theme: a, locked: true, by })).rejects.toMatchObject(refused);
  });

  test("the wish for an issue goes to the theme that stands for both, and comes back", async () => {
    const { deps, a, b, rows, clock, head } = await world();
    await wantIssue(deps, a);
    clock.now += 2 * day;
    await mergeThemes(deps, { theme: a, into: b, by });
    expect([...rows.deliveries.values()].map(({ theme }) => theme)).toEqual([a, b]);
    expect(await head(b)).toMatchObject({ issueWanted: true, issueFrom: a });
    expect(await head(a)).toMatchObject({ issueLent: true });
    await unmergeTheme(deps, { theme: a, by });
    expect(await head(b)).not.toHaveProperty("issueWanted");
    expect(await head(a)).not.toHaveProperty("issueLent");
    expect([...rows.deliveries.values()].map(({ theme }) => theme)).toEqual([a, b, a]);
  });
});

describe("votes for what was merged", () => {
  const alias = "email:ann@example.org";

  test("go to what stands for it, once; and are taken back wherever they were cast", async () => {
    const { deps, a, b, rows } = await world();
    await castVote(deps, { theme: a, alias });
    await mergeThemes(deps, { theme: a, into: b, by });
    expect(await castVote(deps, { theme: b, alias })).toMatchObject({ theme: b, changed: false });
    expect(await castVote(deps, { theme: a, alias: "email:ben@example.org" })).toMatchObject({
      theme: b,
      changed: true,
    });
    expect([...rows.votes.values()].map(({ theme }) => theme)).toEqual([a, b]);
    expect(await withdrawVote(deps, { theme: b, alias })).toMatchObject({ changed: true });
    expect(await withdrawVote(deps, { theme: a, alias })).toMatchObject({ changed: false });
    expect(rows.votes.size).toBe(1);
  });

  test("by who may not see what it was merged into are refused", async () => {
    const { deps, a, b, themes, head, rows } = await world();
    await mergeThemes(deps, { theme: a, into: b, by });
    const known = await head(b);
    await themes.put({ ...known, visibility: "private", revision: known.revision + 1 }, known);
    await expect(castVote(deps, { theme: a, alias, visible: ["public"] })).rejects.toMatchObject({ kind: "missing" });
    expect(rows.votes.size).toBe(0);
  });
});

describe("moving", () => {
  test("puts feedback where a person says, for good", async () => {
    const { deps, a, b, row, members, head } = await world();
    const [id = ""] = await members(a);
    const { correction } = await moveFeedback(deps, { feedback: id, theme: b, by });
    expect(await row(id)).toMatchObject({ theme: b, keptIn: b, placedBy: "person", revision: 2 });
    expect(correction).toMatchObject({
      before: "It was in “lists”.",
      after: "It is in “waiting”.",
      themes: [a, b],
      moves: [
        { feedback: id, from: { theme: a, placedBy: "machine" }, to: { theme: b, placedBy: "person", keptIn: b } },
      ],
    });
    expect([await head(a), await head(b)].map(isTouched)).toEqual([true, true]);
    expect((await moveFeedback(deps, { feedback: id, theme: b, by })).correction).toBeUndefined();
  });

  test("to a merged theme means to what stands for it; within a family nothing moves", async () => {
    const { deps, a, b, c, row, members } = await world();
    await mergeThemes(deps, { theme: a, into: b, by });
    const [mine = "", theirs = ""] = [(await members(a))[0], (await members(c))[0]];
    expect((await moveFeedback(deps, { feedback: mine, theme: b, by })).correction).toBeUndefined();
    await moveFeedback(deps, { feedback: theirs, theme: a, by });
    expect(await row(theirs)).toMatchObject({ theme: b });
  });

  test("out of all themes says that it is no request; undone, it is as before", async () => {
    const { deps, a, row, members } = await world();
    const [id = ""] = await members(a);
    const before = await row(id);
    const { correction } = await moveFeedback(deps, { feedback: id, theme: null, by });
    expect(await row(id)).toMatchObject({ apart: "not a request", placedBy: "person" });
    expect(await row(id)).not.toHaveProperty("theme");
    expect((await moveFeedback(deps, { feedback: id, theme: null, by })).correction).toBeUndefined();
    await undo(deps, { correction: correction?.id ?? "", by });
    expect({ ...(await row(id)), revision: 1 }).toEqual(before);
  });

  test("is refused where it makes no sense", async () => {
    const { deps, a, elsewhere, feedback, row, members } = await world();
    const [id = ""] = await members(a);
    const move = (theme: string | null, one = id) => moveFeedback(deps, { feedback: one, theme, by });
    await expect(move(elsewhere)).rejects.toMatchObject({ kind: "input", field: "theme" });
    await expect(move("thm_nope")).rejects.toMatchObject({ kind: "missing" });
    await expect(move(a, "fbk_nope")).rejects.toMatchObject({ kind: "missing" });
    const known = await row(id);
    await feedback.put({ ...known, withdrawn: true, revision: 2 }, known);
    await expect(move(null)).rejects.toThrow("withdrawn");
  });

  test("tells clustering again of what was edited between being told of and being moved", async () => {
    const { deps, a, members, feedback, row, rows } = await world();
    const [x = "", y = ""] = await members(a);
    let edited = false;
    const busy: CorrectingDeps = {
      ...deps,
      feedback: {
        ...feedback,
        async put(next, previous) {
          const known = await row(x);
          if (!edited && next.id === x) {
            edited = true;
            await feedback.put({ ...known, text: "Edited.", revision: known.revision + 1 }, known);
          }
          return feedback.put(next, previous);
        },
      },
    };
    const { theme } = await splitTheme(busy, { theme: a, feedback: [x, y], by });
    expect(await row(x)).toMatchObject({ theme: theme.id, text: "Edited.", revision: 3 });
    const told = (rows.announcements.get("ideas") ?? []).flatMap(({ changes }) => changes);
    expect(told).toContainEqual({ feedback: x, revision: 3 });
  });

  test("tells clustering before it happens", async () => {
    const { deps, a, b, members, rows } = await world();
    const [id = ""] = await members(a);
    await moveFeedback(deps, { feedback: id, theme: b, by });
    expect(rows.announcements.get("ideas")).toMatchObject([{ changes: [{ feedback: id, revision: 2 }] }]);
  });
});

describe("splitting", () => {
  test("makes a theme of what is named; a repeat changes nothing", async () => {
    const { deps, a, row, members, head, trail } = await world();
    const [x = "", y = "", stays = ""] = await members(a);
    const { theme, correction } = await splitTheme(deps, { theme: a, feedback: [y, x, x], title: "Apart", by });
    expect(theme).toMatchObject({ title: "Apart", titleBy: "person", board: "ideas", visibility: "private" });
    expect((await members(theme.id)).sort()).toEqual([x, y].sort());
    expect(await row(stays)).toMatchObject({ theme: a });
    expect(correction).toMatchObject({ state: "done", themes: [a, theme.id] });
    expect(isTouched(await head(a))).toBe(true);
    expect(await splitTheme(deps, { theme: a, feedback: [x, y], by })).toMatchObject({
      correction: undefined,
      theme: { id: theme.id },
    });
    expect(await trail()).toHaveLength(1);
  });

  test("is refused for what is not in the theme", async () => {
    const { deps, a, b, members, trail } = await world();
    const split = (feedback: string[]) => splitTheme(deps, { theme: a, feedback, by });
    await expect(split(await members(b))).rejects.toMatchObject({ kind: "input", field: "feedback" });
    await expect(split(["fbk_nope"])).rejects.toMatchObject({ kind: "missing" });
    await expect(split([])).rejects.toMatchObject({ kind: "input" });
    expect(await trail()).toEqual([]);
  });

  test("undone, it can be done again", async () => {
    const { deps, a, members } = await world();
    const [x = "", y = ""] = await members(a);
    const first = await splitTheme(deps, { theme: a, feedback: [x, y], by });
    await undo(deps, { correction: first.correction?.id ?? "", by });
    expect(await members(a)).toHaveLength(3);
    const again = await splitTheme(deps, { theme: a, feedback: [x, y], by });
    expect(again.theme.id).toBe(first.theme.id);
    expect(await members(a)).toHaveLength(1);
  });

  test("is not undone when others stand behind the new theme by now", async () => {
    const { deps, a, members } = await world();
    const { theme, correction } = await splitTheme(deps, { theme: a, feedback: (await members(a)).slice(0, 2), by });
    await castVote(deps, { theme: theme.id, alias: "email:ann@example.org" });
    await expect(undo(deps, { correction: correction?.id ?? "", by })).rejects.toMatchObject({
      kind: "conflict",
      message: expect.stringContaining("merge it instead"),
    });
  });
});

/** The stores of a process that dies at its n-th write: before it, or after it and before hearing so. */
function dying<T extends CorrectingDeps>(deps: T, at: number, when: "before" | "after"): T {
  let writes = 0;
  const fatal = <T extends object>(port: T, names: readonly (keyof T)[]): T =>
    new Proxy(port, {
      get(target, name) {
        const method = Reflect.get(target, name) as (...given: unknown[]) => Promise<unknown>;
        if (!names.includes(name as keyof T)) return method;
        return async (...given: unknown[]) => {
          const mine = writes++;
          if (mine > at || (mine === at && when === "before")) throw new Error("died");
          const result = await method.apply(target, given);
          if (mine === at) throw new Error("died");
          return result;
        };
      },
    });
  return {
    ...deps,
    corrections: fatal(deps.corrections, ["write"]),
    feedback: fatal(deps.feedback, ["put"]),
    clustering: fatal(deps.clustering, ["announce"]),
  };
}

describe("a crash at any write", () => {
  for (const when of ["before", "after"] as const) {
    test(`of a merge, ${when} it, leaves it to be repeated`, async () => {
      const { deps, a, b, head, trail } = await world();
      await expect(mergeThemes(dying(deps, 0, when), { theme: a, into: b, by })).rejects.toThrow("died");
      await mergeThemes(deps, { theme: a, into: b, by });
      expect(await head(b)).toMatchObject({ absorbed: [a], revision: 2 });
      expect(await trail()).toHaveLength(1);
    });

    test.each([0, 1, 2, 3, 4, 5])(
      `of a split, ${when} number %i, is made good by a repeat or by the sweep`,
      async (at) => {
        for (const mend of ["repeat", "sweep"] as const) {
          const { deps, a, members, trail, corrections, clock, feedback, themes, people } = await world();
          const all = await members(a);
          const order = { theme: a, feedback: all, by };
          const broken = await splitTheme(dying(deps, at, when), order).then(
            () => false,
            () => true,
          );
          expect(broken).toBe(at < 6);
          clock.now += 60_000;
          if (mend === "sweep") await finishBegun(deps, clock.now - 30_000);
          if (mend === "repeat" || (await trail()).length === 0) await splitTheme(deps, order);
          expect(await members(a)).toEqual([]);
          const [done, ...more] = await trail();
          expect(more).toEqual([]);
          expect(done).toMatchObject({ state: "done", kind: "split" });
          expect(done?.moves).toHaveLength(3);
          expect(await corrections.begun()).toEqual([]);
          expect(await corrections.facts("ideas", 0)).toHaveLength(1);
          const faults = await Array.fromAsync(differences({ themes, feedback, people }));
          expect(faults.filter(({ field }) => field === "membership" || field === "theme")).toEqual([]);
          await undo(deps, { correction: done?.id ?? "", by });
          expect(await members(a)).toHaveLength(3);
        }
      },
    );

    test.each([0, 1, 2, 3])(`of undoing a split, ${when} number %i, is made good by asking again`, async (at) => {
      const { deps, a, members, trail } = await world();
      const { correction } = await splitTheme(deps, { theme: a, feedback: await members(a), by });
      const order = { correction: correction?.id ?? "", by };
      await expect(undo(dying(deps, at, when), order)).rejects.toThrow("died");
      await undo(deps, order);
      expect(await members(a)).toHaveLength(3);
      expect(await trail()).toHaveLength(2);
    });
  }

  test("what somebody moves meanwhile stays where she put it", async () => {
    const { deps, a, b, members, row, trail } = await world();
    const [x = "", y = "", z = ""] = await members(a);
    await expect(splitTheme(dying(deps, 1, "before"), { theme: a, feedback: [x, y, z], by })).rejects.toThrow("died");
    await moveFeedback(deps, { feedback: y, theme: b, by });
    await finishBegun(deps, deps.clock() + 1);
    expect(await row(y)).toMatchObject({ theme: b });
    const split = (await trail()).find(({ kind }) => kind === "split");
    expect(split?.moves.map(({ feedback }) => feedback).sort()).toEqual([x, z].sort());
  });
});

describe("locking", () => {
  test("and unlocking are corrections like all others", async () => {
    const { deps, a, head, trail } = await world();
    await lockTheme(deps, { theme: a, locked: true, by });
    expect(await head(a)).toMatchObject({ locked: true });
    expect((await lockTheme(deps, { theme: a, locked: true, by })).correction).toBeUndefined();
    const [entry] = await trail(a);
    expect(entry).toMatchObject({ kind: "lock", before: "“lists” is open to what the machine finds." });
    await undo(deps, { correction: entry?.id ?? "", by });
    expect(await head(a)).not.toHaveProperty("locked");
    expect(await trail(a)).toHaveLength(2);
  });
});

describe("the audit trail", () => {
  test("is newest first, in pages, of all or of one theme", async () => {
    const { deps, a, b, c, clock, corrections, trail } = await world();
    for (const [theme, into] of [
      [a, b],
      [c, b],
    ] as const) {
      clock.now += 1000;
      await mergeThemes(deps, { theme, into, by });
    }
    expect((await trail()).map(({ themes }) => themes[0])).toEqual([c, a]);
    expect((await trail(a)).map(({ themes }) => themes[0])).toEqual([a]);
    const first = await corrections.list(undefined, { limit: 1 });
    const second = await corrections.list(undefined, { limit: 1, cursor: first.next });
    expect([...first.items, ...second.items].map(({ themes }) => themes[0])).toEqual([c, a]);
    expect(second.next).toBeUndefined();
  });

  test("an undone correction says so, and is not undone twice; its undoing can be", async () => {
    const { deps, a, b, head, trail, clock } = await world();
    const { correction } = await mergeThemes(deps, { theme: a, into: b, by });
    const id = correction?.id ?? "";
    clock.now += 1000;
    const undone = await undo(deps, { correction: id, by: "Jo" });
    expect(undone).toMatchObject({ kind: "unmerge", undoes: id, by: "Jo" });
    expect((await trail())[1]).toMatchObject({ id, undoneBy: undone.id });
    await expect(undo(deps, { correction: id, by })).rejects.toThrow("undone already");
    await undo(deps, { correction: undone.id, by });
    expect(await head(a)).toMatchObject({ mergedInto: b });
  });

  test("undoing an un-merge puts a part back into the part that it came from", async () => {
    const { deps, a, b, c, head } = await world();
    await mergeThemes(deps, { theme: a, into: b, by });
    await mergeThemes(deps, { theme: b, into: c, by });
    const { correction } = await unmergeTheme(deps, { theme: a, by });
    await undo(deps, { correction: correction?.id ?? "", by });
    expect(await head(a)).toMatchObject({ mergedInto: b });
    expect([(await head(b)).absorbed, (await head(c)).absorbed]).toEqual([[a], [b, a]]);
  });

  test("where the world has moved on, undoing is refused and says why", async () => {
    const { deps, a, b, c, members, feedback, row } = await world();
    const merged = (await mergeThemes(deps, { theme: a, into: b, by })).correction?.id ?? "";
    await unmergeTheme(deps, { theme: a, by });
    await expect(undo(deps, { correction: merged, by })).rejects.toMatchObject({
      kind: "conflict",
      message: expect.stringContaining("no longer part"),
    });
    const [id = ""] = await members(b);
    const moved = (await moveFeedback(deps, { feedback: id, theme: c, by })).correction?.id ?? "";
    const known = await row(id);
    const { theme: _, ...gone } = known;
    await feedback.put({ ...gone, apart: "withdrawn", withdrawn: true, revision: known.revision + 1 }, known);
    await expect(undo(deps, { correction: moved, by })).rejects.toThrow("moved or withdrawn since");
    await expect(undo(deps, { correction: "cor_nope", by })).rejects.toMatchObject({ kind: "missing" });
    await expect(undo(deps, { correction: "thm_nope", by })).rejects.toMatchObject({ kind: "missing" });
  });
});

describe("what corrections teach", () => {
  test("re-clustering learns who belongs together and apart, who was placed, and what was touched", async () => {
    const { deps, a, b, c, members } = await world();
    await mergeThemes(deps, { theme: a, into: b, by });
    const [id = ""] = await members(c);
    await moveFeedback(deps, { feedback: id, theme: b, by });
    const decisions = await decisionsFor(deps, "ideas", [a, b, c]);
    expect(decisions.touched).toEqual(new Set([a, b, c]));
    expect(decisions.placed).toEqual(new Set([id]));
    const joined = new Set(decisions.together.flat());
    for (const one of [...(await members(a)), ...(await members(b))]) expect(joined).toContain(one);
    expect(decisions.apart.map((pair) => pair.toSorted())).toEqual(
      (await members(c)).map((other) => [id, other].toSorted()),
    );
  });

  test("a correction taken back teaches nothing any more", async () => {
    const { deps, a, b } = await world();
    const { correction } = await mergeThemes(deps, { theme: a, into: b, by });
    await undo(deps, { correction: correction?.id ?? "", by });
    const decisions = await decisionsFor(deps, "ideas", [a, b]);
    expect([decisions.together, decisions.apart]).toEqual([[], []]);
  });

  test("taken back and done again in turns, it teaches when it is done, and nothing when it is not", async () => {
    const { deps, a, b, c, members } = await world();
    const pairsNow = async () => {
      const { together, apart } = await decisionsFor(deps, "ideas", [a, b, c]);
      return [together, apart].map((pairs) => pairs.map(String).sort());
    };
    const [id = ""] = await members(c);
    const merged = await mergeThemes(deps, { theme: a, into: b, by });
    const moved = await moveFeedback(deps, { feedback: id, theme: b, by });
    const taught = await pairsNow();
    let last = [moved.correction?.id ?? "", merged.correction?.id ?? ""];
    for (const expected of [[[], []], taught, [[], []], taught, [[], []]]) {
      const undone: string[] = [];
      for (const correction of last) undone.push((await undo(deps, { correction, by })).id);
      last = undone.reverse();
      expect(await pairsNow()).toEqual(expected);
    }
  });

  test("the later word holds: what was un-merged is apart, merged again together", async () => {
    const { deps, a, b } = await world();
    const pairsOf = async () => {
      const { together, apart } = await decisionsFor(deps, "ideas", [a, b]);
      return [together.length > 0, apart.length > 0];
    };
    await mergeThemes(deps, { theme: a, into: b, by });
    expect(await pairsOf()).toEqual([true, false]);
    await unmergeTheme(deps, { theme: a, by });
    expect(await pairsOf()).toEqual([true, true]);
    await mergeThemes(deps, { theme: a, into: b, by });
    expect(await pairsOf()).toEqual([true, false]);
  });
});
