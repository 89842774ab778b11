import { weekOf } from "./clock.ts";
import type { Kind, Visibility } from "./feedback.ts";
import { logRise, logScore } from "./score.ts";
import type { Counts } from "./theme.ts";

/** One piece of feedback behind a theme: what counting needs to know of it, and no more. */
export interface Membership {
  feedback: string;
  person: string;
  at: string;
  source: string;
  /** The segment that the person was in when she said it, where that is known. */
  segment?: string | undefined;
  visibility: Visibility;
  kind: Kind;
  heat: number;
  /** The feedback's own; tells wording of an edit. */
  revision: number;
}

/** One vote behind a theme. */
export interface Backing {
  person: string;
  at: string;
  /** Somebody else voted for them. */
  proxy: boolean;
  /** A browser, not somebody we know: counted apart. */
  guest?: boolean;
}

/** Below this many people a theme cannot be called rising: two friends are no trend. */
const risingFloor = 3;
const weeksKept = 26;

interface Supporter {
  first: string;
  last: string;
  source: string;
  voice: "voted" | "said" | "proxy";
}

const rankOfVoice = { voted: 2, said: 1, proxy: 0 } as const;

function join(supporters: Map<string, Supporter>, person: string, seen: Supporter): void {
  const known = supporters.get(person);
  if (known === undefined) {
    supporters.set(person, seen);
    return;
  }
  if (seen.first < known.first || (seen.first === known.first && seen.source < known.source)) {
    known.first = seen.first;
    known.source = seen.source;
  }
  if (seen.last > known.last) known.last = seen.last;
  if (rankOfVoice[seen.voice] > rankOfVoice[known.voice]) known.voice = seen.voice;
}

function peoplePerWeek(supporters: Iterable<Supporter>, lastAt: string | undefined): Counts["weeks"] {
  const people = new Array<number>(weeksKept).fill(0);
  const last = lastAt === undefined ? 0 : weekOf(Date.parse(lastAt));
  for (const { first } of supporters) {
    const index = weeksKept - 1 - (last - weekOf(Date.parse(first)));
    if (index >= 0 && index < weeksKept) people[index] = (people[index] ?? 0) + 1;
  }
  return { last, people };
}

function percentile(values: number[], share: number): number {
  if (values.length === 0) return 0;
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

function countBy<K extends string>(values: Iterable<K>): Record<K, number> {
  const counts = new Map<K, number>();
  for (const value of [...values].sort()) counts.set(value, (counts.get(value) ?? 0) + 1);
  return Object.fromEntries(counts) as Record<K, number>;
}

/** A head is read with every list and page: it names so many segments, and leaves the rest out. */
const mostSegments = 8;

/** In which segments people are, by the last that was told of each; absent where nothing was told of anybody. */
function segmentsOf(memberships: readonly Membership[]): Pick<Counts, "segments"> {
  const last = new Map<string, { at: string; segment: string }>();
  for (const { person, at, segment } of memberships) {
    const known = last.get(person);
    const later = !known || at > known.at || (at === known.at && segment !== undefined && segment < known.segment);
    if (segment !== undefined && later) last.set(person, { at, segment });
  }
  const counts = Object.entries(countBy([...last.values()].map(({ segment }) => segment)));
  // Ordered already by name, which decides between equals.
  const most = counts.toSorted(([, one], [, other]) => other - one).slice(0, mostSegments);
  return most.length === 0 ? {} : { segments: Object.fromEntries(most) };
}

/**
 * The counts of a theme: one pure function of the rows behind it, whatever their order. Nothing is ever added to an
 * earlier result, so duplicates, reordering and replays cannot make a number wrong, and `rebuild --verify` is this
 * function again. A person counts once, however often and wherever she spoke: her first word dates her in the weeks,
 * her last one keeps the theme fresh.
 * Of votes for several themes that were merged since, each person has one.
 *
 * Guests stand apart, in no other figure: all else here is people who can be told from one another, and a guest is a
 * browser, of which one person may have several.
 */
export function tally(memberships: readonly Membership[], cast: readonly Backing[]): Counts {
  const votes = cast.filter(({ guest }) => !guest);
  const guests = new Set(cast.flatMap(({ guest, person }) => (guest ? person : []))).size;
  const supporters = new Map<string, Supporter>();
  for (const { person, at, source } of memberships)
    join(supporters, person, { first: at, last: at, source, voice: "said" });
  for (const { person, at, proxy } of votes)
    join(supporters, person, { first: at, last: at, source: "portal", voice: proxy ? "proxy" : "voted" });

  const all = [...supporters.values()];
  const times = all.map(({ last }) => Date.parse(last)).sort((a, b) => a - b);
  const firstAt = all.reduce<string | undefined>((min, { first }) => (!min || first < min ? first : min), undefined);
  const lastAt = all.reduce<string | undefined>((max, { last }) => (!max || last > max ? last : max), undefined);
  const voices = countBy(all.map(({ voice }) => voice));

  return {
    supporters: all.length,
    votes: new Set(votes.map(({ person }) => person)).size,
    feedback: memberships.length,
    publicFeedback: memberships.filter(({ visibility }) => visibility === "public").length,
    voices: { voted: voices.voted ?? 0, said: voices.said ?? 0, proxy: voices.proxy ?? 0 },
    sources: countBy(all.map(({ source }) => source)),
    ...segmentsOf(memberships),
    kinds: countBy(memberships.map(({ kind }) => kind)),
    heat: percentile(
      memberships.map(({ heat }) => heat),
      0.75,
    ),
    ...(all.length > 0 && { score: logScore(times) }),
    ...(all.length >= risingFloor && { rise: logRise(times) }),
    weeks: peoplePerWeek(all, lastAt),
    ...(guests > 0 && { guests }),
    ...(firstAt !== undefined && { firstAt }),
    ...(lastAt !== undefined && { lastAt }),
  };
}

/** The weekly line as of a later week: the weeks gone by without anybody are zeros. */
export function weeksUntil(weeks: Counts["weeks"], week: number, length: number): number[] {
  return Array.from({ length }, (_, i) => {
    const index = weeks.people.length - 1 - (weeks.last - (week - (length - 1 - i)));
    return weeks.people[index] ?? 0;
  });
}
