/**
 * What somebody's words leave behind: every four words in a row, as numbers from which the words cannot be read. By them
 * copies are found in whatever form they went out: quoted, clipped, escaped for Markdown or Slack, partly redacted. Texts
 * that only share single words with hers are not hers.
 *
 * The idea is that of shingling (Broder: "On the resemblance and containment of documents", 1997).
 */
const inARow = 4;

/** Scripts without blanks between words are read by the character. */
const words = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{N}\p{M}]+/gu;

function wordsOf(text: string): string[] {
  return text.normalize("NFKC").toLowerCase().match(words) ?? [];
}

/** 53 bits of two FNV-1a hashes: in a table of a hundred million words the chance of a false match is below 1e-6. */
function markOf(run: readonly string[]): number {
  let high = 0x811c9dc5;
  let low = 0x9dc5811c;
  for (const word of run) {
    for (let i = 0; i < word.length; i++) {
      const code = word.charCodeAt(i);
      high = Math.imul(high ^ code, 0x01000193);
      low = Math.imul(low ^ code, 0x01000197);
    }
    high = Math.imul(high ^ 0x20, 0x01000193);
    low = Math.imul(low ^ 0x20, 0x01000197);
  }
  return (high >>> 0) * 2 ** 21 + (low >>> 11);
}

function* marksIn(text: string): Generator<number> {
  const all = wordsOf(text);
  for (let i = 0; i + inARow <= all.length; i++) yield markOf(all.slice(i, i + inARow));
}

/** The marks of some texts, each once. A text of fewer than four words leaves none. */
export function marksOf(texts: readonly string[]): number[] {
  return [...new Set(texts.flatMap((text) => [...marksIn(text)]))];
}

/** Those of some marks that a text repeats. */
export function repeatedIn(text: string, marks: ReadonlySet<number>): number[] {
  return marks.size === 0 ? [] : [...marksIn(text)].filter((mark) => marks.has(mark));
}

/** Whether a text repeats any of the marked words. */
export function repeats(text: string, marks: ReadonlySet<number>): boolean {
  if (marks.size === 0) return false;
  for (const mark of marksIn(text)) if (marks.has(mark)) return true;
  return false;
}
