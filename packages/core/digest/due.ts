import type { Team } from "../board.ts";
import { weekIn, weekName, weekNamed, weekPeriod } from "../calendar.ts";

/**
 * The week that a team's digest is due for, by its name, once the team's weekday and hour have come: the last whole
 * week. It stays due until the team's week ends, so that a clock that was late or a process that was down catches up;
 * the delivery's id (team and week) makes it one digest.
 * @throws EarshotError `input` when the team's time zone is none.
 */
export function digestWeekDue(team: Team, now: number): string | undefined {
  const { weekday, hour, timeZone } = team.digest;
  const { week, hours } = weekIn(timeZone, now);
  return hours >= (weekday - 1) * 24 + hour ? weekName(week - 1) : undefined;
}

/** The last week that is whole, by a team's calendar. */
export function lastWholeWeek(team: Team, now: number): string {
  return weekName(weekIn(team.digest.timeZone, now).week - 1);
}

/**
 * The week that an occasion names, as a team lives it: its number, its first moment and the first after it in
 * milliseconds.
 * @throws EarshotError `input` when the occasion names no week, or the team's time zone is none.
 */
export function weekBounds(team: Team, occasion: string): { week: number; start: number; end: number } {
  const week = weekNamed(occasion);
  return { week, ...weekPeriod(week, team.digest.timeZone) };
}
