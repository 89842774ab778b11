/** How the clauses of a language become titles. */
export interface Grammar {
  /** The clause without what opens and closes it and says nothing of the matter. */
  strip(clause: string): string;
  /** The clause in a title's form; nothing where no rule fits. */
  rewrite(clause: string): string | undefined;
  /** Before these words a clause may be cut. */
  boundary: ReadonlySet<string>;
  /** On these words no title ends. */
  dangling: ReadonlySet<string>;
}

/** Where no rules are known, a clause stands as it was said. */
export const anyLanguage: Grammar = {
  strip: (clause) => clause.replace(/[\s,.;:!?]+$/, ""),
  rewrite: () => undefined,
  boundary: new Set(),
  dangling: new Set(),
};

/** What may open and close a clause of a language and says nothing of the matter. */
export interface Trimmings {
  leadIns: readonly RegExp[];
  tails: readonly RegExp[];
  /** Ends that look like a tail and may be the very point. */
  keptTail?: RegExp;
}

/** One may stand before the other, so often: "Hi, I think it's annoying that …". */
const mostRounds = 6;

/** The clause without what opens and closes it. */
export function withoutTrimmings(clause: string, { leadIns, tails, keptTail }: Trimmings): string {
  let text = clause;
  for (let round = 0; round < mostRounds; round++) {
    const before = text;
    for (const leadIn of leadIns) {
      const rest = text.replace(leadIn, "");
      if (rest !== text && /\p{L}{2}/u.test(rest)) {
        text = rest;
        break;
      }
    }
    for (const tail of tails) if (!keptTail?.test(text)) text = text.replace(tail, "");
    if (text === before) break;
  }
  return text.trim();
}
