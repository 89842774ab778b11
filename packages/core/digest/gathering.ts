import type { Team } from "../board.ts";
import { kindOf } from "../classify.ts";
import { week as aWeek, isoTime } from "../clock.ts";
import { prevailingKind } from "../kind.ts";
import { existingBoards } from "../lookup.ts";
import type { FeedbackStore, Settings, ThemeStore } from "../ports.ts";
import { isQuotable } from "../quoting.ts";
import { scoreAt } from "../score.ts";
import { tally, weeksUntil } from "../tally.ts";
import { isSnoozed, type Theme } from "../theme.ts";
import { inTurns } from "../turns.ts";
import type { Told } from "./assess.ts";
import { matterOf } from "./matter.ts";
import { manyPeople } from "./owing.ts";
import { badness, type Trouble, troubleIn, weedsOf } from "./trouble.ts";
import type { Weeds } from "./weeds.ts";

export interface GatheringDeps {
  themes: ThemeStore;
  feedback: FeedbackStore;
  settings: Settings;
}

/** The week that is told: its first moment, the first after it, its number. */
interface Period {
  start: number;
  end: number;
  week: number;
}

/** What a digest is composed from. */
export interface Gathered {
  themes: Told[];
  people: { spoke: number; before: number };
  weeds: Weeds | undefined;
  beyond: { themes: number; people: number } | undefined;
}

/**
 * Somebody who came within a fortnight still counts half: below that, nothing has moved in any week that a digest
 * tells of. So the ranked list can be left off there, however many themes there are.
 */
const stirring = 0.5;
/** So many of a team's themes are counted from their rows; so many more, of any team, are looked at on their cards. */
const mostCounted = 300;
const mostCards = 3000;
/** So many themes of each kind of standing are looked at: the newest promises, arrivals and refusals first. */
const mostStanding = 500;
/** What was shipped longer ago is no news any more. */
const newsKeeps = 26 * aWeek;
const atOnce = 8;
/** So much of what the stuck wrote is read for quotes. */
const mostRead = 60;

/**
 * What a team's week is told from. Themes that somebody came to of late are counted from their rows, as of the week's
 * beginning and end. Those that stand (promised, owed a word) are found by their status or their size, and are as their
 * heads say: nobody came to them, or they would be among the others.
 *
 * Reads the ranked list down to what stirs (9 read units a hundred themes), the rows of at most 300 themes, at most
 * 2,000 heads of what stands over all teams, and 60 pieces of feedback.
 *
 * @param addressOf where people of the team can open a theme
 */
export async function gather(
  deps: GatheringDeps,
  team: Team,
  period: Period,
  now: number,
  addressOf: (theme: Theme) => string,
): Promise<Gathered> {
  const { ids, beyond } = await stirringThemes(deps, team, period);
  const counted: { told: Told; trouble: Trouble }[] = [];
  const spoke = new Set<string>();
  const spokeBefore = new Set<string>();
  await inTurns(ids, atOnce, async (id) => {
    const { head: theme, memberships, votes } = await deps.themes.evidence(id);
    if (theme?.team !== team.id || isSnoozed(theme, now)) return;
    for (const { person, at } of [...memberships, ...votes]) {
      const time = Date.parse(at);
      if (time >= period.start && time < period.end) spoke.add(person);
      else if (time >= period.start - aWeek && time < period.start) spokeBefore.add(person);
    }
    const [start, end] = [isoTime(period.start), isoTime(period.end)];
    const asOf = (time: string) =>
      tally(
        memberships.filter(({ at }) => at < time),
        votes.filter(({ at }) => at < time),
      );
    const told = { theme, before: asOf(start), after: asOf(end), url: addressOf(theme) };
    counted.push({ told, trouble: troubleIn(memberships.filter(({ at }) => at >= start && at < end)) });
  });
  const known = new Set(ids);
  const standing = (await standingThemes(deps, team, now)).filter(({ id }) => !known.has(id));
  const asTheyAre = standing.map((theme) => ({ theme, before: theme, after: theme, url: addressOf(theme) }));
  return {
    themes: await quoted(deps, [...counted.map(({ told }) => told), ...asTheyAre], period),
    people: { spoke: spoke.size, before: spokeBefore.size },
    weeds: await worst(deps, counted),
    beyond,
  };
}

/** The team's themes that somebody came to of late, and of those too many to be counted what their cards say. */
async function stirringThemes(deps: GatheringDeps, team: Team, { start, week }: Period) {
  const boards = (await existingBoards(deps)).map(({ id }) => id);
  const ids: string[] = [];
  const beyond = { themes: 0, people: 0 };
  let cursor: string | undefined;
  let seen = 0;
  do {
    const page = await deps.themes.list(
      { boards, visibilities: ["public", "private"], sort: "trending" },
      { limit: 100, cursor },
    );
    for (const { id, team: theirs, score, weeks } of page.items) {
      if (score === undefined || scoreAt(score, start) < stirring || ++seen > mostCards) return { ids, beyond };
      if (theirs !== team.id) continue;
      const [joined = 0] = weeksUntil(weeks, week, 1);
      if (ids.length < mostCounted) ids.push(id);
      else if (joined > 0) {
        beyond.themes++;
        beyond.people += joined;
      }
    }
    cursor = page.next;
  } while (cursor);
  return { ids, beyond };
}

/** The team's themes that may be promised and late, or whose people may be owed a word. */
async function standingThemes({ themes, ...deps }: GatheringDeps, team: Team, now: number): Promise<Theme[]> {
  const visibilities = ["public", "private"] as const;
  const found = new Map<string, Theme>();
  const add = (theme: Theme) => {
    if (theme.team === team.id && !isSnoozed(theme, now)) found.set(theme.id, theme);
  };
  const upTo = async (
    most: number,
    read: (cursor: string | undefined) => Promise<{ items: Theme[]; next?: string | undefined }>,
  ) => {
    let cursor: string | undefined;
    let seen = 0;
    do {
      const { items, next } = await read(cursor);
      items.forEach(add);
      seen += items.length;
      cursor = seen < most ? next : undefined;
    } while (cursor);
  };
  await upTo(mostStanding, (cursor) => themes.owing({ limit: 100, cursor }));
  await upTo(mostStanding, (cursor) =>
    themes.progressed(["planned", "in_progress"], { limit: 100, cursor }, visibilities),
  );
  await upTo(mostStanding, async (cursor) => {
    const page = await themes.progressed(["shipped"], { limit: 100, cursor }, visibilities);
    const fresh = page.items.filter(({ history }) => (history.at(-1)?.at ?? "") >= isoTime(now - newsKeeps));
    return { items: fresh, next: fresh.length === page.items.length ? page.next : undefined };
  });
  const boards = (await existingBoards(deps)).map(({ id }) => id);
  await upTo(mostStanding, async (cursor) => {
    const page = await themes.list({ boards, visibilities, sort: "top", statuses: ["open"] }, { limit: 100, cursor });
    const many = page.items.filter(({ supporters }) => supporters >= manyPeople);
    const heads = await themes.getMany(many.filter((card) => card.team === team.id).map(({ id }) => id));
    return { items: [...heads.values()], next: many.length === page.items.length ? page.next : undefined };
  });
  return [...found.values()];
}

/**
 * The themes with a quote each, of those that say more than the title: what most of them say (a fault of a fault, no
 * praise), of the week where there is one, and none that was taken back.
 */
async function quoted({ feedback }: GatheringDeps, themes: readonly Told[], period: Period): Promise<Told[]> {
  const known = await feedback.getMany(themes.flatMap(({ theme }) => theme.quotes.map((quote) => quote.feedback)));
  const [start, end] = [isoTime(period.start), isoTime(period.end)];
  return themes.map((told) => {
    const voices = told.theme.quotes.flatMap(({ text, feedback: id }) => {
      const said = known.get(id);
      return isQuotable(said) && said.at < end ? [{ text, source: said.source, at: said.at, feedback: id }] : [];
    });
    const { title, kinds, draft } = told.theme;
    const kind = prevailingKind(kinds);
    const telling = voices
      .filter(({ text }) => saysMore(text, title))
      .map((voice) => ({ voice, weight: (kindOf(voice.text) === kind ? 2 : 0) + (voice.at >= start ? 1 : 0) }))
      .sort((a, b) => b.weight - a.weight);
    const quote = telling[0]?.voice ?? (draft ? voices[0] : undefined);
    return { ...told, ...(quote && { quote }) };
  });
}

/** Whether a quote says anything that the title above it does not: one that only repeats it is read in vain. */
function saysMore(quote: string, title: string): boolean {
  const said = matterOf(quote);
  return said.size > 1 && !said.isSubsetOf(matterOf(title));
}

/** Where most people got stuck, in their words; nothing where hardly anybody did. */
async function worst(
  { feedback }: GatheringDeps,
  counted: readonly { told: Told; trouble: Trouble }[],
): Promise<Weeds | undefined> {
  const [first] = counted
    .filter(
      ({ told: { theme }, trouble }) =>
        theme.status !== "shipped" && theme.status !== "declined" && badness(trouble) > 0,
    )
    .sort((a, b) => badness(b.trouble) - badness(a.trouble) || (a.told.theme.id < b.told.theme.id ? -1 : 1));
  if (first === undefined) return undefined;
  const { told, trouble } = first;
  const said = await feedback.getMany(trouble.feedback.slice(-mostRead));
  const { id: theme, title, status, answer } = told.theme;
  const answered = status !== "open" || answer !== undefined;
  return weedsOf({ theme, title, url: told.url, status, answered }, trouble, [...said.values()]);
}
