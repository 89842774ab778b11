import * as z from "zod";

/** What is made when it is first asked for, and kept: a formatter, a table of words. */
export function onFirstUse<T>(make: () => T): () => T {
  let made: { it: T } | undefined;
  return () => {
    made ??= { it: make() };
    return made.it;
  };
}

/**
 * A schema that is made with the first thing that is read by it. Each part of one takes zod some 20 µs, and there are
 * a thousand in the rows alone: a cold start would pay for all of them, and reads two or three kinds.
 */
export function lazily<T extends z.ZodType>(make: () => T): z.ZodLazy<T> {
  return z.lazy(onFirstUse(make));
}
