import type { Clock } from "./clock.ts";

/** What changes about never and is needed all the time: loaded again only when it is older than so many milliseconds. */
export function remember<T>(load: () => Promise<T>, clock: Clock, forMs: number): () => Promise<T> {
  let known: { value: Promise<T>; until: number } | undefined;
  return () => {
    if (known && clock() < known.until) return known.value;
    const value = load();
    known = { value, until: clock() + forMs };
    value.catch(() => {
      known = undefined;
    });
    return value;
  };
}
