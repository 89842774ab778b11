import { prevailingKind } from "../kind.ts";
import { type Counts, isSnoozed, type Status, type Theme } from "../theme.ts";
import { type Bar, usualWhereUnusual, worthALine } from "../unusual.ts";
import { type Owed, owedTo } from "./owing.ts";
import { decisions, type Lateness, lateness, promisedSince } from "./promise.ts";

/** A theme with its figures before and after a week. */
export interface Told {
  theme: Theme;
  before: Counts;
  after: Counts;
  url: string;
  quote?: { text: string; source: string; at: string; feedback?: string };
}

/** What a week did to a theme. */
export interface Assessed {
  told: Told;
  joined: number;
  changed: boolean;
  isNew: boolean;
  /** Not shipped or declined: only such themes have a rank, so that settling one moves no other. */
  unsettled: boolean;
  rank: { before?: number; after?: number };
  usual: number | undefined;
  answered: boolean;
  promisedAt: string | undefined;
  promisedInWeek: boolean;
  /** How its promise is late, what its people are owed, and whether the digest before did not know so. */
  late: Lateness | undefined;
  owed: Owed | undefined;
  newlyLate: boolean;
  newlyOwed: boolean;
}

/** The themes of which the digest before said, or counted, that they were late or that their people were owed a word. */
export interface Known {
  late: readonly string[];
  owed: readonly string[];
}

export interface Assessing {
  /** The week's first moment and the first after it. */
  period: { start: number; end: number };
  /** Its number, and the zone it is lived in. */
  week: number;
  timeZone: string;
  now: number;
  known: Known;
}

const settled: ReadonlySet<Status> = new Set(["shipped", "declined", "merged"]);

/** What a week did to themes. Merged ones are left to their heirs, snoozed ones are left out. */
export function assess(themes: readonly Told[], assessing: Assessing): Assessed[] {
  const { period, week, timeZone, now, known } = assessing;
  const own = themes.filter(
    ({ theme, before, after }) =>
      theme.status !== "merged" && !isSnoozed(theme, now) && before.supporters + after.supporters > 0,
  );
  const unsettled = own.filter(({ theme }) => !settled.has(theme.status));
  const before = ranks(unsettled, (told) => told.before.score);
  const after = ranks(unsettled, (told) => told.after.score);
  const [late, owed] = [new Set(known.late), new Set(known.owed)];
  const bar = barFor(own.length);
  return own.map((one) => {
    const theme = { ...one.theme, title: one.theme.title.trim() || "A theme without a name yet" };
    const told = { ...one, theme };
    const joined = Math.max(0, told.after.supporters - told.before.supporters);
    const inWeek = (at: string) => Date.parse(at) >= period.start && Date.parse(at) < period.end;
    const isNew = told.before.supporters === 0;
    const promisedAt = promisedSince(theme);
    const ranked = { before: before.get(theme.id), after: after.get(theme.id) };
    const lateBy = lateness(theme, now, timeZone);
    const owes = owedTo(theme, told.after, now);
    const newlyLate = lateBy !== undefined && !late.has(theme.id);
    const newlyOwed = owes !== undefined && !owed.has(theme.id);
    return {
      told,
      joined,
      changed:
        joined > 0 ||
        newlyLate ||
        newlyOwed ||
        told.after.feedback > told.before.feedback ||
        told.after.votes > told.before.votes ||
        decisions(theme).some(({ at }) => inWeek(at)),
      isNew,
      unsettled: !settled.has(theme.status),
      rank: {
        ...(ranked.before !== undefined && { before: ranked.before }),
        ...(ranked.after !== undefined && { after: ranked.after }),
      },
      usual: isNew ? undefined : usualWhereUnusual(told.before, joined, week, bar),
      // Praise asks for nothing.
      answered: theme.status !== "open" || theme.answer !== undefined || prevailingKind(theme.kinds) === "praise",
      promisedAt,
      promisedInWeek: promisedAt !== undefined && inWeek(promisedAt),
      ...{ late: lateBy, owed: owes, newlyLate, newlyOwed },
    };
  });
}

/** So many false lines may be expected in a digest: the more themes are looked at, the less likely each has to be. */
const falseLines = 0.5;

const barFor = (themes: number): Bar => ({
  ...worthALine,
  below: Math.min(worthALine.below, falseLines / Math.max(1, themes)),
});

/** Places by a score, the greatest first; equal scores by id, so that nothing moves by itself. */
function ranks(themes: readonly Told[], scoreOf: (told: Told) => number | undefined): Map<string, number> {
  const scored = themes.flatMap((told) => {
    const score = scoreOf(told);
    return score === undefined ? [] : { id: told.theme.id, score };
  });
  scored.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
  return new Map(scored.map(({ id }, index) => [id, index + 1]));
}
