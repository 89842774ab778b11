import type { Feedback } from "./feedback.ts";

/** Whether words of a piece of feedback may be repeated still: there, not taken back since, and no attack on people. */
export function isQuotable(feedback: Feedback | undefined): feedback is Feedback {
  if (feedback === undefined) return false;
  const { withdrawn, abusive, erased } = feedback;
  return !withdrawn && !abusive && erased === undefined;
}
