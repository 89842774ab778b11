import { type Board, defaultBoard } from "./board.ts";
import { type Clock, isoTime } from "./clock.ts";
import type { Feedback, FeedbackEvent } from "./feedback.ts";
import type { InboxEntry } from "./inbox.ts";
import { aliasesOf, changed, merge, type Told } from "./merge.ts";
import { personOf } from "./person.ts";
import type { FeedbackStore, PersonStore, Settings } from "./ports.ts";

export interface DraftingDeps {
  feedback: Pick<FeedbackStore, "getMany">;
  people: Pick<PersonStore, "rootsOf" | "join">;
  settings: Pick<Settings, "boards">;
  clock: Clock;
}

/** An event with the entry it came in, and when that was received. */
export interface Arrival {
  entry: InboxEntry;
  event: FeedbackEvent;
}

/** Where one feedback stands on its way in: what was stored, and what it is to become. */
export interface Draft {
  known: Feedback | undefined;
  told: Told;
  /** Whether some of what is told now was told before: perhaps to somebody who died of it. */
  repeated: boolean;
  /** Who said it. */
  person: string;
  /** The theme that she said it about, where she chose one. */
  chosen: string | undefined;
}

/** The boards that a draft changes: where it is to stand, and where it stood. */
export function boardsOf({ told, known }: Draft): string[] {
  const boards = [told.board, known?.board].filter((board) => board !== undefined);
  return [...new Set(boards)];
}

/**
 * What becomes of each feedback that was told about: what is stored and what is told now, as one, with the board it
 * belongs to and the person who said it. Those that could not be are in `failed`, with why.
 */
export async function draftAll(
  deps: DraftingDeps,
  ids: readonly string[],
  groups: Map<string, Arrival[]>,
  failed: Map<string, unknown>,
): Promise<Draft[]> {
  const [stored, boards] = await Promise.all([deps.feedback.getMany(ids), deps.settings.boards()]);
  const drafts: (Omit<Draft, "person" | "chosen"> & { names: string[][] })[] = [];
  for (const id of ids) {
    const known = stored.get(id);
    // Whoever said it has had it erased: the same told again, or late, tells nothing.
    if (known?.erased !== undefined) continue;
    const arrivals = groups.get(id) ?? [];
    const told = arrivals.reduce<Told | undefined>(
      (sofar, { entry, event }) => merge(sofar, event, entry.receivedAt),
      known,
    );
    if (!told) continue;
    // Names used together, of this telling and of others, which may have come too late to be told by.
    const names = arrivals.flatMap(({ event }) => (event.author?.aliases.length ? [event.author.aliases] : []));
    const repeated = arrivals.some(({ entry, event }) => !changed(known, merge(known, event, entry.receivedAt)));
    drafts.push({ known, told: routed(told, known, arrivals, boards), repeated, names: [...names, aliasesOf(told)] });
  }
  const roots = await deps.people.rootsOf(drafts.flatMap(({ names }) => names.flat().map(personOf)));
  for (const { told, names } of drafts) {
    try {
      for (const together of names) await meet(deps, together, roots);
    } catch (error) {
      failed.set(told.id, error);
    }
  }
  return drafts.flatMap(({ known, told, repeated }) => {
    if (failed.has(told.id)) return [];
    const speaker = personOf(aliasesOf(told)[0] as string);
    const chosen = groups.get(told.id)?.findLast(({ event }) => event.theme !== undefined)?.event.theme;
    return [{ known, told, repeated, person: roots.get(speaker) ?? speaker, chosen }];
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
async function meet(deps: DraftingDeps, aliases: readonly string[], roots: Map<string, string>): Promise<void> {
  const people = aliases.map((alias) => ({ person: personOf(alias), alias }));
  const distinct = new Set(people.map(({ person }) => roots.get(person) ?? person));
  if (distinct.size < 2) return;
  const keeper = await deps.people.join(people, isoTime(deps.clock()));
  for (const [person, root] of roots) if (distinct.has(root)) roots.set(person, keeper);
}
