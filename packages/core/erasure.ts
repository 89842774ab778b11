import * as z from "zod";
import { type Clock, isoTime } from "./clock.ts";
import { EarshotError } from "./error.ts";
import type { Feedback } from "./feedback.ts";
import { newId, type Randomness } from "./id.ts";
import { lazily } from "./lazily.ts";
import { Alias, personOf } from "./person.ts";
import type { PersonStore } from "./ports.ts";

/**
 * One person's wish to be erased, as long as it is under way. It holds who she is, because it has to find her; it goes
 * with the rest of her (erasing.ts).
 */
export const Erasure = lazily(() =>
  z.object({
    id: z.string(),
    /** The person of the alias that was named; while it is under way there is one erasure of hers. */
    person: z.string(),
    /** Everybody she is one with, all her names, and what she was called. */
    people: z.array(z.string()),
    aliases: z.array(Alias),
    names: z.array(z.string()),
    /** What she does later is new, and stays. */
    askedAt: z.string(),
    /**
     * First her own rows are taken away, by index; then the whole table is gone through: once for what others say in the
     * same words, which is theirs, then for what repeats hers.
     */
    step: z.enum(["taking", "comparing", "searching"]),
    /** How often the table was searched, where the search goes on, and what it has found so far. */
    round: z.number().int(),
    from: z.record(z.string(), z.unknown()).optional(),
    found: z.number().int(),
    /** Boards whose clustering forgets her, with the position of their logs from which on a snapshot is free of her. */
    forgotten: z.record(z.string(), z.number().int()),
    /** Themes where people wrote something that may quote her: theirs to look at. */
    look: z.array(z.string()),
    /** Whether the next step is taken at once; else it waits for somebody else and the sweep. */
    goesOn: z.boolean(),
    revision: z.number().int(),
  }),
);
export type Erasure = z.infer<typeof Erasure>;

/** That an erasure was carried out: what can be shown for it, with nothing that says whose it was. */
export const Erased = lazily(() =>
  z.object({
    id: z.string(),
    askedAt: z.string(),
    doneAt: z.string(),
    feedback: z.number().int(),
    look: z.array(z.string()),
  }),
);
export type Erased = z.infer<typeof Erased>;

/** What is remembered of one piece of her feedback while copies of it are looked for (traces.ts). */
export const Trace = lazily(() =>
  z.object({
    feedback: z.string(),
    theme: z.string().optional(),
    board: z.string().optional(),
    marks: z.array(z.number()),
    /** Its address and its name at its source. */
    places: z.array(z.string()),
  }),
);
export type Trace = z.infer<typeof Trace>;

/** A row of the table, whatever it holds. */
export interface StoredRow {
  what:
    | "feedback"
    | "vote"
    | "follow"
    | "person"
    | "theme"
    | "delivery"
    | "pass"
    | "snapshot"
    /** Holds nothing that people said, or is looked after with another row. */
    | "silent"
    | "other";
  key: { pk: string; sk: string };
  content: Record<string, unknown>;
}

/** Erasures under way and what they need of the whole table. */
export interface Erasures {
  /** Begins one, unless one is under way for the same person: that one then begins anew and holds until now. */
  begin(erasure: Erasure): Promise<Erasure>;
  get(person: string): Promise<Erasure | undefined>;
  /** @throws EarshotError `conflict` when its revision is no longer `previous`'s. */
  put(next: Erasure, previous: Erasure): Promise<void>;
  /** All that are under way. */
  underWay(): Promise<Erasure[]>;
  /** Hands all that are under way to the worker. Returns how many. */
  wake(now: string): Promise<number>;
  /**
   * Leaves of feedback only its id, and with that, as one, the trace by which copies are found.
   * @throws EarshotError `conflict` when the feedback's revision is no longer `previous`'s (none: there is some).
   */
  take(erasure: string, next: Feedback, previous: Feedback | undefined, trace: Trace): Promise<void>;
  traces(erasure: string): Promise<Trace[]>;
  /** Notes marks that others leave as well and that were not noted before; and tells all that were. */
  share(erasure: string, marks: readonly number[]): Promise<void>;
  shared(erasure: string): Promise<number[]>;
  /** So many pages of the whole table, read consistently, and where to go on. */
  search(from: Erasure["from"], pages: number): Promise<{ rows: StoredRow[]; next: Erasure["from"] }>;
  remove(row: StoredRow): Promise<void>;
  /**
   * Writes some of a row's attributes.
   * @throws EarshotError `conflict` when one of them is no longer as it was read.
   */
  rewrite(row: StoredRow, changes: Record<string, unknown>): Promise<void>;
  /** Ends one: its traces go, and the record that it was done stays. */
  finish(erasure: Erasure, erased: Erased): Promise<void>;
  stateOf(id: string): Promise<ErasureState | undefined>;
}

/** How far an erasure is. */
export type ErasureState = { state: "under_way"; id: string; askedAt: string } | ({ state: "done" } & Erased);

/**
 * All that is left of feedback once its author is erased: that there was some of this id, a hash which cannot be read
 * backwards. It keeps the same from coming again, from a forum that is asked or a delivery that is late.
 */
export function tombstone({ id, board, revision }: Pick<Feedback, "id" | "board" | "revision">, at: string): Feedback {
  return {
    id,
    board,
    source: "erased",
    externalId: "erased",
    person: personOf(`anonymous:${id}`),
    aliases: [],
    body: "",
    text: "",
    at,
    receivedAt: at,
    visibility: "private",
    withdrawn: true,
    versions: {},
    apart: "erased",
    kind: "unclear",
    heat: 0,
    abusive: false,
    why: [],
    placedBy: "machine",
    erased: at,
    revision,
  };
}

export interface AskingDeps {
  erasures: Pick<Erasures, "begin">;
  clock: Clock;
  randomness: Randomness;
}

/**
 * Asks for everything to be erased that somebody ever left here, under this name and all that were found to be hers.
 * It is begun at once by the worker and done within minutes; asking again meanwhile begins anew.
 */
export function askErasure({ erasures, clock, randomness }: AskingDeps, alias: Alias): Promise<Erasure> {
  const now = clock();
  const person = personOf(alias);
  return erasures.begin({
    id: newId("erasure", now, randomness),
    person,
    people: [person],
    aliases: [alias],
    names: [],
    askedAt: isoTime(now),
    step: "taking",
    round: 0,
    found: 0,
    forgotten: {},
    look: [],
    goesOn: true,
    revision: 1,
  });
}

/**
 * What somebody did before and has asked to be erased is about to go: that she does the same once more could not be told
 * from it, and would go as well.
 * @throws EarshotError `limited` while that is under way.
 */
export async function mustNotBeGoing(
  { erasures, people }: { erasures: Pick<Erasures, "underWay">; people: Pick<PersonStore, "rootsOf"> },
  her: readonly string[],
): Promise<void> {
  const underWay = await erasures.underWay();
  if (underWay.length === 0) return;
  const roots = await people.rootsOf([...her, ...underWay.map(({ person }) => person)]);
  const same = ({ person, people: known }: Erasure): boolean =>
    her.some((one) => known.includes(one) || roots.get(one) === roots.get(person));
  if (underWay.some(same))
    throw new EarshotError("limited", "What you left here is being erased. Try again in a minute.", { retryAfter: 60 });
}
