/** Slots are taken up to this share; there are half as many more then: 5 to 8 bytes for each number held. */
const fullest = 0.75;
const growth = 1.5;

const free = 0;
/** Where something was: what lies behind it is still to be found. */
const cleared = 0xffffffff;

/**
 * Numbers by the 32-bit hash of what they stand for, which is kept elsewhere: open addressing, linear probing. A hash
 * finds its place by its share of all hashes (Lemire, "Fast random integer generation in an interval", 2019), so that
 * the table need not double to grow.
 */
export class HashTable {
  readonly #hashOf: (number: number) => number;
  /** A number and one. */
  #slots = new Uint32Array(64);
  #taken = 0;

  /** @param hashOf the hash of what a number that is held stands for */
  constructor(hashOf: (number: number) => number) {
    this.#hashOf = hashOf;
  }

  get bytes(): number {
    return this.#slots.byteLength;
  }

  /** The slot of what is sought, or the free one where it would be; until the next change. */
  slotOf(hash: number, isSought: (number: number) => boolean): number {
    for (let at = this.#first(hash); ; at = at + 1 === this.#slots.length ? 0 : at + 1) {
      const held = this.#slots[at] ?? free;
      if (held === free || (held !== cleared && isSought(held - 1))) return at;
    }
  }

  /** The number in a slot; −1 for none. */
  numberAt(slot: number): number {
    return (this.#slots[slot] ?? free) - 1;
  }

  /** Puts a number into a slot, in place of the one that is there. */
  fill(slot: number, number: number): void {
    if (this.#slots[slot] === free) this.#taken++;
    this.#slots[slot] = number + 1;
    if (this.#taken > this.#slots.length * fullest) this.#grow();
  }

  clear(slot: number): void {
    this.#slots[slot] = cleared;
  }

  #first(hash: number): number {
    return Math.floor((hash * this.#slots.length) / 2 ** 32);
  }

  #grow(): void {
    const held = this.#slots.filter((one) => one !== free && one !== cleared);
    this.#taken = held.length;
    this.#slots = new Uint32Array(Math.ceil(Math.max(64, (held.length / fullest) * growth)));
    for (const one of held) this.#slots[this.slotOf(this.#hashOf(one - 1), () => false)] = one;
  }
}
