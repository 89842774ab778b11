import { detectLanguage } from "../language.ts";
import { contentStems } from "../vocabulary.ts";

/** Stems that deny or compare, in English and German: alone they say of what there is too much, and not what it is. */
const turning: ReadonlySet<string> = new Set(
  "not no more either out someth noth anyth too even just still also nicht kein mehr auch noch nur".split(" "),
);

/** What a text is about: its stems without those that only deny or compare. */
export function matterOf(text: string): ReadonlySet<string> {
  return new Set(contentStems(text, detectLanguage(text)).filter((stem) => !turning.has(stem)));
}
