import type { Assessed } from "./assess.ts";

export interface Lists {
  moved: Assessed[];
  new: Assessed[];
  rising: Assessed[];
  late: Assessed[];
  owed: Assessed[];
  promised: Assessed[];
}

/**
 * Each theme in the first list that has a place for it. Only rises are listed: every fall is somebody else's rise or
 * arrival. A rise weighs by its ratio, so that from 8th to 2nd is more than from 40th to 30th, and by who made it: far
 * down, where four people lift a theme by two hundred places, that is no news.
 */
export function listsOf(changed: readonly Assessed[]): Lists {
  const left = new Set(changed);
  const take = (most: number, fits: (one: Assessed) => boolean, weight: (one: Assessed) => number) => {
    const taken = [...left]
      .filter(fits)
      .sort((a, b) => weight(b) - weight(a) || (a.told.theme.id < b.told.theme.id ? -1 : 1))
      .slice(0, most);
    for (const one of taken) left.delete(one);
    return taken;
  };
  const people = ({ told }: Assessed) => told.after.supporters;
  return {
    moved: take(
      5,
      (one) => !one.isNew && rise(one) > 1,
      (one) => Math.log(rise(one)) * (one.joined + 0.5),
    ),
    new: take(
      3,
      (one) => one.isNew && one.unsettled,
      (one) => one.joined,
    ),
    rising: take(
      3,
      (one) => one.usual !== undefined && one.unsettled,
      (one) => one.joined / Math.max(one.usual ?? 1, 0.1),
    ),
    late: take(3, (one) => one.newlyLate, people),
    owed: take(3, (one) => one.newlyOwed, people),
    promised: take(3, (one) => one.promisedInWeek, people),
  };
}

function rise({ rank }: Assessed): number {
  return rank.before !== undefined && rank.after !== undefined ? rank.before / rank.after : 0;
}

export const joinedBy = (themes: readonly Assessed[]): number =>
  themes.reduce((total, { joined }) => total + joined, 0);
