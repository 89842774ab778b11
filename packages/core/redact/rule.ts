/** What stands where contact data or a secret stood. */
type Placeholder = "email" | "phone" | "card" | "account" | "number" | "link" | "name" | "key" | "handle";

/** One way in which contact data or a secret is written. */
export interface Rule {
  /** A text without any of these characters is passed by, which most texts are. Cheap to look for. */
  hint: RegExp;
  pattern: RegExp;
  /** What to write instead of a match; the match itself when it is harmless. `before` is all that stands before it. */
  write: (match: RegExpExecArray, before: string) => string;
}

export const always = (placeholder: Placeholder) => () => `[${placeholder}]`;
/** For patterns whose first group is what introduces the secret and stays. */
export const afterLead = (placeholder: Placeholder) => (match: RegExpExecArray) => `${match[1] ?? ""}[${placeholder}]`;
