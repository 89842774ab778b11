import { kindOf } from "../classify.ts";
import type { Kind } from "../feedback.ts";
import type { Candidate } from "./quality.ts";
import { isNegated } from "./relevance.ts";

/** A title that leaves open whether it is trouble, a wish or praise. */
const unclear = 0.66;
/** A title that does not show its kind and was said so; a wish's form is an order. */
const implied = 0.8;
const impliedWish = 0.93;
/** A title of another temper than its theme's. */
const misleading = 0.75;
/** What is praised must not be called trouble. */
const unkind = 0.4;

/** How well a title shows the kind of its theme, as a factor; the more members are of the title's kind, the better. */
export function fitting(candidate: Candidate, kinds: readonly Kind[], theme: Kind): number {
  const shown = kindOf(candidate.title);
  const kind = shown === "unclear" ? impliedKind(candidate) : shown;
  if (kind === "unclear") return unclear * (theme === "praise" && isNegated(candidate.title) ? misleading : 1);
  const sharing = kinds.filter((other) => other === kind).length / kinds.length;
  const plainly = shown === kind ? 1 : kind === "request" ? impliedWish : implied;
  return plainly * temper(kind, theme) * (0.7 + 0.5 * sharing);
}

/** Of a title that does not show what kind it is: what it was before it got its form. What somebody can do is no trouble. */
function impliedKind({ title, rewritten, clause }: Candidate): Kind {
  if (!rewritten) return "unclear";
  return /^can /i.test(title) ? "praise" : kindOf(clause);
}

/** "Doesn't work" misleads over praise, and so does praise over complaints. */
function temper(kind: Kind, theme: Kind): number {
  if (theme === "unclear" || (kind === "praise") === (theme === "praise")) return 1;
  return kind === "bug" || kind === "complaint" ? unkind : misleading;
}

/** "Any issues", cut from "never had any issues", says the opposite of what its member said. */
export function turned({ title, sentence }: Candidate): boolean {
  const shown = kindOf(title);
  return (shown === "bug" || shown === "complaint") && kindOf(sentence.raw) === "praise";
}
