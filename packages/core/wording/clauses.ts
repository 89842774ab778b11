/**
 * A stretch of a sentence that may stand alone.
 *
 * - level 0: the sentence
 * - level 1: split where a new thought begins
 * - level 2: split at any comma and at `and` with a subject of its own
 */
export interface Clause {
  text: string;
  level: 0 | 1 | 2;
}

const pronoun = "(?:i|you|we|they|it|he|she|this|that|there|my|the app|please|can|could|would|why|how|when|what)";
/** Where a new thought begins. */
const thought = new RegExp(
  `\\s*(?:[;:()\\[\\]–—]|\\s-{1,3}\\s)\\s*|,?\\s+(?:but|because|cause|however|except|although|though|so that|otherwise|whereas|aber|sondern|denn|weil|allerdings|jedoch|obwohl|pero|porque|aunque|mais|parce que|mas|però)\\s+(?:that\\s+|for\\s+)?|,\\s+(?=(?:and\\s+|so\\s+|or\\s+|then\\s+)?${pronoun}\\b)|,\\s+(?=(?:und|oder|dass|wenn|man|ich|es|sie|wir|die|der|das|bitte)\\s)`,
  "giu",
);
/** A comma, `and` before a subject, or nothing at all: "Crashes a lot it's so slow". */
const pause = new RegExp(
  `,\\s+|[、，]|\\s+(?:and|und|y|et|e)\\s+(?=${pronoun}\\b|ich\\b|es\\b|man\\b|wir\\b|please\\b|bitte\\b)|(?<!(?<!\\p{L})(?:because|cause|cuz|since|that|if|when|while|where|why|how|what|and|but|so|or|as|like|than|think|thought|know|say|says|said|hope|wish|feel|believe|guess|sure|means?|find|believe|until|unless|though))\\s+(?=it's (?:a|an|the|so|very|really|too|not|just|always|great|good|easy|simple|awesome)\\b)`,
  "giu",
);

/** `when …, it crashes` belongs together: its comma is no seam. */
const opensWithCondition =
  /^(?:when|whenever|if|every time|each time|after|once|while|wenn|sobald|nach|seit|immer wenn|jedes mal wenn|beim|cuando|quand|si)\b/iu;

/** The clauses of a sentence, itself first; no two alike. */
export function clauses(sentence: string): Clause[] {
  const whole = sentence.replace(/[.?!…。！？\s]+$/u, "");
  const found: Clause[] = [{ text: whole, level: 0 }];
  const seen = new Set([whole]);
  const take = (text: string, level: 1 | 2): void => {
    const clause = text.trim();
    if (clause === "" || seen.has(clause)) return;
    seen.add(clause);
    found.push({ text: clause, level });
  };
  const thoughts = whole.split(thought);
  for (const part of thoughts) take(part ?? "", 1);
  for (const part of thoughts) for (const piece of (part ?? "").split(pause)) take(piece ?? "", 2);
  if (opensWithCondition.test(whole)) {
    const main = /^[^,]{3,80},\s+(.{3,200})$/u.exec(whole)?.[1];
    if (main !== undefined) take(main, 2);
  }
  return found;
}
