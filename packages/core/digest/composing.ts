import type * as z from "zod";
import type { Team } from "../board.ts";
import { weekDays, weekName, weekPeriod, weekSaid } from "../calendar.ts";
import { isoTime } from "../clock.ts";
import type { Digest, Standing } from "../digest.ts";
import { clip, daysBetween } from "../phrase.ts";
import { type Assessed, assess, type Known, type Told } from "./assess.ts";
import { findingOf, oneThingOf, paragraphOf, sentenceOf } from "./finding.ts";
import { itemOf } from "./item.ts";
import { joinedBy, listsOf } from "./lists.ts";
import type { Weeds } from "./weeds.ts";

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
  const { team, week, now, first, people, url, weeds, alone = false, known = { late: [], owed: [] } } = input;
  const { timeZone } = team.digest;
  const beyond = input.beyond && input.beyond.themes > 0 ? input.beyond : undefined;
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
    ...(beyond && { beyond }),
    ...(!alone && unroutedAmong(changed)),
    ...(oneThing && { oneThing }),
    ...(url !== undefined && { url }),
  };
}

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
  const named = unrouted.slice(0, 3);
  const titles = named.map(({ told }) => clip(told.theme.title, longestTitle));
  return { unrouted: { themes: unrouted.length, titles, ids: named.map(idOf) } };
}
