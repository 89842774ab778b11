import type { Language } from "../language.ts";
import { contentStems, type Vocabulary } from "../vocabulary.ts";

/** A stem and a pair of neighbouring stems as one key. */
function pairOf(a: string, b: string): string {
  return `${a} ${b}`;
}

/**
 * As if the board held so many items more that are about something else: on a board that is no larger than the theme,
 * every word would tell nothing, and there would be no title.
 */
const elsewhere = 20;

/**
 * How much a stem or a pair of stems tells this theme from its board: `p·ln(p/q)`, the theme's share of a
 * Kullback–Leibler divergence, where p is the share of members that hold it and q that of the board's items. What a
 * single member says tells nothing of the theme. The board's share of a pair is not counted (the table of pairs would
 * outgrow everything else); that of its rarer stem bounds it.
 */
export class Relevance {
  readonly #weights = new Map<string, number>();
  readonly #vocabulary: Vocabulary;

  /** @param members the content stems of each member, in order */
  constructor(members: readonly (readonly string[])[], vocabulary: Vocabulary) {
    this.#vocabulary = vocabulary;
    const held = new Map<string, number>();
    for (const stems of members) {
      const own = new Set<string>(stems);
      for (let i = 1; i < stems.length; i++) own.add(pairOf(stems[i - 1] ?? "", stems[i] ?? ""));
      for (const key of own) held.set(key, (held.get(key) ?? 0) + 1);
    }
    const atLeast = Math.min(2, members.length);
    for (const [key, count] of held) {
      if (count < atLeast) continue;
      const p = count / (members.length + 1);
      const q = Math.min(...key.split(" ").map((stem) => this.#share(stem)));
      if (p > q) this.#weights.set(key, p * Math.log(p / q));
    }
  }

  #share(stem: string): number {
    return (this.#vocabulary.holding(stem) + 0.5) / (this.#vocabulary.size + elsewhere);
  }

  /** Of a stem, or of a pair made by `pairOf`; 0 when it tells nothing. */
  of(key: string): number {
    return this.#weights.get(key) ?? 0;
  }

  /** Of a text by its stems; the longer, the more it must tell. */
  ofText(stems: readonly string[]): number {
    let sum = 0;
    for (let i = 0; i < stems.length; i++) {
      sum += this.of(stems[i] ?? "");
      if (i > 0) sum += 0.6 * this.of(pairOf(stems[i - 1] ?? "", stems[i] ?? ""));
    }
    return sum / (stems.length + 1) ** 0.55;
  }
}

const negation =
  /(?<!\p{L})(?:not|no|never|cannot|without|nothing|nicht|kein\p{L}{0,2}|nie|ohne|no|nunca|pas|jamais|non)(?!\p{L})|n't\b/iu;
/** Whether a text denies something. */
export function isNegated(text: string): boolean {
  return negation.test(text);
}

const negated = "¬";
const negatedWeight = 1.6;

/** A text as weighted stems of unit length; whether it is negated counts like a stem. */
export type Direction = ReadonlyMap<string, number>;

/** @param stems the text's stems where they are known already */
export function directionOf(
  text: string,
  language: Language,
  vocabulary: Vocabulary,
  stems?: readonly string[],
): Direction {
  const weights = new Map<string, number>();
  for (const stem of stems ?? contentStems(text, language)) {
    weights.set(stem, Math.sqrt(Math.log(1 + (vocabulary.size + 1) / (vocabulary.holding(stem) + 0.5))));
  }
  if (isNegated(text)) weights.set(negated, negatedWeight);
  let sum = 0;
  for (const weight of weights.values()) sum += weight * weight;
  const length = Math.sqrt(sum) || 1;
  for (const [stem, weight] of weights) weights.set(stem, weight / length);
  return weights;
}

export function cosine(a: Direction, b: Direction): number {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  let sum = 0;
  for (const [stem, weight] of small) sum += weight * (large.get(stem) ?? 0);
  return sum;
}
