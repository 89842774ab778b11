import { day } from "@earshot/core/clock.ts";
import { halfLife, logRise, logScore, logSum, scoreAt } from "@earshot/core/score.ts";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

const now = Date.UTC(2026, 2, 2);
/** The decayed number of supporters as anybody would write it down. */
const naive = (times: readonly number[], at: number, life: number = halfLife.trend): number =>
  times.reduce((sum, time) => sum + 2 ** (-(at - time) / life), 0);

const time = fc.integer({ min: now - 400 * day, max: now });
const times = fc.array(time, { minLength: 1, maxLength: 40 });
/** Differences of logarithms below this are rounding. */
const rounding = 1e-9;
const order = (a: number, b: number): number => (Math.abs(a - b) < rounding ? 0 : Math.sign(a - b));

describe("scores", () => {
  test("a sum of powers is told by its logarithm", () => {
    expect(logSum([3])).toBe(3);
    expect(logSum([3, 3])).toBe(4);
    expect(logSum([0, 1, 2])).toBeCloseTo(Math.log2(7), 12);
    expect(logSum([])).toBe(Number.NEGATIVE_INFINITY);
    expect(logSum([5000, 5000])).toBe(5001);
    expect(logSum([-5000, -5000])).toBe(-4999);
  });

  test("a fresh supporter counts 1, ½ after a half-life, ¼ after two", () => {
    const score = logScore([now]);
    expect(scoreAt(score, now)).toBeCloseTo(1, 9);
    expect(scoreAt(score, now + 14 * day)).toBeCloseTo(0.5, 9);
    expect(scoreAt(score, now + 28 * day)).toBeCloseTo(0.25, 9);
    expect(scoreAt(logScore([now, now, now - 14 * day]), now)).toBeCloseTo(2.5, 9);
  });

  test("the score at any time is the decayed sum, computed naively", () => {
    return fc.assert(
      fc.property(times, fc.integer({ min: 0, max: 200 }), (all, days) => {
        const later = now + days * day;
        const score = scoreAt(logScore(all), later);
        expect(Math.abs(score / naive(all, later) - 1)).toBeLessThan(1e-9);
      }),
    );
  });

  test("the order of scores is the order of decayed sums, now and at any later time", () => {
    return fc.assert(
      fc.property(times, times, fc.integer({ min: 0, max: 300 }), (a, b, days) => {
        const later = now + days * day;
        const stored = order(logScore(a), logScore(b));
        const decayed = order(Math.log2(naive(a, later)), Math.log2(naive(b, later)));
        if (stored !== 0 && decayed !== 0) expect(decayed).toBe(stored);
        else expect(Math.abs(logScore(a) - logScore(b))).toBeLessThan(10 * rounding);
      }),
    );
  });

  test("one supporter more, or a later one, never lowers a score", () => {
    return fc.assert(
      fc.property(times, time, fc.nat(30 * day), (all, more, later) => {
        expect(logScore([...all, more])).toBeGreaterThanOrEqual(logScore(all));
        expect(logScore([...all, more + later])).toBeGreaterThanOrEqual(logScore([...all, more]) - rounding);
      }),
    );
  });

  test("scores fit behind the number of supporters for some centuries", () => {
    const crowd = new Array<number>(1_000_000).fill(Date.UTC(2170, 0, 1));
    expect(logScore(crowd)).toBeLessThan(4096);
    expect(logScore([Date.UTC(2020, 0, 1)])).toBe(0);
  });
});

describe("rising", () => {
  test("whose people came lately rises more than whose people came long ago", () => {
    const lately = [1, 2, 3].map((days) => now - days * day);
    const longAgo = lately.map((at) => at - 60 * day);
    expect(logRise(lately)).toBeGreaterThan(logRise(longAgo));
  });

  test("people who come faster than before make it rise, at the same pace or slower do not", () => {
    const every = (days: number[]) => days.map((ago) => now - ago * day);
    const faster = every([0, 1, 2, 3, 40]);
    const steady = every([0, 10, 20, 30, 40]);
    const slower = every([37, 38, 39, 40, 0]);
    expect(logRise(faster)).toBeGreaterThan(logRise(steady));
    expect(logRise(steady)).toBeGreaterThan(logRise(slower));
  });

  test("the order is that of fast over slow sums, now and at any later time", () => {
    return fc.assert(
      fc.property(times, times, fc.integer({ min: 0, max: 120 }), (a, b, days) => {
        const later = now + days * day;
        const ratio = (all: number[]) =>
          Math.log2(naive(all, later, halfLife.fast)) - Math.log2(naive(all, later, halfLife.slow));
        const stored = order(logRise(a), logRise(b));
        const computed = order(ratio(a), ratio(b));
        if (stored !== 0 && computed !== 0) expect(computed).toBe(stored);
        else expect(Math.abs(logRise(a) - logRise(b))).toBeLessThan(10 * rounding);
      }),
    );
  });
});
