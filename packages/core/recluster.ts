import { communities, contract } from "./clustering/communities.ts";
import { resistanceOf } from "./clustering/granularity.ts";
import { continuations } from "./clustering/matching.ts";
import { neighbourGraph } from "./clustering/neighbour-graph.ts";
import { type Move, type Proposal, proposalsFrom } from "./clustering/proposals.ts";
import { chained } from "./facts.ts";
import type { NeighbourIndex } from "./neighbours.ts";

/** What people have decided, which every re-clustering obeys. Ids that are not in the index are ignored. */
export interface Decisions {
  /** Pairs of feedback that belong to one theme. */
  together: readonly (readonly [string, string])[];
  /** Pairs of feedback that belong to different themes. */
  apart: readonly (readonly [string, string])[];
  /** Feedback that a person has placed: it stays where it is. */
  placed: ReadonlySet<string>;
  /** Themes that people have named, merged, split, locked or answered: changes to them are proposed, never made. */
  touched: ReadonlySet<string>;
  /** Themes that people have voted for: they may change, and never go empty. */
  backed: ReadonlySet<string>;
}

/** What forming the themes anew would change. */
export interface Plan {
  /** To be applied: only between themes that nobody has touched, and new ones. */
  moves: Move[];
  /** Ids among the moves' `to` that are no theme yet. */
  opened: string[];
  /** Themes that the moves leave empty. */
  emptied: string[];
  proposals: Proposal[];
  /** How many themes there are, and how many there would be with every proposal accepted: the preview. */
  themes: { before: number; after: number };
}

/** Re-clustering is due when a board has grown by a quarter since the last time. */
const growth = 1.25;

/** With fewer items there is nothing that a later one could change. */
const fewest = 20;

/** Whether a board of so many items is due, having had so many when last re-clustered. When intake rests, any growth is. */
export function isDue(size: number, sizeAtLast: number, resting = false): boolean {
  return size >= fewest && (resting ? size !== sizeAtLast : size >= sizeAtLast * growth);
}

/**
 * Forms the themes anew from all feedback and says what would change. A generator that pauses every few milliseconds of
 * work: whoever runs it decides when to go on, so that intake never waits. Nothing else may change the index meanwhile;
 * give it a copy, `NeighbourIndex.restore(index.snapshot(), granularity)`, and of the plan apply those moves whose
 * feedback is still in `from`. `openTheme` names a new theme after its first feedback.
 */
export function* recluster(
  index: NeighbourIndex,
  decisions: Decisions,
  openTheme: (firstFeedback: string) => string,
): Generator<void, Plan> {
  const ids = [...index.ids()];
  const graph = yield* neighbourGraph(index, ids, decisions.apart);
  yield;
  const bound = bind(ids, [...decisions.together, ...copiesLeftToUs(index, decisions)]);
  const resistance = resistanceOf(index.granularity, ids.length);
  const formed = yield* communities(contract(graph, bound.groups, bound.count), resistance);
  const groups = bound.groups.map((group) => formed[group] ?? 0);
  yield;

  const themes = ids.map((id) => index.themeOf(id) ?? "");
  const continued = continuations(groups, themes, decisions);
  yield;
  const opened = new Map<number, string>();
  const changes: Move[] = [];
  const after = new Set<string>();
  for (const [item, id] of ids.entries()) {
    const group = groups[item] ?? 0;
    const from = themes[item] ?? "";
    const to = continued.get(group) ?? opened.get(group) ?? openTheme(id);
    if (!continued.has(group)) opened.set(group, to);
    const stays = decisions.placed.has(id) || from === to;
    after.add(stays ? from : to);
    if (!stays) changes.push({ feedback: id, from, to });
  }

  const { touched } = decisions;
  const deserted = new Set<string>();
  const isFree = ({ from, to }: Move) => !touched.has(from) && !touched.has(to) && !deserted.has(from);
  let moves = obeying(changes.filter(isFree), decisions.apart, index);
  // Keeping the feedback of one may keep another from getting any.
  for (let lost = [""]; lost.length > 0; moves = obeying(moves.filter(isFree), decisions.apart, index)) {
    lost = emptiedBy(moves, index).filter((theme) => decisions.backed.has(theme));
    for (const theme of lost) deserted.add(theme);
  }
  const fresh = new Set(opened.values());
  return {
    moves,
    opened: [...new Set(moves.map(({ to }) => to).filter((theme) => fresh.has(theme)))],
    emptied: emptiedBy(moves, index),
    proposals: proposalsFrom(
      changes.filter((move) => !isFree(move)),
      fresh,
      index,
    ),
    themes: { before: new Set(themes).size, after: after.size },
  };
}

/** Runs `recluster` to its end, letting others work at each pause. */
export async function reclusterGently(
  work: ReturnType<typeof recluster>,
  pause: () => Promise<void> = () => new Promise((resume) => setImmediate(resume)),
): Promise<Plan> {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    await pause();
  }
}

/** Feedback that says the same word for word is never parted, where people have said nothing of it. */
function copiesLeftToUs(index: NeighbourIndex, { together, apart }: Decisions): [string, string][] {
  const decided = new Set([...together, ...apart].flat());
  return index.copies().flatMap((group) => chained(group.filter((id) => !decided.has(id))));
}

/** Feedback that belongs together as one node each: union-find over the pairs. */
function bind(ids: readonly string[], together: Decisions["together"]): { groups: Uint32Array; count: number } {
  const numberOf = new Map(ids.map((id, item) => [id, item]));
  const parents = Uint32Array.from(ids, (_, item) => item);
  const rootOf = (item: number): number => {
    let root = item;
    while (parents[root] !== root) root = parents[root] ?? 0;
    parents[item] = root;
    return root;
  };
  for (const [a, b] of together) {
    const one = numberOf.get(a);
    const other = numberOf.get(b);
    if (one !== undefined && other !== undefined) parents[rootOf(one)] = rootOf(other);
  }
  const numbers = new Map<number, number>();
  const groups = parents.map((_, item) => {
    const root = rootOf(item);
    const number = numbers.get(root) ?? numbers.size;
    numbers.set(root, number);
    return number;
  });
  return { groups, count: numbers.size };
}

/**
 * The moves without those that would bring together what people keep apart: one of two may have been meant to leave for
 * a touched theme, and now stays. Taking a move back may bring about the next such case, hence the repetition.
 */
function obeying(moves: readonly Move[], apart: Decisions["apart"], index: NeighbourIndex): Move[] {
  const kept = new Map(moves.map((move) => [move.feedback, move]));
  const themeOf = (id: string) => kept.get(id)?.to ?? index.themeOf(id);
  for (let changed = true; changed; ) {
    changed = false;
    for (const [a, b] of apart) {
      const theme = themeOf(a);
      if (theme === undefined || theme !== themeOf(b)) continue;
      if (kept.delete(a) || kept.delete(b)) changed = true;
    }
  }
  return [...kept.values()];
}

function emptiedBy(moves: readonly Move[], index: NeighbourIndex): string[] {
  const changes = new Map<string, number>();
  for (const { from, to } of moves) {
    changes.set(from, (changes.get(from) ?? 0) - 1);
    changes.set(to, (changes.get(to) ?? 0) + 1);
  }
  return [...changes]
    .filter(([theme, change]) => change < 0 && index.themeSize(theme) + change === 0)
    .map(([theme]) => theme);
}
