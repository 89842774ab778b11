import { campaigns } from "./clustering/campaigns.ts";
import { communities, contract } from "./clustering/communities.ts";
import { DisjointSets } from "./clustering/disjoint-sets.ts";
import { isGeneral } from "./clustering/general-words.ts";
import { resistanceOf } from "./clustering/granularity.ts";
import { continuations } from "./clustering/matching.ts";
import { neighbourGraph } from "./clustering/neighbour-graph.ts";
import { withSubjects } from "./clustering/parting.ts";
import { type Move, type Proposal, proposalsFrom, sizesAfter } from "./clustering/proposals.ts";
import { subjectsAmong } from "./clustering/subject.ts";
import { chained } from "./facts.ts";
import type { NeighbourIndex } from "./neighbours.ts";

/** What people have decided, which every re-clustering obeys. Ids that are not in the index are ignored. */
export interface Decisions {
  /** Pairs of feedback that belong to one theme. */
  together: readonly (readonly [string, string])[];
  /** Pairs of feedback that belong to different themes. */
  apart: readonly (readonly [string, string])[];
  /** Those of them by which a person drew the line between two themes: what she left on one side is not proposed for the other. */
  parted: readonly (readonly [string, string])[];
  /** Feedback that a person has placed: it stays where it is. */
  placed: ReadonlySet<string>;
  /** Themes that people have named, merged, split, locked or answered: changes to them are proposed, never made. */
  touched: ReadonlySet<string>;
  /** Themes that people have voted for: they may change, and never go empty. */
  backed: ReadonlySet<string>;
}

/** Of a board on which nobody has decided anything. */
export const undecided: Decisions = {
  together: [],
  apart: [],
  parted: [],
  placed: new Set(),
  touched: new Set(),
  backed: new Set(),
};

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

/** Fewer than that are alike in pairs: what they have in common needs no proof. */
const fewestOfTheme = 4;

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
 * feedback is still in `from`. `openTheme` names a new theme after its first feedback. Yields, 0 to 1, how far it has come
 * with finding neighbours, nearly all of the work; nothing where that is not known.
 */
export function* recluster(
  index: NeighbourIndex,
  decisions: Decisions,
  openTheme: (firstFeedback: string) => string,
): Generator<number | undefined, Plan> {
  const ids = [...index.ids()];
  const graph = yield* neighbourGraph(index, ids, decisions.apart);
  yield;
  const near = yield* campaigns(graph, (item) => index.termsOf(ids[item] ?? ""));
  const copies = yield* index.copies();
  const alike = [...copies, ...near.map((items) => items.map((item) => ids[item] ?? ""))];
  const bound = bind(ids, [...decisions.together, ...leftToUs(alike, decisions)]);
  const resistance = resistanceOf(index.granularity, ids.length);
  const themes = ids.map((id) => index.themeOf(id) ?? "");
  yield;
  const contracted = contract(graph, bound.numbers, bound.count);
  yield;
  const formed = yield* communities(contracted, resistance);
  const share = yield* subjectsAmong(ids.length, (item) => index.subjectsOf(ids[item] ?? "", isGeneral));
  const withSubject = yield* withSubjects(contracted, formed, resistance, (nodes) => {
    const items = nodes.flatMap((node) => bound.items[node] ?? []);
    if (items.length < fewestOfTheme || isVouchedFor(items, ids, themes, decisions, index)) return nodes;
    const own = new Set(share(items));
    return nodes.filter((node) => bound.items[node]?.some((item) => own.has(item)));
  });
  const groups = bound.numbers.map((number) => withSubject[number] ?? 0);
  yield;

  const continued = continuations(groups, themes, decisions);
  yield;
  const opened = new Map<number, string>();
  const changes: Move[] = [];
  for (const [item, id] of ids.entries()) {
    const group = groups[item] ?? 0;
    const from = themes[item] ?? "";
    const to = continued.get(group) ?? opened.get(group) ?? openTheme(id);
    if (!continued.has(group)) opened.set(group, to);
    const stays = decisions.placed.has(id) || from === to;
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
  const proposals = yield* proposalsFrom(
    changes.filter((move) => !isFree(move)),
    fresh,
    index,
    decisions,
    moves,
  );
  return {
    moves,
    opened: [...new Set(moves.map(({ to }) => to).filter((theme) => fresh.has(theme)))],
    emptied: emptiedBy(moves, index),
    proposals,
    themes: { before: new Set(themes).size, after: countAfter(ids, themes, moves, proposals) },
  };
}

/** How many themes there are with every move made and every proposal accepted: a merge takes all of a theme along. */
function countAfter(
  ids: readonly string[],
  themes: readonly string[],
  moves: readonly Move[],
  proposals: readonly Proposal[],
): number {
  const changed = new Map(moves.map(({ feedback, to }) => [feedback, to]));
  for (const [nth, { kind, themes: about, feedback }] of proposals.entries())
    if (kind !== "merge")
      for (const id of feedback) changed.set(id, kind === "move" ? (about[1] ?? "") : `split ${nth}`);
  const left = ids.map((id, item) => changed.get(id) ?? themes[item] ?? "");
  const merges = proposals.flatMap(({ kind, themes: about }) => (kind === "merge" ? [about] : []));
  const numberOf = new Map([...new Set([...left, ...merges.flat()])].map((theme, number) => [theme, number]));
  const sets = new DisjointSets(numberOf.size);
  for (const [one = "", other = ""] of merges) sets.join(numberOf.get(one) ?? 0, numberOf.get(other) ?? 0);
  return new Set(left.map((theme) => sets.rootOf(numberOf.get(theme) ?? 0))).size;
}

/** Runs `recluster` to its end, letting others work at each pause. */
export async function reclusterGently(
  work: ReturnType<typeof recluster>,
  pause: (share?: number) => Promise<void> = () => new Promise((resume) => setImmediate(resume)),
): Promise<Plan> {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    await pause(step.value);
  }
}

/** Whether something else than words says that items belong together: people, or what a model says that they mean. */
function isVouchedFor(
  items: readonly number[],
  ids: readonly string[],
  themes: readonly string[],
  { touched, backed }: Decisions,
  index: NeighbourIndex,
): boolean {
  const meant = items.filter((item) => index.isUnderstood(ids[item] ?? "")).length;
  if (meant * 2 >= items.length) return true;
  return items.some((item) => touched.has(themes[item] ?? "") || backed.has(themes[item] ?? ""));
}

/** Feedback that says the same, or nearly so with very many others, is never parted where people have said nothing of it. */
function leftToUs(alike: readonly (readonly string[])[], { together, apart }: Decisions): [string, string][] {
  const decided = new Set([...together, ...apart].flat());
  return alike.flatMap((group) => chained(group.filter((id) => !decided.has(id))));
}

/** Feedback that belongs together as one node each: the node of each item, and the items of each node. */
function bind(
  ids: readonly string[],
  together: Decisions["together"],
): { numbers: Uint32Array; count: number; items: number[][] } {
  const itemOf = new Map(ids.map((id, item) => [id, item]));
  const sets = new DisjointSets(ids.length);
  for (const [a, b] of together) {
    const one = itemOf.get(a);
    const other = itemOf.get(b);
    if (one !== undefined && other !== undefined) sets.join(one, other);
  }
  const { numbers, count } = sets.numbered();
  const items = Array.from({ length: count }, (): number[] => []);
  for (const [item, number] of numbers.entries()) items[number]?.push(item);
  return { numbers, count, items };
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
  return [...sizesAfter(moves, index)].flatMap(([theme, size]) => (size === 0 ? [theme] : []));
}
