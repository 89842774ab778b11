import { second } from "@earshot/core/clock.ts";
import { remember } from "@earshot/core/remember.ts";
import type { Base } from "./base.ts";

/** For so many ms a process believes that the table is still open to it. */
export const openedFor = 5 * second;

/**
 * Lets work be done only on a table whose rows this Earshot knows, and that is not being restored; else what was to be
 * done comes again later. Costs two small reads in five seconds of work.
 * @throws EarshotError as `ShapeRows.mustBeOpen`.
 */
export function onlyWhenOpen({
  store,
  world,
}: Base): <A extends unknown[], R>(work: (...given: A) => Promise<R>) => (...given: A) => Promise<R> {
  const open = remember(() => store.shape.mustBeOpen(), world.clock, openedFor);
  return (work) =>
    async (...given) => {
      await open();
      return work(...given);
    };
}
