import { typedBare } from "./accents.ts";
import { functionPairs, functionWords, type SpacedLanguage } from "./function-words.ts";
import { ownLetters, tellingEndings, tellingWords } from "./telling.ts";

/** ISO 639-1. `ja`, `zh`, `ko` and `th` are read by their characters, in pairs; the others by their words. */
export type Language = SpacedLanguage | "ja" | "zh" | "ko" | "th";

const spaced = Object.keys(functionWords) as SpacedLanguage[];

/** How much an ending tells beside a word. */
const endingWeight = 0.15;

/** How much of a text is read to tell its language, in characters. */
const sample = 600;

/** Which languages a word belongs to, and how much it tells: a grammar word of three languages tells each a third. */
const votes = new Map<string, { languages: SpacedLanguage[]; weight: number }>();
for (const language of spaced) for (const word of functionWords[language]) tell(word, language);
for (const [language, list] of Object.entries(tellingWords) as [SpacedLanguage, string][]) {
  for (const word of list.split(/\s+/)) if (language === "en" || !isEnglish(word)) tell(word, language);
}

function isEnglish(word: string): boolean {
  return votes.get(word)?.languages.includes("en") ?? false;
}

function tell(word: string, language: SpacedLanguage): void {
  const vote = votes.get(word) ?? { languages: [], weight: 1 };
  votes.set(word, vote);
  if (vote.languages.includes(language)) return;
  vote.languages.push(language);
  vote.weight = 1 / vote.languages.length;
}

const withoutSpaces =
  /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}]/u;
const runWithoutSpaces = new RegExp(`${withoutSpaces.source}+`, "gu");

/** English contractions and what they stand for, with the apostrophe or, where that makes no other word, without. */
const contraction =
  /\b(wo|ca|sha)n'?t\b|n't\b|\b(do|does|did|is|was|have|has|would|could|should)nt\b|'(re|ve|ll|m)\b|\bcannot\b|\b(wan|gon)na\b/g;
const expansions: Record<string, string> = {
  won: "will not",
  can: "can not",
  shan: "shall not",
  "'re": " are",
  "'ve": " have",
  "'ll": " will",
  "'m": " am",
  wan: "want to",
  gon: "going to",
};

/** Compatibility forms folded, lower case, English contractions expanded. */
function plain(text: string): string {
  const folded = text.normalize("NFKC").toLowerCase().replaceAll("’", "'");
  return folded.replace(contraction, (short) => expansions[short.replace(/'?t$|not$|na$/, "")] ?? " not");
}

/**
 * The language a text is written in, told by its script, then by its grammar words and telling letters. English where
 * nothing tells: names, numbers, a word or two.
 */
export const detectLanguage = (text: string): Language => toldLanguage(text) ?? "en";

/** The languages with spaces between words, one of which a text is in that tells none. */
export const spacedLanguages: readonly SpacedLanguage[] = spaced;

/** The language a text is written in, as far as anything in it tells. */
export function toldLanguage(text: string): Language | undefined {
  const start = plain(text.slice(0, sample));
  if (!/[^\p{ASCII}]/u.test(start)) return byWords(start, null);
  if (withoutSpaces.test(start)) {
    const ownLetters = start.match(runWithoutSpaces)?.join("").length ?? 0;
    const letters = start.match(/\p{L}/gu)?.length ?? 0;
    if (ownLetters * 4 > letters) return byScript(start);
  }
  if ((start.match(/\p{scx=Cyrl}/gu)?.length ?? 0) * 4 > start.length) return "ru";
  return byWords(start, start.match(/[[\p{L}¿¡]--\p{ASCII}]/gv));
}

function byScript(text: string): Language {
  if (/[\p{scx=Hira}\p{scx=Kana}]/u.test(text)) return "ja";
  if (/\p{scx=Hang}/u.test(text)) return "ko";
  return /\p{scx=Han}/u.test(text) ? "zh" : "th";
}

/** @param letters those of the text that are no ASCII: who writes with all of them has one word more to tell by */
function byWords(text: string, letters: readonly string[] | null): SpacedLanguage | undefined {
  const scores = new Map<SpacedLanguage, number>();
  const said = text.match(/[\p{L}\p{M}]+/gu) ?? [];
  for (const word of said) {
    const vote = votes.get(word);
    for (const language of vote?.languages ?? []) {
      scores.set(language, (scores.get(language) ?? 0) + (vote?.weight ?? 0));
    }
  }
  // A word that three languages share tells nothing yet ("no", "so", "me"): English is left only for more than that.
  const english = scores.get("en") ?? 0;
  let best: SpacedLanguage | undefined = english > 0 ? "en" : undefined;
  let most = Math.max(english, 0.4);
  for (const language of spaced) {
    const own = ownLetters[language] ?? "";
    const score = (scores.get(language) ?? 0) + (letters?.every((letter) => own.includes(letter)) ? 1 : 0);
    scores.set(language, score);
    if (score > most) {
      best = language;
      most = score;
    }
  }
  return best !== undefined && best in tellingEndings ? byEndings(said, scores, best) : best;
}

/** Of the languages whose words those of a text may be, the one whose words end like them. */
function byEndings(
  said: readonly string[],
  scores: ReadonlyMap<SpacedLanguage, number>,
  likeliest: SpacedLanguage,
): SpacedLanguage {
  const told = (language: SpacedLanguage) => {
    const score = scores.get(language) ?? 0;
    const ending = tellingEndings[language];
    return ending && score > 0 ? score + endingWeight * said.filter((word) => ending.test(word)).length : 0;
  };
  const others = Object.keys(tellingEndings) as SpacedLanguage[];
  return others.reduce((best, language) => (told(language) > told(best) ? language : best), likeliest);
}

/**
 * The words of a text in order: compatibility forms folded (NFKC), lower case, English contractions expanded. Scripts
 * without spaces give overlapping pairs of characters, the usual stand-in for words there.
 */
export function words(text: string): string[] {
  const folded = plain(text);
  const tokens = folded.match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  return withoutSpaces.test(folded) ? tokens.flatMap(pairs) : tokens;
}

/** A token's stretches without spaces as pairs; what stands between them (Latin words, numbers) whole. */
function pairs(token: string): string[] {
  const found: string[] = [];
  let end = 0;
  for (const run of token.matchAll(runWithoutSpaces)) {
    if (run.index > end) found.push(token.slice(end, run.index));
    const letters = [...run[0]];
    if (letters.length === 1) found.push(run[0]);
    for (let i = 0; i + 1 < letters.length; i++) found.push(`${letters[i]}${letters[i + 1]}`);
    end = run.index + run[0].length;
  }
  if (end < token.length) found.push(token.slice(end));
  return found;
}

/** Whether a word (lower case) holds sentences together rather than saying what they are about. */
export function isFunctionWord(word: string, language: Language): boolean {
  if (!isSpaced(language)) return functionPairs.has(word);
  return functionWords[language].has(word) || bareFunctionWords(language).has(word);
}

/** The same as they are typed without accents; with accents they may be another word ("té" and "te"). */
function bareFunctionWords(language: SpacedLanguage): ReadonlySet<string> {
  const known = bare.get(language);
  if (known !== undefined) return known;
  const words = new Set([...functionWords[language]].map((word) => typedBare(word, language)));
  bare.set(language, words);
  return words;
}

const bare = new Map<SpacedLanguage, ReadonlySet<string>>();

const isSpaced = (language: Language): language is SpacedLanguage => language in functionWords;
