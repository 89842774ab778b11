import type { Feedback } from "@earshot/core/feedback.ts";
import { sentences } from "@earshot/core/sentences.ts";
import type { Quote, Theme } from "@earshot/core/theme.ts";
import type { View } from "../view.ts";
import { By } from "./voice.tsx";

export interface Quoted {
  quote: Quote;
  feedback: Feedback;
}

/**
 * The quotes that may be shown to everybody: public when they were chosen and public now, still there, still about
 * this theme, and no attack. A quote is older than its feedback may be, so the feedback has the last word.
 */
export function quotable(theme: Pick<Theme, "id" | "quotes">, known: ReadonlyMap<string, Feedback>): Quoted[] {
  return theme.quotes.flatMap((quote) => {
    const feedback = known.get(quote.feedback);
    const open =
      feedback !== undefined &&
      quote.visibility === "public" &&
      feedback.visibility === "public" &&
      feedback.theme === theme.id &&
      !feedback.withdrawn &&
      !feedback.abusive;
    return open ? [{ quote, feedback }] : [];
  });
}

/** A summary with, behind each sentence, the number of the quote it is from; nothing where the quotes say it all. */
function Summary({ view, summary, quoted }: { view: View; summary: string; quoted: readonly Quoted[] }) {
  const told = sentences(summary).map((sentence) => ({
    sentence,
    quote: quoted.findIndex(({ quote }) => quote.text.includes(sentence)),
  }));
  if (told.every(({ quote }) => quote !== -1)) return null;
  return (
    <p lang={view.langOf(summary)} dir="auto">
      {told.map(({ sentence, quote }) => (
        <>
          {sentence}
          {quote !== -1 && (
            <a class="ref" href={`#q${quote + 1}`} aria-label={view.texts.theme.reference(quote + 1)}>
              {quote + 1}
            </a>
          )}{" "}
        </>
      ))}
    </p>
  );
}

/** What people say: the summary, and whole sentences by different people with where each stands. */
export function Quotes({ view, summary, quoted }: { view: View; summary: string; quoted: readonly Quoted[] }) {
  return (
    <>
      <Summary view={view} summary={summary} quoted={quoted} />
      {quoted.length > 0 && (
        <ol class="voices">
          {quoted.map(({ quote, feedback }, i) => (
            <li id={`q${i + 1}`}>
              <blockquote class="say" lang={view.langOf(quote.text)} dir="auto">
                {quote.text}
              </blockquote>
              <By view={view} feedback={feedback} />
            </li>
          ))}
        </ol>
      )}
    </>
  );
}
