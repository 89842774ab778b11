import type { Feedback, Kind, Neighbour, Visibility } from "../feedback.ts";
import type { Run, Suggestion } from "../suggestion.ts";
import type { Wording } from "../theme.ts";

/** A lease as its holder knows it. The fence grows by one each time that the lease changes hands. */
export interface Hold {
  name: string;
  token: string;
  fence: number;
  /** Until when it holds unless prolonged, in milliseconds. */
  until: number;
}

/** Who may do what alone, for as long as she keeps saying so. */
export interface Leases {
  /** Takes a lease that is free or has run out, or prolongs one's own; undefined while somebody else has it. */
  take(name: string, token: string, now: number, until: number): Promise<Hold | undefined>;
  /** Gives a lease back at once; nothing where somebody else has it by now. */
  release(hold: Hold): Promise<void>;
}

/** Feedback whose theme or text is about to change: what will be of that revision, if the write happens. */
export interface Change {
  feedback: string;
  revision: number;
}

/** Changes that were announced together. Positions of a board count from 1 without a gap. */
export interface Announcement {
  position: number;
  at: string;
  changes: Change[];
  /** That nothing known until here may be used any more: all of it is made anew from the feedback (erasing.ts). */
  forget?: boolean | undefined;
}

/** What is known of a board's snapshot: it holds all that was announced up to `position`. */
export interface SnapshotHead {
  generation: string;
  position: number;
  items: number;
  at: string;
}

/** Clustering's state as it is kept: a snapshot, and the log of what was announced since. Lost, it is made anew. */
export interface ClusterStore {
  /** In one consistent read: the snapshot there is, and the announcements after a position, oldest first. */
  since(board: string, position: number): Promise<{ head: SnapshotHead | undefined; log: Announcement[] }>;
  /**
   * Announces changes as the next after a position.
   * @throws EarshotError `conflict` when somebody else has announced something there.
   */
  announce(board: string, announcement: Announcement): Promise<void>;
  /** A snapshot's bytes; undefined when they are gone or damaged. */
  read(board: string, head: SnapshotHead): Promise<Uint8Array | undefined>;
  /**
   * Puts a snapshot in the place of the one before, and deletes that and the log up to the new one's position.
   * Returns false, and leaves everything as it was, when somebody else has done so meanwhile.
   */
  write(board: string, head: SnapshotHead, bytes: Uint8Array, previous: SnapshotHead | undefined): Promise<boolean>;
  /** Forgets a board's snapshot, so that it is made anew from the feedback. */
  forget(board: string): Promise<void>;
}

/** When and how a board's themes were formed anew, and what is proposed to people about those they have touched. */
export interface FormingStore {
  /** The newest first. */
  runs(board: string, limit: number): Promise<Run[]>;
  record(run: Run): Promise<void>;
  /** All there ever were, whatever became of them. */
  proposals(board: string): Promise<Suggestion[]>;
  proposal(board: string, id: string): Promise<Suggestion | undefined>;
  /** @throws EarshotError `conflict` when its revision is no longer `previous`'s (none: there is one). */
  put(next: Suggestion, previous: Suggestion | undefined): Promise<void>;
  /** Takes back what is no longer proposed; nothing where somebody has decided meanwhile. */
  withdraw(suggestion: Suggestion): Promise<void>;
}

/** What somebody has who may assign themes on boards: the only one at the time. */
export interface Writing {
  /** Boards that somebody else is writing on: nothing may be assigned there. */
  readonly refused: ReadonlySet<string>;
  /** The lease that opening a theme rests on. */
  hold(board: string): Hold | undefined;
  /** Tells every reader of a board what is about to change, before it does (clusters.ts). */
  announce(board: string, changes: readonly Change[]): Promise<void>;
}

/**
 * What clustering knows of the boards, in memory: snapshot, log and what this worker wrote itself. A decision and its
 * taking back are in memory only; what is durable is the feedback's theme.
 */
export interface Clusters {
  /** Loads what the boards need, and follows what others did; called before reading, cheap when nothing is missing. */
  prepare(boards: readonly string[]): Promise<void>;
  /**
   * Runs what assigns themes on boards, alone and knowing all that was done before. `sure` asks even for leases that
   * this worker believes to have: after a write that failed because it perhaps had not.
   */
  writing<T>(boards: readonly string[], work: (writing: Writing) => Promise<T>, sure?: boolean): Promise<T>;
  /**
   * The theme that a text belongs to (a new id when there is none), and the neighbours that explain it. None that
   * people have locked; of themes that were merged, the one that stands for them.
   */
  assign(board: string, feedback: Readable): { theme: string; opened: boolean; why: Neighbour[] };
  /** Whether a person said of what is worded like this that it is no request. */
  isUnwanted(board: string, text: string): boolean;
  /** Whether people have locked a theme, or the one that stands for it: the machine neither adds to it nor takes from it. */
  isLocked(board: string, theme: string): boolean;
  /** Makes feedback known under its theme, in place of what was known of it: the text that it had `before`. */
  place(board: string, feedback: Readable & { theme: string }, before: string | undefined): void;
  remove(board: string, feedback: string, before: string | undefined): void;
  /** Has feedback looked up again that was to be written, and perhaps was. */
  doubt(board: string, change: Change): void;
  /** How a theme is called and told, in its members' words; the title it has so far stays unless another is clearly better. */
  word(board: string, members: readonly Member[], sofar?: string): MachineWording;
  similar(board: string, text: string, limit: number): { theme: string; score: number }[];
}

/** Feedback as clustering reads it: by its words, and by what they mean where that is known. */
export type Readable = Pick<Feedback, "id" | "text" | "meaning">;

/** Feedback as wording sees it: redacted text, first line the member's own title where there is one. */
export interface Member {
  id: string;
  person: string;
  text: string;
  visibility: Visibility;
  kind: Kind;
}

export type MachineWording = Pick<Wording, "title" | "titleScore" | "draft" | "summary" | "quotes" | "narrated">;
