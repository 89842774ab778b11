import { second } from "@earshot/core/clock.ts";
import { remember } from "@earshot/core/remember.ts";
import type { Base } from "./base.ts";

/** For so many ms a process believes that the table is still open to it. */
export const openedFor = 5 * second;

/**
 * Asks whether the table may be worked on: its rows are known to this Earshot, and it is not being restored. Costs two
 * small reads in five seconds.
 * @throws EarshotError as `ShapeRows.mustBeOpen`.
 */
export function openingOf({ store, world }: Base): () => Promise<void> {
  return remember(() => store.shape.mustBeOpen(), world.clock, openedFor);
}

/** Lets work be done only on an open table; else what was to be done comes again later. */
export function onlyWhenOpen(
  base: Base,
): <A extends unknown[], R>(work: (...given: A) => Promise<R>) => (...given: A) => Promise<R> {
  const mustBeOpen = openingOf(base);
  return (work) =>
    async (...given) => {
      await mustBeOpen();
      return work(...given);
    };
}
