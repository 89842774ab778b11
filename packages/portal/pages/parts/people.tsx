import type { View } from "../view.ts";

/** How many different people stand behind something: a plain figure, nothing to press. */
export function People({ view, count }: { view: View; count: number }) {
  return (
    <p class="vote count">
      <b>{view.texts.number(count)}</b> <span>{view.texts.peopleUnit(count)}</span>
    </p>
  );
}
