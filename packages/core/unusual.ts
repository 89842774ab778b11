import { weekOf } from "./clock.ts";
import { weeksUntil } from "./tally.ts";
import type { Counts } from "./theme.ts";

const weeksCompared = 8;

/** From how many new people on, and below which chance, a week is called unusual. */
export interface Bar {
  from: number;
  below: number;
}

/** A digest is read once a week: one false call in a hundred weeks of a theme is little among what is true. */
export const worthALine: Bar = { from: 3, below: 0.01 };
/** An alert interrupts: one false call in a thousand weeks. */
export const worthAnAlert: Bar = { from: 5, below: 0.001 };

/**
 * New people in a usual week, where so many in a week (by clock.ts's number) are too many for chance: arrivals at the
 * usual pace are Poisson, and as many or more would come less often than the bar says. The usual is the mean of the
 * weeks since the theme began, eight at most, with one person in one week added, so that a single quiet week makes no
 * pace of zero. A theme that began in that very week has no usual.
 */
export function usualWhereUnusual(
  { weeks, firstAt }: Pick<Counts, "weeks" | "firstAt">,
  joined: number,
  week: number,
  bar: Bar,
): number | undefined {
  if (joined < bar.from || firstAt === undefined) return undefined;
  const age = Math.min(weeksCompared, Math.max(1, week - weekOf(Date.parse(firstAt))));
  const earlier = weeksUntil(weeks, week - 1, age).reduce((total, people) => total + people, 0);
  const pace = (earlier + 1) / (age + 1);
  return chanceOfAtLeast(joined, pace) < bar.below ? Math.round(earlier / age) : undefined;
}

/** P(X ≥ n) for X of a Poisson distribution with a mean. Summed in logarithms, which no mean underflows. */
function chanceOfAtLeast(n: number, mean: number): number {
  let logTerm = -mean;
  let below = 0;
  for (let k = 0; k < n; k++) {
    below += Math.exp(logTerm);
    logTerm += Math.log(mean) - Math.log(k + 1);
  }
  return Math.max(0, 1 - below);
}
