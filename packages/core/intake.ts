import type { Asked } from "./asking.ts";
import { afterFailure } from "./attempt.ts";
import { type Arrival, boardsOf, type Draft, type DraftingDeps, draftAll } from "./drafting.ts";
import { EarshotError, isError, reasonOf } from "./error.ts";
import { type Feedback, type FeedbackEvent, feedbackId } from "./feedback.ts";
import { type InboxEntry, sourceOf } from "./inbox.ts";
import type { IssueEvent } from "./issue-event.ts";
import type { Log } from "./log.ts";
import type { Meaning } from "./meaning.ts";
import { changed } from "./merge.ts";
import { type Placement, type PlacingDeps, place } from "./placing.ts";
import type { Chat } from "./ports/chat.ts";
import type { Change, Hold, Writing } from "./ports/clustering.ts";
import type { SourceAdapter, Tracker } from "./ports/sources.ts";
import type { FeedbackStore, Inbox } from "./ports.ts";
import { inTurns } from "./turns.ts";
import { newMeanings, type UnderstandingDeps } from "./understanding.ts";
import { isNew, mayBeUntold, type ReceivingDeps, tellReceived } from "./webhook/receiving.ts";

export interface IntakeDeps extends DraftingDeps, PlacingDeps, ReceivingDeps, Pick<UnderstandingDeps, "meanings"> {
  inbox: Inbox;
  feedback: FeedbackStore;
  sources: ReadonlyMap<string, SourceAdapter>;
  trackers: ReadonlyMap<string, Tracker>;
  /** Takes in what a tracker tells of an issue. */
  hear: (event: IssueEvent) => Promise<void>;
  chats: ReadonlyMap<string, Chat>;
  /** Does what somebody asked for in a chat; gives what there is to take in. */
  attend: (chat: Chat, asked: Asked) => Promise<FeedbackEvent[]>;
  log: Log;
}

const writesAtOnce = 16;
/** A transaction takes a hundred writes; each piece of feedback is up to four. */
const openedTogether = 20;
const mostConflicts = 8;

/**
 * Takes received entries in: each becomes events, the events of one thing become one feedback, which is given a
 * person and a theme and written. An entry leaves the inbox only afterwards, so that a crash anywhere repeats it, and
 * a repeat finds nothing new to tell. One that fails stays, or is parked with its reason; the others go on. What is
 * for a board that another worker is writing on stays as it is, for the sweep.
 */
export async function takeIn(deps: IntakeDeps, entries: readonly InboxEntry[]): Promise<void> {
  const failures = new Map<InboxEntry, unknown>();
  const arrivals = (await Promise.all(entries.map((entry) => interpret(deps, entry, failures)))).flat();
  const groups = Map.groupBy(arrivals, ({ event }) => feedbackId(event.source, event.externalId));
  const { failed, left } = await settle(deps, groups);
  for (const [id, error] of failed) for (const { entry } of groups.get(id) ?? []) failures.set(entry, error);
  const waiting = new Set(left.flatMap((id) => (groups.get(id) ?? []).map(({ entry }) => entry)));
  const done = entries.filter((entry) => !failures.has(entry) && !waiting.has(entry));
  await deps.inbox.done(done);
  tellTaken(deps, done, arrivals);
  if (waiting.size > 0) deps.log("inbox.left", { entries: waiting.size });
  for (const [entry, error] of failures) await keepFailed(deps, entry, error);
}

/** Which entry became which feedback: the way from a request to a theme. */
function tellTaken({ log }: IntakeDeps, done: readonly InboxEntry[], arrivals: readonly Arrival[]): void {
  const told = Map.groupBy(arrivals, ({ entry }) => entry);
  for (const entry of done) {
    const feedback = (told.get(entry) ?? []).map(({ event }) => feedbackId(event.source, event.externalId));
    log("inbox.taken", { entry: entry.id, source: sourceOf(entry), attempts: entry.attempts + 1, feedback });
  }
}

async function interpret(deps: IntakeDeps, entry: InboxEntry, failures: Map<InboxEntry, unknown>): Promise<Arrival[]> {
  if (entry.content.type === "event") return [{ entry, event: entry.content.event }];
  if (entry.content.type === "unreadable") {
    failures.set(entry, new EarshotError("input", `It cannot be read: ${entry.content.unreadable.reason}`));
    return [];
  }
  const { webhook } = entry.content;
  try {
    const tracker = deps.trackers.get(webhook.source);
    if (tracker) {
      for (const event of tracker.interpret(webhook)) await deps.hear(event);
      return [];
    }
    const chat = deps.chats.get(webhook.source);
    if (chat) {
      const asked = await chat.interpret(webhook);
      return asked ? (await deps.attend(chat, asked)).map((event) => ({ entry, event })) : [];
    }
    const source = deps.sources.get(webhook.source);
    if (!source) throw new EarshotError("input", `There is no source called ${webhook.source} any more.`);
    return (await source.interpret(webhook)).map((event) => ({ entry, event }));
  } catch (error) {
    failures.set(entry, error);
    return [];
  }
}

/** Writes every feedback that has something new to tell; returns those that could not be, with why, and those left. */
async function settle(
  deps: IntakeDeps,
  groups: Map<string, Arrival[]>,
): Promise<{ failed: Map<string, unknown>; left: string[] }> {
  const failed = new Map<string, unknown>();
  const left: string[] = [];
  let waiting = [...groups.keys()];
  for (let round = 0; waiting.length > 0; round++) {
    const drafts = await draftAll(deps, waiting, groups, failed);
    // Before it is anybody's turn: nobody else waits for the model.
    const meanings = await newMeanings(deps, drafts);
    waiting = await deps.clusters.writing(
      drafts.flatMap(boardsOf),
      async (writing) => {
        const isFree = (draft: Draft) => !boardsOf(draft).some((board) => writing.refused.has(board));
        left.push(...drafts.filter((draft) => !isFree(draft)).map(({ told }) => told.id));
        return write(deps, writing, drafts.filter(isFree), meanings, (id, error) => {
          const again = isError(error, "conflict") && round < mostConflicts;
          if (!again) failed.set(id, error);
          return again;
        });
      },
      round > 0,
    );
  }
  return { failed, left };
}

/**
 * Gives each draft its place and writes it; returns those to be tried again. What opens a theme is written first,
 * twenty at once, on condition that the board is still ours (`Leasing`): a worker that was stopped for so long that
 * another took over may still add to themes that both know, but must not open a second one of what the other opened.
 */
async function write(
  deps: IntakeDeps,
  writing: Writing,
  drafts: readonly Draft[],
  meanings: ReadonlyMap<string, Meaning>,
  failing: (id: string, error: unknown) => boolean,
): Promise<string[]> {
  const again: string[] = [];
  const unwritten = new Set<string>();
  const placements = drafts.flatMap((draft) => {
    const { known, told } = draft;
    if (changed(known, told)) return [place(deps, draft, meanings)];
    // Perhaps this very worker wrote it without hearing so, and took back what it had told clustering.
    if (known?.theme !== undefined) deps.clusters.place(known.board, { ...known, theme: known.theme }, known.text);
    return [];
  });
  await announceAll(writing, drafts, placements);
  const unopened = new Set<string | undefined>();
  const put = async ({ next, known, undo, opens }: Placement, hold?: Hold) => {
    try {
      if (!opens && next.theme !== undefined && unopened.has(next.theme))
        throw new EarshotError("conflict", "The theme was not opened.");
      await deps.feedback.put(next, known, hold);
      tellPlaced(deps, next, opens);
    } catch (error) {
      undo();
      if (opens) unopened.add(next.theme);
      unwritten.add(next.id);
      if (failing(next.id, error)) again.push(next.id);
    }
  };
  const opening = Map.groupBy(
    placements.filter(({ opens }) => opens),
    ({ next }) => next.board,
  );
  for (const [board, all] of opening) {
    const hold = writing.hold(board);
    for (let i = 0; i < all.length; i += openedTogether) {
      const some = all.slice(i, i + openedTogether);
      if (!(await putTogether(deps, some, hold))) for (const placement of some) await put(placement, hold);
    }
  }
  await inTurns(
    placements.filter(({ opens }) => !opens),
    writesAtOnce,
    (placement) => put(placement),
  );
  await tellReceived(deps, arrivedOf(drafts, placements, unwritten, deps.clock()));
  return again;
}

/** What is there from now on, or was perhaps written a moment ago by somebody who died of it. */
function arrivedOf(
  drafts: readonly Draft[],
  placements: readonly Placement[],
  unwritten: ReadonlySet<string>,
  now: number,
): Feedback[] {
  const placed = new Map(placements.map((placement) => [placement.next.id, placement]));
  return drafts.flatMap(({ told: { id }, known, repeated }) => {
    const { next } = placed.get(id) ?? {};
    if (next && isNew(next, known)) return unwritten.has(id) ? [] : [next];
    return known && repeated && mayBeUntold(known, now) ? [known] : [];
  });
}

function tellPlaced({ log }: IntakeDeps, { id, revision, board, theme }: Feedback, opens: boolean): void {
  log("feedback.placed", { feedback: id, revision, board, theme, opens });
}

/** As one write, because all of them rest on the one row of the lease; where that fails, each has to try by itself. */
async function putTogether(
  deps: IntakeDeps,
  placements: readonly Placement[],
  hold: Hold | undefined,
): Promise<boolean> {
  if (placements.length < 2) return false;
  try {
    await deps.feedback.putTogether(
      placements.map(({ next, known }) => ({ next, previous: known })),
      hold,
    );
    for (const { next, opens } of placements) tellPlaced(deps, next, opens);
    return true;
  } catch {
    // Whose fault it was is found out, and said, by writing each alone.
    return false;
  }
}

/** Announces what is about to be written, and once more what a repeat found written already. */
async function announceAll(
  writing: Writing,
  drafts: readonly Draft[],
  placements: readonly Placement[],
): Promise<void> {
  const revisions = new Map(placements.map(({ next }) => [next.id, next]));
  const changes = new Map<string, Change[]>();
  for (const draft of drafts) {
    const { known } = draft;
    const next = revisions.get(draft.told.id) ?? known;
    if (next === undefined || (next.theme === undefined && known?.theme === undefined)) continue;
    for (const board of boardsOf(draft)) {
      const some = changes.get(board) ?? [];
      some.push({ feedback: next.id, revision: next.revision });
      changes.set(board, some);
    }
  }
  for (const [board, some] of changes) await writing.announce(board, some);
}

async function keepFailed({ inbox, log }: IntakeDeps, entry: InboxEntry, error: unknown): Promise<void> {
  // Being asked to wait is no attempt.
  const attempts = entry.attempts + (isError(error, "limited") ? 0 : 1);
  const { park } = afterFailure(error, attempts);
  log(park ? "inbox.parked" : "inbox.failed", {
    entry: entry.id,
    source: sourceOf(entry),
    attempts,
    reason: reasonOf(error),
  });
  try {
    await inbox.failed({ ...entry, attempts, parked: park, error: reasonOf(error) });
  } catch (conflict) {
    // Somebody else has taken it in meanwhile.
    if (!isError(conflict, "conflict")) throw conflict;
  }
}
