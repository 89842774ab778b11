import type { Kind } from "../feedback.ts";
import { prevailingAmong } from "../kind.ts";
import type { Language } from "../language.ts";
import { contentStems, type Vocabulary } from "../vocabulary.ts";
import { candidatesOf } from "./candidates.ts";
import { clauses } from "./clauses.ts";
import { fitting, turned } from "./fitting.ts";
import { type Candidate, qualityOf } from "./quality.ts";
import type { Sentence } from "./reading.ts";
import { cosine, type Direction, directionOf, isNegated, type Relevance } from "./relevance.ts";

/**
 * Below this, a title is a draft that asks for a name. Of the titles of 451 themes of app reviews, judged by one person,
 * a third fall below it: with them two in three of those that miss their theme. Of those below, she would keep one in six
 * as it stands; of those above half, and 91 in 100 say what the theme is about.
 */
export const draftBelow = 0.6;

/** Sentences whose clauses are tried, and candidates that are weighed against the members. */
const sentencesTried = 45;
const candidatesWeighed = 40;
/** Further ones that share most with the title so far: whether anybody still says it. */
const sentencesNearTitle = 15;

export interface Title {
  title: string;
  score: number;
  language: Language;
}

/**
 * How much better another title must be to take the place of the one that people know a theme by, both scored by what
 * the theme's members say now.
 */
const clearlyBetter = 1.25;

/**
 * The best of all candidates, with its score; nothing where no clause will do. The title that the theme has had so far
 * stays while members still say it and no other is clearly better.
 *
 * @param sofar the title that the theme has
 */
export function titleOf(
  sentences: readonly (readonly Sentence[])[],
  kinds: readonly Kind[],
  relevance: Relevance,
  vocabulary: Vocabulary,
  sofar?: string,
): Title | undefined {
  const rough = roughly(sentences, relevance, vocabulary, sofar);
  const directions = sentences.map((own) => memberDirections(own, vocabulary)).slice(0, 80);
  const theme = prevailingAmong(kinds);
  const evidence = 1 + 0.3 * Math.log(Math.max(1, sentences.length / 4));
  const weigh = ({ candidate, score }: Rough): Title => {
    const central = centrality(
      directionOf(candidate.title, candidate.language, vocabulary, candidate.stems),
      directions,
    );
    return {
      title: candidate.title,
      score: score * fitting(candidate, kinds, theme) * (0.1 + central) * evidence,
      language: candidate.language,
    };
  };
  let best: Title | undefined;
  for (const one of rough.slice(0, candidatesWeighed)) {
    if (turned(one.candidate)) continue;
    const weighed = weigh(one);
    if (best === undefined || weighed.score > best.score) best = weighed;
  }
  const known = rough.find(({ candidate }) => isSame(candidate.title, sofar));
  if (sofar === undefined || known === undefined) return best;
  const kept = { ...weigh(known), title: sofar };
  return best !== undefined && best.score >= kept.score * clearlyBetter ? best : kept;
}

/** A candidate by what can be told without the members. */
interface Rough {
  candidate: Candidate;
  score: number;
}

/** In the same words, with or without an article before them. */
function isSame(title: string, other: string | undefined): boolean {
  const plain = (text: string) => text.toLowerCase().replace(/^(?:the|an?) /, "");
  return other !== undefined && plain(title) === plain(other);
}

/** What the sentences that say most offer as titles, each once, the best first. */
function roughly(
  sentences: readonly (readonly Sentence[])[],
  relevance: Relevance,
  vocabulary: Vocabulary,
  sofar: string | undefined,
): Rough[] {
  const byTitle = new Map<string, { candidate: Candidate; members: Set<number>; score: number }>();
  /** Who says the same, whatever the form: "can't view profile", "can't view the profiles". */
  const bySaying = new Map<string, Set<number>>();
  for (const sentence of worthTrying(sentences, relevance, sofar)) {
    for (const candidate of candidatesOf(sentence, vocabulary)) {
      const rel = relevance.ofText(candidate.stems);
      const score = rel * qualityOf(candidate, vocabulary);
      if (score <= 0) continue;
      const key = candidate.title.toLowerCase();
      const saying = sayingOf(candidate);
      bySaying.set(saying, (bySaying.get(saying) ?? new Set()).add(candidate.member));
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
    score: score * (1 + 0.1 * Math.log(members.size) + 0.08 * Math.log(bySaying.get(sayingOf(candidate))?.size ?? 1)),
  }));
  return rough.sort((a, b) => b.score - a.score || (a.candidate.title < b.candidate.title ? -1 : 1));
}

function sayingOf({ title, stems }: Candidate): string {
  return `${isNegated(title) ? "¬ " : ""}${[...stems].sort().join(" ")}`;
}

/** The sentences that tell most of the theme, and those nearest to the title that it has. */
function worthTrying(
  sentences: readonly (readonly Sentence[])[],
  relevance: Relevance,
  sofar: string | undefined,
): Sentence[] {
  const telling = sentences
    .flat()
    .filter((sentence) => sentence.stems.length > 0)
    .map((sentence) => ({ sentence, rel: relevance.ofText(sentence.stems) * (sentence.headline ? 2 : 1) }))
    .sort((a, b) => b.rel - a.rel || a.sentence.member - b.sentence.member || a.sentence.place - b.sentence.place)
    .map(({ sentence }) => sentence);
  if (sofar === undefined) return telling.slice(0, sentencesTried);
  const stems = contentStems(sofar);
  const shared = new Map(telling.map((one) => [one, stems.filter((stem) => one.stems.includes(stem)).length]));
  const nearest = telling
    .slice(sentencesTried)
    .filter((one) => shared.get(one) !== 0)
    .sort((a, b) => (shared.get(b) ?? 0) - (shared.get(a) ?? 0));
  return [...telling.slice(0, sentencesTried), ...nearest.slice(0, sentencesNearTitle)];
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
