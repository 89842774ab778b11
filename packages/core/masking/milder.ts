import { swearing } from "./swearing.ts";

/** Only strengthens what stands beside it, or nothing at all: goes without loss. */
const strengthening =
  /^(?:(?:mother)?f\S{0,10}(?:ing|in|n|in['’])|f\S{0,3}[kcq]{1,3}(?:in|ing|n)|f['’*-]{1,2}(?:ing?|n)|fuc\*+|f\*{4,7}|frea?ki?n?g?|freakin|frickin|friggin\p{L}?|effin\p{L}?|feckin\p{L}?|flippin\p{L}?|damn(?:ed)?|darn(?:ed)?|god+am\S{0,4}|bloody|wtf+|wth|ffs|stfu|gtfo|omfg|lmf?ao|verfickt\p{L}{0,2}|verdammt\p{L}{0,2}|schei(?:ß|ss)|dreck?s|puta|blyat|suka|kurwa|verga|joder|putain|cazzo)$/iu;

/** What a verdict in swear words says. */
const verdicts: readonly (readonly [RegExp, string])[] = [
  [/^(?:shi?t+(?:ty|tier|tiest|e)|sh1tty|crap+(?:py|pier))$/i, "bad"],
  [/^beschissen$/i, "schlecht"],
  [/^beschissen(?=\p{L})/iu, "schlecht"],
  [/^(?:bull?sh\S{1,3}|horseshit|crapola)$/i, "nonsense"],
  [/^suck(?:y|ish)$/i, "bad"],
  [/^(?:crap|craps)$/i, "junk"],
];

/**
 * Turns of phrase, read with each swear word between `‹` and `›`, and what they say. What no rule takes up stays in its
 * brackets: it resists.
 */
const phrases: readonly (readonly [RegExp, string])[] = [
  [
    /\b(is|are|was|were|it's|ist|sind|war) (?:(?:such|just|really|so|a|an|the|absolute|total|complete|utter|big|huge|ein|eine|totale?r?) ){0,4}(?:piece|load|pile|bunch|crock|heap|stück|haufen) (?:of |o' |von )?‹[^›]+›/giu,
    "$1 bad",
  ],
  [
    /\b(?:this|the|that|dieses|das) (?:piece|load|pile|heap|stück|haufen) (?:of |o' )?‹[^›]+›(?: (?:app|software|program))?/giu,
    "it",
  ],
  [/\b(what|why|how|who|where|when|was|warum|wie|wer|wo) (?:the|in the|zum) (?:actual )?‹[^›]+›/giu, "$1"],
  [/ (?:as|like) ‹[^›]+›(?=[\s.,;:!?]|$)/giu, ""],
  [/\bfor ‹[^›]+› sake/giu, ""],
  [/\bpain in (?:the|my) ‹[^›]+›/giu, "pain"],
  [/\bgod ‹damn\p{L}{0,2}›/giu, ""],
  [/‹piss\p{L}{0,3}› off\b/giu, "angry"],
  [
    /\b(is|are|was|were|it's|its|got|completely|totally|all) ‹(?:fucked|screwed|f\*{3,5}ed|f\*{5})›(?: up)?/giu,
    "$1 broken",
  ],
  [
    /\b(is|are|was|were|it's|so|very|really|pretty|totally|absolutely|just) ‹(?:sh\S{1,3}t?|s\*+t?|crap|shite)›(?=[\s.,;:!?]|$)/giu,
    "$1 bad",
  ],
  [/\b(ist|sind|war|so|echt|total|einfach) ‹(?:schei\S{1,4}|kacke|mist|dreck)›/giu, "$1 schlecht"],
  [/\b(you|they|we|these|those|\p{L}{2,14}s) ‹(?:suck|sux+)›(?! up| (?:the|my|up|at|out)\b)/giu, "$1 are bad"],
  [/‹(?:sucks|sux+)›(?! (?:up|the|my|out|at|on)\b)/giu, "is bad"],
  [/‹sucked›(?! (?:up|the|my|me|out|in|at)\b)/giu, "was bad"],
  [/‹(?:piss(?:ed|t)?|pised)›(?! (?:me|us|him|her|people)\b)/giu, "angry"],
];

/** A sentence with its swearing taken out or said plainly. Words that resist stay as they are, for the caller to see. */
export function milder(sentence: string): string {
  let text = sentence.replaceAll("’", "'").replace(/\S+/g, (token) => {
    if (swearing(token) === undefined) return token;
    const [, before = "", word = "", after = ""] = /^([^\p{L}\p{N}@$*]*)(.*?)([.,;:!?)\]"]*)$/u.exec(token) ?? [];
    return `${before}‹${word}›${after}`;
  });
  for (const [pattern, instead] of phrases) text = text.replace(pattern, instead);
  text = text.replace(/‹([^›]+)›/g, (_, word: string) => {
    if (strengthening.test(word)) return "";
    for (const [pattern, instead] of verdicts) if (pattern.test(word)) return word.replace(pattern, instead);
    return word;
  });
  return text
    .replace(/\s{2,100}/g, " ")
    .replace(/[\s,]+([,.;:!?])/g, "$1")
    .trim();
}
