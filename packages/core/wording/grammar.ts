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
