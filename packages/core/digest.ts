import * as z from "zod";
import type { Team } from "./board.ts";
import { weekDays, weekIn, weekName, weekNamed, weekPeriod, weekSaid } from "./calendar.ts";
import { type Assessed, assess, type Told } from "./digest/assess.ts";
import { findingOf, oneThingOf, paragraphOf, sentenceOf } from "./digest/finding.ts";
import { clip, daysBetween } from "./phrase.ts";
import { weeksUntil } from "./tally.ts";
import { Status } from "./theme.ts";

/** One theme in a digest, with what happened to it in the week. */
export const DigestItem = z.object({
  theme: z.string(),
  title: z.string(),
  url: z.string(),
  status: Status,
  /** Different people behind it at the week's end, and how many of them came in the week. */
  people: z.number().int(),
  joined: z.number().int(),
  /** Its place among the team's unsettled themes by decayed score, before and after the week. */
  rank: z.object({ before: z.number().int().optional(), after: z.number().int().optional() }),
  /** New people in a usual week; only where the week was unusual beyond chance. */
  usual: z.number().optional(),
  /** New people in each of the last twelve weeks (of UTC), the digest's last. */
  weeks: z.array(z.number().int()).length(12),
  /** Whether anybody has said anything official about it. */
  answered: z.boolean(),
  /** When it was first spoken of. */
  firstAt: z.string().optional(),
  /** When it was planned, where it is planned or in progress. */
  promisedAt: z.string().optional(),
  /** Redacted; whole. */
  quote: z.object({ text: z.string(), source: z.string(), at: z.string() }).optional(),
});
export type DigestItem = z.infer<typeof DigestItem>;

/**
 * A team's week as a diff: what changed, and nothing else. Each theme stands in one list at most, so that the figures
 * add up: `themes = changed + unchanged`, changed = all that are listed + `rest.themes`, `joined` = those of all that
 * are listed + `rest.people`. Where nothing changed there are no lists, and the heading is all there is to say.
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
  people: z.object({ spoke: z.number().int(), before: z.number().int() }).optional(),
  themes: z.number().int(),
  changed: z.number().int(),
  unchanged: z.number().int(),
  /** People who came to stand behind a theme, each once for each theme. */
  joined: z.number().int(),
  moved: z.array(DigestItem).max(5),
  new: z.array(DigestItem).max(3),
  rising: z.array(DigestItem).max(3),
  promised: z.array(DigestItem).max(3),
  /** Promised before the week and not listed: how many, and since when the oldest. */
  standing: z.object({ themes: z.number().int(), since: z.string() }).optional(),
  /** What changed and is not listed. */
  rest: z.object({ themes: z.number().int(), people: z.number().int() }),
  /** Of what changed, what is the team's only because nobody else is given it: how many themes, the largest by name. */
  unrouted: z.object({ themes: z.number().int(), titles: z.array(z.string()).max(3) }).optional(),
  oneThing: z.object({ theme: z.string(), title: z.string(), url: z.string(), text: z.string() }).optional(),
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
  /**
   * All of the team's themes. `before` and `after` are tallies of the same evidence as of the week's first moment and
   * the first after it (`weekBounds`); a quote is redacted.
   */
  themes: Told[];
  /** Different people who spoke or voted in the week and in the one before: only who has the evidence can tell. */
  people?: { spoke: number; before: number };
  /** Where the team sees all of it. */
  url?: string;
}

/** A longer quote is left out rather than cut. */
const longestQuote = 600;
const longestTitle = 90;

/** What a team's week was, in a pure function of its themes. */
export function composeDigest(input: DigestInput): Digest {
  const { team, week, now, first, people, url } = input;
  const { timeZone } = team.digest;
  const period = weekPeriod(week, timeZone);
  const assessed = assess(input.themes, period, week);
  const changed = assessed.filter((one) => one.changed);
  const lists = listsOf(changed);
  const listed = new Set([...lists.moved, ...lists.new, ...lists.rising, ...lists.promised]);
  const rest = changed.filter((one) => !listed.has(one));
  const standing = assessed.flatMap((one) => (one.promisedAt !== undefined && !listed.has(one) ? one.promisedAt : []));
  const item = (one: Assessed) => itemOf(one, week);
  const quiet = changed.length === 0;
  const facts = {
    weekSaid: weekSaid(week),
    themes: assessed.length,
    changed: changed.length,
    unchanged: assessed.length - changed.length,
    joined: sum(changed),
    people,
  };
  const heading = findingOf(facts, lists, assessed);
  const days = weekDays(week);
  const oneThing = quiet ? undefined : oneThingOf(changed, assessed, now);
  return {
    team: team.id,
    teamName: team.name,
    timeZone,
    week: weekName(week),
    ...days,
    start: new Date(period.start).toISOString(),
    end: new Date(period.end).toISOString(),
    composedAt: new Date(now).toISOString(),
    heading,
    summary: `${team.name}, ${daysBetween(days.from, days.to)}: ${heading}`,
    ...(!quiet && { paragraph: paragraphOf(facts) }),
    ...(first && { intro: sentenceOf(team) }),
    ...(people && { people }),
    themes: facts.themes,
    changed: facts.changed,
    unchanged: facts.unchanged,
    joined: facts.joined,
    moved: lists.moved.map(item),
    new: lists.new.map(item),
    rising: lists.rising.map(item),
    promised: lists.promised.map(item),
    ...(!quiet && standing.length > 0 && { standing: { themes: standing.length, since: standing.sort()[0] ?? "" } }),
    rest: { themes: rest.length, people: sum(rest) },
    ...unroutedAmong(changed),
    ...(oneThing && { oneThing }),
    ...(url !== undefined && { url }),
  };
}

function unroutedAmong(changed: readonly Assessed[]): Pick<Digest, "unrouted"> {
  const unrouted = changed
    .filter(({ told }) => told.theme.teamBy === "default")
    .sort((a, b) => b.told.after.supporters - a.told.after.supporters || (a.told.theme.id < b.told.theme.id ? -1 : 1));
  if (unrouted.length === 0) return {};
  const titles = unrouted.slice(0, 3).map(({ told }) => clip(told.theme.title, longestTitle));
  return { unrouted: { themes: unrouted.length, titles } };
}

export interface Lists {
  moved: Assessed[];
  new: Assessed[];
  rising: Assessed[];
  promised: Assessed[];
}

/**
 * Each theme in the first list that has a place for it. Only rises are listed: every fall is somebody else's rise or
 * arrival. A rise weighs by its ratio, so that from 8th to 2nd is more than from 40th to 30th.
 */
function listsOf(changed: readonly Assessed[]): Lists {
  const left = new Set(changed);
  const take = (most: number, fits: (one: Assessed) => boolean, weight: (one: Assessed) => number) => {
    const taken = [...left]
      .filter(fits)
      .sort((a, b) => weight(b) - weight(a) || (a.told.theme.id < b.told.theme.id ? -1 : 1))
      .slice(0, most);
    for (const one of taken) left.delete(one);
    return taken;
  };
  return {
    moved: take(5, (one) => !one.isNew && rise(one) > 1, rise),
    new: take(
      3,
      (one) => one.isNew && one.unsettled,
      (one) => one.joined,
    ),
    rising: take(
      3,
      (one) => one.usual !== undefined && one.unsettled,
      (one) => one.joined / Math.max(one.usual ?? 1, 0.1),
    ),
    promised: take(
      3,
      (one) => one.promisedInWeek,
      (one) => one.told.after.supporters,
    ),
  };
}

function rise({ rank }: Assessed): number {
  return rank.before !== undefined && rank.after !== undefined ? rank.before / rank.after : 0;
}

function sum(themes: readonly Assessed[]): number {
  return themes.reduce((total, { joined }) => total + joined, 0);
}

function itemOf({ told, joined, rank, usual, answered, promisedAt }: Assessed, week: number): DigestItem {
  const { theme, after, url, quote } = told;
  return {
    theme: theme.id,
    title: theme.title,
    url,
    status: theme.status,
    people: after.supporters,
    joined,
    rank,
    ...(usual !== undefined && { usual }),
    weeks: weeksUntil(after.weeks, week, 12),
    answered,
    ...(after.firstAt !== undefined && { firstAt: after.firstAt }),
    ...(promisedAt !== undefined && { promisedAt }),
    ...(quote && quote.text.length <= longestQuote && { quote }),
  };
}

/**
 * The week that a team's digest is due for, by its name, once the team's weekday and hour have come: the last whole
 * week. It stays due until the team's week ends, so that a clock that was late or a process that was down catches up;
 * the delivery's id (team and week) makes it one digest.
 * @throws EarshotError `input` when the team's time zone is none.
 */
export function digestWeekDue(team: Team, now: number): string | undefined {
  const { weekday, hour, timeZone } = team.digest;
  const { week, hours } = weekIn(timeZone, now);
  return hours >= (weekday - 1) * 24 + hour ? weekName(week - 1) : undefined;
}

/**
 * The week that an occasion names, as a team lives it: its number, its first moment and the first after it in
 * milliseconds, and the occasion before it.
 * @throws EarshotError `input` when the occasion names no week, or the team's time zone is none.
 */
export function weekBounds(team: Team, occasion: string): { week: number; start: number; end: number; before: string } {
  const week = weekNamed(occasion);
  return { week, ...weekPeriod(week, team.digest.timeZone), before: weekName(week - 1) };
}
