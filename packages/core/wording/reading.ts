import { detectLanguage, type Language } from "../language.ts";
import { blunt } from "../masking.ts";
import { sentences } from "../sentences.ts";
import { contentStems, type Vocabulary } from "../vocabulary.ts";
import { repaired } from "./spelling.ts";

/** What wording needs of a piece of feedback. */
export interface Spoken {
  id: string;
  person: string;
  /** Redacted. */
  text: string;
  visibility: "public" | "private";
}

/** A sentence of a member. */
export interface Sentence {
  /** The member's place among the members. */
  member: number;
  /** Which sentence of the member it is. */
  place: number;
  raw: string;
  stems: readonly string[];
  language: Language;
  /** The first line of several: the member's own title. */
  headline: boolean;
}

/** How much of a member is read: people say early what they want. */
const readCharacters = 1_600;
const readSentences = 14;

/** The sentences of all members, with the stems that say what they are about. */
export function read(members: readonly Spoken[]): Sentence[][] {
  return members.map(({ text }, member) => {
    const start = text.slice(0, readCharacters).trim();
    const language = detectLanguage(start);
    const [first = "", ...rest] = start.split("\n");
    const titled = rest.some((line) => line.trim() !== "") && first.length <= 160;
    // A text cut off in the middle ends in a sentence nobody said.
    const whole = sentences(start).slice(0, text.length > readCharacters ? -1 : undefined);
    const said = titled ? [first.trim(), ...sentences(rest.join("\n"))] : whole.length > 0 ? whole : sentences(start);
    return said.slice(0, readSentences).map((raw, place) => ({
      member,
      place,
      raw,
      stems: contentStems(raw, language),
      language,
      headline: titled && place === 0,
    }));
  });
}

const sayable = new WeakMap<Sentence, { text: string | undefined }>();

/** A sentence as it may be shown: spelling repaired, blunt, without the vitriol; nothing where that cannot be. */
export function said(sentence: Sentence, vocabulary: Vocabulary): string | undefined {
  const known = sayable.get(sentence);
  if (known !== undefined) return known.text;
  const right = sentence.language === "en" ? repaired(sentence.raw) : sentence.raw.replace(/\s{1,100}/g, " ");
  const text = blunt(right, (word) => vocabulary.caseOf(word));
  sayable.set(sentence, { text });
  return text;
}
