import { communities, type Graph } from "./communities.ts";

/** How much finer a group without a subject is cut, and how often, before its items stand alone. */
const finer = 1.6;
const cuts = 2;

/**
 * Groups of nodes that have a subject each: one that has none is cut finer, and what still has none then stands node by
 * node, as does what is in a group and not of its subject. Gives the group of each node.
 *
 * @param subject those of a group's nodes that have its subject; none where it has none
 */
export function* withSubjects(
  graph: Graph,
  groups: Uint32Array,
  resistance: number,
  subject: (nodes: readonly number[]) => readonly number[],
): Generator<undefined, Uint32Array> {
  const members = new Map<number, number[]>();
  for (const [node, group] of groups.entries()) {
    const nodes = members.get(group) ?? [];
    members.set(group, nodes);
    nodes.push(node);
  }
  const parted = new Uint32Array(groups.length);
  let next = 0;
  const take = (nodes: readonly number[]) => {
    for (const node of nodes) parted[node] = next;
    next++;
  };
  const left = [...members.values()].map((nodes) => ({ nodes, cut: 0 }));
  for (const { nodes, cut } of left) {
    const own = subject(nodes);
    if (own.length > 0) {
      take(own);
      const owned = new Set(own);
      for (const node of nodes) if (!owned.has(node)) take([node]);
    } else if (cut === cuts) for (const node of nodes) take([node]);
    else {
      const pieces = yield* communities(within(graph, nodes), resistance * finer ** (cut + 1));
      const byPiece = Map.groupBy(nodes, (_, i) => pieces[i] ?? 0);
      for (const piece of byPiece.values()) left.push({ nodes: piece, cut: cut + 1 });
    }
  }
  return parted;
}

/** The part of a graph between some of its nodes. */
function within(graph: Graph, nodes: readonly number[]): Graph {
  const numberOf = new Map(nodes.map((node, number) => [node, number]));
  const from = new Uint32Array(nodes.length + 1);
  const to: number[] = [];
  const weight: number[] = [];
  for (const [number, node] of nodes.entries()) {
    for (let edge = graph.from[node] ?? 0; edge < (graph.from[node + 1] ?? 0); edge++) {
      const other = numberOf.get(graph.to[edge] ?? 0);
      if (other === undefined) continue;
      to.push(other);
      weight.push(graph.weight[edge] ?? 0);
    }
    from[number + 1] = to.length;
  }
  const apart = new Map<number, number[]>();
  for (const [number, node] of nodes.entries()) {
    const others = (graph.apart.get(node) ?? []).flatMap((other) => numberOf.get(other) ?? []);
    if (others.length > 0) apart.set(number, others);
  }
  return {
    from,
    to: Uint32Array.from(to),
    weight: Float64Array.from(weight),
    sizes: Uint32Array.from(nodes, (node) => graph.sizes[node] ?? 0),
    apart,
  };
}
