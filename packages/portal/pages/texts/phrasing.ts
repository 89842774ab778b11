/** The forms of a phrase by number, as CLDR tells them apart; `#` stands for the figure. */
type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** How a language writes figures, plurals and dates. Times are shown in UTC, as they are counted. */
export function phrasing(locale: string) {
  const numbers = new Intl.NumberFormat(locale);
  const rules = new Intl.PluralRules(locale);
  const lists = new Intl.ListFormat(locale);
  const dayInYear = new Intl.DateTimeFormat(locale, { day: "numeric", month: "long", timeZone: "UTC" });
  const dayOfYear = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" });
  const toTheMinute = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" });

  return {
    number: (n: number): string => numbers.format(n),
    plural: (n: number, forms: Forms): string =>
      (forms[rules.select(n)] ?? forms.other).replaceAll("#", numbers.format(n)),
    list: (items: readonly string[]): string => lists.format(items),
    /** "10 November"; with the year where it is not the present one. */
    date: (time: string | number, now: number): string => {
      const date = new Date(time);
      return (date.getUTCFullYear() === new Date(now).getUTCFullYear() ? dayInYear : dayOfYear).format(date);
    },
    dateTime: (time: string): string => `${toTheMinute.format(new Date(time))} UTC`,
  };
}
