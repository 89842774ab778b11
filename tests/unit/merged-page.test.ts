import { type Lane, mergedPage } from "@earshot/store/pages.ts";
import type { Row } from "@earshot/store/table.ts";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as z from "zod";

/** Rows in the order in which they stand, read in portions: as many as asked for, or fewer, or none at first. */
function lane(name: string, ranks: readonly number[], portion = (asked: number) => asked) {
  const rows = ranks.map((rank, i) => ({ id: `${name}${i}`, rank })).sort((a, b) => b.rank - a.rank);
  const reads: number[] = [];
  const made: Lane = {
    name,
    read: async (from, limit) => {
      reads.push(limit);
      const start = from === undefined ? 0 : rows.findIndex(({ id }) => id === from.id) + 1;
      const some = rows.slice(start, start + portion(limit));
      const more = start + some.length < rows.length;
      return { rows: some, last: more ? (some.at(-1) ?? from ?? { id: "" }) : undefined };
    },
    position: z.object({ id: z.string() }),
  };
  return { lane: made, reads };
}

const better = (a: Row, b: Row): number => (b.rank as number) - (a.rank as number);
const rank = (row: Row): number => row.rank as number;

async function all(lanes: readonly Lane[], limit: number, accept: (row: Row) => number | undefined = rank) {
  const pages: number[][] = [];
  let cursor: string | undefined;
  do {
    const page = await mergedPage(lanes, better, accept, { limit, cursor });
    pages.push(page.items);
    cursor = page.next;
    if (pages.length > 300) throw new Error("It does not end.");
  } while (cursor !== undefined);
  return pages;
}

describe("a page over several sorted lanes", () => {
  test("is one read for one lane, and says whether there is more", async () => {
    const { lane: one, reads } = lane("a", [5, 4, 3]);
    expect(await mergedPage([one], better, rank, { limit: 2 })).toMatchObject({
      items: [5, 4],
      next: expect.any(String),
    });
    expect(await mergedPage([one], better, rank, { limit: 3 })).toEqual({ items: [5, 4, 3], next: undefined });
    expect(reads).toHaveLength(2);
  });

  test("goes on where a read gave less than it was asked for", async () => {
    const { lane: one } = lane("a", [9, 8, 7, 6, 5], () => 2);
    expect(await all([one], 4)).toEqual([[9, 8, 7, 6], [5]]);
  });

  test("goes on where a read gave nothing although there is more", async () => {
    let reads = 0;
    const { lane: one } = lane("a", [9, 8], (asked) => (reads++ === 0 ? 0 : asked));
    expect(await all([one], 5)).toEqual([[9, 8]]);
  });

  test("is given out short where hardly anything is wanted, and the next goes on", async () => {
    const ranks = Array.from({ length: 2_500 }, (_, i) => 2_500 - i);
    const { lane: one } = lane("a", ranks);
    const pages = await all([one], 5, (row) => (rank(row) === 1 ? 1 : undefined));
    expect(pages).toEqual([[], [], [1]]);
  });

  test("is empty without lanes", async () => {
    expect(await mergedPage([], better, rank, { limit: 5 })).toEqual({ items: [], next: undefined });
  });

  test("takes the best of all, each row once, however they are spread and read", async () => {
    const lanes = fc.array(fc.array(fc.nat(8), { maxLength: 12 }), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(
        lanes,
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 9 }),
        async (spread, limit, most) => {
          const read = spread.map((ranks, i) => lane(`${i}`, ranks, (asked) => Math.min(asked, most)).lane);
          const pages = await all(read, limit);
          expect(pages.flat()).toEqual(spread.flat().sort((a, b) => b - a));
          for (const page of pages.slice(0, -1)) expect(page).toHaveLength(limit);
          expect(pages.length === 1 || (pages.at(-1) ?? []).length > 0).toBe(true);
        },
      ),
    );
  });
});
