import { roomFor } from "./growing.ts";

/** A block: the block before it; how many of its places are taken and, from the ninth bit on, how many there are; the places. */
const header = 2;
const smallest = 3;
const largest = 64;

/** Marks a head that is the feature's only item itself: most features are held by one. */
const single = 0x80000000;

/**
 * Which items hold a feature, newest first: an inverted index as linked blocks in one array. Blocks double up to 64
 * places, so that rare features cost little and frequent ones are read from neighbouring memory.
 */
export class Postings {
  /** Per feature: 0, a lone item marked `single`, or where its newest block starts. */
  #heads = new Uint32Array(0);
  #blocks = new Uint32Array(1);
  #end = 1;

  get bytes(): number {
    return this.#heads.byteLength + this.#blocks.byteLength;
  }

  /** Adds an item, newer than all others, to a feature. */
  add(feature: number, item: number): void {
    this.#heads = roomFor(this.#heads, feature + 1);
    const head = this.#heads[feature] ?? 0;
    if (head === 0) {
      this.#heads[feature] = item | single;
    } else if (head & single) {
      const block = this.#open(feature, 0, smallest);
      this.#append(block, head & ~single);
      this.#append(block, item);
    } else {
      const places = (this.#blocks[head + 1] ?? 0) >>> 8;
      const full = this.#takenIn(head) === places;
      this.#append(full ? this.#open(feature, head, Math.min(largest, places * 2)) : head, item);
    }
  }

  /** Copies up to `limit` items of a feature that are `present`, newest first; tells how many. */
  newest(feature: number, into: Uint32Array, limit: number, present: Uint8Array): number {
    const head = this.#heads[feature] ?? 0;
    if (head & single) {
      if (present[head & ~single] === 0) return 0;
      into[0] = head & ~single;
      return 1;
    }
    let found = 0;
    for (let block = head; block !== 0; block = this.#blocks[block] ?? 0) {
      const first = block + header;
      for (let at = first + this.#takenIn(block) - 1; at >= first; at--) {
        const item = this.#blocks[at] ?? 0;
        if (present[item] === 0) continue;
        into[found++] = item;
        if (found === limit) return found;
      }
    }
    return found;
  }

  #open(feature: number, before: number, places: number): number {
    const block = this.#end;
    this.#end += header + places;
    this.#blocks = roomFor(this.#blocks, this.#end);
    this.#blocks[block] = before;
    this.#blocks[block + 1] = places << 8;
    this.#heads[feature] = block;
    return block;
  }

  #append(block: number, item: number): void {
    this.#blocks[block + header + this.#takenIn(block)] = item;
    this.#blocks[block + 1] = (this.#blocks[block + 1] ?? 0) + 1;
  }

  #takenIn(block: number): number {
    return (this.#blocks[block + 1] ?? 0) & 0xff;
  }
}
