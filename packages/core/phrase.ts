import type { Status } from "./theme.ts";

/** How figures, places and days are said in English, so that the board, an issue and a digest say them alike. */

export function people(count: number): string {
  return `${figure(count)} ${count === 1 ? "person" : "people"}`;
}

export function themes(count: number): string {
  return `${figure(count)} ${count === 1 ? "theme" : "themes"}`;
}

/** 1,204 */
export function figure(count: number): string {
  return count.toLocaleString("en-GB");
}

/** 1st, 2nd, 3rd, 11th, 22nd */
export function ordinal(rank: number): string {
  const ending = { one: "st", two: "nd", few: "rd", other: "th" } as Record<string, string>;
  return `${figure(rank)}${ending[ordinals.select(rank)] ?? "th"}`;
}
const ordinals = new Intl.PluralRules("en", { type: "ordinal" });

const places: Record<string, { one: string; where: string }> = {
  discourse: { one: "forum", where: "on the forum" },
  zendesk: { one: "ticket", where: "in tickets" },
  intercom: { one: "chat", where: "in chats" },
  email: { one: "e-mail", where: "by e-mail" },
  portal: { one: "board", where: "on the board" },
  api: { one: "API", where: "through the API" },
  csv: { one: "import", where: "in an import" },
  tsv: { one: "import", where: "in an import" },
  jsonl: { one: "import", where: "in an import" },
  event: { one: "event", where: "at an event" },
  phone: { one: "phone", where: "on the phone" },
};

/** Where one thing was said: "forum", "ticket". A source that we do not know is called what it calls itself. */
export function placeOf(source: string): string {
  return places[source]?.one ?? source;
}

/** Where people spoke: "on the forum", "in tickets". */
export function whereSaid(source: string): string {
  return places[source]?.where ?? `through ${source}`;
}

export function statusWord(status: Status): string {
  return status.replace("_", " ");
}

/** Four steps of anger, from the heat of 0 to 1 that the tally keeps. */
export function anger(heat: number): { step: 1 | 2 | 3 | 4; word: string } {
  if (heat < 0.25) return { step: 1, word: "low" };
  if (heat < 0.5) return { step: 2, word: "noticeable" };
  return heat < 0.75 ? { step: 3, word: "high" } : { step: 4, word: "very high" };
}

/** "9 people came this week where 2 are usual." */
export function usualSaid(joined: number, usual: number, when?: string): string {
  const came = `${people(joined)} came${when === undefined ? "" : ` ${when}`}`;
  return `${came} where ${usual === 0 ? "hardly anybody does" : `${figure(usual)} ${usual === 1 ? "is" : "are"} usual`}.`;
}

/** "13 Nov", or "13 November" at full length; with the year where it is not that of `now`. */
export function dayOf(at: string | number, zone: string, now: number, length: "short" | "long" = "short"): string {
  const date = new Date(at);
  const year = (time: Date | number) =>
    new Intl.DateTimeFormat("en-GB", { year: "numeric", timeZone: zone }).format(time);
  return new Intl.DateTimeFormat("en-GB", {
    day: "numeric",
    month: length,
    timeZone: zone,
    ...(year(date) !== year(now) && { year: "numeric" }),
  }).format(date);
}

/** "Tuesday" */
export function weekdayOf(at: string | number, zone: string): string {
  return new Intl.DateTimeFormat("en-GB", { weekday: "long", timeZone: zone }).format(new Date(at));
}

/** "9–15 November", "30 November – 6 December", of two days written as 2026-11-09. */
export function daysBetween(from: string, to: string): string {
  const [first, last] = [from, to].map((text) => dayOf(text, "UTC", Date.parse(text), "long"));
  return from.slice(0, 7) === to.slice(0, 7) ? `${Number(from.slice(8))}–${last}` : `${first} – ${last}`;
}

/** At most `length` characters, cut between words and marked as cut. */
export function clip(text: string, length: number): string {
  const whole = text.replace(/\s+/g, " ").trim();
  if (whole.length <= length) return whole;
  const cut = whole.slice(0, length - 1);
  const end = cut.lastIndexOf(" ");
  const kept = end > length / 2 ? cut.slice(0, end) : cut;
  // Never half of a surrogate pair.
  return `${kept.replace(/[\ud800-\udbff]$/, "").trimEnd()}…`;
}
