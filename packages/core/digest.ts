import * as z from "zod";
import type { Team } from "./board.ts";
import { weekDays, weekName, weekPeriod, weekSaid } from "./calendar.ts";
import { isoTime } from "./clock.ts";
import { type Assessed, assess, type Known, type Told } from "./digest/assess.ts";
import { findingOf, oneThingOf, paragraphOf, sentenceOf } from "./digest/finding.ts";
import { DigestItem, itemOf } from "./digest/item.ts";
import { joinedBy, listsOf } from "./digest/lists.ts";
import { Weeds } from "./digest/weeds.ts";
import { clip, daysBetween } from "./phrase.ts";

const count = z.number().int();

/** So many themes, and since when the oldest of them. */
const Standing = z.object({ themes: count, since: z.string() });

/**
 * A team's week as a diff: what changed, and nothing else. Each theme stands in one list at most, so that the figures
 * add up: `themes = changed + unchanged`, changed = all that are listed + `rest.themes`, `joined` = those of all that
 * are listed + `rest.people`. Where nothing changed there are no lists, and the heading is all there is to say.
 *
 * It is kept for half a year (ports/digests.ts): whatever is added to it later has to be optional.
 */
export const Digest = z.object({
  team: z.string(),
  teamName: z.string(),
  timeZone: z.string(),
  /** The week that it covers: `2026-W46`, its Monday and its Sunday. */
  week: z.string(),
  from: z.string(),
  to: z.string(),
  /** The week's first moment and the first after it. */
  start: z.string(),
  end: z.string(),
  composedAt: z.string(),
  /** What the week comes to in a sentence or two, at most 150 characters. */
  heading: z.string().max(150),
  /** The same for a notification: who, when, what. */
  summary: z.string(),
  /** The week in figures. Absent where nothing changed. */
  paragraph: z.string().optional(),
  /** What this is and when it comes, in a team's first digest. */
  intro: z.string().optional(),
  /** Different people who spoke or voted in the week and in the one before, where the caller could tell. */
  people: z.object({ spoke: count, before: count }).optional(),
  themes: count,
  changed: count,
  unchanged: count,
  /** People who came to stand behind a theme, each once for each theme. */
  joined: count,
  /** The first eight of the team's unsettled themes by decayed score at the week's end, then who else was at its beginning. */
  ranking: z.array(DigestItem.pick({ theme: true, title: true, url: true, rank: true, joined: true })).max(16),
  /** Where most people got stuck. */
  weeds: Weeds.optional(),
  moved: z.array(DigestItem).max(5),
  new: z.array(DigestItem).max(3),
  rising: z.array(DigestItem).max(3),
  /** Promised and late, and people owed a word: what the digest before did not say. */
  late: z.array(DigestItem).max(3),
  owed: z.array(DigestItem).max(3),
  promised: z.array(DigestItem).max(3),
  /** What stands as it did and is not listed: promises that are not late, late ones, and what people are owed. */
  standing: Standing.optional(),
  stillLate: Standing.optional(),
  stillOwed: Standing.optional(),
  /** All that is late or owed by now: what the next digest need not say again. */
  known: z.object({ late: z.array(z.string()), owed: z.array(z.string()) }),
  /** What changed and is not listed. */
  rest: z.object({ themes: count, people: count }),
  /** Smaller themes that changed and are in no other figure: too many to be looked at one by one. */
  beyond: z.object({ themes: count, people: count }).optional(),
  /** Of what changed, what is the team's only because nobody else is given it: how many themes, the largest by name. */
  unrouted: z.object({ themes: count, titles: z.array(z.string()).max(3) }).optional(),
  oneThing: z
    .object({
      theme: z.string(),
      title: z.string(),
      url: z.string(),
      text: z.string(),
      /** What to say: an answer, why it will not come, or how a promise is coming along. */
      say: z.enum(["answer", "reason", "progress"]),
      people: count,
      days: count,
    })
    .optional(),
  /** Where the team sees all of it. */
  url: z.string().optional(),
});
export type Digest = z.infer<typeof Digest>;

export interface DigestInput {
  team: Team;
  /** The week it covers, by clock.ts's number. */
  week: number;
  now: number;
  /** Whether the team has never had one. */
  first: boolean;
  /** What the digest before knew to be late or owed; nothing in a team's first. */
  known?: Known;
  /**
   * All of the team's themes. `before` and `after` are tallies of the same evidence as of the week's first moment and
   * the first after it (`weekBounds`); a quote is redacted.
   */
  themes: Told[];
  /** Different people who spoke or voted in the week and in the one before: only who has the evidence can tell. */
  people?: { spoke: number; before: number };
  weeds?: Weeds | undefined;
  beyond?: { themes: number; people: number } | undefined;
  /** Whether there is no other team, to which a theme could have been given. */
  alone?: boolean;
  /** Where the team sees all of it. */
  url?: string;
}

const longestTitle = 90;
const mostRanked = 8;

/** What a team's week was, in a pure function of its themes. */
export function composeDigest(input: DigestInput): Digest {
  const { team, week, now, first, people, url, weeds, beyond, alone = false, known = { late: [], owed: [] } } = input;
  const { timeZone } = team.digest;
  const period = weekPeriod(week, timeZone);
  const assessed = assess(input.themes, { period, week, timeZone, now, known });
  const changed = assessed.filter((one) => one.changed);
  const lists = listsOf(changed);
  const listed = new Set(Object.values(lists).flat());
  const rest = changed.filter((one) => !listed.has(one));
  const unlisted = assessed.filter((one) => !listed.has(one));
  const quiet = changed.length === 0;
  const item = (one: Assessed) => itemOf(one, week, now, weeds);
  const facts = {
    weekSaid: weekSaid(week),
    themes: assessed.length,
    changed: changed.length,
    unchanged: assessed.length - changed.length,
    joined: joinedBy(changed),
    people,
    beyond,
  };
  const heading = findingOf(facts, lists, assessed);
  const days = weekDays(week);
  const oneThing = quiet ? undefined : oneThingOf(changed, assessed, now);
  const told = { late: assessed.filter(({ late }) => late), owed: assessed.filter(({ owed }) => owed) };
  return {
    team: team.id,
    teamName: team.name,
    timeZone,
    week: weekName(week),
    ...days,
    start: isoTime(period.start),
    end: isoTime(period.end),
    composedAt: isoTime(now),
    heading,
    summary: `${team.name}, ${daysBetween(days.from, days.to)}: ${heading}`,
    ...(!quiet && { paragraph: paragraphOf(facts) }),
    ...(first && { intro: sentenceOf(team) }),
    ...(people && { people }),
    themes: facts.themes,
    changed: facts.changed,
    unchanged: facts.unchanged,
    joined: facts.joined,
    ranking: rankingOf(assessed),
    ...(weeds && !quiet && { weeds }),
    moved: lists.moved.map(item),
    new: lists.new.map(item),
    rising: lists.rising.map(item),
    late: lists.late.map(item),
    owed: lists.owed.map(item),
    promised: lists.promised.map(item),
    ...(!quiet && standing("standing", unlisted, (one) => (one.late ? undefined : one.promisedAt))),
    ...standing("stillLate", unlisted, ({ late }) => late && isoTime(late.since)),
    ...standing("stillOwed", unlisted, ({ owed }) => owed?.since),
    known: { late: told.late.map(idOf), owed: told.owed.map(idOf) },
    rest: { themes: rest.length, people: joinedBy(rest) },
    ...(beyond && beyond.themes > 0 && { beyond }),
    ...(!alone && unroutedAmong(changed)),
    ...(oneThing && { oneThing }),
    ...(url !== undefined && { url }),
  };
}

/** The lists of a digest, by name. */
export const listNames = ["moved", "new", "rising", "late", "owed", "promised"] as const;

/** All that a digest lists, each theme once. */
export const itemsOf = (digest: Digest): DigestItem[] => listNames.flatMap((name) => digest[name]);

/** The feedback that a digest quotes. */
export const quotedIn = (digest: Digest): string[] =>
  [...itemsOf(digest).map(({ quote }) => quote), ...(digest.weeds?.quotes ?? [])].flatMap(
    (quote) => quote?.feedback ?? [],
  );

const idOf = ({ told }: Assessed): string => told.theme.id;

/** How many of some themes stand as they did, under a name, since when the oldest; nothing where none does. */
function standing<Name extends string>(
  name: Name,
  themes: readonly Assessed[],
  since: (one: Assessed) => string | undefined,
): { [K in Name]?: z.infer<typeof Standing> } {
  const all = themes.flatMap((one) => since(one) ?? []).sort();
  const [oldest] = all;
  const found = oldest === undefined ? {} : { [name]: { themes: all.length, since: oldest } };
  return found as { [K in Name]?: z.infer<typeof Standing> };
}

function rankingOf(assessed: readonly Assessed[]): Digest["ranking"] {
  const first = (place: number | undefined) => place !== undefined && place <= mostRanked;
  const place = ({ rank }: Assessed) => rank.after ?? Number.POSITIVE_INFINITY;
  return assessed
    .filter(({ rank }) => rank.after !== undefined && (first(rank.after) || first(rank.before)))
    .sort((a, b) => place(a) - place(b))
    .map(({ told: { theme, url }, rank, joined }) => ({ theme: theme.id, title: theme.title, url, rank, joined }));
}

function unroutedAmong(changed: readonly Assessed[]): Pick<Digest, "unrouted"> {
  const unrouted = changed
    .filter(({ told }) => told.theme.teamBy === "default")
    .sort((a, b) => b.told.after.supporters - a.told.after.supporters || (idOf(a) < idOf(b) ? -1 : 1));
  if (unrouted.length === 0) return {};
  const titles = unrouted.slice(0, 3).map(({ told }) => clip(told.theme.title, longestTitle));
  return { unrouted: { themes: unrouted.length, titles } };
}
