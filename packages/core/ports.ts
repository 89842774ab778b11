import type { Board, Team } from "./board.ts";
import type { Correction, Fact } from "./correction.ts";
import type { Feedback, FeedbackEvent, Kind, Neighbour, Visibility } from "./feedback.ts";
import type { InboxEntry, WebhookDelivery } from "./inbox.ts";
import type { IssueEvent } from "./issue-event.ts";
import type { Delivery, DeliveryState } from "./outbox.ts";
import type { Run, Suggestion } from "./suggestion.ts";
import type { Backing, Membership } from "./tally.ts";
import type { IssueLink, Sort, Status, Theme, ThemeCard, Wording } from "./theme.ts";
import type { Vote } from "./vote.ts";

/** A page of anything, with where to go on; `next` is absent on the last page. Cursors are opaque. */
export interface Page<T> {
  items: T[];
  next: string | undefined;
}

export interface PageRequest {
  limit: number;
  cursor?: string | undefined;
}

/** What is received and not yet taken in. */
export interface Inbox {
  /** Stores entries durably; only then may anything be acknowledged. */
  receive(entries: readonly InboxEntry[]): Promise<void>;
  /** Stores an entry unless one was stored under that name before. Returns whether it was new. */
  receiveOnce(entry: InboxEntry, name: string): Promise<boolean>;
  /** Removes what has been taken in. */
  done(entries: readonly InboxEntry[]): Promise<void>;
  /** Keeps an entry that failed, one attempt the wiser; parked ones wait for a person. */
  failed(entry: InboxEntry): Promise<void>;
  /** Hands entries that were received before a time and are still there to the worker again. Returns how many. */
  wake(before: string, now: string): Promise<number>;
  /** How many wait, up to a limit, and since when the oldest does. */
  backlog(): Promise<{ waiting: number; since: string | undefined }>;
  parked(request: PageRequest): Promise<Page<InboxEntry>>;
  /** Puts parked entries back to work, at once. Returns how many. */
  retry(ids?: readonly string[]): Promise<number>;
}

/** What is known of one feedback's theme before and after; the store writes feedback and membership as one. */
export interface FeedbackStore {
  get(id: string): Promise<Feedback | undefined>;
  getMany(ids: readonly string[]): Promise<Map<string, Feedback>>;
  /**
   * Writes feedback and, in the same transaction, its membership of a theme (removing the one before).
   * @throws EarshotError `conflict` when the feedback's revision is no longer `previous`'s, or when somebody else has
   * taken the lease that the write rests on.
   */
  put(next: Feedback, previous: Feedback | undefined, hold?: Hold): Promise<void>;
  /** `put` of up to twenty different pieces of feedback, all or none of them. */
  putTogether(writes: readonly { next: Feedback; previous: Feedback | undefined }[], hold?: Hold): Promise<void>;
  /** A theme's feedback, newest first; only the public part for anybody who is not staff. */
  ofTheme(themes: readonly string[], visibility: Visibility | undefined, request: PageRequest): Promise<Page<Feedback>>;
  /** Whether any of these people said something that all may read. */
  hasPublic(people: readonly string[]): Promise<boolean>;
  /** Everything, in no order: to rebuild an index or export. */
  all(): AsyncIterable<Feedback>;
}

export interface ThemeList {
  boards: readonly string[];
  visibilities: readonly Visibility[];
  sort: Sort;
  statuses?: readonly Status[] | undefined;
}

export interface Evidence {
  head: Theme | undefined;
  memberships: Membership[];
  votes: Backing[];
}

export interface ThemeStore {
  get(id: string): Promise<Theme | undefined>;
  getMany(ids: readonly string[]): Promise<Map<string, Theme>>;
  list(list: ThemeList, request: PageRequest): Promise<Page<ThemeCard>>;
  /**
   * Everything that a count rests on, read consistently; the head, where there is one, before the rows behind it: its
   * own and those of the themes it has absorbed, memberships in the order of their times.
   */
  evidence(theme: string): Promise<Evidence>;
  /**
   * Writes a head with the deliveries that follow from it, as one.
   * @throws EarshotError `conflict` when the head's revision is no longer `previous`'s (none: it exists already).
   */
  put(next: Theme, previous: Theme | undefined, deliveries?: readonly Delivery[]): Promise<void>;
  all(): AsyncIterable<Theme>;
}

export interface VoteStore {
  /** Writes a vote unless the person's vote is there. Returns whether it was new. */
  put(vote: Vote): Promise<boolean>;
  /** Returns whether there was one. */
  remove(theme: string, person: string): Promise<boolean>;
  has(theme: string, person: string): Promise<boolean>;
  /** Those of some themes that any of a member's people has voted for, in one read. */
  among(themes: readonly string[], people: readonly string[]): Promise<Set<string>>;
  /** The themes that a person has voted for. */
  castBy(person: string): Promise<string[]>;
}

/** A row as it is to be, and as it was read: the condition under which it is written. */
export interface Versions<T> {
  next: T;
  previous: T | undefined;
}

/** Everything that a correction changes at once. */
export interface CorrectionWrite {
  corrections: readonly Versions<Correction>[];
  heads: readonly Versions<Theme>[];
  feedback: readonly Versions<Feedback>[];
  /** What follows from the heads for the outside. */
  deliveries: readonly Delivery[];
  /** What it teaches about the board of its first correction. */
  fact: Fact | undefined;
  /** Themes to be counted, because other rows are behind them than before. */
  count: readonly string[];
}

/** What people corrected, and what follows from it for clustering. */
export interface CorrectionStore {
  /** All or nothing. @throws EarshotError `conflict` when something is no longer as it was read. */
  write(write: CorrectionWrite): Promise<void>;
  get(id: string): Promise<Correction | undefined>;
  /** The audit trail, newest first: all of it, or what is about one theme. */
  list(theme: string | undefined, request: PageRequest): Promise<Page<Correction>>;
  /** Corrections that were begun and are not done. */
  begun(): Promise<Correction[]>;
  /** What was taught about a board after a number of its log (0: from the beginning), in order. */
  facts(board: string, after: number): Promise<{ number: number; fact: Fact }[]>;
}

export interface PersonStore {
  /** The person each of the given people is by now, all joins followed. */
  rootsOf(people: readonly string[]): Promise<Map<string, string>>;
  /** Makes several people one; returns who they are now. Repeating it changes nothing. */
  join(people: readonly { person: string; alias: string }[], at: string): Promise<string>;
  /** Everybody who is one person by now, she among them: those who were joined before those whom they were joined to. */
  oneWith(person: string): Promise<string[]>;
  /** Moves votes and feedback that still name a joined person to who she is now. Returns how many there were. */
  repoint(person: string): Promise<number>;
  /** People joined whose rows may still have to be moved. */
  joining(): Promise<{ person: string; since: string }[]>;
  /** A joined person who had no rows left for long enough needs no looking after any more. */
  settled(person: string): Promise<void>;
}

export interface Outbox {
  get(id: string): Promise<Delivery | undefined>;
  /** Writes a delivery unless the same effect is there already. Returns whether it was new. */
  add(delivery: Delivery): Promise<boolean>;
  /** Takes a waiting delivery for oneself until a time; undefined when somebody else has it or it is done. */
  claim(id: string, token: string, now: string, until: string): Promise<Delivery | undefined>;
  /** Writes what became of a delivery that one has claimed. */
  settle(delivery: Delivery, token: string): Promise<void>;
  /** Waiting deliveries that are due and not claimed. */
  due(now: string, limit: number): Promise<Delivery[]>;
  list(states: readonly DeliveryState[], request: PageRequest): Promise<Page<Delivery>>;
  retry(ids?: readonly string[]): Promise<number>;
}

export interface Settings {
  boards(): Promise<Board[]>;
  teams(): Promise<Team[]>;
  putBoard(board: Board): Promise<void>;
  putTeam(team: Team): Promise<void>;
}

/** Themes whose counting is put off, because they are large and were counted a moment ago. */
export interface Recounts {
  later(theme: string, due: string): Promise<void>;
  /** Hands those that are due to the worker. Returns how many. */
  wake(now: string): Promise<number>;
  done(theme: string, due: string): Promise<void>;
}

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
  assign(board: string, feedback: string, text: string): { theme: string; opened: boolean; why: Neighbour[] };
  /** Makes feedback known under its theme, in place of what was known of it: the text that it had `before`. */
  place(board: string, feedback: string, theme: string, text: string, before: string | undefined): void;
  remove(board: string, feedback: string, before: string | undefined): void;
  /** Has feedback looked up again that was to be written, and perhaps was. */
  doubt(board: string, change: Change): void;
  /** How a theme is called and told, in its members' words. */
  word(board: string, members: readonly Member[]): MachineWording;
  similar(board: string, text: string, limit: number): { theme: string; score: number }[];
}

/** Feedback as wording sees it: redacted text, first line the member's own title where there is one. */
export interface Member {
  id: string;
  person: string;
  text: string;
  visibility: Visibility;
  kind: Kind;
}

export type MachineWording = Pick<Wording, "title" | "titleScore" | "draft" | "summary" | "quotes" | "narrated">;

/** Where a source's polling stands: an opaque text, and when it moved last. */
export interface Cursors {
  get(source: string): Promise<string | undefined>;
  put(source: string, cursor: string): Promise<void>;
}

/** Tells a source's own deliveries from forged ones: all that has to be known of it before anything is stored. */
export interface Verifier {
  readonly name: string;
  /**
   * Checks that a request's raw bytes are from the source. Header names are lower case.
   * @throws EarshotError `auth`.
   */
  verify(headers: Record<string, string>, body: Uint8Array, now: number): void;
  /** Whether a delivery is of a kind that is listened to at all; each is without this. What is not is not stored. */
  listens?(headers: Record<string, string>): boolean;
  /** What a delivery is called that keeps its name when it is sent again: taken in under that name once. */
  nameOf?(headers: Record<string, string>): string | undefined;
}

/** A source that sends webhooks, can be asked, or both. One folder each in packages/sources. */
export interface SourceAdapter extends Verifier {
  /**
   * The feedback events a delivery tells; none when it is of no interest.
   * @throws EarshotError `input` when it makes no sense, `upstream` when the source has to be asked and does not answer.
   */
  interpret(delivery: WebhookDelivery): Promise<FeedbackEvent[]>;
  /** What is new since a cursor (from the beginning without one). Absent where there are no credentials. */
  poll?(cursor: string | undefined): Promise<{ events: FeedbackEvent[]; cursor: string; more: boolean }>;
}

/** Where issues live, which tells by webhook what becomes of them. */
export interface Tracker extends Verifier {
  /**
   * What a delivery tells of issues and releases; nothing when it is of no interest.
   * @throws EarshotError `input` when it makes no sense.
   */
  interpret(delivery: WebhookDelivery): IssueEvent[];
}

/** What an outlet needs to write about a theme. Quotes in `voices` are redacted and in the order to be shown. */
export interface ThemeReport {
  theme: Theme;
  /** Where the theme stands on the portal. */
  url: string;
  voices: { text: string; source: string; at: string; url?: string | undefined; visibility: Visibility }[];
}

/**
 * What is known of a theme's issue on GitHub, written before and after each call so that a crash between two lines
 * can be told from success: `creating` from `intendedAt` on, then `linked`; `gone` when it was deleted or is out of
 * reach, which a person has to mend.
 */
export interface IssueRecord {
  theme: string;
  repository: string;
  state: "creating" | "linked" | "gone";
  intendedAt: string;
  /** While `creating`: when somebody last set about it. Absent once it is known that GitHub refused. */
  claimedAt?: string | undefined;
  link?: IssueLink | undefined;
  /**
   * Hash of the title as we last wrote it: one that people changed since is theirs. Empty where the title never was
   * ours; absent until our section stands in the issue.
   */
  written?: string | undefined;
  writtenAt?: string | undefined;
  revision: number;
}

export interface IssueStore {
  get(theme: string): Promise<IssueRecord | undefined>;
  /** @throws EarshotError `conflict` when the record's revision is no longer `previous`'s (none: there is one). */
  put(next: IssueRecord, previous: IssueRecord | undefined): Promise<void>;
  /** The themes that an issue, or any issue of a repository, is linked with: by ids, which outlive names. */
  linked(repositoryId: number, issueId?: number): Promise<LinkedTheme[]>;
}

export interface LinkedTheme {
  theme: string;
  issueId: number;
  number: number;
}

/** What `deliver` found out when it carried an effect out. */
export interface Outcome {
  state: "sent" | "dry_run";
  payload: unknown;
  result?: Record<string, unknown> | undefined;
}
