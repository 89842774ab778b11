import { day } from "./clock.ts";

/**
 * Forward decay (Cormode, Shkapenyuk, Srivastava, Xu: "Forward Decay", ICDE 2009). Each supporter adds
 * `2^((t − origin) / halfLife)`. Since the decay of all sums is the same factor at any later time, their order never
 * changes unless somebody acts: no score is ever re-computed because time went by. Sums are kept as their base-2
 * logarithm, which has the same order and never overflows.
 */
const origin = Date.UTC(2020, 0, 1);

/** Half-lives in milliseconds: of the trend, and of the fast and the slow sum whose ratio says what is rising. */
export const halfLife = { trend: 14 * day, fast: 7 * day, slow: 56 * day } as const;

/** `log2(Σ 2^x)` without overflow; −∞ for none. */
export function logSum(exponents: readonly number[]): number {
  let largest = Number.NEGATIVE_INFINITY;
  for (const x of exponents) if (x > largest) largest = x;
  if (largest === Number.NEGATIVE_INFINITY) return largest;
  let sum = 0;
  for (const x of exponents) sum += 2 ** (x - largest);
  return largest + Math.log2(sum);
}

/** The base-2 logarithm of the decayed number of supporters, on the scale that never needs re-scoring. */
export function logScore(times: readonly number[], life: number = halfLife.trend): number {
  return logSum(times.map((t) => (t - origin) / life));
}

/** The decayed number of supporters as of `now`: each counts 1 when fresh, ½ after a half-life. */
export function scoreAt(log: number, now: number, life: number = halfLife.trend): number {
  return 2 ** (log - (now - origin) / life);
}

/**
 * How much faster people come than they used to: the logarithm of the fast sum over the slow one. Its order, too,
 * stays as it is over time. Comparable between themes of the same size or not, hence the floor on people in `rank`.
 */
export function logRise(times: readonly number[]): number {
  return logScore(times, halfLife.fast) - logScore(times, halfLife.slow);
}
