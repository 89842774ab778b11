import { afterFailure } from "./attempt.ts";
import { type Board, defaultBoard } from "./board.ts";
import { classify } from "./classify.ts";
import { type Clock, isoTime } from "./clock.ts";
import { EarshotError, isError, reasonOf } from "./error.ts";
import type { Feedback, FeedbackEvent } from "./feedback.ts";
import { feedbackId, notARequest } from "./feedback.ts";
import type { InboxEntry } from "./inbox.ts";
import type { IssueEvent } from "./issue-event.ts";
import type { Log } from "./log.ts";
import { aliasesOf, changed, merge, type Told } from "./merge.ts";
import { personOf } from "./person.ts";
import type {
  Change,
  Clusters,
  FeedbackStore,
  Hold,
  Inbox,
  PersonStore,
  Settings,
  SourceAdapter,
  Tracker,
  Writing,
} from "./ports.ts";
import { redact } from "./redact.ts";
import { inTurns } from "./turns.ts";

export interface IntakeDeps {
  inbox: Inbox;
  feedback: FeedbackStore;
  people: PersonStore;
  settings: Pick<Settings, "boards">;
  sources: ReadonlyMap<string, SourceAdapter>;
  trackers: ReadonlyMap<string, Tracker>;
  /** Takes in what a tracker tells of an issue. */
  hear: (event: IssueEvent) => Promise<void>;
  clusters: Clusters;
  clock: Clock;
  log: Log;
}

/** An event with the entry it came in, and when that was received. */
interface Arrival {
  entry: InboxEntry;
  event: FeedbackEvent;
}

const writesAtOnce = 16;
/** A transaction takes a hundred writes; each piece of feedback is up to three. */
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
  await deps.inbox.done(entries.filter((entry) => !failures.has(entry) && !waiting.has(entry)));
  if (waiting.size > 0) deps.log("inbox.left", { entries: waiting.size });
  for (const [entry, error] of failures) await keepFailed(deps, entry, error);
}

async function interpret(deps: IntakeDeps, entry: InboxEntry, failures: Map<InboxEntry, unknown>): Promise<Arrival[]> {
  if (entry.content.type === "event") return [{ entry, event: entry.content.event }];
  const { webhook } = entry.content;
  try {
    const tracker = deps.trackers.get(webhook.source);
    if (tracker) {
      for (const event of tracker.interpret(webhook)) await deps.hear(event);
      return [];
    }
    const source = deps.sources.get(webhook.source);
    if (!source) throw new EarshotError("input", `There is no source called ${webhook.source} any more.`);
    return (await source.interpret(webhook)).map((event) => ({ entry, event }));
  } catch (error) {
    failures.set(entry, error);
    return [];
  }
}

/** Where one feedback stands on its way in: what was stored, and what it is to become. */
interface Draft {
  known: Feedback | undefined;
  told: Told;
  /** Who said it. */
  person: string;
  /** The theme that she said it about, where she chose one. */
  chosen: string | undefined;
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
    waiting = await deps.clusters.writing(
      drafts.flatMap(boardsOf),
      async (writing) => {
        const isFree = (draft: Draft) => !boardsOf(draft).some((board) => writing.refused.has(board));
        left.push(...drafts.filter((draft) => !isFree(draft)).map(({ told }) => told.id));
        return write(deps, writing, drafts.filter(isFree), (id, error) => {
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

/** The boards that a draft changes: where it is to stand, and where it stood. */
function boardsOf({ told, known }: Draft): string[] {
  const boards = [told.board, known?.board].filter((board) => board !== undefined);
  return [...new Set(boards)];
}

interface Placement {
  next: Feedback;
  known: Feedback | undefined;
  /** Whether it opens its theme. */
  opens: boolean;
  /** Takes back what clustering was told, when the write did not happen. */
  undo: () => void;
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
  failing: (id: string, error: unknown) => boolean,
): Promise<string[]> {
  const again: string[] = [];
  const placements = drafts.flatMap(({ known, told, person, chosen }) => {
    if (changed(known, told)) return [place(deps, known, told, person, chosen)];
    // Perhaps this very worker wrote it without hearing so, and took back what it had told clustering.
    if (known?.theme !== undefined) deps.clusters.place(known.board, known.id, known.theme, known.text, known.text);
    return [];
  });
  await announceAll(writing, drafts, placements);
  const unopened = new Set<string | undefined>();
  const put = async ({ next, known, undo, opens }: Placement, hold?: Hold) => {
    try {
      if (!opens && next.theme !== undefined && unopened.has(next.theme))
        throw new EarshotError("conflict", "The theme was not opened.");
      await deps.feedback.put(next, known, hold);
    } catch (error) {
      undo();
      if (opens) unopened.add(next.theme);
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
  return again;
}

/** As one write, because all of them rest on the one row of the lease; where that fails, each has to try by itself. */
async function putTogether(
  { feedback }: IntakeDeps,
  placements: readonly Placement[],
  hold: Hold | undefined,
): Promise<boolean> {
  if (placements.length < 2) return false;
  try {
    await feedback.putTogether(
      placements.map(({ next, known }) => ({ next, previous: known })),
      hold,
    );
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

async function draftAll(
  deps: IntakeDeps,
  ids: readonly string[],
  groups: Map<string, Arrival[]>,
  failed: Map<string, unknown>,
): Promise<Draft[]> {
  const [stored, boards] = await Promise.all([deps.feedback.getMany(ids), deps.settings.boards()]);
  const drafts: (Omit<Draft, "person" | "chosen"> & { names: string[][] })[] = [];
  for (const id of ids) {
    const known = stored.get(id);
    const arrivals = groups.get(id) ?? [];
    const told = arrivals.reduce<Told | undefined>(
      (sofar, { entry, event }) => merge(sofar, event, entry.receivedAt),
      known,
    );
    if (!told) continue;
    // Names used together, of this telling and of others, which may have come too late to be told by.
    const names = arrivals.flatMap(({ event }) => (event.author?.aliases.length ? [event.author.aliases] : []));
    drafts.push({ known, told: routed(told, known, arrivals, boards), names: [...names, aliasesOf(told)] });
  }
  const roots = await deps.people.rootsOf(drafts.flatMap(({ names }) => names.flat().map(personOf)));
  for (const { told, names } of drafts) {
    try {
      for (const together of names) await meet(deps, together, roots);
    } catch (error) {
      failed.set(told.id, error);
    }
  }
  return drafts.flatMap(({ known, told }) => {
    if (failed.has(told.id)) return [];
    const speaker = personOf(aliasesOf(told)[0] as string);
    const chosen = groups.get(told.id)?.findLast(({ event }) => event.theme !== undefined)?.event.theme;
    return [{ known, told, person: roots.get(speaker) ?? speaker, chosen }];
  });
}

/**
 * What is told with the board it belongs to: the one named; else the one that claims the newest hints that any board
 * claims, whichever event brought them first; else the first there is. A person's decision stands.
 */
function routed(told: Told, known: Feedback | undefined, arrivals: readonly Arrival[], boards: readonly Board[]): Told {
  if (told.versions.board !== undefined || known?.placedBy === "person") return told;
  let { board, versions } = told;
  for (const { event } of arrivals) {
    const claiming = boards.find(({ claims }) => claims.some((claim) => event.hints?.includes(claim)));
    if (!claiming || event.version <= (versions.hints ?? "")) continue;
    board = claiming.id;
    versions = { ...versions, hints: event.version };
  }
  return { ...told, versions, board: board ?? (boards[0] ?? defaultBoard).id };
}

/** Names used together belong to one person: from then on they count as one, wherever they speak. */
async function meet(deps: IntakeDeps, aliases: readonly string[], roots: Map<string, string>): Promise<void> {
  const people = aliases.map((alias) => ({ person: personOf(alias), alias }));
  const distinct = new Set(people.map(({ person }) => roots.get(person) ?? person));
  if (distinct.size < 2) return;
  const keeper = await deps.people.join(people, isoTime(deps.clock()));
  for (const [person, root] of roots) if (distinct.has(root)) roots.set(person, keeper);
}

/**
 * What people said as one text, contact data taken out: the title line first, where there is one. Nothing, as long as
 * only things about it were told (a topic's new title may come before its first post, or be of no member's post).
 */
function readable(told: Told): string {
  if (told.versions.body === undefined) return "";
  return redact([told.title, told.body].filter((part) => part !== undefined && part !== "").join("\n"));
}

function place(
  deps: IntakeDeps,
  known: Feedback | undefined,
  told: Told,
  person: string,
  chosen: string | undefined,
): Placement {
  const { clusters } = deps;
  const board = told.board as string;
  const text = told.withdrawn ? "" : readable(told);
  const verdict = classify(text);
  const apart = told.withdrawn ? "withdrawn" : verdict.apart;
  const decision = decide(clusters, known, { id: told.id, board, text, apart, chosen });
  const next: Feedback = {
    ...told,
    board,
    person,
    title: told.withdrawn ? undefined : told.title,
    body: told.withdrawn ? "" : told.body,
    text,
    receivedAt: known?.receivedAt ?? isoTime(deps.clock()),
    theme: decision.theme,
    apart: decision.theme === undefined ? (decision.apart ?? apart) : undefined,
    kind: verdict.kind,
    heat: verdict.heat,
    abusive: verdict.abusive,
    why: decision.why,
    placedBy: decision.placedBy,
    revision: (known?.revision ?? 0) + 1,
  };
  const before = known?.text;
  if (known?.theme !== undefined && known.board !== board) clusters.remove(known.board, told.id, before);
  if (next.theme === undefined) clusters.remove(board, told.id, before);
  else clusters.place(board, told.id, next.theme, text, before);
  return {
    next,
    known,
    opens: decision.opened,
    undo: () => {
      if (known?.theme === undefined || known.board !== board) clusters.remove(board, told.id, text);
      if (known?.theme !== undefined) clusters.place(known.board, told.id, known.theme, known.text, text);
      // Perhaps it was written all the same: an answer can be lost.
      clusters.doubt(board, { feedback: next.id, revision: next.revision });
    },
  };
}

/**
 * Which theme feedback goes to: the one that its author chose when she first said it; none when it asks for nothing; the
 * one that a person put it in, also when it comes back after having been withdrawn; the one it is in when its text is as it was; else the one that its neighbours speak for.
 */
function decide(
  clusters: Clusters,
  known: Feedback | undefined,
  now: { id: string; board: string; text: string; apart: string | undefined; chosen: string | undefined },
): Pick<Feedback, "theme" | "why" | "placedBy" | "apart"> & { opened: boolean } {
  const placedBy = known?.placedBy ?? "machine";
  const opened = false;
  if (now.apart === "withdrawn") return { theme: undefined, why: [], placedBy, opened };
  if (known === undefined && now.chosen !== undefined)
    return { theme: now.chosen, why: [], placedBy: "person", opened };
  if (known !== undefined && placedBy === "person") {
    const theme = known.keptIn ?? known.theme;
    return { theme, apart: theme === undefined ? notARequest : undefined, why: known.why, placedBy, opened };
  }
  if (known?.theme !== undefined && known.text === now.text && known.board === now.board)
    return { theme: known.theme, why: known.why, placedBy, opened };
  if (now.apart !== undefined) return { theme: undefined, why: [], placedBy, opened };
  return { ...clusters.assign(now.board, now.id, now.text), placedBy: "machine" };
}

async function keepFailed({ inbox, log }: IntakeDeps, entry: InboxEntry, error: unknown): Promise<void> {
  const attempts = entry.attempts + 1;
  const { park } = afterFailure(error, attempts);
  log(park ? "inbox.parked" : "inbox.failed", { entry: entry.id, attempts, reason: reasonOf(error) });
  try {
    await inbox.failed({ ...entry, attempts, parked: park, error: reasonOf(error) });
  } catch (conflict) {
    // Somebody else has taken it in meanwhile.
    if (!isError(conflict, "conflict")) throw conflict;
  }
}
