const isoLike =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}:\d{2})(:\d{2})?([.,]\d{1,9})?)?\s?(Z|UTC|[+-]\d{2}:?\d{2}(?: UTC)?)?$/i;

/**
 * A time as other systems write it, as ISO 8601 in UTC with milliseconds; undefined where it is none. Takes what ISO
 * allows and what is met beside it: a space for the T, no seconds (Zendesk's placeholders), nanoseconds (its events),
 * `+0000 UTC` (exports of Ruby and Go programs), a date alone. Without an offset it is UTC. Never guesses at 3/4/2025.
 */
export function isoOf(text: string): string | undefined {
  const match = isoLike.exec(text.trim());
  if (!match) return undefined;
  const [, year, month, day, clock = "00:00", seconds = ":00", fraction = "", zone = "Z"] = match;
  const offset = zone.replace(/ ?UTC$/i, "") || "Z";
  const written = `${clock}${seconds}${fraction.replace(",", ".")}${offset.replace(/^([+-]\d{2})(\d{2})$/, "$1:$2")}`;
  const time = Date.parse(`${year}-${month}-${day}T${written.toUpperCase()}`);
  // 31 February is read as 2 March by Date.parse.
  const lastOfMonth = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  return Number.isNaN(time) || Number(day) > lastOfMonth ? undefined : new Date(time).toISOString();
}

/** The later of two ISO times. */
export function laterOf(a: string, b: string): string {
  return a > b ? a : b;
}
