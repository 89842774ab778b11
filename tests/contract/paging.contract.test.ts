import type { Visibility } from "@earshot/core/feedback.ts";
import type { Sort, Status, Theme } from "@earshot/core/theme.ts";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { exampleTheme } from "../memory/examples.ts";
import { contract, type Stores } from "./engine.ts";
import { at } from "./examples.ts";
import { walk } from "./pages.ts";

const figure = (min: number, max: number) =>
  fc.double({ min, max, noNaN: true }).map((value) => Math.round(value * 1e6) / 1e6 + 0);

/** Where a theme stands: few different numbers, so that many stand in the same place. */
const stand = fc.record({
  board: fc.constantFrom("a", "b", "c"),
  visibility: fc.constantFrom("public" as const, "private" as const),
  status: fc.constantFrom("open" as const, "planned" as const, "declined" as const),
  supporters: fc.integer({ min: 1, max: 3 }),
  score: fc.oneof(fc.constantFrom(1, 2.5, 160.0625), figure(-20, 200)),
  rise: fc.oneof(fc.constant(undefined), fc.constantFrom(-1, 0, 0.1), figure(-9, 9)),
  createdAt: fc.nat(5).map(at),
});
type Stand = typeof stand extends fc.Arbitrary<infer T> ? T : never;

const change = fc.record({
  what: fc.constantFrom("found", "move", "word", "merge", "empty"),
  which: fc.nat(40),
  to: stand,
});
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

function standing(name: string, run: number, { rise, board, ...given }: Stand): Theme {
  const { rise: _, ...theme } = exampleTheme(name, { ...given, board: `${board}${run}` });
  return { ...theme, ...(rise !== undefined && { rise }) };
}

/** By what a theme is ranked in a list, as the port tells it. */
function rankOf({ supporters, score = 0, rise, createdAt }: Theme, sort: Sort): number[] {
  return { top: [supporters, score], trending: [score], new: [Date.parse(createdAt)], rising: [rise ?? 0] }[sort];
}

function changed(before: Theme, { what, to }: Change, run: number): Theme {
  const revision = before.revision + 1;
  if (what === "word") return { ...before, title: `${before.title}, reworded`, revision };
  if (what === "merge") return { ...before, status: "merged", revision };
  if (what === "empty") {
    const { score: _, rise: __, ...rest } = before;
    return { ...rest, supporters: 0, revision };
  }
  return { ...standing("", run, to), id: before.id, title: before.title, revision };
}

/** A walk through a list while other things happen between its pages. */
async function seenMeanwhile(stores: Stores, run: number, walked: Walked): Promise<{ seen: string[]; still: Theme[] }> {
  const { stands, changes, limit, sort, statuses, boards, visibilities } = walked;
  const all = stands.map((one, i) => standing(`${run} ${i}`, run, one));
  await Promise.all(all.map((one) => stores.themes.put(one, undefined)));
  const list = { boards: boards.map((board) => `${board}${run}`), visibilities, sort, statuses };
  const listed = (one: Theme): boolean =>
    list.boards.includes(one.board) &&
    visibilities.includes(one.visibility) &&
    (statuses === undefined || statuses.includes(one.status)) &&
    (sort !== "rising" || one.rise !== undefined);
  const still = new Map(all.filter(listed).map((one) => [one.id, one]));
  const seen = await walk(
    (request) => stores.themes.list(list, request),
    limit,
    async (page) => {
      for (const one of changes[page] ?? []) {
        const before = all[one.which % all.length];
        const after =
          before && one.what !== "found" ? changed(before, one, run) : standing(`${run} ${all.length}`, run, one.to);
        await stores.themes.put(after, one.what === "found" ? undefined : before);
        if (before && one.what !== "found") all[one.which % all.length] = after;
        else all.push(after);
        if (one.what !== "word") still.delete(after.id);
      }
    },
  );
  return { seen: seen.map(({ id }) => id), still: [...still.values()] };
}

const walked = fc.record({
  stands: fc.array(stand, { maxLength: 16 }),
  changes: fc.array(fc.array(change, { maxLength: 4 }), { maxLength: 8 }),
  limit: fc.integer({ min: 1, max: 5 }),
  sort: fc.constantFrom<Sort[]>("top", "trending", "new", "rising"),
  statuses: fc.constantFrom<(Status[] | undefined)[]>(undefined, ["open"], ["planned", "declined"]),
  boards: fc.constantFrom(["a"], ["a", "b"], ["c", "a", "b"]),
  visibilities: fc.constantFrom<Visibility[][]>(["public"], ["public", "private"]),
});
type Walked = typeof walked extends fc.Arbitrary<infer T> ? T : never;

contract("pages of ranked themes", (open) => {
  test("each theme that stays where it is is seen once and in order, whatever comes, goes and moves", async () => {
    const stores = await open();
    let run = 0;
    await fc.assert(
      fc.asyncProperty(walked, async (one) => {
        const { seen, still } = await seenMeanwhile(stores, run++, one);
        const kept = seen.filter((id) => still.some((theme) => theme.id === id));
        expect(kept.toSorted()).toEqual(still.map(({ id }) => id).sort());
        const ranks = kept
          .flatMap((id) => still.filter((theme) => theme.id === id))
          .map((theme) => rankOf(theme, one.sort));
        const inOrder = ranks.toSorted((a, b) => (b[0] ?? 0) - (a[0] ?? 0) || (b[1] ?? 0) - (a[1] ?? 0));
        expect(ranks).toEqual(inOrder);
      }),
      { numRuns: 40 },
    );
  });

  test("nothing is listed that never stood in the list", async () => {
    const stores = await open();
    let run = 0;
    await fc.assert(
      fc.asyncProperty(walked, async (one) => {
        const { seen, still } = await seenMeanwhile(stores, run++, { ...one, changes: [] });
        expect(seen.toSorted()).toEqual(still.map(({ id }) => id).sort());
      }),
      { numRuns: 15 },
    );
  });

  test("a board that is made between two pages neither ends nor upsets the walk", async () => {
    const { themes } = await open();
    for (let i = 0; i < 6; i++) await themes.put(exampleTheme(`${i}`, { board: "a", score: i }), undefined);
    const boards = ["a"];
    const seen = await walk(
      (request) => themes.list({ boards, visibilities: ["public"], sort: "trending" }, request),
      2,
      async (page) => {
        if (page === 0) boards.push("b");
      },
    );
    expect(seen.map(({ title }) => title)).toEqual(["5", "4", "3", "2", "1", "0"]);
  });
});
