import type { DigestItem } from "@earshot/core/digest/item.ts";
import type { Digest } from "@earshot/core/digest.ts";
import { dayOf, daysBetween, figure, people, placeOf, statusWord, usualSaid, weekdayOf } from "@earshot/core/phrase.ts";
import type { Status } from "@earshot/core/theme.ts";
import { closingOf } from "./telling/closing.ts";
import { lateSaid, owedSaid } from "./telling/owing.ts";
import { weedsTold } from "./telling/weeds.ts";

/** A digest in words, before any medium: what a message, a terminal, a mail and a page have in common. */
export interface Telling {
  heading: string;
  /** Whose week it is: "Courses and Payments · 9–15 November". */
  about: string;
  /** Sentences at the beginning. */
  opening: string[];
  sections: { name: string; items: ToldItem[] }[];
  /** What is left, each a line. */
  closing: string[];
  oneThing?: { text: string; url: string };
  /** Where all of it stands. */
  url?: string;
}

export interface ToldItem {
  theme: string;
  /** Absent where the digest lists it once more, further down: there it can be decided on. */
  status?: Status;
  /** How far it rose: "▲6". */
  lead?: string;
  title: string;
  url: string;
  /** Short facts, to stand in a row. */
  facts: string[];
  /** New people in each of twelve weeks; absent where they stand elsewhere in the digest. */
  weeks?: number[];
  /** A sentence before the quotes. */
  opening?: string;
  quotes: { text: string; by: string }[];
  /** Sentences below. */
  notes: string[];
}

export function tell(digest: Digest): Telling {
  const { moved, rising, promised, oneThing, url, weeds } = digest;
  const all = (items: readonly DigestItem[], manner: Manner) => items.map((item) => told(item, digest, manner));
  const sections = [
    { name: "Where people get stuck", items: weeds ? [weedsTold(weeds, digest)] : [] },
    {
      name: "Moved",
      items: moved.map((item) => told(item, digest, { lead: rose(item), notes: [unanswered, unusual] })),
    },
    { name: "New", items: all(digest.new, { since: true }) },
    { name: "Rising", items: all(rising, { notes: [unusual, unanswered] }) },
    { name: "Promised and late", items: all(digest.late, {}) },
    { name: "We owe an answer", items: all(digest.owed, {}) },
    { name: "Promised", items: all(promised, {}) },
  ];
  return {
    heading: digest.heading,
    about: `${digest.teamName} · ${daysBetween(digest.from, digest.to)}`,
    opening: [digest.intro, digest.paragraph].filter((sentence) => sentence !== undefined),
    sections: sections.filter(({ items }) => items.length > 0),
    closing: closingOf(digest),
    ...(oneThing && { oneThing: { text: `If you do one thing this week: ${oneThing.text}`, url: oneThing.url } }),
    ...(url !== undefined && { url }),
  };
}

interface Manner {
  lead?: string | undefined;
  since?: boolean;
  notes?: ((item: DigestItem) => string | undefined)[];
}

function told(item: DigestItem, digest: Digest, { lead, since = false, notes = [] }: Manner): ToldItem {
  const { theme, title, url, joined, status, firstAt, quote, weeks } = item;
  const zone = digest.timeZone;
  const now = Date.parse(digest.composedAt);
  const came =
    since && firstAt !== undefined ? ` since ${weekdayOf(firstAt, zone)}` : joined > 0 ? ` (+${figure(joined)})` : "";
  const promise = item.promisedAt === undefined ? "" : ` since ${dayOf(item.promisedAt, zone, now)}`;
  const said = [lateSaid(item, digest), owedSaid(item, digest), ...notes.map((note) => note(item))];
  return {
    ...(lead !== undefined && { lead }),
    theme,
    status,
    title,
    url,
    facts: [`${people(item.people)}${came}`, ...(status === "open" ? [] : [`${statusWord(status)}${promise}`])],
    weeks: weeks.slice(-12),
    quotes: quote ? [{ text: quote.text, by: `${placeOf(quote.source)}, ${dayOf(quote.at, zone, now)}` }] : [],
    notes: said.filter((note) => note !== undefined),
  };
}

function rose({ rank }: DigestItem): string | undefined {
  return rank.before === undefined || rank.after === undefined ? undefined : `▲${figure(rank.before - rank.after)}`;
}

function unanswered({ answered, owed }: DigestItem): string | undefined {
  return answered || owed ? undefined : "Nobody has answered yet.";
}

function unusual({ joined, usual }: DigestItem): string | undefined {
  if (usual === undefined) return undefined;
  return usualSaid(joined, usual);
}

const eighths = "▁▂▃▄▅▆▇█";
/** So many people fill a bar at least: three of them shall not look like a storm. */
export const leastHeight = 8;

/** Counts as a line of bars, from zero, all on one scale. */
export function bars(counts: readonly number[]): string {
  const height = Math.max(leastHeight, ...counts);
  return counts.map((count) => eighths[Math.round((count / height) * (eighths.length - 1))]).join("");
}
