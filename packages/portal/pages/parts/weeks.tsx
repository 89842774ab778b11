import { weekOf } from "@earshot/core/clock.ts";
import { weeksUntil } from "@earshot/core/tally.ts";
import type { Status, Weeks } from "@earshot/core/theme.ts";
import type { View } from "../view.ts";
import { bars } from "./bars.ts";

const shown = 12;
const settledBy: readonly Status[] = ["shipped", "declined", "merged"];

/** How many people were new in the last two weeks, the present one included. */
export function newInTwoWeeks(weeks: Weeks, now: number): number {
  return weeksUntil(weeks, weekOf(now), 2).reduce((sum, n) => sum + n, 0);
}

/** Whether people come clearly faster than they did in the ten weeks before; five at least, as two friends are no trend. */
function gathers(people: readonly number[], recent: number): boolean {
  const before = people.slice(0, -2);
  const usual = (2 * before.reduce((sum, n) => sum + n, 0)) / before.length;
  return recent >= 5 && recent > 1.5 * usual;
}

/** Twelve weeks as bars, scaled from zero and at least eight high; below them the last two weeks in words. */
export function TwelveWeeks({ view, id, weeks, status }: { view: View; id: string; weeks: Weeks; status: Status }) {
  const texts = view.texts.board;
  const people = weeksUntil(weeks, weekOf(view.now), shown);
  const recent = newInTwoWeeks(weeks, view.now);
  const drawn = bars(people, { width: 94, base: 30, height: 29 });
  return (
    <p class="trend">
      <svg class="spark" viewBox="0 0 94 30" width="94" height="30" role="img" aria-labelledby={`${id} ${id}d`}>
        <title id={id}>{texts.weeksTitle}</title>
        <desc id={`${id}d`}>{people.join(", ")}</desc>
        <path class="b3" stroke-width="4.8" d={drawn.past} />
        <path class={recent > 0 ? "bn" : "b3"} stroke-width="4.8" d={drawn.present} />
      </svg>
      {recent > 0 ? (
        <span class={gathers(people, recent) ? "up" : undefined}>{texts.inTwoWeeks(recent)}</span>
      ) : (
        <span>{settledBy.includes(status) ? texts.settled : texts.quiet}</span>
      )}
    </p>
  );
}
