/** Themes that must not lose their id if that can be helped, and those that must not lose it to them. */
export interface Claims {
  backed: ReadonlySet<string>;
  touched: ReadonlySet<string>;
}

/**
 * Which old theme each new group goes on being: greatest overlap first, each theme and each group once, so that ids
 * stay with what they stood for. Of equal overlaps the group and theme that hold little else come first. A theme that
 * people voted for and that would go empty takes the group with most of it from a theme that nobody has an eye on.
 * Gives the theme by group; a group that is no theme's continuation has none.
 */
export function continuations(
  groups: Uint32Array,
  themes: readonly string[],
  { backed, touched }: Claims,
): Map<number, string> {
  const overlaps = new Map<string, Map<number, number>>();
  const groupSizes = new Map<number, number>();
  const themeSizes = new Map<string, number>();
  for (const [item, group] of groups.entries()) {
    const theme = themes[item] ?? "";
    const row = overlaps.get(theme) ?? new Map<number, number>();
    overlaps.set(theme, row);
    row.set(group, (row.get(group) ?? 0) + 1);
    groupSizes.set(group, (groupSizes.get(group) ?? 0) + 1);
    themeSizes.set(theme, (themeSizes.get(theme) ?? 0) + 1);
  }
  const candidates = [...overlaps].flatMap(([theme, row]) =>
    [...row].map(([group, shared]) => {
      const either = (groupSizes.get(group) ?? 0) + (themeSizes.get(theme) ?? 0) - shared;
      return { theme, group, shared, likeness: shared / either };
    }),
  );
  candidates.sort((a, b) => b.shared - a.shared || b.likeness - a.likeness || a.group - b.group);
  const continued = new Map<number, string>();
  const taken = new Set<string>();
  for (const { theme, group } of candidates) {
    if (continued.has(group) || taken.has(theme)) continue;
    continued.set(group, theme);
    taken.add(theme);
  }
  for (const { theme, group } of candidates) {
    const holder = continued.get(group);
    if (!backed.has(theme) || taken.has(theme) || holder === undefined) continue;
    if (backed.has(holder) || touched.has(holder)) continue;
    continued.set(group, theme);
    taken.add(theme);
  }
  return continued;
}
