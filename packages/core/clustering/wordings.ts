import { detectLanguage, type Language, words } from "../language.ts";
import { isNumberWord } from "./unspecific-words.ts";

/** What redaction leaves in place of contact data: `[email]`, `[card]`. */
const placeholder = /\[[a-z]+\]/g;

/** The words of a text, without spoken numbers and what redaction put in. */
export function wordsOf(text: string, language: Language): string[] {
  return words(text.replace(placeholder, " ")).filter((word) => !isNumberWord(word, language));
}

/** A hash of all words of a text, the same for texts that read alike but for capitals and punctuation; 0 without words. */
export function wordingOf(text: string, language: Language = detectLanguage(text)): number {
  const said = wordsOf(text, language);
  return said.length === 0 ? 0 : hash(said.join(" "));
}

/** FNV-1a (Fowler, Noll, Vo) over UTF-16 units, then the finaliser of MurmurHash3 (Appleby). */
export function hash(text: string): number {
  let h = fnvStart;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), fnvPrime);
  return finished(h);
}

/** The same over bytes. */
export function hashOfBytes(bytes: Uint8Array): number {
  let h = fnvStart;
  for (let i = 0; i < bytes.length; i++) h = Math.imul(h ^ (bytes[i] ?? 0), fnvPrime);
  return finished(h);
}

const fnvStart = 0x811c9dc5;
const fnvPrime = 0x01000193;

function finished(fnv: number): number {
  let h = fnv;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
