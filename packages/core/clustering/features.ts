import { respelled, unaccented } from "../accents.ts";
import { detectLanguage, isFunctionWord, type Language } from "../language.ts";
import { stem } from "../stem.ts";
import { conceptKey, conceptsOf } from "./concepts.ts";
import { withExpressions } from "./expressions.ts";
import { isAskingWord } from "./unspecific-words.ts";
import { hash, wordingOf, wordsOf } from "./wordings.ts";

/**
 * What is compared of a text: first its different terms in order of appearance, then what they stand for. Terms that
 * are next to one another, or have one between, count as pairs as well (see `NeighbourIndex`).
 */
export interface Features {
  /** Hashes. Two features share one about once in four thousand million pairs. */
  keys: Uint32Array;
  /** `kind · (1 + ln times)` in units of 1/64, at most 255. */
  weights: Uint8Array;
  /** How many of them, from the first, are terms. */
  terms: number;
  /** A hash of all its words, the same for texts that read alike but for capitals and punctuation; 0 where it has none. */
  wording: number;
}

/** Weights are kept in a byte. */
export const weightUnit = 1 / 64;

const termWeight = 1;
const conceptWeight = 0.8;
const beginningWeight = 0.5;

/** Words that begin alike mean alike more often than stemmers know: verify and verification. In letters. */
const beginning = 5;

/** A text says what it is about early; what follows is mostly logs and signatures. In terms, and in characters. */
const longest = 100;
const longestText = 5000;

/** A first line with more below it is a title: as good as said so many times. In characters, how long it may be. */
const titleTimes = 4;
const longestTitle = 300;

export function featuresOf(text: string, language: Language = detectLanguage(text)): Features {
  const terms = new Map<number, number>();
  const others = new Map<number, number>();
  const kinds = new Map<number, number>();
  for (const { word, stemmed, times } of termsOf(text, language)) {
    const bare = unaccented(respelled(word, language));
    count(terms, hash(stemmed), times);
    for (const concept of conceptsOf(stemmed, language)) other(conceptKey(concept), conceptWeight, times);
    if (word.length > beginning) other(hash(`^${bare.slice(0, beginning)}`), beginningWeight, times);
  }

  function other(key: number, kind: number, times: number): void {
    count(others, key, times);
    kinds.set(key, kind);
  }

  const keys = Uint32Array.from([...terms.keys(), ...others.keys()]);
  const weights = new Uint8Array(keys.length);
  let i = 0;
  for (const times of terms.values()) weights[i++] = packed(termWeight, times);
  for (const [key, times] of others) weights[i++] = packed(kinds.get(key) ?? 0, times);
  return { keys, weights, terms: terms.size, wording: wordingOf(text, language) };
}

interface Term {
  word: string;
  stemmed: string;
  times: number;
}

/**
 * The words of a text that say what it is about: no grammar, no asking, no spoken numbers, nothing that redaction put
 * in. A text of nothing but grammar and asking is about just that.
 */
function termsOf(text: string, language: Language): Term[] {
  const read = (part: string) => withExpressions(wordsOf(part, language), language);
  const whole = text.slice(0, longestText).trim();
  const line = whole.indexOf("\n");
  const titleEnd = line <= longestTitle ? Math.max(0, line) : 0;
  const title = read(whole.slice(0, titleEnd)).map((word) => ({ word, times: titleTimes }));
  const rest = read(whole.slice(titleEnd)).map((word) => ({ word, times: 1 }));
  const said = [...title, ...rest];
  const specific = said.filter(({ word }) => !isFunctionWord(word, language) && !isAskingWord(word, language));
  return (specific.length > 0 ? specific : said)
    .slice(0, longest)
    .map(({ word, times }) => ({ word, stemmed: stem(word, language), times }));
}

function count(counts: Map<number, number>, key: number, times: number): void {
  counts.set(key, (counts.get(key) ?? 0) + times);
}

function packed(kind: number, times: number): number {
  return Math.min(255, Math.round((kind * (1 + Math.log(times))) / weightUnit));
}
