import { roomFor } from "./growing.ts";
import { HashTable } from "./hash-table.ts";

/** Which items are worded alike, by the hash of their wording: found at once however many there are. 15 bytes an item. */
export class Copies {
  /** The newest item of each wording. */
  #newest = new HashTable((item) => this.wordingOf(item));
  /** Per item: the hash of its wording; 0 where it has none. */
  #wordingOf = new Uint32Array(0);
  /** Per item: the one before it of the same wording, and one; 0 for none. */
  #before = new Uint32Array(0);

  get bytes(): number {
    return this.#newest.bytes + this.#wordingOf.byteLength + this.#before.byteLength;
  }

  /** Takes in an item, newer than all others. */
  add(wording: number, item: number): void {
    this.#wordingOf = roomFor(this.#wordingOf, item + 1);
    this.#before = roomFor(this.#before, item + 1);
    this.#wordingOf[item] = wording;
    if (wording === 0) return;
    const slot = this.#slotOf(wording);
    this.#before[item] = this.#newest.numberAt(slot) + 1;
    this.#newest.fill(slot, item);
  }

  wordingOf(item: number): number {
    return this.#wordingOf[item] ?? 0;
  }

  /** Up to `limit` items of a wording that are `present`, the newest first. */
  newest(wording: number, limit: number, present: Uint8Array): number[] {
    const found: number[] = [];
    if (wording === 0) return found;
    let item = this.#newest.numberAt(this.#slotOf(wording));
    for (; item >= 0 && found.length < limit; item = (this.#before[item] ?? 0) - 1)
      if (present[item] === 1) found.push(item);
    return found;
  }

  #slotOf(wording: number): number {
    return this.#newest.slotOf(wording, (item) => this.#wordingOf[item] === wording);
  }
}
