import type { Language } from "../language.ts";
import { stem } from "../stem.ts";
import { concepts } from "./concept-words.ts";
import { hash } from "./wordings.ts";

const byStem = new Map<Language, ReadonlyMap<string, number>>();

/** Of one language, when something in it is first read: stemming the words of all takes longer than all else at a start. */
function conceptsIn(language: Language): ReadonlyMap<string, number> {
  const known = byStem.get(language);
  if (known !== undefined) return known;
  const numbers = new Map<string, number>();
  for (const [number, languages] of concepts.entries()) {
    for (const word of languages[language]?.split(" ") ?? []) {
      const stemmed = stem(word, language);
      if (!numbers.has(stemmed)) numbers.set(stemmed, number);
    }
  }
  byStem.set(language, numbers);
  return numbers;
}

/** Languages that write several words as one: "Rechnungsexport" speaks of bills and of exporting. */
const compounding: ReadonlySet<Language> = new Set<Language>(["de", "nl", "sv", "da"]);
const shortestPart = 4;
const shortestRest = 3;

/** A board uses the same few thousand words again and again. */
const remembered = 20_000;
const ofCompounds = new Map<string, readonly number[]>();

/** The numbers of the concepts that a stem belongs to; of a compound, those of its first and last part. */
export function conceptsOf(stemmed: string, language: Language): readonly number[] {
  const concept = conceptsIn(language).get(stemmed);
  if (concept !== undefined) return [concept];
  if (!compounding.has(language) || stemmed.length < shortestPart + shortestRest) return [];
  const key = `${language} ${stemmed}`;
  let found = ofCompounds.get(key);
  if (found === undefined) {
    if (ofCompounds.size >= remembered) ofCompounds.clear();
    found = partsOf(stemmed, language);
    ofCompounds.set(key, found);
  }
  return found;
}

function partsOf(compound: string, language: Language): number[] {
  const parts = new Set<number>();
  for (let rest = shortestRest; rest <= compound.length - shortestPart; rest++) {
    for (const part of [compound.slice(0, -rest), compound.slice(rest)]) {
      const concept = conceptsIn(language).get(part);
      if (concept !== undefined) parts.add(concept);
    }
  }
  return [...parts];
}

/** The key of a concept as a feature (`featuresOf`). */
export function conceptKey(concept: number): number {
  return hash(`~${concept}`);
}

const keys = new Set(concepts.map((_, concept) => conceptKey(concept)));

/** Whether a feature, by its key, is a concept. */
export function isConcept(key: number): boolean {
  return keys.has(key);
}
