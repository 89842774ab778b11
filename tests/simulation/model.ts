import { personOf } from "@earshot/core/person.ts";
import type { Span } from "./asking.ts";

/** Where a person put a piece of feedback; `somewhere` where two answers are right and the model knows not which. */
export type Put = { theme: string } | "no theme" | "somewhere" | undefined;

/** One version of what one person said in one place. */
export interface Telling {
  version: string;
  body: string;
  withdrawn: boolean;
  span: Span;
}

export interface Thing {
  id: string;
  /** All names that she was ever told by for it; the first one speaks. */
  aliases: string[];
  private: boolean;
  tellings: Telling[];
  put: Put;
}

/** A vote that was acknowledged, or (`required` false) perhaps taken back; it stands at one of these themes. */
export interface Cast {
  alias: string;
  themes: Set<string>;
  required: boolean;
  span: Span;
}

/** That somebody asked to be erased. */
export interface Erasing {
  alias: string;
  /** Everybody whom she was known to be one with when she asked. */
  people: ReadonlySet<string>;
  /** What had been acknowledged before she asked. */
  before: ReadonlySet<unknown>;
  span: Span;
}

/**
 * What somebody would expect who knows nothing of tables, retries and leases: lists of what was acknowledged, and who
 * is the same person as whom. Where the machine puts feedback is the machine's business; everything else is told here.
 */
export class Model {
  readonly things = new Map<string, Thing>();
  casts: Cast[] = [];
  readonly erasures: Erasing[] = [];
  readonly locked = new Set<string>();
  /** Each merged theme, and the one that it was merged into. */
  readonly above = new Map<string, string>();
  readonly #same = new Map<string, string>();

  top(theme: string): string {
    const above = this.above.get(theme);
    return above === undefined ? theme : this.top(above);
  }

  /** The person that stands for everybody who is one with her. */
  rootOf(person: string): string {
    const into = this.#same.get(person);
    return into === undefined ? person : this.rootOf(into);
  }

  personOf(alias: string): string {
    return this.rootOf(personOf(alias));
  }

  /** Everybody whom somebody ever was one with. */
  everybody(alias: string): Set<string> {
    const root = this.personOf(alias);
    const own = personOf(alias);
    return new Set([own, root, ...[...this.#same.keys()].filter((person) => this.rootOf(person) === root)]);
  }

  /** Names used together are one person's. */
  meet(aliases: readonly string[]): void {
    const [first, ...others] = aliases.map((alias) => this.personOf(alias));
    for (const other of others)
      if (first !== undefined && this.rootOf(other) !== this.rootOf(first)) this.#join(first, other);
  }

  /** Who comes first by name keeps hers: the same as in the table, so that people can be compared. */
  #join(a: string, b: string): void {
    const [keeper = a, joined = b] = [this.rootOf(a), this.rootOf(b)].sort();
    this.#same.set(joined, keeper);
  }

  tell(id: string, some: { aliases: string[]; private?: boolean }, telling: Telling): void {
    const known = this.things.get(id);
    if (known) known.tellings.push(telling);
    else
      this.things.set(id, {
        ...{ id, aliases: some.aliases, private: some.private ?? false },
        ...{ tellings: [telling], put: undefined },
      });
    this.meet(some.aliases);
  }

  /** What holds of all that was told, in whichever order. */
  static latest({ tellings }: Thing): Telling {
    return tellings.reduce((best, one) => (one.version > best.version ? one : best));
  }

  /** Who voted for a part of a theme has voted for the theme: her vote stays where it was cast. */
  vote(alias: string, themes: readonly string[], { from, until }: Span, required = true): void {
    const families = themes.flatMap((theme) =>
      [...this.above.keys()].filter((part) => this.top(part) === this.top(theme)),
    );
    this.casts.push({ alias, themes: new Set([...themes, ...families]), required, span: { from, until } });
  }

  /**
   * A vote for a theme was taken back by somebody who was one with `certain` others for sure when it happened, and with
   * all who were joined to her by the end perhaps.
   */
  unvote(theme: string, certain: ReadonlySet<string>, perhaps: ReadonlySet<string>): void {
    const inFamily = (one: string): boolean => this.top(one) === this.top(theme);
    this.casts = this.casts.flatMap((cast) => {
      const by = personOf(cast.alias);
      const themes = [...cast.themes];
      if (!perhaps.has(by) || !themes.some(inFamily)) return [cast];
      if (certain.has(by) && themes.every(inFamily)) return [];
      return [{ ...cast, required: false }];
    });
  }
}
