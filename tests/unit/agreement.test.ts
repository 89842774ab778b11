import { agreement } from "@earshot/local/bench/agreement.ts";
import { expect, test } from "vitest";

const labels = ["a", "a", "a", "b", "b", "b"];

test("the same partition under other names agrees in full", () => {
  expect(agreement(["x", "x", "x", "y", "y", "y"], labels)).toEqual({ nmi: 1, ari: 1, pairwise_f1: 1, bcubed_f1: 1 });
});

test("one item astray", () => {
  // Found {3, 1} + {2}: pairs found 6 + 1 = 7, in the labels 6, in both 3 + 1 = 4; expected by chance 6 · 7 / 15 = 2.8.
  // B-cubed precision (9/4 + 1/4 + 4/2) / 6 = 0.75, recall (9/3 + 1/3 + 4/3) / 6 = 7/9.
  const found = ["x", "x", "x", "x", "y", "y"];
  const { nmi, ari, pairwise_f1, bcubed_f1 } = agreement(found, labels);
  expect(pairwise_f1).toBeCloseTo(4 / 6.5);
  expect(ari).toBeCloseTo((4 - 2.8) / (6.5 - 2.8));
  expect(bcubed_f1).toBeCloseTo((2 * 0.75 * (7 / 9)) / (0.75 + 7 / 9));
  expect(nmi).toBeCloseTo(0.478704);
});

test("all apart and all together agree no better than chance", () => {
  expect(agreement(["1", "2", "3", "4", "5", "6"], labels)).toMatchObject({ ari: 0, pairwise_f1: 0 });
  expect(agreement(["1", "1", "1", "1", "1", "1"], labels)).toMatchObject({ nmi: 0, ari: 0 });
});
