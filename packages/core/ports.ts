import type { Board, Team } from "./board.ts";
import type { Correction, Fact } from "./correction.ts";
import type { Feedback, Kind, Visibility } from "./feedback.ts";
import type { InboxEntry } from "./inbox.ts";
import type { Delivery, DeliveryState } from "./outbox.ts";
import type { Hold } from "./ports/clustering.ts";
import type { Progressed } from "./progress.ts";
import type { Suggestion } from "./suggestion.ts";
import type { Backing, Membership } from "./tally.ts";
import type { Sort, Standing, Status, Theme, ThemeCard } from "./theme.ts";
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
  /** All that wait and all that are parked, in no order. */
  entries(): AsyncIterable<InboxEntry>;
  /** Throws an entry away, whether it waits or is parked. */
  drop(entry: InboxEntry): Promise<void>;
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
  /** What waits for staff to read it before others may, the newest first. */
  waiting(request: PageRequest): Promise<Page<Feedback>>;
  /** Whether any of these people said something that all may read. */
  hasPublic(people: readonly string[]): Promise<boolean>;
  /** Everything that was not erased, in no order: to rebuild an index or export. */
  all(): AsyncIterable<Feedback>;
}

export interface ThemeList {
  boards: readonly string[];
  visibilities: readonly Visibility[];
  sort: Sort;
  statuses?: readonly Status[] | undefined;
  /** What most of a theme's feedback is of. */
  kinds?: readonly Kind[] | undefined;
}

export interface Evidence {
  head: Theme | undefined;
  memberships: Membership[];
  votes: Backing[];
}

export interface ThemeStore {
  get(id: string): Promise<Theme | undefined>;
  getMany(ids: readonly string[]): Promise<Map<string, Theme>>;
  /** What stands for a theme, for those who need no more: the same read, and a fraction of the work. */
  standing(id: string): Promise<Standing | undefined>;
  /** What themes are called, for those who need no more: as many reads, and a fraction of the work. */
  titles(ids: readonly string[]): Promise<Map<string, string>>;
  list(list: ThemeList, request: PageRequest): Promise<Page<ThemeCard>>;
  /** Themes of some statuses, public ones unless said otherwise, over all boards: who got theirs last comes first. */
  progressed(
    statuses: readonly Progressed[],
    request: PageRequest,
    visibilities?: readonly Visibility[],
  ): Promise<Page<Theme>>;
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
  /** Those whose people are owed a reason, in no order. */
  owing(request: PageRequest): Promise<Page<Theme>>;
  all(): AsyncIterable<Theme>;
}

export interface VoteStore {
  /** Writes a vote unless the person's vote is there. Returns whether it was new. */
  put(vote: Vote): Promise<boolean>;
  /** Returns whether there was one. */
  remove(theme: string, person: string): Promise<boolean>;
  has(theme: string, person: string): Promise<boolean>;
  /** Those of some themes that any of a member's people has voted for, in one read. */
  among(themes: readonly string[], people: readonly string[]): Promise<Vote[]>;
  /** The themes that a person has voted for. */
  castBy(person: string): Promise<string[]>;
}

/** A row as it is to be, and as it was read: the condition under which it is written. */
export interface Versions<T> {
  next: T;
  previous: T | undefined;
}

/** A board or a team as it is to be, and as it was read. */
export type SettingVersions = ({ of: "board" } & Versions<Board>) | ({ of: "team" } & Versions<Team>);

/** Everything that a correction changes at once. */
export interface CorrectionWrite {
  corrections: readonly Versions<Correction>[];
  heads: readonly Versions<Theme>[];
  feedback: readonly Versions<Feedback>[];
  settings?: readonly SettingVersions[];
  /** Proposals that are decided about. */
  proposals?: readonly Versions<Suggestion>[];
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
  /** The names by which people were found to be one; none for who is known by one name only. */
  aliasesOf(people: readonly string[]): Promise<string[]>;
  /**
   * Forgets that people are one, and under which names: each is herself again. With a time, only where none of them was
   * joined after it. Returns whether there was anything to forget.
   */
  forget(people: readonly string[], joinedUntil?: string): Promise<boolean>;
}

export interface Outbox {
  get(id: string): Promise<Delivery | undefined>;
  /** Writes a delivery unless the same effect is there already. Returns whether it was new. */
  add(delivery: Delivery): Promise<boolean>;
  /** Takes a waiting delivery for oneself until a time; undefined when somebody else has it or it is done. */
  claim(id: string, token: string, now: string, until: string): Promise<Delivery | undefined>;
  /** Writes what became of a delivery that one has claimed. */
  settle(delivery: Delivery, token: string): Promise<void>;
  /** Waiting deliveries that are due and not claimed: those to a webhook, or without one all others. */
  due(now: string, limit: number, webhook?: string): Promise<Delivery[]>;
  /** Those to a webhook; without one all others, and what is parked of theirs. */
  list(states: readonly DeliveryState[], request: PageRequest, webhook?: string): Promise<Page<Delivery>>;
  /** Has a delivery carried out once more from a time on; undefined when it is no longer as given, or claimed. */
  again(delivery: Delivery, dueAt: string): Promise<Delivery | undefined>;
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
