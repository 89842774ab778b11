import { stemmer as danish } from "@orama/stemmers/danish";
import { stemmer as dutch } from "@orama/stemmers/dutch";
import { stemmer as english } from "@orama/stemmers/english";
import { stemmer as french } from "@orama/stemmers/french";
import { stemmer as german } from "@orama/stemmers/german";
import { stemmer as italian } from "@orama/stemmers/italian";
import { stemmer as portuguese } from "@orama/stemmers/portuguese";
import { stemmer as russian } from "@orama/stemmers/russian";
import { stemmer as spanish } from "@orama/stemmers/spanish";
import { stemmer as swedish } from "@orama/stemmers/swedish";
import { stemmer as turkish } from "@orama/stemmers/turkish";
import { respelled, unaccented } from "./accents.ts";
import type { SpacedLanguage } from "./function-words.ts";
import type { Language } from "./language.ts";
import { stemmer as polish } from "./polish.ts";

const stemmers: Record<SpacedLanguage, (word: string) => string> = {
  en: english,
  de: german,
  fr: french,
  es: spanish,
  it: italian,
  pt: portuguese,
  nl: dutch,
  sv: swedish,
  da: danish,
  ru: russian,
  tr: turkish,
  pl: polish,
};

/** The stemmers take some 2 µs a word, a look-up a tenth of one; most words of a community are the same few thousand. */
const remembered = 20_000;
const known = new Map<SpacedLanguage, Map<string, string>>();

/**
 * A word without its inflection (Snowball; Porter, "An algorithm for suffix stripping", 1980, and its successors) and
 * without its accents, which some type and others leave out.
 */
export function stem(word: string, language: Language): string {
  if (!isSpaced(language)) return word;
  const words = known.get(language) ?? new Map<string, string>();
  known.set(language, words);
  let found = words.get(word);
  if (found === undefined) {
    found = unaccented(stemmers[language](respelled(word, language)));
    if (words.size >= remembered) words.clear();
    words.set(word, found);
  }
  return found;
}

const isSpaced = (language: Language): language is SpacedLanguage => language in stemmers;
