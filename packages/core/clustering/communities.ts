/**
 * An undirected graph: each edge stands in the lists of both its ends; a node's are `from[n]` to `from[n + 1]`. Edges
 * between the same two nodes add up.
 */
export interface Graph {
  from: Uint32Array;
  to: Uint32Array;
  weight: Float64Array;
  /** How many items each node stands for. */
  sizes: Uint32Array;
  /** Nodes that must not share a community, in both directions. */
  apart: ReadonlyMap<number, readonly number[]>;
}

/** How many edges are looked at between two pauses: a few milliseconds. */
const edgesAtOnce = 50_000;

/** Passes over all nodes at one level: gains fade fast, this only bounds the time. */
const mostPasses = 20;

/**
 * Groups of nodes that are close to one another: Louvain (Blondel et al., "Fast unfolding of communities in large
 * networks", 2008) on `Σ over groups of [weight within − resistance · ¾ · size^(4/3)]`. What one more item must bring in
 * thus grows with ∛size: slowly enough for large themes to hold together, and small ones are found beside them, which
 * modularity would swallow.
 * After the last level single nodes may still change their group. Gives the group of each node, numbered from 0.
 *
 * A generator, so that the caller decides when to go on.
 */
export function* communities(graph: Graph, resistance: number): Generator<undefined, Uint32Array> {
  let level = graph;
  let groups = Uint32Array.from({ length: graph.sizes.length }, (_, node) => node);
  for (;;) {
    const own = Uint32Array.from({ length: level.sizes.length }, (_, node) => node);
    const moved = yield* settle(level, own, resistance);
    if (!moved) break;
    const count = renumber(own);
    groups = groups.map((node) => own[node] ?? 0);
    level = contract(level, own, count);
    yield;
  }
  yield* settle(graph, groups, resistance);
  renumber(groups);
  return groups;
}

/** Moves nodes to the group where they add most, until none gains; tells whether any moved. */
function* settle(graph: Graph, groups: Uint32Array, resistance: number): Generator<undefined, boolean> {
  const nodes = graph.sizes.length;
  const sizes = new Float64Array(nodes);
  for (let node = 0; node < nodes; node++)
    sizes[groups[node] ?? 0] = (sizes[groups[node] ?? 0] ?? 0) + (graph.sizes[node] ?? 0);
  const links = new Float64Array(nodes);
  const near: number[] = [];
  let everMoved = false;
  let looked = 0;
  for (let pass = 0; pass < mostPasses; pass++) {
    let moved = false;
    for (let node = 0; node < nodes; node++) {
      const home = groups[node] ?? 0;
      const own = graph.sizes[node] ?? 0;
      near.length = 0;
      const end = graph.from[node + 1] ?? 0;
      for (let edge = graph.from[node] ?? 0; edge < end; edge++) {
        const other = graph.to[edge] ?? 0;
        const group = groups[other] ?? 0;
        if (links[group] === 0) near.push(group);
        links[group] = (links[group] ?? 0) + (graph.weight[edge] ?? 0);
        looked++;
      }
      const forbidden = graph.apart.get(node)?.map((other) => groups[other] ?? 0);
      sizes[home] = (sizes[home] ?? 0) - own;
      let best = home;
      let most = (links[home] ?? 0) - cost(sizes[home] ?? 0, own, resistance);
      for (const group of near) {
        if (group === home || forbidden?.includes(group)) continue;
        const gain = (links[group] ?? 0) - cost(sizes[group] ?? 0, own, resistance);
        if (gain > most + 1e-12) {
          best = group;
          most = gain;
        }
      }
      for (const group of near) links[group] = 0;
      sizes[best] = (sizes[best] ?? 0) + own;
      groups[node] = best;
      if (best !== home) moved = true;
      if (looked > edgesAtOnce) {
        looked = 0;
        yield;
      }
    }
    if (!moved) break;
    everMoved = true;
  }
  return everMoved;
}

/** What a group of `size` items pays for `more`. */
function cost(size: number, more: number, resistance: number): number {
  return resistance * (3 / 4) * ((size + more) ** (4 / 3) - size ** (4 / 3) - more ** (4 / 3));
}

/** Numbers the groups from 0 in order of their first node; tells how many there are. */
function renumber(groups: Uint32Array): number {
  const numbers = new Map<number, number>();
  for (const [node, group] of groups.entries()) {
    let number = numbers.get(group);
    if (number === undefined) {
      number = numbers.size;
      numbers.set(group, number);
    }
    groups[node] = number;
  }
  return numbers.size;
}

/** The graph between groups. What lies within a group is dropped: no later move can change it. */
export function contract(graph: Graph, groups: Uint32Array, count: number): Graph {
  const members: number[][] = Array.from({ length: count }, () => []);
  for (const [node, group] of groups.entries()) members[group]?.push(node);
  const from = new Uint32Array(count + 1);
  const to: number[] = [];
  const weight: number[] = [];
  const sizes = new Uint32Array(count);
  const links = new Float64Array(count);
  for (const [group, nodes] of members.entries()) {
    const near: number[] = [];
    for (const node of nodes) {
      sizes[group] = (sizes[group] ?? 0) + (graph.sizes[node] ?? 0);
      for (let edge = graph.from[node] ?? 0; edge < (graph.from[node + 1] ?? 0); edge++) {
        const other = groups[graph.to[edge] ?? 0] ?? 0;
        if (other === group) continue;
        if (links[other] === 0) near.push(other);
        links[other] = (links[other] ?? 0) + (graph.weight[edge] ?? 0);
      }
    }
    for (const other of near) {
      to.push(other);
      weight.push(links[other] ?? 0);
      links[other] = 0;
    }
    from[group + 1] = to.length;
  }
  const apart = new Map<number, number[]>();
  for (const [node, others] of graph.apart) {
    const group = groups[node] ?? 0;
    const list = apart.get(group) ?? [];
    for (const other of others) list.push(groups[other] ?? 0);
    apart.set(group, list);
  }
  return { from, to: Uint32Array.from(to), weight: Float64Array.from(weight), sizes, apart };
}
