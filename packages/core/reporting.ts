import type { Team } from "./board.ts";
import { weekIn, weekName } from "./calendar.ts";
import { week as aWeek, type Clock, isoTime } from "./clock.ts";
import { composeDigest, type Digest, type DigestInput, digestWeekDue, weekBounds } from "./digest.ts";
import { existingBoards, existingTheme } from "./lookup.ts";
import { type Delivery, deliveryId } from "./outbox.ts";
import type { ThemeReport } from "./ports/outlets.ts";
import type { FeedbackStore, Outbox, Settings, ThemeStore } from "./ports.ts";
import { scoreAt } from "./score.ts";
import { tally } from "./tally.ts";
import type { Theme } from "./theme.ts";

export interface ReportingDeps {
  themes: ThemeStore;
  feedback: FeedbackStore;
  settings: Settings;
  outbox: Outbox;
  clock: Clock;
  /** The public address, without a slash at the end. */
  url: string;
}

const themeUrl = (url: string, theme: string): string => `${url}/themes/${theme}`;

/** All that an outlet needs to write about a theme. @throws EarshotError `missing`. */
export async function reportOn(deps: ReportingDeps, id: string): Promise<ThemeReport> {
  const theme = await existingTheme(deps, id);
  return { theme, url: themeUrl(deps.url, id), voices: await voicesOf(deps, theme) };
}

async function voicesOf({ feedback }: ReportingDeps, theme: Theme): Promise<ThemeReport["voices"]> {
  const found = await feedback.getMany(theme.quotes.map((quote) => quote.feedback));
  return theme.quotes.flatMap(({ text, feedback: id, visibility }) => {
    const said = found.get(id);
    return said ? [{ text, source: said.source, at: said.at, url: said.url, visibility }] : [];
  });
}

/**
 * Somebody who came within a fortnight still counts half: below that, nothing has moved in any week that a digest
 * tells of. So the ranked list can be left off there, however many themes there are.
 */
const stirring = 0.5;
const mostThemes = 300;

/** A team's digest of one week, composed from the rows as they were at its beginning and end. */
export async function digestFor(deps: ReportingDeps, team: Team, occasion: string): Promise<Digest> {
  const { start, end, week } = weekBounds(team, occasion);
  const first = (await previousDigest(deps, team, occasion)) === undefined;
  const themes: DigestInput["themes"] = [];
  const spoke = new Set<string>();
  const spokeBefore = new Set<string>();
  for (const id of await stirringThemes(deps, team, start)) {
    const theme = await deps.themes.get(id);
    if (theme?.team !== team.id) continue;
    const evidence = await deps.themes.evidence(id);
    for (const { person, at } of [...evidence.memberships, ...evidence.votes]) {
      const time = Date.parse(at);
      if (time >= start && time < end) spoke.add(person);
      else if (time >= start - aWeek && time < start) spokeBefore.add(person);
    }
    const asOf = (time: string) =>
      tally(
        evidence.memberships.filter(({ at }) => at < time),
        evidence.votes.filter(({ at }) => at < time),
      );
    const [voice] = await voicesOf(deps, theme);
    themes.push({
      theme,
      before: asOf(isoTime(start)),
      after: asOf(isoTime(end)),
      url: themeUrl(deps.url, id),
      ...(voice && { quote: { text: voice.text, source: voice.source, at: voice.at } }),
    });
  }
  const people = { spoke: spoke.size, before: spokeBefore.size };
  return composeDigest({ team, week, now: deps.clock(), first, themes, people, url: deps.url });
}

async function stirringThemes(deps: ReportingDeps, team: Team, since: number): Promise<string[]> {
  const boards = (await existingBoards(deps)).map(({ id }) => id);
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await deps.themes.list(
      { boards, visibilities: ["public", "private"], sort: "trending" },
      { limit: 100, cursor },
    );
    for (const { id, team: theirs, score } of page.items) {
      if (score === undefined || scoreAt(score, since) < stirring || ids.length >= mostThemes) return ids;
      if (theirs === team.id) ids.push(id);
    }
    cursor = page.next;
  } while (cursor);
  return ids;
}

async function previousDigest(deps: ReportingDeps, team: Team, occasion: string): Promise<Delivery | undefined> {
  const { before } = weekBounds(team, occasion);
  return deps.outbox.get(deliveryId("digest", team.id, before));
}

/** A digest as an effect to be carried out: one per team and week, however often it is asked for. */
export function digestDelivery(team: Team, occasion: string, now: number): Delivery {
  const at = isoTime(now);
  return {
    id: deliveryId("digest", team.id, occasion),
    outlet: "slack",
    kind: "digest",
    team: team.id,
    occasion,
    state: "waiting",
    attempts: 0,
    createdAt: at,
    dueAt: at,
    at,
  };
}

/** Writes the digests into the outbox whose hour has come. */
export async function scheduleDigests(deps: ReportingDeps): Promise<void> {
  for (const team of await deps.settings.teams()) {
    const occasion = digestWeekDue(team, deps.clock());
    if (occasion === undefined) continue;
    const delivery = digestDelivery(team, occasion, deps.clock());
    if (!(await deps.outbox.get(delivery.id))) await deps.outbox.add(delivery);
  }
}

/** The last week that is whole, by a team's calendar. */
export function lastWholeWeek(team: Team, now: number): string {
  return weekName(weekIn(team.digest.timeZone, now).week - 1);
}
