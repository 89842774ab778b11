import type { Match } from "./feature-index.ts";

/** How far a search goes; bounds its time whatever the number of items. */
export interface Effort {
  /** Of a feature, so many holders are looked at, the newest; and so many in all, the rarest features first. */
  perFeature: number;
  inAll: number;
  /** So many of the items that share most are compared exactly. */
  compared: number;
  /**
   * From how many equals on, in multiples of those sought, each who asks gets others of them instead of the newest:
   * where very many say nearly the same, none should be everybody's neighbour.
   */
  spreadFrom: number;
}

/** As feedback comes in, and as somebody types. */
export const quick: Effort = { perFeature: 500, inAll: 2000, compared: 48, spreadFrom: Number.POSITIVE_INFINITY };

/** For duplicates. */
export const thorough: Effort = {
  perFeature: 2500,
  inAll: 12_000,
  compared: 160,
  spreadFrom: Number.POSITIVE_INFINITY,
};

/** When themes are formed anew: what a quick search misses would cost a tenth of the pairwise F1 at 10,000 items. */
export const forming: Effort = { ...thorough, spreadFrom: 4 };

/** Puts equals in another order for each who asks. */
export function spread(matches: Match[], asker: number): void {
  const seed = Math.imul(asker + 1, 0x9e3779b1);
  const turn = (item: number) => {
    const mixed = Math.imul(item ^ seed ^ (seed >>> 15), 0x85ebca6b);
    return (mixed ^ (mixed >>> 13)) >>> 0;
  };
  matches.sort((a, b) => b.similarity - a.similarity || turn(a.item) - turn(b.item));
}
