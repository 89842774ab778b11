import type { Graph } from "./communities.ts";
import { DisjointSets } from "./disjoint-sets.ts";

/** Two texts are near-copies when so much of all their terms is in both, and so many terms at least. */
const sharedPart = 0.5;
const sharedTerms = 3;

/** Fewer near-copies than that are a theme like any other, and hold together by themselves. */
const fewestOfCampaign = 60;
/** Copies of one wording know only one another; so many of them are held against others such. */
const fewestOfIsland = 10;

/** What half of a campaign's members say is what it is about; a member says most of that. */
const coreShare = 0.5;
const memberShare = 0.7;

const itemsAtOnce = 2_000;

/**
 * Campaigns: very many items that say nearly the same, each with a few words of its own. Size alone would tear them
 * apart (`communities`). Near-copies (Broder, "On the resemblance and containment of documents", 1997) are joined along
 * the edges of the neighbour graph; what is joined is a campaign where its members share a core of terms, so that a
 * chain of small differences makes none. Unweighted: where half a board says a word, its weight is next to nothing.
 *
 * @param termsOf the different terms of an item, ascending
 * @returns the items of each campaign
 */
export function* campaigns(graph: Graph, termsOf: (item: number) => Uint32Array): Generator<undefined, number[][]> {
  const sets = new DisjointSets(graph.sizes.length);
  for (let item = 0; item < graph.sizes.length; item++) {
    if (item % itemsAtOnce === 0) yield;
    const own = termsOf(item);
    const end = graph.from[item + 1] ?? 0;
    for (let edge = graph.from[item] ?? 0; edge < end; edge++) {
      const other = graph.to[edge] ?? 0;
      if (other < item || sets.rootOf(item) === sets.rootOf(other)) continue;
      if (areNear(own, termsOf(other))) sets.join(item, other);
    }
  }
  const islands = sets.sets(fewestOfIsland);
  const joined = yield* joinedByCore(islands, termsOf);
  return joined.flatMap((members) => {
    const core = coreOf(members, termsOf);
    if (core.length < sharedTerms) return [];
    const own = members.filter((item) => shared(core, termsOf(item)) >= memberShare * core.length);
    return own.length >= fewestOfCampaign ? [own] : [];
  });
}

/** Islands with the same core as one. */
function* joinedByCore(
  islands: readonly number[][],
  termsOf: (item: number) => Uint32Array,
): Generator<undefined, number[][]> {
  const cores: Uint32Array[] = [];
  const sets = new DisjointSets(islands.length);
  const holders = new Map<number, number[]>();
  for (const [island, members] of islands.entries()) {
    yield;
    const core = coreOf(members, termsOf);
    cores.push(core);
    const met = new Set([...core].flatMap((term) => holders.get(term) ?? []));
    for (const other of met) if (areNear(core, cores[other] ?? core)) sets.join(island, other);
    for (const term of core) {
      const own = holders.get(term) ?? [];
      holders.set(term, own);
      own.push(island);
    }
  }
  return sets
    .sets(1)
    .map((some) => some.flatMap((island) => islands[island] ?? []))
    .filter(({ length }) => length >= fewestOfCampaign);
}

/** The terms that many of the items hold, ascending. */
function coreOf(items: readonly number[], termsOf: (item: number) => Uint32Array): Uint32Array {
  const counts = new Map<number, number>();
  for (const item of items) for (const term of termsOf(item)) counts.set(term, (counts.get(term) ?? 0) + 1);
  const core = [...counts].filter(([, count]) => count >= coreShare * items.length);
  return Uint32Array.from(core, ([term]) => term).sort();
}

function areNear(a: Uint32Array, b: Uint32Array): boolean {
  const both = shared(a, b);
  return both >= sharedTerms && both >= sharedPart * (a.length + b.length - both);
}

/** How many terms two ascending lists have in common. */
function shared(a: Uint32Array, b: Uint32Array): number {
  let both = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const one = a[i] ?? 0;
    const other = b[j] ?? 0;
    if (one === other) both++;
    if (one <= other) i++;
    if (other <= one) j++;
  }
  return both;
}
