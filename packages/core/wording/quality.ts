import { isFunctionWord, type Language } from "../language.ts";
import type { Vocabulary } from "../vocabulary.ts";
import { englishQuality } from "./english-quality.ts";
import { germanQuality } from "./german-quality.ts";
import type { Sentence } from "./reading.ts";

/** A way to call a theme, in a member's words. */
export interface Candidate {
  title: string;
  language: Language;
  member: number;
  level: 0 | 1 | 2;
  /** A prefix of what was said. */
  cut: boolean;
  /** Brought into a title's form by rule. */
  rewritten: boolean;
  /** What a member does or once did, told of oneself: "I use it at home". */
  narrated: boolean;
  /** The clause as it was said. */
  clause: string;
  sentence: Sentence;
  headline: boolean;
  stems: readonly string[];
}

/** What the rules of a language look at. */
export type Reading = Pick<Candidate, "title" | "headline" | "rewritten">;

const rating = /\b(?:stars?|ratings?|rate|rated|review|reviews|uninstall\p{L}*|5\/5|words|required)\b/iu;
const dated =
  /\b(?:today|yesterday|tonight|last (?:week|month|night|year)|this (?:week|morning)|monday|tuesday|wednesday|thursday|friday|saturday|sunday|days? ago|weeks? ago|heute|gestern|letzte woche)\b/i;
const firstPerson = /(?:^|\s)(?:i|i'm|i've|i'd|i'll|me|we|we're|us|ich|mir|mich|wir|uns)(?=\s|$)/i;
const secondPerson = /(?:^|\s)(?:you|your|u|ur|euch|ihr|eure)(?=\s|$)/i;
/** How unknown a word may be, by the size of the board: a few boards have few words. */
function rareBelow(size: number): number {
  return size < 60 ? 0 : size < 300 ? 2 : 3;
}

/**
 * How well a candidate reads as a title, as a product of factors around 1: whole, a few words, an action or a verdict,
 * words that others use too, no loose ends. Judged by eye on app reviews and bank questions, not learned.
 */
export function qualityOf(candidate: Omit<Candidate, "clause" | "sentence">, vocabulary: Vocabulary): number {
  const { title, level, cut, rewritten, narrated, headline, stems, language } = candidate;
  const tokens = title.split(" ");
  let quality = level === 0 ? 1.25 : level === 1 ? 1.1 : 0.85;
  const times = (condition: boolean, factor: number): void => {
    if (condition) quality *= factor;
  };
  times(tokens.length <= 2, 0.75);
  times(tokens.length > 7 && !headline, 0.9);
  times(cut, 0.82);
  times(rewritten, narrated ? 0.85 : 1.15);
  times(headline && level === 0 && !cut, 1.35);
  times(stems.length === 1, 0.8);
  times(stems.length === 0, 0.3);
  if (language === "en") quality *= englishQuality(candidate);
  if (language === "de") quality *= germanQuality(candidate);
  times(firstPerson.test(title), /\b(?:when|if|while|what|that) i\b/i.test(title) ? 0.9 : 0.7);
  times(secondPerson.test(title), 0.8);
  times(/[,;:()"]|\p{L}-\s|\.\s/u.test(title), headline ? 0.9 : 0.38);
  times(rating.test(title), 0.35);
  times(/\d/.test(title) && !headline, 0.7);
  times(dated.test(title), 0.8);
  const rare = rareBelow(vocabulary.size);
  for (const token of tokens) {
    const word = token.toLowerCase().replace(/[^\p{L}\p{M}']/gu, "");
    if (word.length < 3 || isFunctionWord(word, language) || /n't$/.test(word)) continue;
    times(vocabulary.knowing(word.replace(/'s$/, "")) < rare, headline ? 0.8 : 0.6);
  }
  return quality;
}
