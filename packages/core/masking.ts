import { isAbusive } from "./classify/abuse.ts";
import { isFunctionWord } from "./language.ts";
import { acronyms } from "./masking/acronyms.ts";
import { milder } from "./masking/milder.ts";
import { strongest } from "./masking/swearing.ts";

/** How a board writes a word: `Spotify`, `GPS`, `playlist`. */
export type CaseOf = (word: string) => string;

const asLower: CaseOf = (word) => word.toLowerCase();
const wordInText = /(?<![\p{L}\p{N}\p{M}'’[])\p{L}[\p{L}\p{M}'’]*(?![\p{N}\]])/gu;

/** Letters that have no capitals shout nothing: a Japanese sentence that opens with "CSV" is one word. */
function isShouted(word: string): boolean {
  return word.length > 1 && !/\p{Lo}/u.test(word) && word === word.toUpperCase() && word !== word.toLowerCase();
}

function isAcronym(word: string): boolean {
  return acronyms.has(word.replace(/['’]S$/, "").toUpperCase());
}

/** Small words that people shout for emphasis. */
function isSmall(word: string): boolean {
  const lower = word.toLowerCase();
  return (
    isFunctionWord(lower, "en") ||
    isFunctionWord(lower, "de") ||
    /^(?:not|no|all|why|how|who|way|too|yes|now|new|old|bad|big|one|two|any|off|out|up|only|fix|add|app|pay|get|use|see|let|try|day|ads?|bug|nicht|kein|neu|gut|nie)$/.test(
      lower,
    )
  );
}

/**
 * A text without shouting: a sentence in capitals becomes ordinary, and so do stray words in capitals; acronyms stay,
 * and so does what the board itself writes so.
 */
export function unshout(text: string, caseOf: CaseOf = asLower): string {
  const words = text.match(wordInText) ?? [];
  const telling = words.filter((word) => word.length > 2);
  const loud = telling.filter((word) => isShouted(word) && !isAcronym(word));
  const all = loud.length >= 2 && loud.length > telling.length * 0.6;
  const quiet = text.replace(wordInText, (word) => {
    if (!isShouted(word)) return word;
    if (isAcronym(word) && !(all && isSmall(word))) return word;
    if (!all && word.length < 4 && !isSmall(word)) return word;
    return /^I(?:['’]|$)/.test(word) ? `I${word.slice(1).toLowerCase()}` : caseOf(word.toLowerCase());
  });
  return all ? capitalised(quiet) : quiet;
}

/** Capitals where sentences begin. */
function capitalised(text: string): string {
  return text.replace(/(^|[.!?…]\s+)(\p{Ll})/gu, (_, start: string, letter: string) => start + letter.toUpperCase());
}

/** Chinese and Japanese end a sentence with marks of their own, and no blank follows them. */
function isEastAsian(text: string): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const own = text.match(/[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]/gu)?.length ?? 0;
  return own > letters / 3;
}

/** Marks in a row and shouting marks become one ordinary mark. */
function calmMarks(text: string): string {
  return isEastAsian(text) ? calmEastAsianMarks(text) : calmWesternMarks(text);
}

function calmEastAsianMarks(text: string): string {
  return text
    .replace(
      /(?<![\w/])[!?！？]{1,200}|[!?！？]{1,200}(?![\w=&/!?！？])|[.。．]{2,200}|…{1,200}|(?<!\w)\.$/gu,
      (marks, at: number) => {
        if (/[?？]/u.test(marks)) return "？";
        return /^[.…]/u.test(marks) && at + marks.length < text.length ? "、" : "。";
      },
    )
    .replace(/[、,]{2,200}/gu, "、")
    .replace(/[\s、,]*([。？])[\s。、,]*/gu, "$1")
    .replace(/[ \t]{2,100}/g, " ")
    .replace(/(\p{L})\1{3,200}/gu, "$1$1")
    .trim();
}

function calmWesternMarks(text: string): string {
  return text
    .replace(/(?:[!?¡¿]\s{0,2}){2,200}|!(?=[\s.)\]"”’»]|$)|…|\.{2,200}/gu, (marks, at: number) => {
      const space = /\s$/.test(marks) ? " " : "";
      if (marks.includes("?")) return `?${space}`;
      if (/^[.…]/.test(marks)) return at + marks.length < text.length ? ", " : ".";
      return `.${space}`;
    })
    .replace(/([,;:.?!])(?:\s*[,;:])+/g, "$1")
    .replace(/[\s,;:]+([,;:.?!])(?=\s|$)/g, "$1")
    .replace(/([.?])(?:\s*\.)+(?=\s|$)/g, "$1")
    .replace(/[ \t]{2,100}/g, " ")
    .replace(/(\p{L})\1{3,200}/gu, "$1$1")
    .trim();
}

/** The clauses of a sentence that are not aimed at people. */
function withoutAbuse(sentence: string): string | undefined {
  if (!isAbusive(sentence)) return sentence;
  const decent = sentence.split(/(?<=[,;–—])\s+/).filter((clause) => !isAbusive(clause));
  const left = decent.join(" ").replace(/[,;–—\s]+$/u, "");
  return left === "" || isAbusive(left) ? undefined : left;
}

/**
 * What a sentence says without its vitriol: swearing that only strengthens goes, verdicts in swear words become plain
 * ones, insults go with their clause, nothing is shouted. Nothing at all where a strong word or abuse would remain: such
 * a sentence is not quoted. Severity stays.
 */
export function blunt(sentence: string, caseOf: CaseOf = asLower): string | undefined {
  const decent = withoutAbuse(sentence);
  if (decent === undefined) return undefined;
  const mild = strongest(decent) === undefined ? decent : milder(decent);
  if (mild !== decent && isAbusive(mild)) return undefined;
  const calm = calmMarks(unshout(mild, caseOf)).replace(/^[\s,;:.?、。？)\]–—-]+/u, "");
  if (!/[\p{L}\p{N}]/u.test(calm) || strongest(calm) === "strong") return undefined;
  return /^\p{Lu}/u.test(sentence) ? calm.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase()) : calm;
}

/** Whether words may stand in a title: no swearing at all, not even the mild. */
export function isClean(text: string): boolean {
  return strongest(text) === undefined;
}
