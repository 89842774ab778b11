import { announce } from "./announcing.ts";
import { type Clock, isoTime, minute } from "./clock.ts";
import type { Granularity } from "./clustering/granularity.ts";
import type { Move } from "./clustering/proposals.ts";
import { EarshotError, isError, reasonOf } from "./error.ts";
import { decisionsFor } from "./facts.ts";
import type { Feedback } from "./feedback.ts";
import { newId, type Randomness } from "./id.ts";
import type { Leasing } from "./lease.ts";
import type { Log } from "./log.ts";
import { existingBoards } from "./lookup.ts";
import type { NeighbourIndex } from "./neighbours.ts";
import type { ClusterStore, FormingStore } from "./ports/clustering.ts";
import type { CorrectionStore, FeedbackStore, Settings, ThemeStore } from "./ports.ts";
import { isDue, type Plan, recluster, reclusterGently } from "./recluster.ts";
import { newSuggestions, type Run } from "./suggestion.ts";
import { inTurns } from "./turns.ts";
import { type UnderstandingDeps, understand } from "./understanding.ts";

export interface ReclusteringDeps extends Pick<UnderstandingDeps, "meanings"> {
  clusters: {
    /** The neighbour index of a board as it is now, to be worked on. */
    copyOf(board: string, granularity: Granularity): Promise<NeighbourIndex | undefined>;
    /** Makes a board fast to load, in any case or when that is due. */
    keep(board: string, always?: boolean): Promise<boolean>;
  };
  clustering: ClusterStore;
  forming: FormingStore;
  corrections: Pick<CorrectionStore, "facts">;
  feedback: FeedbackStore;
  themes: ThemeStore;
  settings: Settings;
  leasing: Leasing;
  clock: Clock;
  randomness: Randomness;
  log: Log;
  /** Told how far it has come with a part of the work, 0 to 1, where somebody watches. */
  onProgress?: ((part: "neighbours" | "moves", share: number) => void) | undefined;
}

/** Intake rests when nothing was announced for so long. */
const restsAfter = 10 * minute;

/** With more, forming themes anew takes longer than a function may run. Measured: see `bench -- recluster`. */
const mostItems = 150_000;

const rowsAtOnce = 100;
const writesAtOnce = 8;

/** Forms themes anew wherever that is due, and keeps every board's state fast to load; each board by itself. */
export async function reclusterDue(deps: ReclusteringDeps): Promise<void> {
  for (const { id, granularity = "normal" } of await existingBoards(deps)) {
    try {
      await deps.clusters.keep(id);
      const due = await dueFrom(deps, id, granularity);
      if (!due) continue;
      await reclusterBoard(deps, id, granularity, due);
    } catch (error) {
      deps.log("recluster.failed", { board: id, reason: reasonOf(error) });
    }
  }
}

/**
 * Of what size on a board is due, when a glance at snapshot and log tells that it may be: what was announced twice, or
 * edited, looks like more than it is.
 */
async function dueFrom(
  { clustering, forming, clock }: ReclusteringDeps,
  board: string,
  granularity: Granularity,
): Promise<((size: number) => boolean) | undefined> {
  const [{ head, log }, [last]] = await Promise.all([clustering.since(board, 0), forming.runs(board, 1)]);
  if (!head) return undefined;
  const since = log.filter(({ position }) => position > head.position);
  const size = head.items + since.reduce((sum, { changes }) => sum + changes.length, 0);
  const newest = since.at(-1)?.at ?? head.at;
  const resting = Date.parse(newest) < clock() - restsAfter;
  const isDueAt = (items: number) => isDue(items, last?.granularity === granularity ? last.items : 0, resting);
  return isDueAt(size) ? isDueAt : undefined;
}

/**
 * Forms the themes of a board anew, beside intake: on a copy, and once at a time. What would change themes that nobody
 * has touched is done, feedback by feedback, where it still holds; the rest is proposed. Broken off anywhere, what is
 * done is done and the next time does the rest. Returns undefined when somebody else is at it, or nothing is due.
 */
export async function reclusterBoard(
  deps: ReclusteringDeps,
  board: string,
  granularity: Granularity,
  due: (size: number) => boolean = () => true,
): Promise<Run | undefined> {
  const { leasing, clock, log, forming, clusters } = deps;
  const lease = `recluster:${board}`;
  if (!(await leasing.begin(lease))) return undefined;
  try {
    const begun = clock();
    const known = await clusters.copyOf(board, granularity);
    if (!known || !due(known.size)) {
      await clusters.keep(board, true);
      return undefined;
    }
    const told = await understand(deps, board, known, () => stillOurs(deps, lease));
    const index = told === 0 ? known : ((await clusters.copyOf(board, granularity)) ?? known);
    const { plan, taught, skipped } = await planFor(deps, board, index, lease);
    const { moved, emptied } = await apply(deps, board, plan, index);
    const proposals = skipped ? 0 : await propose(deps, board, plan, taught);
    const run: Run = {
      ...{ board, at: isoTime(begun), granularity, items: index.size, moved, planned: plan.moves.length },
      ...{ themes: plan.themes.before, opened: plan.opened.length, emptied, proposals },
      seconds: (clock() - begun) / 1000,
      ...(skipped && { skipped }),
    };
    await forming.record(run);
    log("recluster.done", run);
    await clusters.keep(board, true);
    return run;
  } finally {
    await leasing.release(lease);
  }
}

/** What a plan is made from. */
export type FormingNeeds = "corrections" | "feedback" | "themes" | "clock" | "randomness" | "onProgress";

/**
 * What forming the themes of a board anew would change; nothing is.
 * @throws EarshotError `input` for a board too large.
 */
export async function planOf(
  deps: Pick<ReclusteringDeps, FormingNeeds> & {
    clusters: Pick<ReclusteringDeps["clusters"], "copyOf">;
  },
  board: string,
  granularity: Granularity,
  most = mostItems,
): Promise<{ plan: Plan; index: NeighbourIndex }> {
  const index = await deps.clusters.copyOf(board, granularity);
  if (!index) throw new EarshotError("upstream", "The board is not loaded yet. Try again in a minute.");
  if (index.size > most)
    throw new EarshotError("input", `A board with more than ${most} pieces of feedback is too large for this.`);
  return { plan: (await formed(deps, board, index)).plan, index };
}

/** What would change, and how much people had taught when that was found (the number of the last fact). */
interface Formed {
  plan: Plan;
  taught: number;
}

const nothing: Plan = { moves: [], opened: [], emptied: [], proposals: [], themes: { before: 0, after: 0 } };

async function planFor(
  deps: ReclusteringDeps,
  board: string,
  index: NeighbourIndex,
  lease: string,
): Promise<Formed & { skipped?: string }> {
  if (index.size > mostItems) {
    const skipped = `More than ${mostItems} pieces of feedback on one board.`;
    deps.log("recluster.skipped", { board, items: index.size, reason: skipped });
    return { plan: nothing, taught: 0, skipped };
  }
  return formed(deps, board, index, () => stillOurs(deps, lease));
}

async function stillOurs({ leasing }: ReclusteringDeps, lease: string): Promise<void> {
  if (!(await leasing.hold(lease))) throw new EarshotError("conflict", "Somebody else forms these themes anew.");
}

async function formed(
  deps: Pick<ReclusteringDeps, FormingNeeds>,
  board: string,
  index: NeighbourIndex,
  check: () => Promise<void> = async () => {},
): Promise<Formed> {
  const themes = new Set([...index.ids()].map((id) => index.themeOf(id) ?? ""));
  const decisions = await decisionsFor(deps, board, [...themes]);
  const openTheme = () => newId("theme", deps.clock(), deps.randomness);
  const plan = await reclusterGently(recluster(index, decisions, openTheme), async (share) => {
    if (share !== undefined) deps.onProgress?.("neighbours", share);
    await new Promise((resume) => setImmediate(resume));
    await check();
  });
  return { plan, taught: decisions.taught };
}

/** Makes the moves that still hold, some at a time; returns how many, and how many themes went empty by them. */
async function apply(
  deps: ReclusteringDeps,
  board: string,
  { moves, emptied }: Plan,
  index: NeighbourIndex,
): Promise<{ moved: number; emptied: number }> {
  const held = await votedFor(deps, emptied);
  const left = moves.filter(({ from }) => !held.has(from));
  const went = new Map<string, Map<string, number>>();
  let moved = 0;
  for (let at = 0; at < left.length; at += rowsAtOnce) {
    const some = left.slice(at, at + rowsAtOnce);
    await stillOurs(deps, `recluster:${board}`);
    deps.onProgress?.("moves", at / left.length);
    const rows = await deps.feedback.getMany(some.map(({ feedback }) => feedback));
    const steps = some.flatMap((move) => {
      const row = rows.get(move.feedback);
      return row && stillHolds(row, move, board, index) ? [{ move, row, next: moveTo(row, move, index) }] : [];
    });
    const changes = steps.map(({ next }) => ({ feedback: next.id, revision: next.revision }));
    await announce(deps, board, changes);
    await inTurns(steps, writesAtOnce, async ({ move: { from, to }, row, next }) => {
      try {
        await deps.feedback.put(next, row);
      } catch (error) {
        // Somebody changed it meanwhile: the next time looks at it anew.
        if (!isError(error, "conflict")) throw error;
        return;
      }
      moved++;
      const ways = went.get(from) ?? new Map<string, number>();
      went.set(from, ways.set(to, (ways.get(to) ?? 0) + 1));
    });
  }
  let gone = 0;
  await inTurns(emptied, writesAtOnce, async (theme) => {
    const [most] = [...(went.get(theme) ?? [])].sort((a, b) => b[1] - a[1]);
    if (most && (await markEmptied(deps, theme, most[0]))) gone++;
  });
  return { moved, emptied: gone };
}

/** Themes that somebody has voted for since the plan was made: they go on. */
async function votedFor({ themes }: ReclusteringDeps, candidates: readonly string[]): Promise<Set<string>> {
  const voted = new Set<string>();
  await inTurns(candidates, writesAtOnce, async (theme) => {
    if ((await themes.evidence(theme)).votes.length > 0) voted.add(theme);
  });
  return voted;
}

/** Whether feedback is where the plan found it, by nobody's decision, and reads as it did. */
function stillHolds(row: Feedback, { from }: Move, board: string, index: NeighbourIndex): boolean {
  return row.board === board && row.theme === from && row.placedBy === "machine" && index.reads(row.id, row.text);
}

function moveTo(row: Feedback, { to }: Move, index: NeighbourIndex): Feedback {
  const why = index.nearestTo(row.id, 5).map((one) => ({ ...one, similarity: Number(one.similarity.toFixed(3)) }));
  return { ...row, theme: to, why, revision: row.revision + 1 };
}

const mostConflicts = 8;

/**
 * Says on the head of a theme that went empty where most of its feedback is. From then on who asks for it, or votes for
 * it, is sent there; a vote that was already on its way stays with the theme, which then goes on (counting.ts).
 */
async function markEmptied({ themes }: ReclusteringDeps, id: string, movedTo: string): Promise<boolean> {
  for (let attempt = 0; attempt < mostConflicts; attempt++) {
    const { head, memberships, votes } = await themes.evidence(id);
    if (!head || memberships.length > 0 || votes.length > 0) return false;
    try {
      await themes.put({ ...head, movedTo, revision: head.revision + 1 }, head);
      return true;
    } catch (error) {
      if (!isError(error, "conflict")) throw error;
    }
  }
  return false;
}

/**
 * Writes down what is proposed and was not before, or not so; then takes back what stood open and is no longer. Broken
 * off in between, both stand open for a while: whichever is accepted, nothing is left of the other (upholding.ts).
 */
async function propose(
  { forming, clock }: ReclusteringDeps,
  board: string,
  plan: Plan,
  taught: number,
): Promise<number> {
  const known = await forming.proposals(board);
  const made = { board, at: isoTime(clock()), taught };
  const { fresh, renewed, stale } = newSuggestions(made, plan.proposals, known);
  for (const suggestion of fresh) await forming.put(suggestion, undefined);
  for (const { next, previous } of renewed) {
    try {
      await forming.put(next, previous);
    } catch (error) {
      // Somebody has decided about it meanwhile.
      if (!isError(error, "conflict")) throw error;
    }
  }
  for (const suggestion of stale) await forming.withdraw(suggestion);
  return fresh.length;
}
