import { roomFor } from "./growing.ts";

/** Every feature met so far: its hash, its number and how many items hold it. An open-addressing table, linear probing. */
export class Vocabulary {
  size = 0;
  #keys = new Uint32Array(0);
  #holders = new Uint32Array(0);
  /** Feature number + 1 by hash; 0 where free. */
  #slots = new Uint32Array(1024);

  /** The number of a feature, or −1 when it has never been met. */
  find(key: number): number {
    const mask = this.#slots.length - 1;
    for (let at = key & mask; ; at = (at + 1) & mask) {
      const feature = (this.#slots[at] ?? 0) - 1;
      if (feature < 0 || this.#keys[feature] === key) return feature;
    }
  }

  /** The number of a feature, a new one when it has never been met. */
  learn(key: number): number {
    const known = this.find(key);
    if (known >= 0) return known;
    const feature = this.size++;
    this.#keys = roomFor(this.#keys, this.size);
    this.#holders = roomFor(this.#holders, this.size);
    this.#keys[feature] = key;
    if (this.size * 4 > this.#slots.length * 3) this.#rehash();
    else this.#place(feature);
    return feature;
  }

  keyOf(feature: number): number {
    return this.#keys[feature] ?? 0;
  }

  holdersOf(feature: number): number {
    return this.#holders[feature] ?? 0;
  }

  /** One item more (1) or fewer (−1) holds the feature. */
  count(feature: number, change: 1 | -1): void {
    this.#holders[feature] = (this.#holders[feature] ?? 0) + change;
  }

  #place(feature: number): void {
    const mask = this.#slots.length - 1;
    let at = this.keyOf(feature) & mask;
    while (this.#slots[at] !== 0) at = (at + 1) & mask;
    this.#slots[at] = feature + 1;
  }

  #rehash(): void {
    this.#slots = new Uint32Array(this.#slots.length * 2);
    for (let feature = 0; feature < this.size; feature++) this.#place(feature);
  }
}
