/** The product, as people point at it. */
export const app =
  "(?:it|this|that|the (?:\\p{L}{2,14} )?(?:app|application|program|software|site|website|page|service|system|platform|tool|player)|this (?:\\p{L}{2,14} )?(?:app|application|program|software|site|website|thing|service|version)|app|my app|the whole (?:app|thing)|which|everything)";
export const who = "(?:i|we|you|u|one|people|users|someone|they)";
export const adverbs =
  "(?:(?:just|really|also|always|constantly|even|now|still|often|usually|sometimes|only|simply|suddenly|randomly|continuously|currently|actually|absolutely|totally|never|definitely|recently|basically|literally|finally|already|ever|honestly|probably|keep|do|does) )*";

export type Rule = readonly [pattern: RegExp, write: (...groups: string[]) => string];

/** A rule for clauses that fit as a whole, in any case. */
export function rule(pattern: string, write: Rule[1]): Rule {
  return [new RegExp(`^${pattern}$`, "iu"), write];
}

/** A clause by the first rule that fits; nothing where none does, or where it leaves no two words. */
export function firstOf(rules: readonly Rule[], clause: string): string | undefined {
  for (const [pattern, write] of rules) {
    const match = pattern.exec(clause);
    if (match === null) continue;
    const groups = match.slice(1).map((group) => group ?? "");
    const written = write(...groups)
      .replace(/\s{2,9}/g, " ")
      .trim();
    if (/\p{L}{2}.*\s\p{L}/u.test(written)) return written;
  }
  return undefined;
}
