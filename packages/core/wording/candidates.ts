import type { Language } from "../language.ts";
import { acronyms } from "../masking/acronyms.ts";
import { isClean } from "../masking.ts";
import { contentStems, type Vocabulary } from "../vocabulary.ts";
import { clauses } from "./clauses.ts";
import { english } from "./english.ts";
import { german } from "./german.ts";
import { anyLanguage, bareWord, type Grammar } from "./grammar.ts";
import type { Candidate } from "./quality.ts";
import { type Sentence, said } from "./reading.ts";

const mostWords = { clause: 9, headline: 12 } as const;
const fewestWords = 2;

const placeholder =
  /\[(?:email|phone|card|account|number|link|name|key|handle)\]|https?:|www\.|\.(?:com|net|org|de)\b/i;

function grammarOf(language: Language): Grammar {
  if (language === "en") return english;
  return language === "de" ? german : anyLanguage;
}

/** All that a sentence offers as a title. */
export function candidatesOf(sentence: Sentence, vocabulary: Vocabulary): Candidate[] {
  const text = said(sentence, vocabulary);
  if (text === undefined) return [];
  const grammar = grammarOf(sentence.language);
  const found: Candidate[] = [];
  const seen = new Set<string>();
  for (const { text: clause, level } of clauses(text)) {
    if (placeholder.test(clause)) continue;
    const stripped = grammar.strip(clause);
    const rewritten = grammar.rewrite(stripped);
    const base = rewritten === undefined ? stripped : grammar.strip(rewritten);
    const tokens = grammar
      .head(base)
      .split(" ")
      .filter((token) => /[\p{L}\p{N}]/u.test(token));
    for (const length of lengths(tokens, grammar, sentence.headline && level === 0)) {
      const title = styled(tokens.slice(0, length), vocabulary, sentence.language);
      if (seen.has(title) || !isClean(title)) continue;
      seen.add(title);
      found.push({
        title,
        language: sentence.language,
        member: sentence.member,
        level,
        cut: length < tokens.length,
        rewritten: rewritten !== undefined,
        narrated: rewritten !== undefined && grammar.narrates(stripped, rewritten),
        clause,
        sentence,
        headline: sentence.headline,
        stems: contentStems(title, sentence.language),
      });
    }
  }
  return found;
}

/** The lengths at which a clause may end: whole, or before a word where a new phrase begins; never on a loose end. */
function lengths(tokens: readonly string[], grammar: Grammar, headline: boolean): number[] {
  const most = headline ? mostWords.headline : mostWords.clause;
  const found: number[] = [];
  for (let length = Math.min(tokens.length, most); length >= fewestWords; length--) {
    const comma = /,$/.test(tokens[length - 1] ?? "");
    if (length < tokens.length && !comma && !grammar.boundary.has(bareWord(tokens[length]))) continue;
    if (!grammar.endsWell(tokens.slice(0, length), tokens.slice(length))) continue;
    found.push(length);
  }
  if (found.length === 0 && tokens.length === 1 && (headline || isWholeClause(tokens[0] ?? ""))) found.push(1);
  return found;
}

/** A clause of a script without spaces is one long word. */
function isWholeClause(token: string): boolean {
  return (
    /^[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{N}\p{scx=Latn}]{5,32}$/u.test(token) &&
    !/^\p{scx=Latn}+$/u.test(token)
  );
}

/** "A option". */
const wrongArticle = /\b(a) (?=[aei]\p{Ll}|o(?!n[ce]\b)\p{Ll}|un[ad]\p{Ll})(?!eu|ew)/giu;

/** A title's words as the board writes them, the first with a capital. */
function styled(tokens: readonly string[], vocabulary: Vocabulary, language: Language): string {
  const written = tokens.map((token, i) => {
    const word = /[\p{L}\p{N}][\p{L}\p{N}\p{M}'’&+.-]*/u.exec(token)?.[0] ?? token;
    const keeps = /\d|[\p{Ll}]\p{Lu}/u.test(word) || acronyms.has(word) || /^I(?:'|$)/.test(word);
    const lower = word.toLowerCase();
    const known = vocabulary.caseOf(lower);
    // German nouns and names the board has not met twice keep the capital they came with.
    const own = known !== lower || vocabulary.knowing(lower) > 3 ? known : word;
    const right = keeps || (language === "de" && i > 0) ? word : own;
    return token.replace(word, right);
  });
  const text = language === "en" ? written.join(" ").replace(wrongArticle, "$1n ") : written.join(" ");
  return capitalised(text.replace(/^[^\p{L}\p{N}]+|[\s,.;:!?"'()[\]–-]+$/gu, ""));
}

function capitalised(title: string): string {
  const first = /^\p{L}+/u.exec(title)?.[0] ?? "";
  return /^\p{Ll}\p{Lu}/u.test(first) ? title : title.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
}
