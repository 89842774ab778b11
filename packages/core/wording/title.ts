import { kindOf } from "../classify.ts";
import type { Kind } from "../feedback.ts";
import type { Language } from "../language.ts";
import { acronyms } from "../masking/acronyms.ts";
import { isClean } from "../masking.ts";
import { contentStems, type Vocabulary } from "../vocabulary.ts";
import { clauses } from "./clauses.ts";
import { english, prepositions } from "./english.ts";
import { german } from "./german.ts";
import { anyLanguage, type Grammar } from "./grammar.ts";
import { type Candidate, qualityOf } from "./quality.ts";
import { type Sentence, said } from "./reading.ts";
import { cosine, type Direction, directionOf, type Relevance } from "./relevance.ts";

/**
 * Below this, a title is a draft that asks for a name. Of 60 titles of app reviews and bank questions, judged by eye, a
 * product manager would keep one in six below it and three in four above.
 */
export const draftBelow = 0.6;

/** Sentences whose clauses are tried, and candidates that are weighed against the members. */
const sentencesTried = 45;
const candidatesWeighed = 40;
const mostWords = { clause: 9, headline: 12 } as const;
const fewestWords = 2;

const placeholder =
  /\[(?:email|phone|card|account|number|link|name|key|handle)\]|https?:|www\.|\.(?:com|net|org|de)\b/i;

function grammarOf(language: Language): Grammar {
  if (language === "en") return english;
  return language === "de" ? german : anyLanguage;
}

/** The best of all candidates, with its score; nothing where no clause will do. */
export function titleOf(
  sentences: readonly (readonly Sentence[])[],
  kinds: readonly Kind[],
  relevance: Relevance,
  vocabulary: Vocabulary,
): { title: string; score: number; language: Language } | undefined {
  const tried = sentences
    .flat()
    .filter((sentence) => sentence.stems.length > 0)
    .map((sentence) => ({ sentence, rel: relevance.ofText(sentence.stems) * (sentence.headline ? 2 : 1) }))
    .sort((a, b) => b.rel - a.rel || a.sentence.member - b.sentence.member || a.sentence.place - b.sentence.place)
    .slice(0, sentencesTried);
  const byTitle = new Map<string, { candidate: Candidate; members: Set<number>; score: number }>();
  for (const { sentence } of tried) {
    for (const candidate of candidatesOf(sentence, vocabulary)) {
      const rel = relevance.ofText(candidate.stems);
      const score = rel * qualityOf(candidate, vocabulary);
      if (score <= 0) continue;
      const key = candidate.title.toLowerCase();
      const known = byTitle.get(key);
      if (known === undefined) byTitle.set(key, { candidate, members: new Set([candidate.member]), score });
      else {
        known.members.add(candidate.member);
        if (score > known.score) {
          known.score = score;
          known.candidate = candidate;
        }
      }
    }
  }
  const rough = [...byTitle.values()].map(({ candidate, members, score }) => ({
    candidate,
    score: score * (1 + 0.12 * Math.log(members.size)),
  }));
  rough.sort((a, b) => b.score - a.score || (a.candidate.title < b.candidate.title ? -1 : 1));
  const directions = sentences.map((own) => memberDirections(own, vocabulary)).slice(0, 80);
  const evidence = 1 + 0.3 * Math.log(Math.max(1, sentences.length / 4));
  let best: { title: string; score: number; language: Language } | undefined;
  for (const { candidate, score } of rough.slice(0, candidatesWeighed)) {
    const kind = kindOf(candidate.title);
    const sharing = kind === "unclear" ? 0 : kinds.filter((other) => other === kind).length / kinds.length;
    const central = centrality(
      directionOf(candidate.title, candidate.language, vocabulary, candidate.stems),
      directions,
    );
    // A title of another kind than its members misleads: "Doesn't work" over praise, praise over complaints.
    const fitting = kind === "unclear" ? 0.85 : 0.7 + 0.5 * sharing;
    const weighed = score * fitting * (0.1 + central) * evidence;
    if (best === undefined || weighed > best.score) {
      best = { title: candidate.title, score: weighed, language: candidate.language };
    }
  }
  return best;
}

/** A member's sentences and their clauses as directions. */
function memberDirections(sentences: readonly Sentence[], vocabulary: Vocabulary): Direction[] {
  return sentences.flatMap(({ raw, language, stems }) => {
    const parts = stems.length > 5 ? clauses(raw).filter(({ level }) => level === 1) : [];
    return [
      directionOf(raw, language, vocabulary, stems),
      ...parts.map(({ text }) => directionOf(text, language, vocabulary)),
    ];
  });
}

/** How near the members are, each by the clause that is nearest: their mean cosine. */
function centrality(direction: Direction, members: readonly (readonly Direction[])[]): number {
  let sum = 0;
  for (const member of members) {
    let nearest = 0;
    for (const clause of member) nearest = Math.max(nearest, cosine(direction, clause));
    sum += nearest;
  }
  // As if one member more had nothing to do with it: a title that one person alone stands for proves little.
  return sum / (members.length + 1);
}

/** All that a sentence offers as a title. */
function candidatesOf(sentence: Sentence, vocabulary: Vocabulary): Candidate[] {
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
    const tokens = withoutMy(base)
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
    const next = tokens[length]?.toLowerCase().replace(/[^\p{L}']/gu, "");
    const last = tokens[length - 1] ?? "";
    const comma = /,$/.test(last);
    if (next !== undefined && !comma && !grammar.boundary.has(next)) continue;
    const bare = last.toLowerCase().replace(/[^\p{L}\p{N}']/gu, "");
    const asked = /^(?:how|what|where|who)$/i.test(tokens[0] ?? "") && prepositions.has(bare);
    if (grammar.dangling.has(bare) && !asked) continue;
    found.push(length);
  }
  if (found.length === 0 && tokens.length === 1 && headline) found.push(1);
  return found;
}

/** "Can't change my PIN" is everybody's: the pronoun goes, after a preposition it becomes an article. */
function withoutMy(clause: string): string {
  return clause
    .replace(
      /\b(on|in|to|from|with|of|for|into|at|by|through|via|off|without|over|under|onto|and|or) (?:my|our) (?!own\b)/gi,
      "$1 the ",
    )
    .replace(/\b(?:my|our) (?!own\b)/gi, "");
}

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
  return capitalised(written.join(" ").replace(/^[^\p{L}\p{N}]+|[\s,.;:!?"'()[\]–-]+$/gu, ""));
}

function capitalised(title: string): string {
  const first = /^\p{L}+/u.exec(title)?.[0] ?? "";
  return /^\p{Ll}\p{Lu}/u.test(first) ? title : title.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
}
