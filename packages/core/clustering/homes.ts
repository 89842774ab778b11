import { roomFor } from "./growing.ts";

/** Which theme each item is in, and how many each theme has: a number an item. */
export class Homes {
  /** Per item: its theme's number. */
  #numberOf = new Uint32Array(0);
  #themes: string[] = [];
  #numbers = new Map<string, number>();
  #sizes = new Uint32Array(0);
  /** Numbers of themes that have lost their last item, for new themes to take. */
  #free: number[] = [];

  /** Without those of the themes' own names. */
  get bytes(): number {
    return this.#numberOf.byteLength + this.#sizes.byteLength;
  }

  of(item: number): string {
    return this.#themes[this.#numberOf[item] ?? 0] ?? "";
  }

  sizeOf(theme: string): number {
    return this.#sizes[this.#numbers.get(theme) ?? -1] ?? 0;
  }

  /** Puts an item that is in no theme into one. */
  join(item: number, theme: string): void {
    let number = this.#numbers.get(theme);
    if (number === undefined) {
      number = this.#free.pop() ?? this.#themes.length;
      this.#themes[number] = theme;
      this.#numbers.set(theme, number);
      this.#sizes = roomFor(this.#sizes, number + 1);
    }
    this.#numberOf = roomFor(this.#numberOf, item + 1);
    this.#numberOf[item] = number;
    this.#sizes[number] = (this.#sizes[number] ?? 0) + 1;
  }

  leave(item: number): void {
    const number = this.#numberOf[item] ?? 0;
    const left = (this.#sizes[number] ?? 0) - 1;
    this.#sizes[number] = left;
    if (left > 0) return;
    this.#numbers.delete(this.#themes[number] ?? "");
    this.#free.push(number);
  }
}
