import { afterFailure } from "./attempt.ts";
import { type Board, defaultBoard } from "./board.ts";
import { classify } from "./classify.ts";
import { type Clock, isoTime } from "./clock.ts";
import { EarshotError, isError, reasonOf } from "./error.ts";
import type { Feedback, FeedbackEvent } from "./feedback.ts";
import { feedbackId } from "./feedback.ts";
import type { InboxEntry } from "./inbox.ts";
import type { Log } from "./log.ts";
import { aliasesOf, changed, merge, type Told } from "./merge.ts";
import { personOf } from "./person.ts";
import type { Clusters, FeedbackStore, Inbox, PersonStore, Settings, SourceAdapter } from "./ports.ts";
import { redact } from "./redact.ts";
import { inTurns } from "./turns.ts";

export interface IntakeDeps {
  inbox: Inbox;
  feedback: FeedbackStore;
  people: PersonStore;
  settings: Pick<Settings, "boards">;
  sources: ReadonlyMap<string, SourceAdapter>;
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
const mostConflicts = 8;

/**
 * Takes received entries in: each becomes events, the events of one thing become one feedback, which is given a
 * person and a theme and written. An entry leaves the inbox only afterwards, so that a crash anywhere repeats it, and
 * a repeat finds nothing new to tell. One that fails stays, or is parked with its reason; the others go on.
 */
export async function takeIn(deps: IntakeDeps, entries: readonly InboxEntry[]): Promise<void> {
  const failures = new Map<InboxEntry, unknown>();
  const arrivals = (await Promise.all(entries.map((entry) => interpret(deps, entry, failures)))).flat();
  const groups = Map.groupBy(arrivals, ({ event }) => feedbackId(event.source, event.externalId));
  const attempts = await settle(deps, groups);
  for (const [id, error] of attempts) for (const { entry } of groups.get(id) ?? []) failures.set(entry, error);
  await deps.inbox.done(entries.filter((entry) => !failures.has(entry)));
  for (const [entry, error] of failures) await keepFailed(deps, entry, error);
}

async function interpret(deps: IntakeDeps, entry: InboxEntry, failures: Map<InboxEntry, unknown>): Promise<Arrival[]> {
  if (entry.content.type === "event") return [{ entry, event: entry.content.event }];
  const { webhook } = entry.content;
  try {
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
  /** Names that were used together, of this telling and of others, which may have come too late to be told by. */
  names: string[][];
}

/** Writes every feedback that has something new to tell; returns those that could not be, with why. */
async function settle(deps: IntakeDeps, groups: Map<string, Arrival[]>): Promise<Map<string, unknown>> {
  const failed = new Map<string, unknown>();
  let waiting = [...groups.keys()];
  for (let round = 0; waiting.length > 0; round++) {
    const conflicts: string[] = [];
    const placements = await draftAll(deps, waiting, groups, failed);
    await inTurns(placements, writesAtOnce, async ({ next, known, undo }) => {
      try {
        await deps.feedback.put(next, known);
      } catch (error) {
        undo();
        if (isError(error, "conflict") && round < mostConflicts) conflicts.push(next.id);
        else failed.set(next.id, error);
      }
    });
    waiting = conflicts;
  }
  return failed;
}

interface Placement {
  next: Feedback;
  known: Feedback | undefined;
  /** Takes back what clustering was told, when the write did not happen. */
  undo: () => void;
}

async function draftAll(
  deps: IntakeDeps,
  ids: readonly string[],
  groups: Map<string, Arrival[]>,
  failed: Map<string, unknown>,
): Promise<Placement[]> {
  const [stored, boards] = await Promise.all([deps.feedback.getMany(ids), deps.settings.boards()]);
  const drafts: Draft[] = [];
  for (const id of ids) {
    const known = stored.get(id);
    const arrivals = groups.get(id) ?? [];
    const told = arrivals.reduce<Told | undefined>(
      (sofar, { entry, event }) => merge(sofar, event, entry.receivedAt),
      known,
    );
    if (!told) continue;
    const names = arrivals.flatMap(({ event }) => (event.author?.aliases.length ? [event.author.aliases] : []));
    drafts.push({ known, told: routed(told, known, arrivals, boards), names: [...names, aliasesOf(told)] });
  }
  const roots = await deps.people.rootsOf(drafts.flatMap(({ names }) => names.flat().map(personOf)));
  await deps.clusters.prepare([
    ...new Set(drafts.flatMap(({ told, known }) => [told.board as string, known?.board ?? []].flat())),
  ]);
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
    if (changed(known, told)) return [place(deps, known, told, roots.get(speaker) ?? speaker)];
    // Perhaps this very worker wrote it without hearing so, and took back what it had told clustering.
    if (known?.theme !== undefined) deps.clusters.place(known.board, known.id, known.theme, known.text);
    return [];
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

function place(deps: IntakeDeps, known: Feedback | undefined, told: Told, person: string): Placement {
  const { clusters } = deps;
  const board = told.board as string;
  const text = told.withdrawn ? "" : readable(told);
  const verdict = classify(text);
  const apart = told.withdrawn ? "withdrawn" : verdict.apart;
  const decision = decide(clusters, known, { id: told.id, board, text, apart });
  const next: Feedback = {
    ...told,
    board,
    person,
    title: told.withdrawn ? undefined : told.title,
    body: told.withdrawn ? "" : told.body,
    text,
    receivedAt: known?.receivedAt ?? isoTime(deps.clock()),
    theme: decision.theme,
    apart: decision.theme === undefined ? apart : undefined,
    kind: verdict.kind,
    heat: verdict.heat,
    abusive: verdict.abusive,
    why: decision.why,
    placedBy: decision.placedBy,
    revision: (known?.revision ?? 0) + 1,
  };
  if (known?.theme !== undefined && known.board !== board) clusters.remove(known.board, told.id);
  if (next.theme === undefined) clusters.remove(board, told.id);
  else clusters.place(board, told.id, next.theme, text);
  return {
    next,
    known,
    undo: () => {
      if (known?.theme === undefined) clusters.remove(board, told.id);
      else clusters.place(known.board, told.id, known.theme, known.text);
    },
  };
}

/**
 * Which theme feedback goes to: none when it asks for nothing; the one it is in when a person put it there or its
 * text is as it was; else the one that its neighbours speak for.
 */
function decide(
  clusters: Clusters,
  known: Feedback | undefined,
  now: { id: string; board: string; text: string; apart: string | undefined },
): Pick<Feedback, "theme" | "why" | "placedBy"> {
  const placedBy = known?.placedBy ?? "machine";
  if (now.apart === "withdrawn") return { theme: undefined, why: [], placedBy: "machine" };
  if (known?.theme !== undefined && (placedBy === "person" || (known.text === now.text && known.board === now.board)))
    return { theme: known.theme, why: known.why, placedBy };
  if (now.apart !== undefined) return { theme: undefined, why: [], placedBy };
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
