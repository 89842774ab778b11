import { heatOf } from "../classify/heat.ts";
import { kindOf } from "../classify.ts";
import type { Feedback } from "../feedback.ts";
import { detectLanguage, words } from "../language.ts";
import { blunt } from "../masking.ts";
import { isQuotable } from "../quoting.ts";
import { redact } from "../redact.ts";
import { sentences } from "../sentences.ts";
import type { Membership } from "../tally.ts";
import { contentStems } from "../vocabulary.ts";
import { saysGoodbye } from "./leaving.ts";
import type { Weeds } from "./weeds.ts";

/** What people wrote in a week about a theme, in figures. */
export interface Trouble {
  wrote: number;
  stuck: number;
  heat: number;
  /** Feedback of those who are stuck, newest last. */
  feedback: string[];
}

/** Below so many stuck people it is a bad day of somebody. */
const fewest = 3;
const mostQuotes = 3;
const longestQuote = 220;
const [fewestWords, mostWords] = [6, 32];
const easyWords = 22;
/** Two sentences that have this share of their words in common say the same. */
const alike = 0.5;
const placeholder = /\[\p{L}+\]/u;
/** Sentences that point at what was said before them. */
const dangling =
  /^(?:and|but|so|or|also|then|because|which|it|it's|they|that|this|these|those|he|she|here|there|now|even|still|und|aber|das|dies|es|sie|dann|also|denn|weil|dort|hier)\b/iu;
const aboutReviewing = /\b(?:stars?|rating|rate|review\p{L}*|sterne)\b/iu;

/** What a week's memberships of a theme tell of trouble. */
export function troubleIn(week: readonly Membership[]): Trouble {
  const stuck = week.filter(({ kind }) => kind === "bug" || kind === "complaint");
  const heats = stuck.map(({ heat }) => heat).sort((a, b) => a - b);
  return {
    wrote: new Set(week.map(({ person }) => person)).size,
    stuck: new Set(stuck.map(({ person }) => person)).size,
    heat: heats[Math.floor(heats.length * 0.75)] ?? 0,
    feedback: stuck.map(({ feedback }) => feedback),
  };
}

/** How bad it is: people, who count up to twice as much when they are angry. Nothing where too few are stuck. */
export function badness({ stuck, heat }: Trouble): number {
  return stuck < fewest ? 0 : stuck * (1 + heat);
}

/** The week's trouble with a theme, with what its people said. */
export function weedsOf(
  theme: Pick<Weeds, "theme" | "title" | "url" | "status" | "answered">,
  { wrote, stuck, heat }: Trouble,
  said: readonly Feedback[],
): Weeds {
  const heard = said.filter(isQuotable);
  const gone = heard.filter(({ text }) => saysGoodbye(text));
  return {
    ...theme,
    ...{ wrote, stuck, heat },
    left: new Set(gone.map(({ person }) => person)).size,
    quotes: quotesOf(theme.title, heard),
  };
}

interface Option {
  text: string;
  stems: Set<string>;
  said: Feedback;
  weight: number;
}

/** Up to three sentences by different people that say what is wrong, each something else. */
function quotesOf(title: string, heard: readonly Feedback[]): Weeds["quotes"] {
  const about = weightsOf(title, heard);
  const options = heard.flatMap((said) => optionsOf(said, about)).sort((a, b) => b.weight - a.weight);
  const taken: Option[] = [];
  for (const option of options) {
    if (taken.length === mostQuotes) break;
    const known = taken.some((one) => one.said.person === option.said.person || likeness(one, option) >= alike);
    if (!known) taken.push(option);
  }
  return taken.map(({ text, said: { source, at, id } }) => ({ text, source, at, feedback: id }));
}

/** What the theme is about: of each stem the share of people who say it; those of its title count once more. */
function weightsOf(title: string, heard: readonly Feedback[]): ReadonlyMap<string, number> {
  const weights = new Map(contentStems(title).map((stem) => [stem, 1]));
  for (const { text } of heard)
    for (const stem of contentStems(text)) weights.set(stem, (weights.get(stem) ?? 0) + 1 / heard.length);
  return weights;
}

function optionsOf(said: Feedback, about: ReadonlyMap<string, number>): Option[] {
  return sentences(redact(said.text)).flatMap((sentence) => {
    const text = blunt(sentence);
    const length = text === undefined ? 0 : words(text).length;
    if (text === undefined || text.length > longestQuote || length < fewestWords || length > mostWords) return [];
    if (placeholder.test(text)) return [];
    const kind = kindOf(text);
    if (kind !== "bug" && kind !== "complaint") return [];
    const stems = new Set(contentStems(text, detectLanguage(text)));
    // The longer a sentence, the more it must say of the matter.
    const told = [...stems].reduce((sum, stem) => sum + (about.get(stem) ?? 0), 0) / (stems.size + 2) ** 0.6;
    const readable =
      (dangling.test(text) ? 0.5 : 1) *
      (aboutReviewing.test(text) ? 0.4 : 1) *
      (length > easyWords ? 0.75 : 1) *
      (/[.!?…]["”’)]?$/u.test(text) ? 1 : 0.8);
    return [{ text, stems, said, weight: told * readable * (1 + heatOf(sentence) / 2) }];
  });
}

function likeness(a: Option, b: Option): number {
  const shared = [...a.stems].filter((stem) => b.stems.has(stem)).length;
  return shared / Math.max(1, Math.min(a.stems.size, b.stems.size));
}
