import { insults, mildSwearing, ordinary, type Root, strongSwearing } from "./words.ts";

/** How strong a swear word is: `strong` is never quoted, `mild` only leaves a title. */
export type Strength = "strong" | "mild";

/** Letters people write otherwise to get past filters, by what they look like. */
const lookAlikes: Readonly<Record<string, string>> = {
  "0": "o",
  "1": "i",
  "!": "i",
  "|": "i",
  "3": "e",
  "4": "a",
  "@": "a",
  "5": "s",
  $: "s",
  "7": "t",
  "+": "t",
  "8": "b",
  "9": "g",
  "€": "e",
  "£": "l",
  "¢": "c",
  "©": "c",
  "(": "c",
  µ: "u",
  ß: "ss",
  ø: "o",
  æ: "ae",
  а: "a",
  е: "e",
  о: "o",
  с: "c",
  р: "p",
  х: "x",
  у: "y",
  і: "i",
  ѕ: "s",
  к: "k",
  т: "t",
  н: "h",
  в: "b",
  α: "a",
  ο: "o",
  υ: "u",
  ι: "i",
  κ: "k",
  τ: "t",
  ρ: "p",
  ν: "v",
  ε: "e",
};
const wildcard = /[*#%$@!&?_•·]/;

function folded(word: string): string {
  const bare = word.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  let letters = "";
  for (const character of bare) letters += lookAlikes[character] ?? character;
  return letters.replace(/[^a-z]/g, "");
}

/** A root written so that each letter may be stretched: `as` matches `aass`, `ass` not `as`. */
function stretchable(root: string): string {
  return root.replace(/([a-z])(\1*)/g, (run, letter: string) =>
    run.length === 1 ? `${letter}+` : `${letter}{${run.length},}`,
  );
}

function matcher(roots: readonly Root[]): RegExp {
  const alternatives = roots.map(({ root, endings }) => {
    if (endings.length === 0) return stretchable(root);
    return endings.includes("*")
      ? `${stretchable(root)}[a-z]{0,12}`
      : `${stretchable(root)}(?:${endings.map(stretchable).join("|")})?`;
  });
  return new RegExp(`^(?:${alternatives.join("|")})$`);
}

const strong = matcher(strongSwearing);
const mild = matcher(mildSwearing);
const insult = matcher(insults);

/** Every strong root by its length, for words with letters starred out. */
const spelledOut: readonly string[] = strongSwearing.flatMap(({ root, endings }) => [
  root,
  ...endings.flatMap((ending) =>
    ending === "*" ? [`${root}s`, `${root}ed`, `${root}er`, `${root}ing`] : root + ending,
  ),
]);

/** Whether `f**k` or `sh*t` stands for a strong word of its length: same first letter, same letters where they are left. */
function starred(token: string): boolean {
  const inner = token.replace(/^["'([{]+|[.,;:!?)\]}"'…]+$/g, "").toLowerCase();
  if (!/^[a-z][^\s]{2,13}$/.test(inner) || !/[*#%•·_]{1}|[@$!&]{2}|[a-z][@$!&-][a-z]/.test(inner)) return false;
  const letters = [...inner].filter((c) => /[a-z]/.test(c)).length;
  const stars = [...inner].filter((c) => wildcard.test(c) || c === "-").length;
  if (letters + stars !== inner.length || letters > 9) return false;
  // A lone letter with stars is a swear word, unless there are so few that it is a grade or a footnote.
  if (letters === 1) return stars >= 3 && /\*{3}|[#%]{2}/.test(inner);
  return spelledOut.some(
    (word) => word.length === inner.length && [...inner].every((c, i) => c === word[i] || !/[a-z]/.test(c)),
  );
}

const cartoon = /^["'(]?(?=[^\s]{0,20}[@#])(?=[^\s]{0,20}[$%&])[@#$%&!*^]{4,20}[.,;:)"']?$/;
const abbreviated = /^f['’*-]{1,2}(?:ing?|n|ed|er)\b/i;
const spelledApart = /(?<![\p{L}\p{N}'’])\p{L}(?:[ .*_-]{1,2}\p{L}(?![\p{L}'’])){2,12}/gu;

/** Quick to say no: texts without any of these letters in a row need no closer look. */
const suspect = new RegExp(
  `\\bf['’-]|[*#%•$@!]|\\p{L}\\(\\p{L}|[^\\p{ASCII}]|\\d|(?:^|[^a-z])(?:${[...new Set([...strongSwearing, ...mildSwearing, ...insults].map(({ root }) => stretchable(root.slice(0, 4))))].join("|")})|(?:(?<!\\p{L})\\p{L}[ ._*-]{1,2}){2}`,
  "iu",
);

/** Whether a text may hold swearing or an insult; false is certain. */
export function mayOffend(text: string): boolean {
  return suspect.test(text);
}

/** How strong a single word is as a swear word, whatever it does to hide; nothing for ordinary ones. */
export function swearing(word: string): Strength | undefined {
  if (!suspect.test(word)) return undefined;
  const bare = word.toLowerCase().replace(/^[^\p{L}\p{N}@$]+|[^\p{L}\p{N}*#%$@]+$/gu, "");
  if (ordinary.has(bare) || /^\d*$/.test(bare)) return undefined;
  if (starred(word) || cartoon.test(word) || abbreviated.test(word)) return "strong";
  for (const part of [bare, ...(/[-/.,_]/.test(bare) ? bare.split(/[-/.,_]+/) : [])]) {
    // Figures alone beside letters are model names (s7, 5s); a leet word keeps letters of its own.
    if (!/\p{L}{1}/u.test(part) || ordinary.has(part)) continue;
    const letters = folded(part);
    if (letters.length < 2 || ordinary.has(letters)) continue;
    if (strong.test(letters)) return "strong";
    if (mild.test(letters)) return "mild";
  }
  return undefined;
}

/** Whether a word calls a person a name. */
export function isInsult(word: string): boolean {
  return insult.test(folded(word.replace(/[^\p{L}\p{N}]+$/u, "")));
}

/** Whether a strong word stands anywhere in letters spelled apart, other single letters around it. */
function holdsStrong(letters: string): boolean {
  for (let from = 0; from < letters.length; from++) {
    for (let to = from + 4; to <= letters.length; to++) if (strong.test(letters.slice(from, to))) return true;
  }
  return false;
}

/** The strongest swearing in a text; words spelled apart (`f u c k`) count. */
export function strongest(text: string): Strength | undefined {
  if (!suspect.test(text)) return undefined;
  let found: Strength | undefined;
  for (const word of text.split(/\s+/)) {
    const strength = swearing(word);
    if (strength === "strong") return "strong";
    found ??= strength;
  }
  for (const [apart] of text.matchAll(spelledApart)) if (holdsStrong(folded(apart))) return "strong";
  return found;
}
