import { endOfDay } from "../calendar.ts";
import { week } from "../clock.ts";
import { isPromised } from "../progress.ts";
import type { Theme } from "../theme.ts";

/** A promise without a date is late when nobody has said or done anything about it for so long. */
const promiseRests = 8 * week;

/** What was decided about a theme, oldest first: that it began as open was no decision. */
export function decisions(theme: Theme): Theme["history"] {
  const history = theme.history.toSorted((a, b) => (a.at < b.at ? -1 : 1));
  return history[0]?.status === "open" ? history.slice(1) : history;
}

/** Since when a theme has been promised without a break; undefined where it is not promised. */
export function promisedSince(theme: Theme): string | undefined {
  if (!isPromised(theme.status)) return undefined;
  let since = theme.createdAt;
  let standing = false;
  for (const { status, at } of decisions(theme)) {
    if (isPromised(status) && !standing) since = at;
    standing = isPromised(status);
  }
  return since;
}

/** How a promise is late: since when in milliseconds, and the day that it was promised for, if any was named. */
export interface Lateness {
  since: number;
  for?: string;
}

/**
 * How late a theme's promise is: past the day that it was promised for, by the calendar of a time zone; or, where no day
 * was named, without a word for eight weeks.
 */
export function lateness(theme: Theme, now: number, zone: string): Lateness | undefined {
  const since = promisedSince(theme);
  if (since === undefined) return undefined;
  if (theme.promisedFor !== undefined) {
    const late = endOfDay(theme.promisedFor, zone);
    return late <= now ? { since: late, for: theme.promisedFor } : undefined;
  }
  const words = [since, theme.history.at(-1)?.at, theme.answer?.at, theme.workaround?.at];
  const last = Math.max(...words.map((at) => (at === undefined ? 0 : Date.parse(at))));
  return last + promiseRests <= now ? { since: last + promiseRests } : undefined;
}
