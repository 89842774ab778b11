import { wordOn } from "@earshot/core/progress.ts";
import type { Theme } from "@earshot/core/theme.ts";
import type { View } from "../view.ts";

/** What a person of ours said to where a theme stands: the answer with its name, and the note beside the status. */
export function Word({ view, theme }: { view: View; theme: Theme }) {
  const { answer, note } = wordOn(theme);
  return (
    <>
      {note !== undefined && (
        <p lang={view.langOf(note)} dir="auto">
          {note}
        </p>
      )}
      {answer && (
        <>
          <p class="lines" lang={view.langOf(answer.text)} dir="auto">
            {answer.text}
          </p>
          <p class="by" dir="auto">
            {answer.by}
          </p>
        </>
      )}
    </>
  );
}
