import { Names } from "@earshot/core/clustering/names.ts";
import { feedbackId } from "@earshot/core/feedback.ts";
import { NeighbourIndex } from "@earshot/core/neighbours.ts";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";

const items = 4000;
const dimensions = 256;

/** The promise is 500 bytes an item, of all that the process holds; what is not in the arrays are the names of themes. */
const promised = 500;

/** Made-up feedback of 12 words, as many as a review has beside its grammar: half are common, some nobody else ever says. */
function madeUp(number: number): string {
  let state = number + 1;
  const below = (limit: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  const word = (of: number) => `${"abcdefghij"[of % 10]}${of.toString(26)}zu`;
  return Array.from({ length: 12 }, (_, i) => word(i % 2 === 0 ? below(200) : below(200 * (1 + below(100))))).join(" ");
}

describe("the neighbour index", () => {
  const index = new NeighbourIndex();
  beforeAll(() => {
    for (let i = 0; i < items; i++) index.add(feedbackId("import", String(i)), `theme ${i % 300}`, madeUp(i));
    index.nearest(madeUp(1));
  });

  test("takes no more than what is promised for each item, with room for searching", () => {
    expect(index.bytes / items).toBeGreaterThan(100);
    expect(index.bytes / items).toBeLessThan(promised * 0.8);
  });

  test("takes no more when it comes from its snapshot", () => {
    const restored = NeighbourIndex.restore(index.snapshot());
    restored.nearest(madeUp(1));
    expect(restored.bytes).toBe(index.bytes);
  });

  test("takes little more than the vectors themselves where it is known what items mean", () => {
    const understood = NeighbourIndex.restore(index.snapshot());
    const before = understood.bytes;
    for (const id of understood.ids()) understood.mean(id, new Int8Array(dimensions).fill(1));
    expect((understood.bytes - before) / items).toBeLessThan(dimensions * 1.4);
  });

  test("gives back what was removed", () => {
    const passing = NeighbourIndex.restore(index.snapshot());
    for (let round = 0; round < 3; round++)
      for (let i = 0; i < items; i++) passing.add(feedbackId("import", String(i)), "theme", madeUp(i));
    passing.nearest(madeUp(1));
    expect(passing.bytes).toBeLessThan(index.bytes * 2);
  });
});

describe("names", () => {
  const name = fc.oneof(
    fc.constantFrom("", "a", "ab", "é", "日本", "🎵"),
    fc.string({ maxLength: 12, unit: "grapheme" }),
  );

  test("are numbered as they come, and found until they are removed", () => {
    fc.assert(
      fc.property(fc.array(fc.record({ name, removes: fc.boolean() }), { maxLength: 300 }), (acts) => {
        const names = new Names();
        const known = new Map<string, number>();
        const ever: string[] = [];
        for (const { name: one, removes } of acts) {
          if (removes) {
            names.remove(one);
            known.delete(one);
          } else if (!known.has(one)) {
            known.set(one, names.add(one));
            ever.push(one);
          }
        }
        expect(ever.map((_, number) => names.of(number))).toEqual(ever);
        for (const { name: one } of acts) expect(names.numberOf(one)).toBe(known.get(one) ?? -1);
      }),
      { numRuns: 100 },
    );
  });
});
