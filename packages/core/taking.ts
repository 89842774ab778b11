import { announce } from "./announcing.ts";
import { defaultBoard } from "./board.ts";
import type { Clock } from "./clock.ts";
import { insist } from "./correcting.ts";
import type { Doing, Doings } from "./doing.ts";
import { type Erasure, type Erasures, type Trace, tombstone } from "./erasure.ts";
import { type Feedback, type FeedbackEvent, feedbackId } from "./feedback.ts";
import type { Follows } from "./following.ts";
import { newId } from "./id.ts";
import type { InboxEntry } from "./inbox.ts";
import type { ClusterStore } from "./ports/clustering.ts";
import type { SourceAdapter } from "./ports/sources.ts";
import type { FeedbackStore, Inbox, PersonStore, VoteStore } from "./ports.ts";
import { Recognising } from "./recognising.ts";
import { marksOf } from "./traces.ts";
import { inTurns } from "./turns.ts";

export interface TakingDeps {
  erasures: Pick<Erasures, "take" | "traces">;
  feedback: FeedbackStore;
  votes: VoteStore;
  follows: Follows;
  doings: Doings;
  people: PersonStore;
  inbox: Inbox;
  clustering: Pick<ClusterStore, "announce" | "since">;
  sources: ReadonlyMap<string, SourceAdapter>;
  /** Where issues live: what they tell is of issues, and of nobody's feedback. */
  trackers: ReadonlyMap<string, unknown>;
  clock: Clock;
}

const pageOfDoings = 100;
const takenAtOnce = 8;

/** What was heard of her until she asked; what is heard later is new. */
const isOld = (at: string, { askedAt }: Erasure): boolean => at <= askedAt;

/** Who she is in full: everybody she is one with, all her names, and what she was called. */
export async function identify(deps: TakingDeps, erasure: Erasure): Promise<Erasure> {
  const people = new Set([...erasure.people, ...(await deps.people.oneWith(erasure.person))]);
  const aliases = new Set([...erasure.aliases, ...(await deps.people.aliasesOf([...people]))]);
  const names = new Set(erasure.names);
  const everybody = [...people];
  for await (const { said, voted, follows } of doingsOf(deps, everybody)) {
    for (const { author = "", aliases: own, erased } of (await deps.feedback.getMany(said)).values()) {
      if (erased !== undefined) continue;
      for (const alias of own) aliases.add(alias);
      if (author.trim() !== "") names.add(author);
    }
    const [votes, wishes] = await Promise.all([
      deps.votes.among(themesOf(voted), everybody),
      deps.follows.among(themesOf(follows), everybody),
    ]);
    for (const { alias, hears } of [...votes, ...wishes]) {
      if (alias !== undefined) aliases.add(alias);
      if (hears !== undefined) aliases.add(`email:${hears.email.toLowerCase()}`);
    }
  }
  return { ...erasure, people: [...people], aliases: [...aliases], names: [...names] };
}

const themesOf = (doings: readonly Doing[]): string[] => doings.map(({ of }) => of);

/** What she did, a page at a time. */
async function* doingsOf({ doings }: Pick<TakingDeps, "doings">, people: readonly string[]) {
  let cursor: string | undefined;
  do {
    const { items, next } = await doings.by(people, { limit: pageOfDoings, cursor });
    const of = (what: string) => items.filter((one) => one.what === what);
    yield { said: of("said").map((one) => one.of), voted: of("voted"), follows: of("follows") };
    cursor = next;
  } while (cursor !== undefined);
}

/** Takes away what she said, voted for and follows. Returns how many things there were. */
export async function takeStored(deps: TakingDeps, erasure: Erasure): Promise<number> {
  const { people } = erasure;
  let taken = 0;
  for await (const { said, voted, follows } of doingsOf(deps, people)) {
    taken += await takeFeedback(deps, erasure, [...(await deps.feedback.getMany(said)).values()]);
    const [votes, wishes] = await Promise.all([
      deps.votes.among(themesOf(voted), people),
      deps.follows.among(themesOf(follows), people),
    ]);
    for (const one of votes) if (isOld(one.at, erasure) && (await deps.votes.remove(one.theme, one.person))) taken++;
    for (const one of wishes) if (isOld(one.at, erasure) && (await deps.follows.remove(one.theme, one.person))) taken++;
  }
  return taken;
}

/** Leaves the mere id of each piece of feedback that is hers and was heard before she asked. Returns how many were. */
export async function takeFeedback(deps: TakingDeps, erasure: Erasure, found: readonly Feedback[]): Promise<number> {
  const hers = found.filter(({ erased, receivedAt }) => erased === undefined && isOld(receivedAt, erasure));
  const boards = Map.groupBy(hers, ({ board }) => board);
  // Clustering is told before (announcing.ts).
  for (const [board, some] of boards)
    await announce(
      deps,
      board,
      some.map(({ id, revision }) => ({ feedback: id, revision: revision + 1 })),
    );
  await inTurns(hers, takenAtOnce, ({ id }) =>
    insist(async () => {
      const previous = await deps.feedback.get(id);
      if (previous === undefined || previous.erased !== undefined) return;
      const next = tombstone({ ...previous, revision: previous.revision + 1 }, erasure.askedAt);
      await deps.erasures.take(erasure.id, next, previous, traceOf(previous));
    }),
  );
  return hers.length;
}

function traceOf({ id, theme, keptIn, board, title, body, text, url, externalId }: Feedback): Trace {
  const stood = theme ?? keptIn;
  return {
    feedback: id,
    ...(stood !== undefined && { theme: stood }),
    board,
    marks: marksOf([[title, body].filter(Boolean).join("\n"), text]),
    places: [...(url === undefined ? [] : [url]), externalId],
  };
}

/** An entry of the inbox with the events that it tells; none where nobody can read it. */
interface Waiting {
  entry: InboxEntry;
  events: FeedbackEvent[] | undefined;
}

/**
 * Takes away what is received and not yet taken in, parked or not: of each thing that she said the id is kept first, so
 * that a worker who is at it at this moment finds it erased. What one delivery tells of others goes on alone. Returns
 * how many entries there were.
 */
export async function takeWaiting(deps: TakingDeps, erasure: Erasure): Promise<number> {
  const traces = await deps.erasures.traces(erasure.id);
  const her = new Recognising(erasure, traces);
  const waiting: Waiting[] = [];
  for await (const entry of deps.inbox.entries())
    if (isOld(entry.receivedAt, erasure)) waiting.push({ entry, events: await eventsOf(deps, entry) });
  const events = waiting.flatMap(({ events: told = [] }) => told);
  const stored = await deps.feedback.getMany([...new Set(events.map(idOf))]);
  const hers = new Set(her.feedback);
  for (const event of events) if (her.isHer(undefined, event.author?.aliases)) hers.add(idOf(event));
  for (const [id, { person, aliases }] of stored) if (her.isHer(person, aliases)) hers.add(id);
  for (const [id, told] of Map.groupBy(events, idOf)) if (hers.has(id)) await takeTold(deps, erasure, id, told);
  let taken = 0;
  for (const { entry, events: told } of waiting) {
    const rest = told?.filter((event) => !hers.has(idOf(event)));
    const unread = told === undefined && isUnreadOfHer(deps, her, entry);
    if (!unread && (rest === undefined || rest.length === told?.length)) continue;
    await deps.inbox.receive((rest ?? []).map((event) => alone(deps, entry, event)));
    await deps.inbox.drop(entry);
    taken++;
  }
  return taken;
}

/** Whether a delivery that nobody can read is hers; of what is told of issues only one that was given up. */
function isUnreadOfHer({ trackers }: TakingDeps, her: Recognising, { content, parked }: InboxEntry): boolean {
  if (content.type === "unreadable") return her.isIn({ source: content.type, body: content.unreadable.row });
  return content.type === "webhook" && (parked || !trackers.has(content.webhook.source)) && her.isIn(content.webhook);
}

const idOf = ({ source, externalId }: FeedbackEvent): string => feedbackId(source, externalId);

async function eventsOf({ sources }: TakingDeps, { content }: InboxEntry): Promise<FeedbackEvent[] | undefined> {
  if (content.type === "event") return [content.event];
  if (content.type === "unreadable") return undefined;
  try {
    return await sources.get(content.webhook.source)?.interpret(content.webhook);
  } catch {
    // Why it cannot be read is said where it is taken in; here it only matters whose it is.
    return undefined;
  }
}

/** An event of a delivery as an entry of its own, received when the delivery was. */
function alone({ clock }: TakingDeps, { receivedAt }: InboxEntry, event: FeedbackEvent): InboxEntry {
  return { id: newId("inbox", clock()), receivedAt, attempts: 0, parked: false, content: { type: "event", event } };
}

/** Keeps the id of something that she said and that may not be taken in yet. */
async function takeTold(deps: TakingDeps, erasure: Erasure, id: string, told: readonly FeedbackEvent[]): Promise<void> {
  await insist(async () => {
    const stored = await deps.feedback.get(id);
    if (stored !== undefined) {
      await takeFeedback(deps, { ...erasure, askedAt: later(erasure.askedAt, stored.receivedAt) }, [stored]);
      return;
    }
    const next = tombstone({ id, board: defaultBoard.id, revision: 1 }, erasure.askedAt);
    const trace: Trace = {
      feedback: id,
      marks: marksOf(told.map(({ title, body }) => [title, body].filter(Boolean).join("\n"))),
      places: told.flatMap(({ url, externalId }) => [...(url === undefined ? [] : [url]), externalId]),
    };
    await deps.erasures.take(erasure.id, next, undefined, trace);
  });
}

const later = (a: string, b: string): string => (a > b ? a : b);
