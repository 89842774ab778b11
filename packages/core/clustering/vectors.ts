import type { Match } from "./feature-index.ts";
import { roomFor } from "./growing.ts";

/**
 * Vectors are looked through by their signs first, a bit a dimension, which costs a thirtieth; so many of the likeliest
 * are then compared in full.
 */
const shortlist = 300;

/**
 * So many, the newest, are looked through: it bounds the time of forming a large board's themes anew. Older ones are
 * still compared with what is near them by words.
 */
const mostSearched = 50_000;

/** Scratch of a search; none is broken off by another. */
const distances = new Uint16Array(mostSearched);

/** Of fewer pairs, most are about the same few things: what they share is not yet what any two share. */
const enoughPairs = 1000;

/** Two texts of a board share at most so much by being of one board; more would leave nothing to tell them apart by. */
const mostUnrelated = 0.9;

/** How many bits are set (Warren: Hacker's Delight, 5-1). */
function bitsSet(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

function squaresOf(vector: Int8Array): number {
  let squares = 0;
  for (let i = 0; i < vector.length; i++) squares += (vector[i] ?? 0) ** 2;
  return squares;
}

function signsOf(vector: Int8Array): Uint32Array {
  const signs = new Uint32Array(Math.ceil(vector.length / 32));
  for (let i = 0; i < vector.length; i++)
    if ((vector[i] ?? 0) > 0) signs[i >>> 5] = (signs[i >>> 5] ?? 0) | (1 << (i & 31));
  return signs;
}

/**
 * An embedding model's vectors by item, in packed arrays: 0.32 kB an item at 256 dimensions. All are of one model
 * and so of one length, the first one's; one of another length, or of zeros only, is left out.
 */
export class Vectors {
  /** How many there are. */
  size = 0;
  #dimensions = 0;
  #values = new Int8Array(0);
  #signs = new Uint32Array(0);
  /** Per place: the square of the vector's length. */
  #squares = new Uint32Array(0);
  /** Per place: the item whose vector it is. */
  #items = new Uint32Array(0);
  /** Per item: its place and one; 0 for none. */
  #places = new Uint32Array(0);
  /** The sum of all at unit length: tells how near two texts of the board are that share nothing. */
  #sum = new Float64Array(0);

  get bytes(): number {
    const arrays = [this.#values, this.#signs, this.#squares, this.#items, this.#places];
    return arrays.reduce((bytes, { byteLength }) => bytes + byteLength, 0);
  }

  /** Gives an item its vector, in place of the one it had. */
  set(item: number, vector: Int8Array): void {
    this.remove(item);
    const squares = squaresOf(vector);
    if (this.size === 0) this.#begin(vector.length);
    if (squares === 0 || vector.length !== this.#dimensions) return;
    const place = this.size++;
    const signs = signsOf(vector);
    this.#values = roomFor(this.#values, this.size * this.#dimensions);
    this.#signs = roomFor(this.#signs, this.size * signs.length);
    this.#squares = roomFor(this.#squares, this.size);
    this.#items = roomFor(this.#items, this.size);
    this.#places = roomFor(this.#places, item + 1);
    this.#values.set(vector, place * this.#dimensions);
    this.#signs.set(signs, place * signs.length);
    this.#squares[place] = squares;
    this.#items[place] = item;
    this.#places[item] = place + 1;
    this.#weigh(place, 1);
  }

  /** The last one takes its place. */
  remove(item: number): void {
    const place = this.#placeOf(item);
    if (place < 0) return;
    this.#weigh(place, -1);
    const last = --this.size;
    const words = Math.ceil(this.#dimensions / 32);
    this.#values.set(this.#at(last), place * this.#dimensions);
    this.#signs.copyWithin(place * words, last * words, (last + 1) * words);
    this.#squares[place] = this.#squares[last] ?? 0;
    const moved = this.#items[last] ?? 0;
    this.#items[place] = moved;
    this.#places[moved] = place + 1;
    this.#places[item] = 0;
  }

  /** An item's vector, for as long as nothing changes. */
  of(item: number): Int8Array | undefined {
    const place = this.#placeOf(item);
    return place < 0 ? undefined : this.#at(place);
  }

  /**
   * How near an item is in meaning to what is sought: 0 for what any two texts of the board share, 1 for the same;
   * undefined when that is not known. To be asked before anything changes.
   */
  likenessTo(sought: Int8Array): (item: number) => number | undefined {
    const length = sought.length === this.#dimensions ? Math.sqrt(squaresOf(sought)) : 0;
    const unrelated = this.#unrelated();
    return (item) => {
      const place = this.#placeOf(item);
      return place < 0 || length === 0 ? undefined : this.#likeness(sought, length, place, unrelated);
    };
  }

  /** The items nearest in meaning, best first. */
  nearest(sought: Int8Array, limit: number, except = -1): Match[] {
    const length = Math.sqrt(squaresOf(sought));
    if (length === 0 || sought.length !== this.#dimensions) return [];
    const unrelated = this.#unrelated();
    const matches: Match[] = [];
    for (const place of this.#candidates(signsOf(sought))) {
      const item = this.#items[place] ?? 0;
      if (item === except) continue;
      const similarity = this.#likeness(sought, length, place, unrelated);
      if (similarity > 0) matches.push({ item, similarity });
    }
    return matches.sort((a, b) => b.similarity - a.similarity || b.item - a.item).slice(0, limit);
  }

  #begin(dimensions: number): void {
    if (dimensions !== this.#dimensions) this.#sum = new Float64Array(dimensions);
    this.#dimensions = dimensions;
  }

  #lengthOf(place: number): number {
    return Math.sqrt(this.#squares[place] ?? 1);
  }

  #placeOf(item: number): number {
    return (this.#places[item] ?? 0) - 1;
  }

  #at(place: number): Int8Array {
    return this.#values.subarray(place * this.#dimensions, (place + 1) * this.#dimensions);
  }

  #weigh(place: number, sign: 1 | -1): void {
    const share = sign / this.#lengthOf(place);
    const start = place * this.#dimensions;
    for (let i = 0; i < this.#dimensions; i++)
      this.#sum[i] = (this.#sum[i] ?? 0) + share * (this.#values[start + i] ?? 0);
  }

  /** The mean cosine of any two, the square of their mean's length, as far as that says something. Models differ much in it. */
  #unrelated(): number {
    let squares = 0;
    for (const value of this.#sum) squares += value * value;
    // Each with itself is no pair.
    const pairs = this.size * (this.size - 1);
    return Math.min(mostUnrelated, Math.max(0, (squares - this.size) / (pairs + enoughPairs)));
  }

  #likeness(sought: Int8Array, length: number, place: number, unrelated: number): number {
    const start = place * this.#dimensions;
    const values = this.#values;
    let dot = 0;
    for (let i = 0; i < sought.length; i++) dot += (values[start + i] ?? 0) * (sought[i] ?? 0);
    const cosine = dot / (length * this.#lengthOf(place));
    return Math.min(1, Math.max(0, (cosine - unrelated) / (1 - unrelated)));
  }

  /** Those with the fewest signs other than the ones sought, some hundreds of them, or all there are. */
  #candidates(signs: Uint32Array): Iterable<number> {
    const count = this.size;
    if (count <= shortlist) return Array(count).keys();
    const first = Math.max(0, count - mostSearched);
    const histogram = new Uint32Array(this.#dimensions + 1);
    const all = this.#signs;
    const words = signs.length;
    for (let place = first, at = first * words; place < count; place++) {
      let distance = 0;
      for (let i = 0; i < words; i++, at++) distance += bitsSet((all[at] ?? 0) ^ (signs[i] ?? 0));
      distances[place - first] = distance;
      histogram[distance] = (histogram[distance] ?? 0) + 1;
    }
    let furthest = 0;
    for (let found = histogram[0] ?? 0; found < shortlist; found += histogram[furthest] ?? 0) furthest++;
    const candidates: number[] = [];
    for (let place = first; place < count; place++)
      if ((distances[place - first] ?? 0) <= furthest) candidates.push(place);
    return candidates;
  }
}
