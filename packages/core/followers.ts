import type { Audience, Hearer } from "./audience.ts";
import { type Clock, isoTime, minute } from "./clock.ts";
import { familyOf } from "./family.ts";
import type { Follows } from "./following.ts";
import type { Hears } from "./hears.ts";
import type { Mail } from "./mail.ts";
import { type Delivery, deliveryId } from "./outbox.ts";
import type { Outcome } from "./ports/outlets.ts";
import type { Outbox, PersonStore, ThemeStore } from "./ports.ts";
import { newsAt, wordOn } from "./progress.ts";
import type { Theme } from "./theme.ts";

/**
 * Word to those who asked: when a person of ours decides where a theme stands, or answers, everybody who follows it,
 * voted for it as a member or asked for it on our pages is sent one mail with that answer. What GitHub did to it is not
 * mailed: nobody has put it into words yet.
 *
 *   decision ─┬─ head          in one transaction
 *             └─ `followers`   five minutes later: 50 people, each a `follower_mail`, and the next `followers`
 *
 * A mail's id is made of the theme, the news and the person, so it is written once however often and by however many
 * deliveries she is come across.
 */
export interface TellingDeps {
  themes: Pick<ThemeStore, "get">;
  people: Pick<PersonStore, "rootsOf">;
  follows: Pick<Follows, "among">;
  audience: Audience;
  outbox: Outbox;
  /** Puts the news into words, in the reader's language. */
  compose: (news: FollowerNews, hears: Hears) => Promise<Mail>;
  clock: Clock;
}

/** What a follower is told: what a person decided, in that person's words. */
export interface FollowerNews {
  theme: Pick<Theme, "id" | "title" | "status">;
  answer?: NonNullable<Theme["answer"]>;
  note?: string;
}

/** Decisions made one after the other are told as one, and a slip of the finger is not told at all. */
const pause = 5 * minute;
const hearersAtOnce = 50;

/** The delivery by which followers hear of a decision, to be written with it; none where it is no news to them. */
export function newsForFollowers(before: Theme, after: Theme, now: number): Delivery[] {
  const moved = after.history.length > before.history.length && after.status !== "open";
  const answered =
    after.answer !== undefined && after.answer.at >= newsAt(before) && !same(after.answer, before.answer);
  if (after.visibility !== "public" || after.status === "merged" || !(moved || answered)) return [];
  // Two decisions may fall on one millisecond, but not on one revision.
  return [followersDelivery(after.id, newsAt(after), now + pause, `revision ${after.revision}`)];
}

const same = (one: Theme["answer"], other: Theme["answer"]): boolean =>
  one?.text === other?.text && one?.at === other?.at;

function followersDelivery(theme: string, occasion: string, dueAt: number, part: string, after?: string): Delivery {
  const due = isoTime(dueAt);
  return {
    id: deliveryId("followers", theme, `${occasion} ${part}`),
    outlet: "mail",
    kind: "followers",
    theme,
    occasion,
    ...(after !== undefined && { after }),
    state: "waiting",
    attempts: 0,
    createdAt: occasion,
    dueAt: due,
    at: due,
  };
}

type Carried = Outcome | { state: "superseded" };

/**
 * Writes the mails of some of a theme's followers, and the delivery that goes on from there. Killed anywhere it begins
 * again from where it began, and writes nothing twice. What was taken back in the meantime is not told.
 */
export async function tellFollowers(
  deps: TellingDeps,
  { theme: id = "", occasion, after }: Delivery,
): Promise<Carried> {
  const theme = await deps.themes.get(id);
  const gone = theme === undefined || theme.visibility !== "public" || theme.status === "merged";
  const nothing = theme?.status === "open" && theme.answer === undefined;
  if (gone || nothing || newsAt(theme) < occasion) return { state: "superseded" };
  const { hearers, next } = await deps.audience.of(familyOf(theme), after, hearersAtOnce);
  const telling = await listening(deps, familyOf(theme), hearers);
  const mails = [...telling].map(([person, hears]) => mailDelivery(deps, theme, person, hears));
  await Promise.all(mails.map(async (mail) => deps.outbox.add(await mail)));
  if (next !== undefined) await deps.outbox.add(followersDelivery(id, occasion, deps.clock(), `after ${next}`, next));
  return { state: "sent", payload: { people: telling.size } };
}

/** Who of them wants to hear, each once, under the person she is by now. */
async function listening(
  { people, follows }: Pick<TellingDeps, "people" | "follows">,
  family: readonly string[],
  hearers: readonly Hearer[],
): Promise<Map<string, Hears>> {
  const roots = await people.rootsOf([...new Set(hearers.map(({ person }) => person))]);
  const known = await follows.among(family, [...new Set([...roots.keys(), ...roots.values()])]);
  const quiet = new Set(known.flatMap((one) => (one.quiet ? (roots.get(one.person) ?? one.person) : [])));
  const telling = new Map<string, Hears>();
  for (const { person, hears } of hearers) {
    const root = roots.get(person) ?? person;
    if (!quiet.has(root)) telling.set(root, hears);
  }
  return telling;
}

async function mailDelivery(deps: TellingDeps, theme: Theme, hearer: string, hears: Hears): Promise<Delivery> {
  const occasion = newsAt(theme);
  const at = isoTime(deps.clock());
  return {
    id: deliveryId("follower_mail", theme.id, `${occasion} ${hearer}`),
    outlet: "mail",
    kind: "follower_mail",
    theme: theme.id,
    occasion,
    hearer,
    payload: await deps.compose(newsOf(theme), hears),
    state: "waiting",
    attempts: 0,
    createdAt: at,
    dueAt: at,
    at,
  };
}

function newsOf(theme: Theme): FollowerNews {
  const { id, title, status } = theme;
  return { theme: { id, title, status }, ...wordOn(theme) };
}

/** Whether she still wants to hear, at the moment at which her mail is about to leave. */
export async function stillListens(
  deps: Pick<TellingDeps, "themes" | "people" | "follows">,
  { theme: id = "", hearer = "" }: Delivery,
): Promise<boolean> {
  const theme = await deps.themes.get(id);
  if (theme === undefined || theme.visibility !== "public") return false;
  const root = (await deps.people.rootsOf([hearer])).get(hearer) ?? hearer;
  const known = await deps.follows.among(familyOf(theme), [...new Set([hearer, root])]);
  return !known.some(({ quiet }) => quiet);
}
