import type { Kind } from "./feedback.ts";
import type { Quote, Wording } from "./theme.ts";
import type { Vocabulary } from "./vocabulary.ts";
import { read, type Spoken } from "./wording/reading.ts";
import { Relevance } from "./wording/relevance.ts";
import { quotesOf, summaryOf } from "./wording/summary.ts";
import { draftBelow, titleOf } from "./wording/title.ts";

/** A piece of feedback of a theme, as far as its wording needs it. */
export interface Member extends Spoken {
  kind: Kind;
}

/** Members that are read: as many say what a theme is about, and the time is bounded. */
const considered = 200;
const withoutWords = "Untitled";

/** Ids are hashes, so the first of them are a fair sample, and any order of the members gives the same wording. */
function sample(members: readonly Member[]): Member[] {
  return [...members].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)).slice(0, considered);
}

/** A short quote for a title where no clause makes one: "It's ok". */
function inPassing(quotes: readonly Quote[]): string | undefined {
  return quotes.find(({ text }) => text.length <= 60 && !text.includes("["))?.text.replace(/[.。]$/u, "");
}

/**
 * What a theme is called and how it is told, in its members' own words: the title is a whole clause brought into a
 * title's form by rule, the summary and the quotes are sentences that members said. Where anything is public, only
 * that is quoted. Deterministic; some ten milliseconds a theme.
 *
 * @param sofar the title that the machine gave the theme before: it stays while members still say it and no other is
 * clearly better, so that people find again what they have seen
 */
export function wordTheme(
  members: readonly Member[],
  vocabulary: Vocabulary,
  sofar?: string,
): Pick<Wording, "title" | "titleScore" | "draft" | "summary" | "quotes"> {
  const open = members.filter(({ visibility }) => visibility === "public");
  const heard = sample(open.length > 0 ? open : members);
  const sentences = read(heard);
  const relevance = new Relevance(
    sentences.map((own) => own.flatMap(({ stems }) => stems)),
    vocabulary,
  );
  const found = titleOf(
    sentences,
    heard.map(({ kind }) => kind),
    relevance,
    vocabulary,
    sofar,
  );
  const quotes = quotesOf(sentences, heard, found?.title ?? "", relevance, vocabulary);
  const score = Math.round((found?.score ?? 0) * 1000) / 1000;
  return {
    title: found?.title ?? inPassing(quotes) ?? withoutWords,
    titleScore: score,
    draft: score < draftBelow,
    summary: summaryOf(quotes),
    quotes,
  };
}
