import { day } from "@earshot/core/clock.ts";
import type { Digest, DigestItem } from "@earshot/core/digest.ts";
import {
  dayOf,
  daysBetween,
  figure,
  people,
  placeOf,
  statusWord,
  themes,
  usualSaid,
  weekdayOf,
} from "@earshot/core/phrase.ts";

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
  /** How far it rose: "▲6". */
  lead?: string;
  title: string;
  url: string;
  /** Short facts, to stand in a row. */
  facts: string[];
  /** New people in each of twelve weeks as characters. */
  line: string;
  quote?: { text: string; by: string };
  /** Sentences below. */
  notes: string[];
}

export function tell(digest: Digest): Telling {
  const { moved, rising, promised, oneThing, url } = digest;
  const sections = [
    {
      name: "Moved",
      items: moved.map((item) => told(item, digest, { lead: rose(item), notes: [unanswered, unusual] })),
    },
    { name: "New", items: digest.new.map((item) => told(item, digest, { since: true })) },
    { name: "Rising", items: rising.map((item) => told(item, digest, { notes: [unusual, unanswered] })) },
    { name: "Promised", items: promised.map((item) => told(item, digest, {})) },
  ];
  return {
    heading: digest.heading,
    about: `${digest.teamName} · ${daysBetween(digest.from, digest.to)}`,
    opening: [digest.intro, digest.paragraph].filter((sentence) => sentence !== undefined),
    sections: sections.filter(({ items }) => items.length > 0),
    closing: [restOf(digest), standingOf(digest), unroutedOf(digest)].filter((sentence) => sentence !== undefined),
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
  const { title, url, joined, status, firstAt, quote, weeks } = item;
  const zone = digest.timeZone;
  const now = Date.parse(digest.composedAt);
  const came =
    since && firstAt !== undefined ? ` since ${weekdayOf(firstAt, zone)}` : joined > 0 ? ` (+${figure(joined)})` : "";
  const promise = item.promisedAt === undefined ? "" : ` since ${dayOf(item.promisedAt, zone, now)}`;
  return {
    ...(lead !== undefined && { lead }),
    title,
    url,
    facts: [`${people(item.people)}${came}`, ...(status === "open" ? [] : [`${statusWord(status)}${promise}`])],
    line: bars(weeks),
    ...(quote && { quote: { text: quote.text, by: `${placeOf(quote.source)}, ${dayOf(quote.at, zone, now)}` } }),
    notes: notes.map((note) => note(item)).filter((note) => note !== undefined),
  };
}

function rose({ rank }: DigestItem): string | undefined {
  return rank.before === undefined || rank.after === undefined ? undefined : `▲${figure(rank.before - rank.after)}`;
}

function unanswered({ answered }: DigestItem): string | undefined {
  return answered ? undefined : "Nobody has answered yet.";
}

function unusual({ joined, usual }: DigestItem): string | undefined {
  if (usual === undefined) return undefined;
  return usualSaid(joined, usual);
}

function restOf({ rest, moved, new: fresh, rising, promised }: Digest): string | undefined {
  if (rest.themes === 0) return undefined;
  const more = moved.length + fresh.length + rising.length + promised.length > 0 ? " more" : "";
  const count = themes(rest.themes).replace(" ", `${more} `);
  return rest.people === 0 ? `${count} changed.` : `${count} changed, with ${people(rest.people)} new to them.`;
}

function standingOf({ standing, composedAt }: Digest): string | undefined {
  if (!standing) return undefined;
  const days = Math.max(1, Math.floor((Date.parse(composedAt) - Date.parse(standing.since)) / day));
  const promises = standing.themes === 1 ? "1 promise stands" : `${figure(standing.themes)} promises stand`;
  return `${promises} from before, ${standing.themes === 1 ? "" : "the oldest "}for ${figure(days)} ${days === 1 ? "day" : "days"}.`;
}

function unroutedOf({ unrouted }: Digest): string | undefined {
  if (!unrouted) return undefined;
  const { themes: count, titles } = unrouted;
  const named = titles.map((title) => `“${title}”`).join(", ");
  const more = count > titles.length ? ` and ${figure(count - titles.length)} more` : "";
  return `${themes(count)} came here because no rule and no board gives ${count === 1 ? "it" : "them"} to a team: ${named}${more}.`;
}

const eighths = "▁▂▃▄▅▆▇█";
/** So many people fill a bar at least: three of them shall not look like a storm. */
const leastHeight = 8;

/** Counts as a line of bars, from zero, all on one scale. */
export function bars(counts: readonly number[]): string {
  const height = Math.max(leastHeight, ...counts);
  return counts.map((count) => eighths[Math.round((count / height) * (eighths.length - 1))]).join("");
}
