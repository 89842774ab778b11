import { always, type Rule } from "./rule.ts";

const topLevel = "com|net|org|de|at|ch|co|uk|io|fr|es|it|nl|eu|edu|gov|info|me|jp|br|in";
const providers =
  "gmail|googlemail|yahoo|hotmail|outlook|icloud|aol|gmx|web|proton|protonmail|live|msn|mail|posteo|t-online";

/** "Look at gmail.com" is no address. */
const lookedAt =
  "(?:look|looking|looked|log|logging|login|sign|signing|signed|in|up|mail|mails|e-?mail|account|works?|working|works?|page|server|error|me|us|it|see|seen|available|is|are|only|also|even|here|there|problems?|issues?|einloggen)";

/** Addresses written out to fool machines. */
export const disguisedEmails: readonly Rule[] = [
  {
    hint: /@/,
    pattern: new RegExp(
      `[\\p{L}\\p{N}._%+-]{1,64} {0,2}@ {0,2}[\\p{L}\\p{N}-]{1,63}(?: {0,2}(?:\\.|\\[dot\\]|\\(dot\\)|\\bdot\\b) {0,2}[\\p{L}\\p{N}-]{1,63}){0,3} {0,2}(?:\\.|\\[dot\\]|\\(dot\\)|\\bdot\\b) {0,2}(?:${topLevel})\\b`,
      "giu",
    ),
    write: always("email"),
  },
  {
    hint: /[([{<]\s?(?:at|ät|@)\s?[)\]}>]/i,
    pattern:
      /[\p{L}\p{N}._%+-]{1,64}\s{0,3}[([{<]\s?(?:at|ät|@)\s?[)\]}>]\s{0,3}[\p{L}\p{N}-]{1,63}(?:(?:\s{0,3}[([{<]\s?(?:dot|punkt|\.)\s?[)\]}>]\s{0,3}|\s{1,3}(?:dot|punkt)\s{1,3}|\s?\.\s?)[\p{L}\p{N}-]{1,63}){1,5}/giu,
    write: always("email"),
  },
  {
    hint: /\bat\b/i,
    pattern: new RegExp(
      `(?<![\\p{L}\\p{N}._%+-])(?!${lookedAt}\\s)(?:[\\p{L}\\p{N}_-]{1,30}\\s{1,3}dot\\s{1,3}){0,2}[\\p{L}\\p{N}._%+-]{1,64}\\s{1,3}at\\s{1,3}(?:[\\p{L}\\p{N}-]{1,63}(?:\\s{1,3}dot\\s{1,3}[\\p{L}\\p{N}-]{1,63}){0,3}\\s{1,3}dot\\s{1,3}(?:${topLevel})\\b|(?:${providers})\\.(?:${topLevel})\\b)`,
      "giu",
    ),
    write: always("email"),
  },
  {
    hint: /\(a\)/i,
    pattern: new RegExp(`[\\p{L}\\p{N}._%+-]{1,64}\\(a\\)(?:[\\p{L}\\p{N}-]{1,63}\\.){1,4}(?:${topLevel})\\b`, "giu"),
    write: always("email"),
  },
  // A comma for the dot, as phones type it.
  {
    hint: /@/,
    pattern: /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63},(?:com|net|org|de|at|ch)\b/giu,
    write: always("email"),
  },
  {
    hint: /AT.{2,60}DOT/,
    pattern: new RegExp(`\\b[a-z\\d._-]{2,40}AT[a-z\\d-]{2,40}DOT(?:${topLevel})\\b`, "g"),
    write: always("email"),
  },
  {
    hint: /klammeraffe|affenschwanz|arrob|at-zeichen/i,
    pattern:
      /[\p{L}\p{N}._%+-]{1,64}\s{1,3}(?:klammeraffe|affenschwanz|at-zeichen|arrobas?|arobase)\s{1,3}[\p{L}\p{N}-]{1,63}(?:\s?\.\s?|\s{1,3}(?:punkt|dot|punto|ponto|point)\s{1,3})\p{L}{2,10}\b/giu,
    write: always("email"),
  },
];
