import { roomFor } from "./growing.ts";
import { HashTable } from "./hash-table.ts";
import { hashOfBytes } from "./wordings.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/**
 * Short strings, numbered in the order in which they came, in packed bytes: some 11 each beside their own, where a map
 * and an array take 70 and more.
 */
export class Names {
  /** How many were ever added. */
  count = 0;
  #bytes = new Uint8Array(0);
  /** Per name: where it starts; it ends where the next one starts. */
  #starts = new Uint32Array(1);
  #numbers = new HashTable((number) => hashOfBytes(this.#writtenOf(number)));

  get bytes(): number {
    return this.#bytes.byteLength + this.#starts.byteLength + this.#numbers.bytes;
  }

  /** Gives a name that none has the next number. */
  add(name: string): number {
    const written = encoder.encode(name);
    const number = this.count++;
    const start = this.#starts[number] ?? 0;
    this.#starts = roomFor(this.#starts, number + 2);
    this.#starts[number + 1] = start + written.length;
    this.#bytes = roomFor(this.#bytes, start + written.length);
    this.#bytes.set(written, start);
    this.#numbers.fill(this.#slotOf(written), number);
    return number;
  }

  /** The number that has a name; −1 for none. */
  numberOf(name: string): number {
    return this.#numbers.numberAt(this.#slotOf(encoder.encode(name)));
  }

  of(number: number): string {
    return decoder.decode(this.#writtenOf(number));
  }

  /** Forgets which number has a name. */
  remove(name: string): void {
    const slot = this.#slotOf(encoder.encode(name));
    if (this.#numbers.numberAt(slot) >= 0) this.#numbers.clear(slot);
  }

  #writtenOf(number: number): Uint8Array {
    return this.#bytes.subarray(this.#starts[number] ?? 0, this.#starts[number + 1] ?? 0);
  }

  #slotOf(written: Uint8Array): number {
    return this.#numbers.slotOf(hashOfBytes(written), (number) => {
      const start = this.#starts[number] ?? 0;
      if ((this.#starts[number + 1] ?? 0) - start !== written.length) return false;
      for (let i = 0; i < written.length; i++) if (this.#bytes[start + i] !== written[i]) return false;
      return true;
    });
  }
}
