import { readFileSync } from "node:fs";
import { seeded, voice } from "./voices.ts";

const longWord = /[a-z]{5,}/g;
const letters = 26;
const firstLetter = 97;

/**
 * So many texts: those of lines of `label<TAB>text`, and, as often as these are too few, the same said in other words,
 * each long word of them another one in every round; without a file, made-up ones.
 */
export function manyTexts(count: number, file: string | undefined): string[] {
  if (file === undefined) {
    const random = seeded(1);
    return Array.from({ length: count }, (_, i) => voice(random, i, Date.now()).body ?? "");
  }
  const texts = readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line.includes("\t"))
    .map((line) => line.slice(line.indexOf("\t") + 1));
  return Array.from({ length: count }, (_, i) =>
    inOtherWords(texts[i % texts.length] ?? "", Math.floor(i / texts.length)),
  );
}

/** Long words with every letter replaced by another, the same in each text of a round: as many words, as often. */
function inOtherWords(text: string, round: number): string {
  if (round === 0) return text;
  return text.replace(longWord, (word) =>
    String.fromCharCode(...Array.from(word, (letter) => moved(letter.charCodeAt(0) - firstLetter, round))),
  );
}

const moved = (letter: number, round: number): number => firstLetter + ((letter * 7 + round) % letters);
