import { prevailingKind } from "../kind.ts";
import type { Assessed } from "./assess.ts";
import { matterOf } from "./matter.ts";

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
 * down, where four people lift a theme by two hundred places, that is no news. What moved, is new or rises has to have
 * brought enough people; what nobody can act on as it stands comes last.
 */
export function listsOf(changed: readonly Assessed[]): Lists {
  const left = new Set(changed);
  const enough = fewestOf(joinedBy(changed));
  const worth = (one: Assessed) => one.joined >= enough && isTellable(one);
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
      (one) => !one.isNew && rise(one) > 1 && worth(one),
      (one) => Math.log(rise(one)) * (one.joined + 0.5) * interest(one),
    ),
    new: take(
      3,
      (one) => one.isNew && one.unsettled && worth(one),
      (one) => one.joined * interest(one),
    ),
    rising: take(
      3,
      (one) => one.usual !== undefined && one.unsettled && isTellable(one),
      (one) => (one.joined / Math.max(one.usual ?? 1, 0.1)) * interest(one),
    ),
    late: take(3, (one) => one.newlyLate, people),
    owed: take(3, (one) => one.newlyOwed, people),
    promised: take(3, (one) => one.promisedInWeek, people),
  };
}

/**
 * So many people have to come to a theme in a week for that to be news: two, and more where many come to all themes
 * together, since chance alone then brings a few to each. Chance grows with the square root.
 */
const fewestOf = (joined: number): number => Math.max(2, Math.ceil(Math.sqrt(joined) / 4));

/** A title that is a guess needs somebody's words beside it; without them nobody knows what it is about. */
const isTellable = ({ told: { theme, quote } }: Assessed): boolean => !theme.draft || quote !== undefined;

/** A title that is a guess or of one word ("Won't work"), and praise, which asks for nothing, come after all else. */
function interest({ told: { theme } }: Assessed): number {
  const { title, draft, kinds } = theme;
  const vague = draft || matterOf(title).size < 2;
  return (vague ? 0.2 : 1) * (prevailingKind(kinds) === "praise" ? 0.3 : 1);
}

function rise({ rank }: Assessed): number {
  return rank.before !== undefined && rank.after !== undefined ? rank.before / rank.after : 0;
}

export const joinedBy = (themes: readonly Assessed[]): number =>
  themes.reduce((total, { joined }) => total + joined, 0);
