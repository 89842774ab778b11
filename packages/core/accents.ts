import type { SpacedLanguage } from "./function-words.ts";
import type { Language } from "./language.ts";

const marked = /([\p{Script=Latin}])\p{Mn}+/gu;
const barred: Record<string, string> = { ß: "ss", œ: "oe", æ: "ae", ø: "o", ł: "l", đ: "d", ı: "i" };
const barredLetter = /[ßœæøłđı]/g;

/**
 * A word (lower case) without accents, as people write who are in a hurry or have another keyboard: "contrasena",
 * "deconnecte". Latin letters only: marks of other scripts are letters (か and が, и and й).
 */
export function unaccented(word: string): string {
  if (!/[^\p{ASCII}]/u.test(word)) return word;
  const bare = word.normalize("NFD").replace(marked, "$1").normalize("NFC");
  return bare.replace(barredLetter, (letter) => barred[letter] ?? letter);
}

/** What stemmers look for: where a keyboard without accents left them out, and where they know no better. */
const restored: Partial<Record<Language, readonly (readonly [RegExp, string])[]>> = {
  // As German2 of Snowball has it: "Steuer", "quer" and "neue" have no umlaut.
  de: [
    [/ae/g, "ä"],
    [/oe/g, "ö"],
    [/(?<![aeq])ue/g, "ü"],
    // Plurals of loan words, which Snowball leaves as they are: Videos, Abos, Kameras.
    [/(?<=^.{3,}[ao])s$/, ""],
  ],
  es: [[/(?<=[cs])ion$/, "ión"]],
  pt: [
    [/cao$/, "ção"],
    [/coes$/, "ções"],
  ],
  fr: [[/(?<=[bcdlnrstv]i)te(?=s?$)/, "té"]],
};

/** A word (lower case) as its language spells it, of one that was typed without umlauts and accents. */
export function respelled(word: string, language: Language): string {
  return (restored[language] ?? []).reduce((spelt, [bare, accented]) => spelt.replace(bare, accented), word);
}

const digraphs: Record<string, string> = { ä: "ae", ö: "oe", ü: "ue" };

/** A word (lower case) as those type it who have no umlauts and accents: "fuer", "tambien". */
export function typedBare(word: string, language: SpacedLanguage): string {
  return unaccented(language === "de" ? word.replace(/[äöü]/g, (umlaut) => digraphs[umlaut] ?? umlaut) : word);
}
