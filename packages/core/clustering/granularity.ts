/** How fine themes are cut: the product manager's choice. */
export type Granularity = "coarse" | "normal" | "fine";

export const granularities = ["coarse", "normal", "fine"] as const satisfies readonly Granularity[];

/** How much more or less a theme's size stands against its growing. */
const factor: Record<Granularity, number> = { coarse: 0.6, normal: 1, fine: 1.6 };

/** Measured on several collections of 400 to 10,000 items; a wide optimum. */
const normalResistance = 0.43;

/** Up to so many items the resistance is the same; beyond, themes may grow with the board. */
const steadyUpTo = 3000;

/** What a theme of n items must get in similarity for one more, over ∛n (see `communities`). */
export function resistanceOf(granularity: Granularity, items: number): number {
  return normalResistance * factor[granularity] * Math.min(1, Math.sqrt(steadyUpTo / Math.max(1, items)));
}
