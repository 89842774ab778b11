/** Items that belong together, joined two at a time: union–find with path halving (Tarjan and van Leeuwen, 1984). */
export class DisjointSets {
  readonly #parents: Uint32Array;

  constructor(size: number) {
    this.#parents = Uint32Array.from({ length: size }, (_, item) => item);
  }

  rootOf(item: number): number {
    let root = item;
    for (let above = this.#above(root); above !== root; above = this.#above(root)) {
      this.#parents[root] = this.#above(above);
      root = this.#above(root);
    }
    return root;
  }

  join(one: number, other: number): void {
    this.#parents[this.rootOf(one)] = this.rootOf(other);
  }

  /** The number of each item's set, from 0 in order of their first items. */
  numbered(): { numbers: Uint32Array; count: number } {
    const known = new Map<number, number>();
    const numbers = this.#parents.map((_, item) => {
      const root = this.rootOf(item);
      const number = known.get(root) ?? known.size;
      known.set(root, number);
      return number;
    });
    return { numbers, count: known.size };
  }

  /** The items of each set of `fewest` or more. */
  sets(fewest: number): number[][] {
    const { numbers, count } = this.numbered();
    const sizes = new Uint32Array(count);
    for (const number of numbers) sizes[number] = (sizes[number] ?? 0) + 1;
    const found = new Map<number, number[]>();
    for (const [item, number] of numbers.entries()) {
      if ((sizes[number] ?? 0) < fewest) continue;
      const set = found.get(number) ?? [];
      found.set(number, set);
      set.push(item);
    }
    return [...found.values()];
  }

  #above(item: number): number {
    return this.#parents[item] ?? item;
  }
}
