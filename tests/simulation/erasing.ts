import { personOf } from "@earshot/core/person.ts";
import type { Span } from "./asking.ts";
import type { Cast, Erasing, Model, Thing } from "./model.ts";

/** What becomes of something once people were erased: `either` where clocks that differ leave it open. */
export type Fate = "stays" | "goes" | "either";

/** What erasures make of what a model knows: whose they are is the model's business, in the end. */
export class Erased {
  readonly #model: Model;

  constructor(model: Model) {
    this.#model = model;
  }

  /** Erasures of somebody who was, or turned out to be, this one. */
  #of(aliases: readonly string[]): Erasing[] {
    const people = new Set(aliases.map((alias) => this.#model.personOf(alias)));
    return this.#model.erasures.filter(({ alias }) => people.has(this.#model.personOf(alias)));
  }

  /** Whether somebody was erased, so that it is forgotten whom she was one with. */
  concerns(...aliases: string[]): boolean {
    return this.#of(aliases).length > 0;
  }

  #fateOf(what: Thing | Cast, aliases: readonly string[], { from, until }: Span): Fate {
    const all = this.#of(aliases);
    const people = aliases.map(personOf);
    // Who was erased before may have been forgotten to be one with her by then.
    const isHers = ({ alias, people: hers }: Erasing): boolean =>
      all.length === 1 ? people.some((person) => hers.has(person)) : aliases.includes(alias);
    if (all.some((one) => one.before.has(what) && until < one.span.from && isHers(one))) return "goes";
    return all.some(({ span }) => from <= span.until) ? "either" : "stays";
  }

  /** What is told later of a thing that was erased tells nothing. */
  fateOf(thing: Thing): Fate {
    const [first] = thing.tellings;
    // The earliest time at which any of it was written down counts.
    const from = Math.min(...thing.tellings.map(({ span }) => span.from));
    return first === undefined ? "stays" : this.#fateOf(thing, thing.aliases, { ...first.span, from });
  }

  fateOfVote(cast: Cast): Fate {
    return this.#fateOf(cast, [cast.alias], cast.span);
  }

  /** Names of people of whom everything was erased, and who have done nothing since. */
  gone(): string[] {
    const { things, casts, erasures } = this.#model;
    const left = new Set([
      ...[...things.values()].filter((thing) => this.fateOf(thing) !== "goes").flatMap(({ aliases }) => aliases),
      ...casts.filter((cast) => this.fateOfVote(cast) !== "goes").map(({ alias }) => alias),
    ]);
    const people = new Set([...left].map((alias) => this.#model.personOf(alias)));
    return erasures.map(({ alias }) => alias).filter((alias) => !people.has(this.#model.personOf(alias)));
  }
}
