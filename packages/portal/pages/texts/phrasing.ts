import { onFirstUse } from "@earshot/core/lazily.ts";

/** The forms of a phrase by number, as CLDR tells them apart; `#` stands for the figure. */
type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

const units = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
] as const;

/**
 * How a language writes figures, plurals and dates. Times are shown in UTC, as they are counted. Each formatter takes
 * milliseconds to make, and is made when it is first used.
 */
export function phrasing(locale: string) {
  const numbers = onFirstUse(() => new Intl.NumberFormat(locale));
  const rules = onFirstUse(() => new Intl.PluralRules(locale));
  const lists = onFirstUse(() => new Intl.ListFormat(locale));
  const dates = (how: Intl.DateTimeFormatOptions) =>
    onFirstUse(() => new Intl.DateTimeFormat(locale, { ...how, timeZone: "UTC" }));
  const dayInYear = dates({ day: "numeric", month: "long" });
  const dayOfYear = dates({ dateStyle: "long" });
  const monthOfYear = dates({ month: "long", year: "numeric" });
  const toTheMinute = dates({ dateStyle: "medium", timeStyle: "short" });

  return {
    number: (n: number): string => numbers().format(n),
    plural: (n: number, forms: Forms): string =>
      (forms[rules().select(n)] ?? forms.other).replaceAll("#", numbers().format(n)),
    list: (items: readonly string[]): string => lists().format(items),
    /** "10 November"; with the year where it is not the present one. */
    date: (time: string | number, now: number): string => {
      const date = new Date(time);
      return (date.getUTCFullYear() === new Date(now).getUTCFullYear() ? dayInYear : dayOfYear)().format(date);
    },
    /** "9–15 November 2026", of two days written as 2026-11-09. */
    days: (from: string, to: string): string => dayOfYear().formatRange(new Date(from), new Date(to)),
    /** "November 2026" */
    month: (time: string): string => monthOfYear().format(new Date(time)),
    /** "5 minutes", of seconds: in the largest unit of which there are two. */
    lasting: (seconds: number): string => {
      const [unit, length] = units.find(([, one]) => seconds >= 2 * one) ?? (["second", 1] as const);
      const parts = { style: "unit", unit, unitDisplay: "long", maximumFractionDigits: 0 } as const;
      return new Intl.NumberFormat(locale, parts).format(seconds / length);
    },
    dateTime: (time: string): string => `${toTheMinute().format(new Date(time))} UTC`,
  };
}
