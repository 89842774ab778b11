/** Before these a possessive has nothing to lean on: "why does my card" keeps an article. */
const leaning =
  "on|in|to|from|with|of|for|into|at|by|through|via|off|without|over|under|onto|and|or|between|near|than|as|like|about|after|before|does|do|did|will|would|should|if|when|while|where|why|that|until|once|because|long|much|many";
/** Several of them, or what has no number: "with my friends" is "with friends"; one of my plans is one of the plans. */
const uncounted =
  "(?:\\p{L}{2,}(?<!(?:ss|us|is|'s))s|family|friends?,? and family|family and friends|children|people|music|data|money|home|work)\\b";
const leaningMany = new RegExp(
  `(?<!\\b(?:one|some|all|most|many|any|none|each|both|half|two|three|rest) )\\b(${leaning}) (?:my|our|your) (?=${uncounted})`,
  "giu",
);
const leaningOne = new RegExp(`\\b(${leaning}) (?:my|our|your) (?!own\\b)`, "giu");
const asking = /^((?:(?:why|where|how|when|what) )?(?:is|was|has)) (?:my|our|your) (?!own\b)/iu;
const possessive = /\b(?:my|our) (?!own\b)/giu;

/** "The list is empty" is headed "list is empty"; "the best list" is not "best list". */
const leadingArticle =
  /^(?:the|an?) (?!(?:lot|few|bit|little|couple|number|while|year|month|week|day|only|best|worst|most|first|last|same|more|less|fewer|way|fact|app|apps|other|whole|next|new|latest|old|\p{L}+est)\b)(?=\p{L}+ \p{L})/iu;
const denials: readonly (readonly [RegExp, string])[] = [
  [/\b(do|does|did|is|are|was|were|has|have|had|would|could|should) not\b(?! only\b)/giu, "$1n't"],
  [/\bwill not\b/giu, "won't"],
  [/\bcan ?not\b(?! only\b)/giu, "can't"],
  [/(n't|\bnot) (?:(?:even|actually|seem to|ever) )+(?!once\b|close\b|half\b|one\b)(?=\p{L}{3})/giu, "$1 "],
];
/** "Can't open it": what it is, only the context says. */
const unnamedApp =
  /^((?:can't|couldn't) (?:even )?(?:open|download|install|uninstall|update|load|start|launch|access|use|run|close)) (?:it|this|this app|app|the application)$/i;
/** A slip of the fingers. */
const twice = /\b(is|the|to|an?|and|it|in|of|for|my|on|at|with|can|are|was|this|not) \1\b/giu;
const pluralApostrophe =
  /\b(video|photo|picture|app|movie|song|note|dvd|cd|pdf|ad|emoji|atm|game|gif)'s(?=$| (?!\p{L}+$))/giu;

/**
 * An English clause in a headline's words: everybody's and not "my", denials short, without words that only stress or
 * were typed twice.
 */
export function headline(clause: string): string {
  let text = clause.replace(twice, "$1").replace(pluralApostrophe, "$1s");
  for (const [long, short] of denials) text = text.replace(long, short);
  return text
    .replace(leaningMany, "$1 ")
    .replace(leaningOne, "$1 the ")
    .replace(asking, "$1 the ")
    .replace(possessive, "")
    .replace(leadingArticle, "")
    .replace(unnamedApp, "$1 the app");
}
