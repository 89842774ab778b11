import { words as wordsOf } from "../language.ts";
import type { Quote } from "../theme.ts";
import { contentStems, type Vocabulary } from "../vocabulary.ts";
import { clauses } from "./clauses.ts";
import { hasVerb, subordinate } from "./english-quality.ts";
import { type Sentence, type Spoken, said } from "./reading.ts";
import { cosine, type Direction, directionOf, type Relevance } from "./relevance.ts";

/** Longest summary, in characters: a card has room for two lines. */
const longestSummary = 240;
/** Of few members two or three; a theme of many has more sides. */
const mostQuotes = 3;
const manyMembers = 8;
const mostQuotesOfMany = 5;
const fewestWords = 3;
const mostWords = 32;
/** Of the first three together, and of all. */
const mostWordsInAll = 60;
const mostWordsOfMany = 100;
/** A further quote below this score says too little. */
const worthSaying = 0.3;
/** Two sentences this alike say the same. */
const alike = 0.6;
/** What the title says already, in the same words. */
const addsNothing = 0.2;
/** Sentences that are weighed. */
const considered = 45;

const severe =
  /\b(?:money|lost|lose|losing|can't|cannot|unable|crash\p{L}*|freez\p{L}*|weeks?|months?|days|uninstall\p{L}*|worst|delet\p{L}+|charged|paid|pay|never|impossible|broken|useless|hacked|stolen|stuck|cancel\p{L}*|verloren|abst\p{L}+|stürzt|nicht|geld|unbrauchbar)(?!\p{L})/iu;
const rating = /\b(?:\d|one|two|three|four|five) ?stars?\b|\b(?:rating|rate (?:it|this)|review)\b/i;
const opensWithPronoun = /^(?:it|they|that|this|he|she|these|those|then|there|which|es|das|sie|dann|dies)\b/i;
const filler = /\b(?:sorry|more words|required words|\d+ words|word minimum|minimum words)\b/i;
const placeholder = /\[(?:email|phone|card|account|number|link|name|key|handle)\]/;

interface Option {
  sentence: Sentence;
  text: string;
  words: number;
  direction: Direction;
  score: number;
}

function wordCount(text: string): number {
  return wordsOf(text).length;
}

/** How well a sentence reads on its own. */
function readability(text: string, words: number, sentence: Sentence, vocabulary: Vocabulary): number {
  let quality = 1;
  if (opensWithPronoun.test(text)) quality *= 0.65;
  if (words > 24) quality *= 0.85;
  if (words < 5) quality *= 0.7;
  if (sentence.language === "en" && !hasVerb(text)) quality *= 0.75;
  if (subordinate.test(text) && !text.includes(",")) quality *= 0.7;
  if (rating.test(text)) quality *= 0.6;
  if (placeholder.test(text)) quality *= 0.7;
  if (filler.test(text)) quality *= 0.5;
  if (sentence.headline) quality *= 0.6;
  if (vocabulary.size >= 100) {
    const tokens = text.toLowerCase().match(/\p{L}{3,}/gu) ?? [];
    const unknown = tokens.filter((token) => vocabulary.knowing(token) < 2).length;
    quality *= Math.max(0.2, 1 - (2.5 * unknown) / Math.max(6, tokens.length));
  }
  return quality;
}

/** A sentence as it is quoted: a capital first, a full stop last, no loose "but" before it. */
function quoted(text: string): string {
  const told = text
    .replace(/^(?:but|and|so|or|also|because|aber|und|denn|pero|mais)[,\s]+(?=\p{L})/iu, "")
    .replace(/^(?:[-–—*•"'>\s]+|\d{1,2}[.)]\s+)(?=\p{L})/u, "")
    .replace(/([.!?])\]+$/u, "$1");
  const stop = /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}]$/u.test(told) ? "。" : ".";
  const closed = /[.?!。！？…)"”]$/u.test(told) ? told : `${told.replace(/[\s,;:–-]+$/u, "")}${stop}`;
  const first = /^\p{L}+/u.exec(closed)?.[0] ?? "";
  return /^\p{Ll}\p{Lu}/u.test(first) ? closed : closed.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
}

/**
 * Two or three whole sentences by different people that together say what a theme is about: maximal marginal relevance
 * (Carbonell, Goldstein: "The use of MMR", SIGIR 1998), drawn towards the members' middle and the title.
 */
export function quotesOf(
  sentences: readonly (readonly Sentence[])[],
  members: readonly Spoken[],
  title: string,
  relevance: Relevance,
  vocabulary: Vocabulary,
): Quote[] {
  const options = optionsOf(sentences, title, relevance, vocabulary);
  const taken: Option[] = [];
  const people = new Set<string>();
  let words = 0;
  const most = sentences.length >= manyMembers ? mostQuotesOfMany : mostQuotes;
  while (taken.length < most) {
    const room = taken.length < mostQuotes ? mostWordsInAll : mostWordsOfMany;
    let best: Option | undefined;
    let gain = Number.NEGATIVE_INFINITY;
    for (const option of options) {
      const person = members[option.sentence.member]?.person ?? "";
      if (people.has(person) || words + option.words > room) continue;
      const nearest = taken.reduce((near, other) => Math.max(near, cosine(option.direction, other.direction)), 0);
      if (nearest >= alike) continue;
      const marginal = 0.65 * option.score - 0.35 * nearest;
      if (marginal > gain) {
        gain = marginal;
        best = option;
      }
    }
    if (best === undefined || (taken.length >= 2 && best.score < worthSaying)) break;
    taken.push(best);
    words += best.words;
    people.add(members[best.sentence.member]?.person ?? "");
  }
  return taken.flatMap(({ sentence, text }) => {
    const member = members[sentence.member];
    return member === undefined ? [] : [{ text, feedback: member.id, visibility: member.visibility }];
  });
}

function optionsOf(
  sentences: readonly (readonly Sentence[])[],
  title: string,
  relevance: Relevance,
  vocabulary: Vocabulary,
): Option[] {
  const promising = sentences
    .flat()
    .filter(({ raw }) => raw.length <= 400)
    .map((sentence) => ({ sentence, rel: relevance.ofText(sentence.stems) }))
    .sort((a, b) => b.rel - a.rel || a.sentence.member - b.sentence.member || a.sentence.place - b.sentence.place)
    .slice(0, considered);
  const language = promising[0]?.sentence.language ?? "en";
  const towards = directionOf(title, language, vocabulary);
  const titled = new Set(contentStems(title, language));
  const rough = promising.flatMap(({ sentence, rel }) => {
    const plain = said(sentence, vocabulary);
    if (plain === undefined) return [];
    const text = quoted(plain);
    const words = wordCount(text);
    if (words < fewestWords || words > mostWords) return [];
    const adds = contentStems(text, sentence.language).some((stem) => !titled.has(stem));
    const quality = readability(text, words, sentence, vocabulary) * (adds ? 1 : addsNothing);
    const direction = directionOf(text, sentence.language, vocabulary, sentence.stems);
    return [{ sentence, text, words, direction, quality, rel: rel * quality, near: 0 }];
  });
  const directions = sentences.map((own) =>
    own.map(({ raw, language, stems }) => directionOf(raw, language, vocabulary, stems)),
  );
  for (const option of rough) {
    let sum = 0;
    let others = 0;
    for (let member = 0; member < Math.min(directions.length, 80); member++) {
      if (member === option.sentence.member) continue;
      others++;
      let nearest = 0;
      for (const direction of directions[member] ?? [])
        nearest = Math.max(nearest, cosine(option.direction, direction));
      sum += nearest;
    }
    option.near = others === 0 ? 0 : (sum / others) * option.quality;
  }
  const mostRel = Math.max(...rough.map(({ rel }) => rel), 1e-9);
  const mostNear = Math.max(...rough.map(({ near }) => near), 1e-9);
  return rough.map(({ sentence, text, words, direction, quality, rel, near }) => ({
    sentence,
    text,
    words,
    direction,
    score:
      (0.5 * rel) / mostRel +
      (0.35 * near) / mostNear +
      0.2 * quality * cosine(direction, towards) +
      (severe.test(text) ? 0.08 * quality : 0) +
      (words >= 7 && words <= 22 ? 0.05 : 0),
  }));
}

/** One quote or two as a card shows them: whole sentences, as many as fit; a long one alone ends at a clause. */
export function summaryOf(quotes: readonly Quote[]): string {
  const fitting = quotes.filter(({ text }) => text.length <= longestSummary);
  const [first, ...others] = fitting;
  if (first === undefined) return quotes[0] === undefined ? "" : shortened(quotes[0].text);
  const second = others.find(({ text }) => first.text.length + 1 + text.length <= longestSummary);
  return second === undefined ? first.text : `${first.text} ${second.text}`;
}

function shortened(text: string): string {
  const fitting = clauses(text).filter(
    ({ text: clause, level }) => level > 0 && clause.length < longestSummary && wordCount(clause) >= fewestWords,
  );
  const best = fitting.reduce<string>(
    (longest, { text: clause }) => (clause.length > longest.length ? clause : longest),
    "",
  );
  return best === "" ? "" : quoted(best);
}
