/** Common slips whose repair changes no meaning; quotes carry them too. */
const slips: readonly (readonly [RegExp, string])[] = [
  [/\b(do|does|did|is|are|was|were|have|has|had|would|could|should) ?n[`´]?t\b/gi, "$1n't"],
  [/\b(don|doesn|didn|isn|aren|wasn|weren|haven|hasn|hadn|wouldn|couldn|shouldn) ['`´]?t\b/gi, "$1't"],
  [/\bdosn?e?n?'?t\b/gi, "doesn't"],
  [/\b(can|won)[`´ ]t\b/gi, "$1't"],
  [/\bcant\b/gi, "can't"],
  [/\bcan not\b/gi, "cannot"],
  [/\bwont\b/gi, "won't"],
  [/\baint\b/gi, "isn't"],
  [/\bim\b/gi, "I'm"],
  [/\bive\b/gi, "I've"],
  [/\bi'(m|ve|ll|d)\b/g, "I'$1"],
  [/\bi\b(?!['.-])/g, "I"],
  [/\bid (like|love|rather|prefer)\b/gi, "I'd $1"],
  [/\bits (a|an|the|not|very|so|too|really|just|been|like|good|great|slow|always|still|now)\b/gi, "it's $1"],
  [/\b(?:plz|pls|plse|pleas|plees)\b/gi, "please"],
  [/\bu\b(?![.&-])/gi, "you"],
  [/\bur\b/gi, "your"],
  [/\br\b(?= (?:you|u|we|they)\b)/gi, "are"],
  [/\bcuz|\bcoz\b|\bbcoz\b|\bbcuz\b|\bbecuz\b/gi, "because"],
  [/\bthx\b|\bthnx\b|\btnx\b/gi, "thanks"],
  [/\b(?:gud|gd|goood+)\b/gi, "good"],
  [/\b(?:gr8|grt|gret)\b/gi, "great"],
  [/\b(?:luv|lov|lovee+)\b/gi, "love"],
  [/\b(?:awsome|awesom|awsm|awesone)\b/gi, "awesome"],
  [/\b(?:exellent|excelent|excellant)\b/gi, "excellent"],
  [/\beverytime\b/gi, "every time"],
  [/\balot\b/gi, "a lot"],
  [/\bwanna\b/gi, "want to"],
  [/\bgonna\b/gi, "going to"],
  [/\bdunno\b/gi, "don't know"],
  [/\bw\/o\b/gi, "without"],
  [/\bw\/(?= ?\p{L})/giu, "with "],
  [/\bnvm\b/gi, "never mind"],
  [/\bppl\b/gi, "people"],
  [/\bmsgs?\b/gi, "messages"],
  [/\bpics?\b/gi, "pictures"],
  [/\bvids?\b/gi, "videos"],
  [/\bthier\b/gi, "their"],
  [/\brecieve/gi, "receive"],
  [/\bteh\b/gi, "the"],
  [/\bbuisness\b/gi, "business"],
  [/\bdefinately\b|\bdefinitly\b/gi, "definitely"],
  [/\bseperate/gi, "separate"],
  [/\boccured\b/gi, "occurred"],
  [/\bapplicat?on\b|\baplication\b/gi, "application"],
  [/\bn\b(?= \p{L})/giu, "and"],
];

/** An English sentence with its usual slips repaired and its apostrophes straight. */
export function repaired(sentence: string): string {
  let text = sentence
    .replace(/[’`´]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/\s{1,100}/g, " ");
  for (const [slip, right] of slips) text = text.replace(slip, right);
  return text;
}
