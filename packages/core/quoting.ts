import { type Feedback, reviewState } from "./feedback.ts";

/**
 * Whether words of a piece of feedback may be repeated still: there, not taken back or hidden by staff since, and no
 * attack on people.
 */
export function isQuotable(feedback: Feedback | undefined): feedback is Feedback {
  if (feedback === undefined) return false;
  const { withdrawn, abusive, erased } = feedback;
  const state = reviewState(feedback);
  return !withdrawn && !abusive && erased === undefined && state !== "hidden" && state !== "rejected";
}

/** Whether a piece of feedback still says what was quoted of it at a time: it may have been put otherwise since. */
export function stillSays({ text, versions }: Feedback, quote: string, at: string): boolean {
  const told = [versions.body, versions.title].flatMap((version) => version?.split("#")[0] ?? []);
  return told.every((changed) => changed < at) || text.includes(quote);
}
