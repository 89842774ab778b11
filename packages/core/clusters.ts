import { announce } from "./announcing.ts";
import { type Clock, isoTime, second } from "./clock.ts";
import type { Granularity } from "./clustering/granularity.ts";
import { ClusterState } from "./clustering/state.ts";
import { isError, reasonOf } from "./error.ts";
import type { Feedback, Neighbour } from "./feedback.ts";
import { newId, type Randomness } from "./id.ts";
import type { Leasing } from "./lease.ts";
import type { Log } from "./log.ts";
import type { ThemeStanding } from "./neighbours.ts";
import { NeighbourIndex } from "./neighbours.ts";
import type {
  Announcement,
  Change,
  ClusterStore,
  Clusters,
  Hold,
  MachineWording,
  Member,
  Readable,
  SnapshotHead,
  Writing,
} from "./ports/clustering.ts";
import type { FeedbackStore } from "./ports.ts";
import { wordTheme } from "./wording.ts";

export interface ClustersDeps {
  clustering: ClusterStore;
  feedback: Pick<FeedbackStore, "getMany" | "all">;
  /** How fine the themes of a board are cut. */
  granularityOf: (board: string) => Promise<Granularity>;
  /** How the themes of a board stand by what people have corrected. */
  standingOf: (board: string) => Promise<ThemeStanding>;
  clock: Clock;
  randomness: Randomness;
  log: Log;
  /** For those who assign themes. Without it one can only read. */
  leasing?: Leasing | undefined;
  /** Whether nobody else works on the same boards, and this process goes on between two events: it keeps its leases. */
  alone?: boolean | undefined;
  /** How long to wait for another worker, in real milliseconds. */
  patience?: number | undefined;
  /** Whether what is lost may be made anew by a scan of the table; else it is waited for. */
  mayRebuild: boolean;
  /** The embedding model whose vectors count; none where none is in use. */
  model?: string | undefined;
}

/** A board in memory, and whose turn with it is: what reads the log must not cross what writes. */
interface Known {
  state: ClusterState | undefined;
  /** When the log was looked at last. */
  lookedAt: number;
  turn: Promise<unknown>;
  busy: number;
}

/** Readers see what others did after so long. */
const freshFor = 2 * second;
/** And wait for it where they have not looked for so long. */
const staleAfter = 30 * second;
/** So long, in real time, a worker waits for another to be done with a board: a few batches. */
const usualPatience = 10 * second;
/** A snapshot is written anew when so many changes, and such a share of the items, have to be looked up beside it. */
const tailAtLeast = 1000;
const tailShare = 1 / 8;
/** Rows looked up at once while following the log. */
const rowsAtOnce = 2000;

/**
 * The clustering state of boards in memory: a cache of facts, loaded from snapshot and log and kept up with both. What
 * is missing, damaged or of another version is made anew from the feedback.
 */
export class BoardClusters implements Clusters {
  readonly #deps: ClustersDeps;
  readonly #boards = new Map<string, Known>();

  constructor(deps: ClustersDeps) {
    this.#deps = deps;
  }

  async prepare(boards: readonly string[]): Promise<void> {
    for (const board of new Set(boards)) {
      const known = this.#known(board);
      const age = this.#deps.clock() - known.lookedAt;
      // Who has the turn reads the log herself.
      const idle = known.busy === 0;
      if (known.state === undefined ? age < freshFor && idle : age < freshFor || !idle) continue;
      const looking = this.#inTurn(board, async () => {
        if (known.state === undefined || this.#deps.clock() - known.lookedAt >= freshFor) await this.#follow(board);
      });
      // Who works alone wrote what there is to see: what was seen a moment ago does, and is caught up with behind the
      // reader's back. Others would not even get there: between two events Lambda stops all that is under way.
      if (known.state === undefined || age >= staleAfter || !this.#deps.alone) await looking;
      else looking.catch((error: unknown) => this.#deps.log("clusters.behind", { board, reason: reasonOf(error) }));
    }
  }

  /** Always in the same order of boards, so that two who want the same ones cannot each wait for the other. */
  async writing<T>(boards: readonly string[], work: (writing: Writing) => Promise<T>, sure = false): Promise<T> {
    const holds = new Map<string, Hold>();
    const refused = new Set<string>();
    const { leasing, alone = false, patience = usualPatience } = this.#deps;
    const enter = async ([board, ...others]: readonly string[]): Promise<T> => {
      if (board === undefined)
        return work({
          refused,
          hold: (name) => holds.get(name),
          announce: (name, changes) => this.#announce(name, changes),
        });
      return this.#inTurn(board, async () => {
        const hold = await leasing?.hold(leaseOf(board), { patience, sure });
        if (hold) {
          holds.set(board, hold);
          await this.#follow(board);
        } else refused.add(board);
        try {
          return await enter(others);
        } finally {
          if (!alone) await leasing?.release(leaseOf(board));
        }
      });
    };
    return enter([...new Set(boards)].sort());
  }

  assign(board: string, feedback: Readable): { theme: string; opened: boolean; why: Neighbour[] } {
    const state = this.#of(board);
    const { index } = state;
    const { theme, neighbours } = state.assign(feedback);
    const home = index.homeOf(feedback.id);
    // What is in a part of the theme found stays in that part.
    const stays = home !== undefined && index.themeOf(feedback.id) === theme;
    return {
      theme: stays ? home : (theme ?? newId("theme", this.#deps.clock(), this.#deps.randomness)),
      opened: !stays && theme === undefined,
      why: whyOf(neighbours),
    };
  }

  isUnwanted(board: string, text: string): boolean {
    return this.#of(board).index.standing?.isUnwanted(text) ?? false;
  }

  isLocked(board: string, theme: string): boolean {
    return this.#of(board).index.standing?.isLocked(theme) ?? false;
  }

  place(board: string, feedback: Readable & { theme: string }, before: string | undefined): void {
    this.#of(board).place(feedback, before);
  }

  remove(board: string, feedback: string, before: string | undefined): void {
    this.#of(board).remove(feedback, before);
  }

  doubt(board: string, change: Change): void {
    this.#of(board).doubt(change, this.#deps.clock());
  }

  word(board: string, members: readonly Member[], sofar?: string): MachineWording {
    return wordTheme(members, this.#of(board).vocabulary, sofar);
  }

  similar(board: string, text: string, limit: number): { theme: string; score: number }[] {
    return this.#of(board).index.similarThemes(text, limit);
  }

  /** A board's state as it is now, for whoever looks at it at once: the next change changes it. */
  async stateOf(board: string): Promise<ClusterState> {
    return this.#inTurn(board, async () => {
      await this.#follow(board);
      return this.#of(board);
    });
  }

  /** The neighbour index of a board as it is now, of another granularity if need be, to be worked on. */
  async copyOf(board: string, granularity: Granularity): Promise<NeighbourIndex | undefined> {
    return this.#inTurn(board, async () => {
      await this.#follow(board);
      const { state } = this.#known(board);
      if (!state) return undefined;
      const copy = NeighbourIndex.restore(state.index.snapshot(), granularity);
      copy.standing = state.index.standing;
      return copy;
    });
  }

  /**
   * Sees to it that a board can be loaded fast: writes its snapshot where there is none, or the log has grown long, or
   * the vocabulary has worn out, or what it holds is to be forgotten. Returns whether it did.
   */
  async keep(board: string, always = false): Promise<boolean> {
    const { clustering, clock, randomness, log } = this.#deps;
    const { head, log: tail } = await clustering.since(board, 0);
    const rest = tail.filter(({ position }) => position > (head?.position ?? 0));
    const behind = rest.reduce((sum, { changes }) => sum + changes.length, 0);
    if (head && !always && !rest.some(forgets) && behind <= Math.max(tailAtLeast, head.items * tailShare)) return false;
    const packed = await this.#inTurn(board, async () => {
      await this.#follow(board);
      const known = this.#known(board);
      if (known.state?.isWorn) known.state = await this.#rebuilt(board);
      const { state } = known;
      return state && { bytes: state.pack(), position: state.position, items: state.index.size };
    });
    if (!packed) return false;
    const { bytes, position, items } = packed;
    const generation = Buffer.from(randomness(9)).toString("base64url");
    const next: SnapshotHead = { generation, position, items, at: isoTime(clock()) };
    const written = await clustering.write(board, next, bytes, head);
    log("clusters.kept", { board, items, bytes: bytes.length, written });
    return written;
  }

  async #announce(board: string, changes: readonly Change[]): Promise<void> {
    const { clustering, clock } = this.#deps;
    const state = this.#of(board);
    await announce(
      {
        clock,
        clustering: {
          since: (name, position) => clustering.since(name, position),
          announce: async (name, announcement) => {
            await clustering.announce(name, announcement);
            // What others announced before it, this worker follows the next time: it must not be passed over.
            if (announcement.position === state.position + 1) state.announced(announcement);
          },
        },
      },
      board,
      changes,
      state.position,
    );
  }

  async #follow(board: string): Promise<void> {
    const { clustering, clock, log, granularityOf, standingOf } = this.#deps;
    const known = this.#known(board);
    const now = clock();
    if (known.state) {
      const { head, log: news } = await clustering.since(board, known.state.position);
      const whole = isWhole(news, known.state.position, head);
      // Who only reads goes on with what it has until somebody has made it anew.
      if (whole && news.some(forgets)) known.state = (await this.#load(board)) ?? known.state;
      else if (whole) await this.#apply(board, known.state, news);
      else {
        log("clusters.missed", { board, position: known.state.position });
        known.state = undefined;
      }
    }
    known.state ??= await this.#load(board);
    known.lookedAt = now;
    if (!known.state) return;
    known.state.index.granularity = await granularityOf(board);
    known.state.index.standing = await standingOf(board);
  }

  /** The snapshot and what was announced since; made anew where that cannot be had. */
  async #load(board: string): Promise<ClusterState | undefined> {
    const { clustering, log, mayRebuild, granularityOf } = this.#deps;
    for (let attempt = 0; attempt < 3; attempt++) {
      const { head, log: all } = await clustering.since(board, 0);
      const rest = all.filter(({ position }) => position > (head?.position ?? 0));
      if (!head || !isWhole(rest, head.position, head) || rest.some(forgets)) break;
      const bytes = await clustering.read(board, head);
      // Another may have taken its place meanwhile.
      if (!bytes) continue;
      try {
        const state = ClusterState.unpack(bytes, await granularityOf(board), this.#deps.model);
        await this.#apply(board, state, rest);
        return state;
      } catch (error) {
        if (!isError(error, "input")) throw error;
        break;
      }
    }
    if (!mayRebuild) return undefined;
    const state = await this.#rebuilt(board);
    log("clusters.rebuilt", { board, items: state.index.size });
    return state;
  }

  /**
   * From the feedback, in the order of its times, so that the same rows give the same state. The end of the log is read
   * first: what changes during the scan is announced after it, and looked up again.
   */
  async #rebuilt(board: string): Promise<ClusterState> {
    const { clustering, feedback, granularityOf } = this.#deps;
    const { head, log } = await clustering.since(board, 0);
    const position = Math.max(head?.position ?? 0, log.at(-1)?.position ?? 0);
    const placed: (Readable & { theme: string; at: string })[] = [];
    for await (const { board: stands, id, theme, text, meaning, at } of feedback.all())
      if (stands === board && theme !== undefined) placed.push({ id, theme, text, meaning, at });
    placed.sort((a, b) => (a.at === b.at ? (a.id < b.id ? -1 : 1) : a.at < b.at ? -1 : 1));
    const index = new NeighbourIndex({ granularity: await granularityOf(board) });
    const state = new ClusterState(index, position, this.#deps.model);
    for (const one of placed) state.place(one, undefined);
    // Announced before the scan, and perhaps written after it.
    await this.#apply(board, state, log);
    return state;
  }

  async #apply(board: string, state: ClusterState, log: readonly Announcement[]): Promise<void> {
    const wanted = state.wanted(log).map(({ feedback }) => feedback);
    const rows = new Map<string, Feedback>();
    for (let from = 0; from < wanted.length; from += rowsAtOnce)
      for (const [id, row] of await this.#deps.feedback.getMany(wanted.slice(from, from + rowsAtOnce)))
        rows.set(id, row);
    state.follow(board, log, rows, this.#deps.clock());
  }

  #known(board: string): Known {
    let known = this.#boards.get(board);
    if (!known) {
      known = { state: undefined, lookedAt: Number.NEGATIVE_INFINITY, turn: Promise.resolve(), busy: 0 };
      this.#boards.set(board, known);
    }
    return known;
  }

  /** The state of a board; nothing is known of one that was not prepared, or could not be loaded yet. */
  #of(board: string): ClusterState {
    return this.#known(board).state ?? new ClusterState(new NeighbourIndex(), 0);
  }

  async #inTurn<T>(board: string, work: () => Promise<T>): Promise<T> {
    const known = this.#known(board);
    known.busy++;
    const mine = known.turn.then(work);
    known.turn = mine.catch(() => undefined).finally(() => known.busy--);
    return mine;
  }
}

const leaseOf = (board: string): string => `clusters:${board}`;

const forgets = ({ forget }: Announcement): boolean => forget === true;

/** Whether a log goes on from a position without a gap, as far as the snapshot says that it went. */
function isWhole(log: readonly Announcement[], position: number, head: SnapshotHead | undefined): boolean {
  return log.every((one, i) => one.position === position + 1 + i) && (head?.position ?? 0) <= position + log.length;
}

/** What explains an assignment to a person: the nearest few, as exactly as anybody reads them. */
function whyOf(neighbours: readonly Neighbour[]): Neighbour[] {
  return neighbours.slice(0, 5).map((one) => ({ ...one, similarity: Number(one.similarity.toFixed(3)) }));
}
