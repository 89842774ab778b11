import type { Erasure, Trace } from "./erasure.ts";
import type { WebhookDelivery } from "./inbox.ts";
import { repeatedIn, repeats } from "./traces.ts";

/** What stands where something of hers was. */
export const erasedMark = "[erased]";

const emailOf = (alias: string): string[] => (alias.startsWith("email:") ? [alias.slice("email:".length)] : []);

/** Under these somebody is named. Elsewhere her name may be any word, such as a status. */
const naming = /^(?:by|who|to)$|name|author|proxy|user|requester|submitter|actor|member|poster|_by$/i;

/** Tells what is hers: her names, her people, and whatever repeats her words. */
export class Recognising {
  readonly feedback: ReadonlySet<string>;
  readonly themes: ReadonlySet<string>;
  readonly boards: ReadonlySet<string>;
  readonly emails: ReadonlySet<string>;
  readonly #people: ReadonlySet<string>;
  readonly #aliases: ReadonlySet<string>;
  /** Her words, and those of them that are hers alone. */
  readonly #all: ReadonlySet<number>;
  #marks: ReadonlySet<number>;
  readonly #names: ReadonlySet<string>;
  readonly #places: ReadonlySet<string>;
  /** Texts that are hers wherever they stand. */
  readonly #anywhere: RegExp;

  constructor(
    { people, aliases, names }: Pick<Erasure, "people" | "aliases" | "names">,
    traces: readonly Trace[],
    shared: readonly number[] = [],
  ) {
    const places = traces.flatMap((trace) => trace.places);
    this.feedback = new Set(traces.map((trace) => trace.feedback));
    this.themes = new Set(traces.flatMap(({ theme }) => theme ?? []));
    this.boards = new Set(traces.flatMap(({ board }) => board ?? []));
    this.emails = new Set(aliases.flatMap(emailOf));
    this.#people = new Set(people);
    this.#aliases = new Set(aliases);
    this.#all = new Set(traces.flatMap(({ marks }) => marks));
    this.#marks = this.#all.difference(new Set(shared));
    this.#names = new Set(names);
    this.#places = new Set(places);
    const anywhere = [...people, ...aliases, ...this.emails, ...places.filter((place) => URL.canParse(place))];
    const parts = anywhere.sort((a, b) => b.length - a.length).map(RegExp.escape);
    this.#anywhere = new RegExp(`(?<![\\p{L}\\p{N}])(?:${parts.join("|")})(?![\\p{L}\\p{N}])`, "giu");
  }

  isHer(person: unknown, aliases: readonly unknown[] = []): boolean {
    return this.#people.has(person as string) || aliases.some((alias) => this.#aliases.has(alias as string));
  }

  /** Whether a key of the table names her. */
  inKey({ pk, sk }: { pk: string; sk: string }): boolean {
    return `${pk}#${sk}`.split("#").some((part) => this.#people.has(part) || this.#aliases.has(part));
  }

  /** Whether any of these texts repeats her words, or names her. */
  hears(texts: readonly (string | undefined)[]): boolean {
    return texts.some((text) => text !== undefined && this.clean(text) !== text);
  }

  /** The same, whoever else says so. */
  mayHear(texts: readonly (string | undefined)[]): boolean {
    return this.hears(texts) || texts.some((text = "") => repeats(text, this.#all));
  }

  /** Learns that others say something in these words: they are no longer hers alone. Returns what is new of that. */
  share(texts: readonly (string | undefined)[]): number[] {
    const found = [...new Set(texts.flatMap((text = "") => repeatedIn(text, this.#marks)))];
    if (found.length > 0) this.#marks = this.#marks.difference(new Set(found));
    return found;
  }

  /** A value of any shape without what is hers; the very same where there is nothing. */
  clean<T>(value: T, key = ""): T {
    if (typeof value === "string") return (this.#isNamed(value, key) ? erasedMark : this.#cleanText(value)) as T;
    if (Array.isArray(value)) {
      const cleaned = value.map((one) => this.clean(one, key));
      return cleaned.some((one, i) => one !== value[i]) ? (cleaned as T) : value;
    }
    if (value === null || typeof value !== "object" || ArrayBuffer.isView(value)) return value;
    const quoted = this.feedback.has((value as { feedback?: string }).feedback ?? "");
    const entries = Object.entries(value).map(([name, one]) => {
      // A quote says whose it is, also where she has changed her words since.
      const told = quoted && name === "text" && typeof one === "string" ? erasedMark : this.clean(one, name);
      return [name, one, told] as const;
    });
    if (entries.every(([, before, after]) => before === after)) return value;
    return Object.fromEntries(entries.map(([name, , after]) => [name, after])) as T;
  }

  #isNamed(text: string, key: string): boolean {
    return (this.#names.has(text) && naming.test(key)) || (this.#places.has(text) && key === "externalId");
  }

  /** By the line, so that what others said beside it stays. */
  #cleanText(text: string): string {
    const named = text.replace(this.#anywhere, erasedMark);
    if (!repeats(named, this.#marks)) return named;
    const lines = named.split("\n");
    const left = lines.map((line) => (repeats(line, this.#marks) ? erasedMark : line));
    // Four words that only a line's end divides are hers as well.
    return lines.length > 1 && left.every((line, i) => line === lines[i]) ? erasedMark : left.join("\n");
  }

  /**
   * Whether a message that nobody could read is hers: it holds her address or her words, or her name or the number of
   * her account where somebody is named.
   */
  isIn({ source, body }: Pick<WebhookDelivery, "source" | "body">): boolean {
    let message: unknown;
    try {
      message = JSON.parse(body);
    } catch {
      return this.hears([body]);
    }
    const there = `${source}:`;
    const accounts = new Set(
      [...this.#aliases].flatMap((alias) => (alias.startsWith(there) ? alias.slice(there.length) : [])),
    );
    const holds = (value: unknown, key: string): boolean => {
      if (value !== null && typeof value === "object")
        return Object.entries(value).some(([name, one]) => holds(one, Array.isArray(value) ? key : name));
      const text = String(value);
      return this.clean(text, key) !== text || (accounts.has(text) && naming.test(key));
    };
    return holds(message, "");
  }
}
