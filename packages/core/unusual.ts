import { week as aWeek, weekStart } from "./clock.ts";
import { weeksUntil } from "./tally.ts";
import type { Counts } from "./theme.ts";

const weeksCompared = 8;

/** From how many new people on, and below which chance, a week is called unusual. */
export interface Bar {
  from: number;
  below: number;
}

/**
 * A digest is read once a week: one false call in a hundred weeks of a theme is little among what is true. Three or four
 * people are nothing to act on, however unusual they are.
 */
export const worthALine: Bar = { from: 5, below: 0.01 };
/** An alert interrupts: one false call in a thousand weeks. */
export const worthAnAlert: Bar = { from: 5, below: 0.001 };

/**
 * New people in a usual week, where so many in a week (by clock.ts's number) are too many for chance: arrivals at the
 * usual pace are Poisson, and as many or more would come less often than the bar says. The usual pace is that of the
 * eight weeks before, or of the time since the theme began, its first person left out, who began it. That pace is
 * itself only known from few arrivals, so the two stretches of time are compared with each other: of all who came in
 * both, the share that came in the week is binomial (Przyborowski and Wilenski, Biometrika 1940). A theme that began in
 * that very week has no usual.
 */
export function usualWhereUnusual(
  { weeks, firstAt }: Pick<Counts, "weeks" | "firstAt">,
  joined: number,
  week: number,
  bar: Bar,
): number | undefined {
  if (joined < bar.from || firstAt === undefined) return undefined;
  const age = (weekStart(week) - Date.parse(firstAt)) / aWeek;
  if (age <= 0) return undefined;
  const whole = Math.min(weeksCompared, Math.ceil(age));
  const came = weeksUntil(weeks, week - 1, whole).reduce((total, people) => total + people, 0);
  const young = age < weeksCompared;
  const earlier = young ? Math.max(0, came - 1) : came;
  const length = young ? age : weeksCompared;
  return chanceOfAtLeast(joined, joined + earlier, 1 / (1 + length)) < bar.below
    ? Math.round(earlier / length)
    : undefined;
}

/**
 * P(X > n) + ½ P(X = n) for X of a binomial distribution: the mid-p value (Lancaster, JASA 1961), without which so few
 * people would have to be far more unusual than the bar says. Summed in logarithms, which no number underflows.
 */
function chanceOfAtLeast(n: number, of: number, share: number): number {
  let logTerm = of * Math.log1p(-share);
  let below = 0;
  for (let k = 0; k < n; k++) {
    below += Math.exp(logTerm);
    logTerm += Math.log(of - k) - Math.log(k + 1) + Math.log(share) - Math.log1p(-share);
  }
  return Math.max(0, 1 - below - Math.exp(logTerm) / 2);
}
