import { roomFor } from "./growing.ts";
import { Postings } from "./postings.ts";
import { Vocabulary } from "./vocabulary.ts";

/** Which items are worded alike, by the hash of their wording: found at once however many there are. Some 20 bytes an item. */
export class Copies {
  #wordings = new Vocabulary();
  #postings = new Postings();
  /** Per item: the hash of its wording; 0 where it has none. */
  #wordingOf = new Uint32Array(0);

  /** Takes in an item, newer than all others. */
  add(wording: number, item: number): void {
    this.#wordingOf = roomFor(this.#wordingOf, item + 1);
    this.#wordingOf[item] = wording;
    if (wording !== 0) this.#postings.add(this.#wordings.learn(wording), item);
  }

  wordingOf(item: number): number {
    return this.#wordingOf[item] ?? 0;
  }

  /** Up to `limit` items of a wording that are `present`, the newest first. */
  newest(wording: number, limit: number, present: Uint8Array): number[] {
    const known = wording === 0 ? -1 : this.#wordings.find(wording);
    if (known < 0) return [];
    const found = new Uint32Array(limit);
    return [...found.subarray(0, this.#postings.newest(known, found, limit, present))];
  }
}
