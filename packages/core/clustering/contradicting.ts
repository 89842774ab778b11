import type { NeighbourIndex } from "../neighbours.ts";
import type { Decisions } from "../recluster.ts";

/** What people decided about pairs of feedback, as far as it speaks against proposals. */
export type Decided = Pick<Decisions, "together" | "apart" | "parted">;

/** When so much of what a merged theme had of its own would go, it is that theme that goes. */
const wholeShare = 0.7;

/**
 * Whether a change that was put as a question would undo what a person decided already. Facts hold only some feedback of
 * each side, and the rest follows its neighbours, but the person's word was about the themes.
 */
export function contradictions(
  { together, apart, parted }: Decided,
  index: NeighbourIndex,
): {
  merge: (one: string, other: string) => boolean;
  move: (from: string, to: string) => boolean;
  split: (theme: string, leaving: readonly string[]) => boolean;
} {
  const themesOf = (pairs: Decided["apart"]): ReadonlySet<string> =>
    new Set(
      pairs.flatMap(([a, b]) => {
        const [one, other] = [index.themeOf(a), index.themeOf(b)];
        return one === undefined || other === undefined ? [] : [bothOf(one, other)];
      }),
    );
  const keptApart = themesOf(apart);
  const drawnBetween = themesOf(parted);
  const held = new Set(together.flat());
  return {
    merge: (one, other) => keptApart.has(bothOf(one, other)),
    move: (from, to) => drawnBetween.has(bothOf(from, to)),
    split: (theme, leaving) => {
      const leave = new Set(leaving);
      const stays = (id: string) => !leave.has(id) && index.themeOf(id) === theme;
      const isTorn = together.some(([a, b]) => (leave.has(a) && stays(b)) || (leave.has(b) && stays(a)));
      return isTorn || partsMerged(theme, leave, held, index);
    },
  };
}

/** Two themes in any order. */
const bothOf = (one: string, other: string): string => JSON.stringify([one, other].sort());

/** Whether what would leave a theme is what was merged into it, or what others were merged into, and the rest stays. */
function partsMerged(
  theme: string,
  leave: ReadonlySet<string>,
  held: ReadonlySet<string>,
  index: NeighbourIndex,
): boolean {
  if ((index.standing?.familyOf(theme) ?? [theme]).length === 1) return false;
  const parts = new Map<string, { free: number; leaving: number }>();
  for (const id of index.ids()) {
    const home = index.homeOf(id);
    if (home === undefined || index.themeOf(id) !== theme) continue;
    const part = parts.get(home) ?? { free: 0, leaving: 0 };
    parts.set(home, part);
    if (leave.has(id)) part.leaving++;
    if (leave.has(id) || !held.has(id)) part.free++;
  }
  const gone = [...parts.values()].filter(({ free, leaving }) => leaving > 0 && leaving >= free * wholeShare);
  const ofThem = gone.reduce((sum, { leaving }) => sum + leaving, 0);
  return gone.length < parts.size && ofThem >= leave.size * wholeShare;
}
