import { decidingNeighbours, type NeighbourIndex } from "../neighbours.ts";
import type { Graph } from "./communities.ts";

/** The neighbours of a few items are sought at a time: some milliseconds between two pauses. */
const itemsAtOnce = 40;

/**
 * Some short and general items are among the nearest of very many others and would glue themes together (hubs;
 * Radovanović et al., 2010): an edge counts less the more often its ends are chosen. `eased` spares the rarely chosen.
 */
const eased = 5;

/**
 * Every item of an index joined to its nearest, weighted by similarity; two that are each among the other's nearest are
 * joined twice. Edges to ids that are not listed are left out. Yields how far it has come, 0 to 1.
 */
export function* neighbourGraph(
  index: NeighbourIndex,
  ids: readonly string[],
  apart: readonly (readonly [string, string])[],
): Generator<number | undefined, Graph> {
  const nodeOf = new Map(ids.map((id, node) => [id, node]));
  const most = ids.length * decidingNeighbours;
  const ones = new Uint32Array(most);
  const others = new Uint32Array(most);
  const similarities = new Float32Array(most);
  let edges = 0;
  const from = new Uint32Array(ids.length + 1);
  const chosen = new Float64Array(ids.length).fill(eased);
  for (const [node, id] of ids.entries()) {
    for (const { feedback, similarity } of index.nearestTo(id)) {
      const other = nodeOf.get(feedback);
      if (other === undefined) continue;
      ones[edges] = node;
      others[edges] = other;
      similarities[edges++] = similarity;
      chosen[other] = (chosen[other] ?? 0) + 1;
      from[node + 1] = (from[node + 1] ?? 0) + 1;
      from[other + 1] = (from[other + 1] ?? 0) + 1;
    }
    if (node % itemsAtOnce === itemsAtOnce - 1) yield (node + 1) / ids.length;
  }
  yield;
  for (let node = 0; node < ids.length; node++) from[node + 1] = (from[node + 1] ?? 0) + (from[node] ?? 0);

  const free = from.slice();
  const to = new Uint32Array(edges * 2);
  const weight = new Float64Array(edges * 2);
  const join = (end: number, far: number, counted: number) => {
    const at = free[end] ?? 0;
    to[at] = far;
    weight[at] = counted;
    free[end] = at + 1;
  };
  const usual = decidingNeighbours + eased;
  for (let edge = 0; edge < edges; edge++) {
    const one = ones[edge] ?? 0;
    const other = others[edge] ?? 0;
    const frequency = Math.sqrt((chosen[one] ?? usual) * (chosen[other] ?? usual));
    const counted = ((similarities[edge] ?? 0) * usual) / frequency;
    join(one, other, counted);
    join(other, one, counted);
  }
  return { from, to, weight, sizes: new Uint32Array(ids.length).fill(1), apart: bothWays(nodeOf, apart) };
}

function bothWays(
  nodeOf: ReadonlyMap<string, number>,
  pairs: readonly (readonly [string, string])[],
): Map<number, number[]> {
  const lists = new Map<number, number[]>();
  const note = (node: number, other: number) => lists.set(node, [...(lists.get(node) ?? []), other]);
  for (const [a, b] of pairs) {
    const one = nodeOf.get(a);
    const other = nodeOf.get(b);
    if (one === undefined || other === undefined) continue;
    note(one, other);
    note(other, one);
  }
  return lists;
}
