import { isAbusive } from "./classify/abuse.ts";
import { type Language, words } from "./language.ts";
import { blunt, isClean, unshout } from "./masking.ts";
import type { Generated } from "./models.ts";
import { redact } from "./redact.ts";
import { sentences } from "./sentences.ts";
import { stem } from "./stem.ts";
import { contentStems } from "./vocabulary.ts";

/** What a model was given of one member: what its sentences can rest on. */
export interface Evidence {
  id: string;
  person: string;
  text: string;
}

/** A generated sentence that holds, with the feedback that it rests on. */
export interface CitedSentence {
  text: string;
  feedback: string[];
}

const mostSentences = 3;
const fewestWords = 3;
const mostWords = 40;
const longestSentence = 200;
const longestTitle = 80;
const mostWordsOfTitle = 12;

/**
 * A sentence is borne out when, whoever of those cited is left out, the others' words still hold more than this share of
 * what it is about. So one person's words never make a sentence, even if a model does whatever they tell it to do.
 */
const borneOut = 2 / 3;

/** Links, mark-up, placeholders: nothing that people write in a plain sentence. */
const noSentence = /[<>[\]{}|`\\*_#~^]|:\/\/|\bwww\.|\b\p{L}{2,}\.(?:com|net|org|io|de|ru|info|app|xyz|biz|shop)\b/iu;

/** How summaries speak of whoever said it: no part of what was said. */
const reporting = new Set(
  "user member customer person people report say ask want need request complain mention experience several many some few most multiple find nutzer mitglied kunde person möchten wollen brauchen wünschen berichten mehrere viele einige".split(
    " ",
  ),
);
const isReporting = (stemmed: string, language: Language): boolean =>
  reporting.has(stemmed) || [...reporting].some((word) => stem(word, language) === stemmed);

/**
 * A text as a plain sentence, or nothing where it is none: too short or long, with contact data, links or mark-up in
 * it, shouted, swearing or aimed at people.
 */
function plainSentence(text: string): string | undefined {
  const line = text.normalize("NFKC").replace(/\s+/gu, " ").trim();
  if (line.length > longestSentence || noSentence.test(line) || /\p{Cc}|\p{Cf}/u.test(line)) return undefined;
  if (redact(line) !== line || isAbusive(line) || !isClean(line) || unshout(line) !== line) return undefined;
  const calm = blunt(line);
  if (calm === undefined || sentences(calm).length !== 1) return undefined;
  const count = words(calm).length;
  return count < fewestWords || count > mostWords ? undefined : calm;
}

/** Whether what a text says was said by several of these people, so that none of them is needed to bear it out. */
function isBorneOut(text: string, evidence: readonly Evidence[], language: Language): boolean {
  const said = Map.groupBy(evidence, ({ person }) => person);
  if (said.size < 2) return false;
  const stemsOf = new Map(
    [...said].map(([person, own]) => [person, new Set(own.flatMap((one) => contentStems(one.text, language)))]),
  );
  const claims = contentStems(text, language).filter((one) => !isReporting(one, language));
  if (claims.length === 0) return false;
  return [...said.keys()].every((absent) => {
    const rest = [...stemsOf].filter(([person]) => person !== absent);
    const held = claims.filter((claim) => rest.some(([, stems]) => stems.has(claim)));
    return held.length > claims.length * borneOut;
  });
}

/** With its full stop and its capital. */
function finished(text: string): string {
  const closed = /[.?!。！？…]$/u.test(text) ? text : `${text}.`;
  return closed.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
}

/**
 * The sentences of a generated summary that hold: a sentence cites feedback of at least two people, all of which the
 * model was given, is borne out by it, and is plain and clean. Everything else is dropped.
 */
export function citedSentences(
  generated: Generated,
  evidence: readonly Evidence[],
  language: Language,
): CitedSentence[] {
  const given = new Map(evidence.map((one) => [one.id, one]));
  const kept = new Map<string, CitedSentence>();
  for (const { text, feedback } of generated.sentences) {
    if (kept.size === mostSentences) break;
    const cited = [...new Set(feedback)];
    const known = cited.flatMap((id) => given.get(id) ?? []);
    // One invented id discredits the sentence, not only itself.
    if (known.length === 0 || known.length < cited.length) continue;
    const plain = plainSentence(text);
    if (plain === undefined || !isBorneOut(plain, known, language)) continue;
    const sentence = finished(plain);
    if (!kept.has(sentence)) kept.set(sentence, { text: sentence, feedback: cited });
  }
  return [...kept.values()];
}

/** A generated title that may stand as a draft: a short plain clause that several of those given bear out. */
export function citedTitle(
  { title }: Generated,
  evidence: readonly Evidence[],
  language: Language,
): string | undefined {
  const plain = title === undefined ? undefined : plainSentence(title)?.replace(/[.\s]+$/u, "");
  if (plain === undefined || plain.length > longestTitle || words(plain).length > mostWordsOfTitle) return undefined;
  return isBorneOut(plain, evidence, language) ? finished(plain).replace(/\.$/u, "") : undefined;
}
