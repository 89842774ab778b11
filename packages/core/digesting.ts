import type { Team } from "./board.ts";
import { type Clock, isoTime } from "./clock.ts";
import { composeDigest } from "./digest/composing.ts";
import { digestWeekDue, weekBounds } from "./digest/due.ts";
import { titled } from "./digest/finding.ts";
import { gather } from "./digest/gathering.ts";
import type { DigestItem } from "./digest/item.ts";
import { digestAddress } from "./digest/link.ts";
import { type Digest, listNames, namedIn, quotedIn } from "./digest.ts";
import { type Delivery, deliveryId } from "./outbox.ts";
import type { DigestStore } from "./ports/digests.ts";
import type { FeedbackStore, Outbox, Settings, ThemeStore } from "./ports.ts";
import { isQuotable, stillSays } from "./quoting.ts";
import { themeUrl } from "./reporting.ts";
import type { Theme } from "./theme.ts";

export interface DigestingDeps {
  themes: ThemeStore;
  feedback: FeedbackStore;
  settings: Settings;
  outbox: Outbox;
  digests: DigestStore;
  clock: Clock;
  /** The public address, without a slash at the end. */
  url: string;
  /** Seals the link to a digest's page; without it there is none. */
  secret: string | undefined;
}

/**
 * A team's digest of one week: as it was first composed, where it has been, and else as it would be now. What was taken
 * back since is quoted no more.
 */
export async function digestFor(deps: DigestingDeps, team: Team, occasion: string): Promise<Digest> {
  const kept = await deps.digests.get(team.id, occasion);
  return withoutTakenBack(deps, kept ?? (await composedFor(deps, team, occasion)));
}

/**
 * The same, composed and kept if nobody has done so yet: whoever tells of it, and however often, tells the same. Of two
 * who compose it at once, the one who is second takes what the first kept.
 */
export async function keptDigest(deps: DigestingDeps, team: Team, occasion: string): Promise<Digest> {
  if ((await deps.digests.get(team.id, occasion)) === undefined)
    await deps.digests.put(await composedFor(deps, team, occasion));
  return digestFor(deps, team, occasion);
}

async function composedFor(deps: DigestingDeps, team: Team, occasion: string): Promise<Digest> {
  const bounds = weekBounds(team, occasion);
  const now = deps.clock();
  const page = digestAddress(deps, { team: team.id, week: occasion }, now);
  // A private theme has no page for people without an account: what can be told of it stands on the digest's.
  const addressOf = ({ id, visibility }: Theme) =>
    visibility === "public" || page === undefined ? themeUrl(deps.url, id) : `${page}#${id}`;
  const [before, gathered, teams] = await Promise.all([
    deps.digests.before(team.id, occasion),
    gather(deps, team, bounds, now, addressOf),
    deps.settings.teams(),
  ]);
  const { week } = bounds;
  const known = before?.known;
  const first = before === undefined;
  const alone = teams.length < 2;
  return composeDigest({ team, week, now, first, alone, ...(known && { known }), ...gathered, url: page ?? deps.url });
}

/**
 * A digest for its page: as it was composed, without what was taken back since, its themes called what they are by now.
 * Undefined where there is none.
 */
export async function toldDigest(
  deps: Pick<DigestingDeps, "digests" | "feedback" | "themes">,
  team: string,
  week: string,
): Promise<Digest | undefined> {
  const kept = await deps.digests.get(team, week);
  if (kept === undefined) return undefined;
  const digest = await withoutTakenBack(deps, kept);
  const { ranking, weeds, oneThing, unrouted } = digest;
  const named = namedIn(digest);
  const heads = await deps.themes.getMany(named.map(({ theme }) => theme));
  // A title may be the words of somebody who took them back; of a theme that went empty they would stay for good.
  const titleOf = (theme: string): string => {
    const { supporters = 0, title = "" } = heads.get(theme) ?? {};
    return (supporters > 0 && title) || "…";
  };
  const renamed = <T extends { theme: string; title: string }>(one: T): T => ({ ...one, title: titleOf(one.theme) });
  const otherwise = named.filter(({ theme, title }) => title !== titleOf(theme));
  const reworded = (sentence: string): string =>
    otherwise.reduce((text, { theme, title }) => withTitle(text, title, titleOf(theme)), sentence);
  return {
    ...digest,
    heading: reworded(digest.heading),
    summary: reworded(digest.summary),
    ...(unrouted && { unrouted: { ...unrouted, titles: (unrouted.ids ?? []).map(titleOf) } }),
    ...Object.fromEntries(listNames.map((name) => [name, digest[name].map(renamed)])),
    ranking: ranking.map(renamed),
    ...(weeds && { weeds: renamed(weeds) }),
    ...(oneThing && { oneThing: { ...renamed(oneThing), text: reworded(oneThing.text) } }),
  };
}

/** A sentence of a digest with another title in the place of one: titles stand there in quotation marks (finding.ts). */
function withTitle(sentence: string, before: string, after: string): string {
  return before === "" ? sentence : sentence.replaceAll(titled(before), () => titled(after));
}

/** A digest without the words that somebody took back, or had erased, after it was composed. */
async function withoutTakenBack({ feedback }: Pick<DigestingDeps, "feedback">, digest: Digest): Promise<Digest> {
  const known = await feedback.getMany(quotedIn(digest));
  const stands = ({ text, feedback: id = "" }: { text: string; feedback?: string | undefined }): boolean => {
    const said = known.get(id);
    return isQuotable(said) && stillSays(said, text, digest.composedAt);
  };
  const told = ({ quote, ...item }: DigestItem): DigestItem => ({ ...item, ...(quote && stands(quote) && { quote }) });
  const { weeds } = digest;
  return {
    ...digest,
    ...(weeds && { weeds: { ...weeds, quotes: weeds.quotes.filter(stands) } }),
    ...Object.fromEntries(listNames.map((name) => [name, digest[name].map(told)])),
  };
}

/**
 * A digest as effects to be carried out: a message in the team's channel, and a mail where it names addresses. One each
 * per team and week, however often they are asked for.
 */
export function digestDeliveries(team: Team, occasion: string, now: number): Delivery[] {
  const at = isoTime(now);
  const delivery = (kind: "digest" | "digest_mail", outlet: Delivery["outlet"]): Delivery => ({
    ...{ id: deliveryId(kind, team.id, occasion), outlet, kind, team: team.id, occasion },
    ...{ state: "waiting", attempts: 0, createdAt: at, dueAt: at, at },
  });
  const mailed = (team.mail ?? []).length > 0;
  return [
    // Without either, its being parked says what to set.
    ...(team.channel !== undefined || !mailed ? [delivery("digest", "slack")] : []),
    ...(mailed ? [delivery("digest_mail", "mail")] : []),
  ];
}

/**
 * Writes the digests into the outbox whose hour has come: each team's by itself, so that what is wrong with one holds up
 * no other.
 * @throws what the first of those failed at that could not be written, after all others have been.
 */
export async function scheduleDigests(deps: Pick<DigestingDeps, "settings" | "outbox" | "clock">): Promise<void> {
  const failures: unknown[] = [];
  for (const team of await deps.settings.teams())
    try {
      await scheduleDigest(deps, team);
    } catch (error) {
      failures.push(error);
    }
  if (failures.length > 0) throw failures[0];
}

async function scheduleDigest({ outbox, clock }: Pick<DigestingDeps, "outbox" | "clock">, team: Team): Promise<void> {
  const occasion = digestWeekDue(team, clock());
  if (occasion === undefined) return;
  for (const delivery of digestDeliveries(team, occasion, clock()))
    if (!(await outbox.get(delivery.id))) await outbox.add(delivery);
}
