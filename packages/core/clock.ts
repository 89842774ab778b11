/** Milliseconds since 1970, from wherever the caller says; tests pass a clock of their own. */
export type Clock = () => number;

/** ISO 8601 in UTC with milliseconds, the one form in which times are stored and compared. */
export function isoTime(ms: number): string {
  return new Date(ms).toISOString();
}

export const second = 1000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;
export const week = 7 * day;

/** 1970-01-01 was a Thursday; weeks begin on Monday, 00:00 UTC. */
const firstMonday = 4 * day;

/** The number of the week that a time lies in, counted from the first Monday of 1970. */
export function weekOf(ms: number): number {
  return Math.floor((ms - firstMonday) / week);
}

/** When a week begins, in milliseconds. */
export function weekStart(number: number): number {
  return firstMonday + number * week;
}
