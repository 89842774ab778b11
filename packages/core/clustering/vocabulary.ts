import { roomFor } from "./growing.ts";
import { HashTable } from "./hash-table.ts";

/** Every feature met so far: its hash, its number and how many items hold it. */
export class Vocabulary {
  size = 0;
  #keys = new Uint32Array(0);
  #holders = new Uint32Array(0);
  #features = new HashTable((feature) => this.keyOf(feature));

  get bytes(): number {
    return this.#keys.byteLength + this.#holders.byteLength + this.#features.bytes;
  }

  /** The number of a feature, or −1 when it has never been met. */
  find(key: number): number {
    return this.#features.numberAt(this.#slotOf(key));
  }

  /** The number of a feature, a new one when it has never been met. */
  learn(key: number): number {
    const slot = this.#slotOf(key);
    const known = this.#features.numberAt(slot);
    if (known >= 0) return known;
    const feature = this.size++;
    this.#keys = roomFor(this.#keys, this.size);
    this.#holders = roomFor(this.#holders, this.size);
    this.#keys[feature] = key;
    this.#features.fill(slot, feature);
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

  #slotOf(key: number): number {
    return this.#features.slotOf(key, (feature) => this.#keys[feature] === key);
  }
}
