import type { Counts, Status, Theme } from "../theme.ts";
import { usualWhereUnusual, worthALine } from "../unusual.ts";

/** A theme with its figures before and after a week. */
export interface Told {
  theme: Theme;
  before: Counts;
  after: Counts;
  url: string;
  quote?: { text: string; source: string; at: string };
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
}

const settled: ReadonlySet<Status> = new Set(["shipped", "declined", "merged"]);
const promised: ReadonlySet<Status> = new Set(["planned", "in_progress"]);

/** What a week (its first moment and the first after it; its number) did to themes. Merged ones are left to their heirs. */
export function assess(themes: readonly Told[], period: { start: number; end: number }, week: number): Assessed[] {
  const own = themes.filter(
    ({ theme, before, after }) => theme.status !== "merged" && before.supporters + after.supporters > 0,
  );
  const unsettled = own.filter(({ theme }) => !settled.has(theme.status));
  const before = ranks(unsettled, (told) => told.before.score);
  const after = ranks(unsettled, (told) => told.after.score);
  return own.map((one) => {
    const theme = { ...one.theme, title: one.theme.title.trim() || "A theme without a name yet" };
    const told = { ...one, theme };
    const joined = Math.max(0, told.after.supporters - told.before.supporters);
    const inWeek = (at: string) => Date.parse(at) >= period.start && Date.parse(at) < period.end;
    const isNew = told.before.supporters === 0;
    const promisedAt = promised.has(theme.status) ? promiseOf(theme) : undefined;
    const ranked = { before: before.get(theme.id), after: after.get(theme.id) };
    return {
      told,
      joined,
      changed:
        joined > 0 ||
        told.after.feedback > told.before.feedback ||
        told.after.votes > told.before.votes ||
        decisions(theme).some(({ at }) => inWeek(at)),
      isNew,
      unsettled: !settled.has(theme.status),
      rank: {
        ...(ranked.before !== undefined && { before: ranked.before }),
        ...(ranked.after !== undefined && { after: ranked.after }),
      },
      usual: isNew ? undefined : usualWhereUnusual(told.before, joined, week, worthALine),
      answered: theme.status !== "open" || theme.answer !== undefined,
      promisedAt,
      promisedInWeek: promisedAt !== undefined && inWeek(promisedAt),
    };
  });
}

/** Places by a score, the greatest first; equal scores by id, so that nothing moves by itself. */
function ranks(themes: readonly Told[], scoreOf: (told: Told) => number | undefined): Map<string, number> {
  const scored = themes.flatMap((told) => {
    const score = scoreOf(told);
    return score === undefined ? [] : { id: told.theme.id, score };
  });
  scored.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
  return new Map(scored.map(({ id }, index) => [id, index + 1]));
}

/** What was decided about a theme, oldest first: that it began as open was no decision. */
function decisions(theme: Theme): Theme["history"] {
  const history = theme.history.toSorted((a, b) => (a.at < b.at ? -1 : 1));
  return history[0]?.status === "open" ? history.slice(1) : history;
}

/** Since when a theme has been promised without a break. */
function promiseOf(theme: Theme): string {
  let since = theme.createdAt;
  let standing = false;
  for (const { status, at } of decisions(theme)) {
    if (promised.has(status) && !standing) since = at;
    standing = promised.has(status);
  }
  return since;
}
