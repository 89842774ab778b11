import { day, hour, week, weekOf, weekStart } from "./clock.ts";
import { EarshotError } from "./error.ts";

/**
 * Weeks as a team lives them: Monday 00:00 to Monday 00:00 in its own time zone. A week's number is that of clock.ts
 * (weeks since the first Monday of 1970); its name is that of ISO 8601, such as `2026-W46`.
 */

/** What the clock on the wall shows at a time, as if it were UTC. */
function wallClock(ms: number, zone: string): number {
  const part = new Map(
    formatOf(zone)
      .formatToParts(ms)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const of = (type: Intl.DateTimeFormatPartTypes) => part.get(type) ?? 0;
  return Date.UTC(of("year"), of("month") - 1, of("day"), of("hour"), of("minute"), of("second"));
}

const formats = new Map<string, Intl.DateTimeFormat>();
function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (format === undefined) {
    try {
      format = new Intl.DateTimeFormat("en-US", {
        timeZone: zone,
        hourCycle: "h23",
        year: "numeric",
        month: "numeric",
        day: "numeric",
        hour: "numeric",
        minute: "numeric",
        second: "numeric",
      });
    } catch (cause) {
      throw new EarshotError("input", `${zone} is no time zone; one looks like Europe/Berlin.`, { cause });
    }
    formats.set(zone, format);
  }
  return format;
}

export function isTimeZone(name: string): boolean {
  try {
    formatOf(name);
    return true;
  } catch {
    return false;
  }
}

/** When a wall clock shows something; where a clock change skips it, the moment of the change. */
function whenWallShows(wall: number, zone: string): number {
  // The offset is that of a moment near by; a second look corrects the first where a change lies between.
  let ms = wall;
  for (let look = 0; look < 2; look++) ms = wall - (wallClock(ms, zone) - ms);
  return ms;
}

/**
 * Where a moment lies in the week of a zone: the week's number, and how far into it the wall clock is, in hours.
 * @throws EarshotError `input` when the zone is none.
 */
export function weekIn(zone: string, now: number): { week: number; hours: number } {
  const wall = wallClock(now, zone);
  const number = weekOf(wall);
  return { week: number, hours: Math.floor((wall - weekStart(number)) / hour) };
}

/** The first moment of a week in a zone and the first after it, in milliseconds. */
export function weekPeriod(number: number, zone: string): { start: number; end: number } {
  return { start: whenWallShows(weekStart(number), zone), end: whenWallShows(weekStart(number + 1), zone) };
}

/** The first moment after a day (2026-10-31) in a zone, in milliseconds. */
export function endOfDay(date: string, zone: string): number {
  return whenWallShows(Date.parse(date) + day, zone);
}

/** Monday and Sunday of a week, as 2026-11-09. */
export function weekDays(number: number): { from: string; to: string } {
  const text = (ms: number) => new Date(ms).toISOString().slice(0, 10);
  return { from: text(weekStart(number)), to: text(weekStart(number + 1) - day) };
}

/** Year and number by ISO 8601: a week belongs to the year that its Thursday lies in. */
function isoWeek(number: number): { year: number; week: number } {
  const thursday = weekStart(number) + 3 * day;
  const year = new Date(thursday).getUTCFullYear();
  return { year, week: 1 + Math.floor((thursday - Date.UTC(year, 0, 1)) / week) };
}

/** `2026-W46` */
export function weekName(number: number): string {
  const { year, week: ofYear } = isoWeek(number);
  return `${year}-W${String(ofYear).padStart(2, "0")}`;
}

/** "week 46" */
export function weekSaid(number: number): string {
  return `week ${isoWeek(number).week}`;
}

/** The number of a week by its name. @throws EarshotError `input` when it names none. */
export function weekNamed(name: string): number {
  const [, year, ofYear] = /^(\d{4})-W(\d{2})$/.exec(name) ?? [];
  // January 4th always lies in the first week.
  const number = weekOf(Date.UTC(Number(year), 0, 4)) + Number(ofYear) - 1;
  if (Number.isNaN(number) || weekName(number) !== name)
    throw new EarshotError("input", `${name} is no week; one looks like 2026-W46.`);
  return number;
}
