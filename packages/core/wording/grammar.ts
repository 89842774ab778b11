/** How the clauses of a language become titles. */
export interface Grammar {
  /** The clause without what opens and closes it and says nothing of the matter. */
  strip(clause: string): string;
  /** The clause in a title's form; nothing where no rule fits. */
  rewrite(clause: string): string | undefined;
  /** Whether a clause, rewritten, tells what somebody does or once did, and nothing of what she makes of it. */
  narrates(clause: string, rewritten: string): boolean;
  /** The clause in a headline's words. */
  head(clause: string): string;
  /** Before these words a clause may be cut. */
  boundary: ReadonlySet<string>;
  /** Whether a title may end between the words before and those after, or where nothing comes after. */
  endsWell(before: readonly string[], after: readonly string[]): boolean;
}

/** Courtesy in Spanish, French, Italian and Portuguese; of "I would like to be able to export", "export" is left. */
const courtesy: Trimmings = {
  leadIns: [
    /^(?:por favor|s['’]il vous pla[iî]t|svp|stp|per favore|bonjour|hola|salut|ciao|olá|buenos d[ií]as|merci de)[,.!]?\s+(?:de\s+)?/iu,
    /^(?:j['’]aimerais|je voudrais|je souhaiterais|me gustar[ií]a|quisiera|quiero|vorrei|gostaria de|eu queria)(?: bien| mucho)?\s+(?:(?:pouvoir|poder|avoir|tener|tenir|poter)\s+)?/iu,
  ],
  tails: [
    /[\s,.;:!?。、！？]+$/u,
    /[\s,]+(?:por favor|s['’]il vous pla[iî]t|svp|stp|merci(?: d['’]avance)?|gracias|per favore|grazie|obrigad[oa])$/iu,
  ],
};

/** Where no rules are known, a clause stands as it was said, without courtesy. */
export const anyLanguage: Grammar = {
  strip: (clause) => withoutTrimmings(clause, courtesy),
  rewrite: () => undefined,
  narrates: () => false,
  head: (clause) => clause,
  boundary: new Set(),
  endsWell: () => true,
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

/** A word without the marks about it, in lower case. */
export function bareWord(token: string | undefined): string {
  return (token ?? "").toLowerCase().replace(/[^\p{L}\p{N}']/gu, "");
}
