import type { Neighbour } from "../feedback.ts";
import { type Granularity, resistanceOf } from "./granularity.ts";

/** How many neighbours decide where feedback belongs (as many as by words, neighbours.ts). */
const decidingNeighbours = 10;

/**
 * Vectors are looked through by their signs first, a bit a dimension, which costs a thirtieth; so many of the likeliest
 * are then compared in full.
 */
const shortlist = 2000;

/** Below this likeness, two texts are near by chance. */
const leastSimilarity = 0.12;

/**
 * How much harder a theme is to join than by words. No embedding model was within reach: measured with random
 * projections of words to 256 dimensions, with and without a part that all share, texts assigned as they come. Between .8
 * and 1.2 that does about as well as words on bank_test (pairwise F1 .20 to .25, words .24), better on dstc_dev (.72 to
 * .75, words .67), and worse on dstc_bank (.36 to .43, words .44). Measure again with the model that is used.
 */
const usualResistance = 1;

export interface VectorOptions {
  granularity?: Granularity;
  /** In the place of the usual one, for a model that was measured. */
  resistance?: number;
}

/** Typed arrays that grow by half (growing.ts does so for other kinds). */
function grown<T extends Int8Array | Uint32Array | Float32Array>(array: T, length: number): T {
  if (length <= array.length) return array;
  const larger = new (array.constructor as new (length: number) => T)(Math.max(length, Math.ceil(array.length * 1.5)));
  larger.set(array);
  return larger;
}

/** How many bits are set (Warren: Hacker's Delight, 5-1). */
function bitsSet(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** A vector in a byte a dimension, as large as they can be, with its length and its signs. */
interface Packed {
  bytes: Int8Array;
  length: number;
  signs: Uint32Array;
}

function pack(vector: Float32Array): Packed {
  const bytes = new Int8Array(vector.length);
  const signs = new Uint32Array(Math.ceil(vector.length / 32));
  let largest = 0;
  for (const value of vector) largest = Math.max(largest, Math.abs(value));
  let squares = 0;
  for (const [i, value] of vector.entries()) {
    const byte = largest === 0 ? 0 : Math.round((value / largest) * 127);
    bytes[i] = byte;
    squares += byte * byte;
    if (byte > 0) signs[i >>> 5] = (signs[i >>> 5] ?? 0) | (1 << (i & 31));
  }
  return { bytes, length: Math.sqrt(squares), signs };
}

/**
 * Finds the feedback nearest in meaning to a text by an embedding model's vectors, and from it the theme that the text
 * belongs to: what `NeighbourIndex` does by words. About 0.3 kB an item at 256 dimensions beside its names, 5 ms a
 * search among 100,000.
 */
export class VectorIndex {
  readonly dimensions: number;
  readonly granularity: Granularity;
  readonly #resistance: number;
  #bytes = new Int8Array(0);
  #signs = new Uint32Array(0);
  #lengths = new Float32Array(0);
  #ids: string[] = [];
  #themes: string[] = [];
  readonly #itemOf = new Map<string, number>();
  readonly #themeSizes = new Map<string, number>();
  /** The sum of all vectors at unit length: tells how near two texts of the board are that share nothing. */
  readonly #sum: Float64Array;

  constructor(dimensions: number, options: VectorOptions = {}) {
    this.dimensions = dimensions;
    this.granularity = options.granularity ?? "normal";
    this.#resistance = options.resistance ?? usualResistance;
    this.#sum = new Float64Array(dimensions);
  }

  /** How many items there are. */
  get size(): number {
    return this.#ids.length;
  }

  has(id: string): boolean {
    return this.#itemOf.has(id);
  }

  themeOf(id: string): string | undefined {
    const item = this.#itemOf.get(id);
    return item === undefined ? undefined : this.#themes[item];
  }

  /** How many items a theme has. */
  themeSize(theme: string): number {
    return this.#themeSizes.get(theme) ?? 0;
  }

  /** Takes an item in; in place of the one with the same id, if there is one. A vector of zeros is near to nothing. */
  add(id: string, theme: string, vector: Float32Array): void {
    this.remove(id);
    const item = this.size;
    const { bytes, length, signs } = pack(vector);
    this.#bytes = grown(this.#bytes, (item + 1) * this.dimensions);
    this.#signs = grown(this.#signs, (item + 1) * signs.length);
    this.#lengths = grown(this.#lengths, item + 1);
    this.#bytes.set(bytes, item * this.dimensions);
    this.#signs.set(signs, item * signs.length);
    this.#lengths[item] = length;
    this.#ids[item] = id;
    this.#themes[item] = theme;
    this.#itemOf.set(id, item);
    this.#themeSizes.set(theme, this.themeSize(theme) + 1);
    this.#weigh(item, 1);
  }

  /** Forgets an item as if it had never been; tells whether it was there. The last one takes its place. */
  remove(id: string): boolean {
    const item = this.#itemOf.get(id);
    if (item === undefined) return false;
    this.#weigh(item, -1);
    this.#leave(this.#themes[item] ?? "");
    const last = this.size - 1;
    const words = Math.ceil(this.dimensions / 32);
    const lastId = this.#ids[last] ?? "";
    this.#bytes.copyWithin(item * this.dimensions, last * this.dimensions, (last + 1) * this.dimensions);
    this.#signs.copyWithin(item * words, last * words, (last + 1) * words);
    this.#lengths[item] = this.#lengths[last] ?? 0;
    this.#ids[item] = lastId;
    this.#themes[item] = this.#themes[last] ?? "";
    this.#itemOf.set(lastId, item);
    this.#itemOf.delete(id);
    this.#ids.pop();
    this.#themes.pop();
    return true;
  }

  /** Puts an item into another theme. */
  move(id: string, theme: string): void {
    const item = this.#itemOf.get(id);
    if (item === undefined) return;
    this.#leave(this.#themes[item] ?? "");
    this.#themes[item] = theme;
    this.#themeSizes.set(theme, this.themeSize(theme) + 1);
  }

  /** The items nearest to a vector, best first. Similarity is 0 for what any two texts of the board share, 1 for the same. */
  nearest(vector: Float32Array, options: { limit?: number; except?: string } = {}): Neighbour[] {
    const { limit = decidingNeighbours, except } = options;
    const sought = pack(vector);
    if (sought.length === 0) return [];
    const unrelated = this.#unrelated();
    return this.#candidates(sought.signs)
      .flatMap((item) => {
        const similarity = (this.#cosine(item, sought) - unrelated) / (1 - unrelated);
        const feedback = this.#ids[item] ?? "";
        const near = similarity >= leastSimilarity && feedback !== except;
        return near ? [{ feedback, theme: this.#themes[item] ?? "", similarity: Math.min(1, similarity) }] : [];
      })
      .sort((a, b) => b.similarity - a.similarity || (a.feedback < b.feedback ? -1 : 1))
      .slice(0, limit);
  }

  /**
   * Where a text belongs, as `NeighbourIndex.assign` decides it: the theme whose members among the nearest are most
   * similar in sum, less a penalty that grows with its size; none to open a new one.
   */
  assign(vector: Float32Array, except?: string): { theme: string | undefined; neighbours: Neighbour[] } {
    const neighbours = this.nearest(vector, except === undefined ? {} : { except });
    const sums = new Map<string, number>();
    for (const { theme, similarity } of neighbours) sums.set(theme, (sums.get(theme) ?? 0) + similarity);
    const penalty = this.#resistance * resistanceOf(this.granularity, this.size);
    let best: string | undefined;
    let most = 0;
    for (const [theme, sum] of sums) {
      const gain = sum - penalty * Math.cbrt(this.themeSize(theme));
      if (gain > most) {
        best = theme;
        most = gain;
      }
    }
    return { theme: best, neighbours };
  }

  #leave(theme: string): void {
    const left = this.themeSize(theme) - 1;
    if (left > 0) this.#themeSizes.set(theme, left);
    else this.#themeSizes.delete(theme);
  }

  #weigh(item: number, sign: 1 | -1): void {
    const length = this.#lengths[item] ?? 0;
    if (length === 0) return;
    const at = item * this.dimensions;
    for (let i = 0; i < this.dimensions; i++)
      this.#sum[i] = (this.#sum[i] ?? 0) + (sign * (this.#bytes[at + i] ?? 0)) / length;
  }

  /** The mean cosine of any two items: the square of their mean's length. Models differ much in it, boards too. */
  #unrelated(): number {
    let squares = 0;
    for (const value of this.#sum) squares += value * value;
    // Each item with itself is no pair.
    const pairs = this.size * (this.size - 1);
    return pairs === 0 ? 0 : Math.min(0.9, Math.max(0, (squares - this.size) / pairs));
  }

  #cosine(item: number, { bytes, length }: Packed): number {
    const own = this.#lengths[item] ?? 0;
    if (own === 0) return 0;
    const at = item * this.dimensions;
    let dot = 0;
    for (let i = 0; i < this.dimensions; i++) dot += (this.#bytes[at + i] ?? 0) * (bytes[i] ?? 0);
    return dot / (own * length);
  }

  /** The items with the fewest signs other than those sought, some two thousand of them, or all there are. */
  #candidates(signs: Uint32Array): number[] {
    const items = this.size;
    if (items <= shortlist) return Array.from({ length: items }, (_, item) => item);
    const distances = new Uint16Array(items);
    const histogram = new Uint32Array(this.dimensions + 1);
    const all = this.#signs;
    const words = signs.length;
    for (let item = 0, at = 0; item < items; item++) {
      let distance = 0;
      for (let i = 0; i < words; i++, at++) distance += bitsSet((all[at] ?? 0) ^ (signs[i] ?? 0));
      distances[item] = distance;
      histogram[distance] = (histogram[distance] ?? 0) + 1;
    }
    let furthest = 0;
    for (let found = histogram[0] ?? 0; found < shortlist; found += histogram[furthest] ?? 0) furthest++;
    const candidates: number[] = [];
    for (let item = 0; item < items; item++) if ((distances[item] ?? 0) <= furthest) candidates.push(item);
    return candidates;
  }
}
