import { EarshotError } from "./error.ts";
import type { Standing, Status, Theme } from "./theme.ts";

/**
 * A merge is a pointer: the theme merged keeps its rows and names the one it stands behind, which lists it. What
 * counts there are the rows of the whole family, and taking the pointer away gives back exactly what was.
 */
export type Heads<T> = { themes: { get(id: string): Promise<T | undefined> } };

/** So many themes can be merged into one: each is one more query whenever it is counted. */
const largestFamily = 100;

/** The themes whose rows count for a theme: its own, and those of all that was merged into it. */
export function familyOf(theme: Pick<Theme, "id" | "absorbed">): string[] {
  return [theme.id, ...(theme.absorbed ?? [])];
}

/** A theme, the one it was merged into, and so on: the last is the root, which stands for all of them. */
export async function lineOf<T extends Standing>({ themes }: Heads<T>, theme: T): Promise<[T, ...T[]]> {
  const line: [T, ...T[]] = [theme];
  for (let at = theme; at.mergedInto !== undefined && line.length <= largestFamily; ) {
    const into = await themes.get(at.mergedInto);
    if (into === undefined) break;
    line.push(into);
    at = into;
  }
  return line;
}

/** The theme that stands for a theme: itself, unless it was merged. */
export async function rootOf<T extends Standing>(deps: Heads<T>, theme: T): Promise<T> {
  return (await lineOf(deps, theme)).at(-1) ?? theme;
}

/** The theme that stands for a theme by now: the one it was merged into, or that its feedback went to. */
export async function heirOf<T extends Standing>(deps: Heads<T>, theme: T): Promise<T> {
  let heir = await rootOf(deps, theme);
  for (let hops = 0; heir.movedTo !== undefined && hops < largestFamily; hops++) {
    const next = await deps.themes.get(heir.movedTo);
    if (next === undefined) break;
    heir = await rootOf(deps, next);
  }
  return heir;
}

/** The root of each theme, as the pointers of all of them say. */
export function rootFrom(mergedInto: ReadonlyMap<string, string>, theme: string): string {
  let root = theme;
  for (let hops = 0; hops <= largestFamily; hops++) {
    const into = mergedInto.get(root);
    if (into === undefined) break;
    root = into;
  }
  return root;
}

/**
 * All heads once a theme stands behind another: it, the other, and those that the other stands behind itself.
 * @throws EarshotError `input` where that cannot be.
 */
export function joined(theme: Theme, line: readonly [Theme, ...Theme[]]): [Theme, ...Theme[]] {
  const [into] = line;
  if (theme.board !== into.board)
    throw new EarshotError("input", "Only themes of one board can be merged.", { field: "into", reason: "otherBoard" });
  const family = familyOf(theme);
  if (line.some(({ absorbed = [] }) => absorbed.length + family.length >= largestFamily))
    throw new EarshotError("input", `At most ${largestFamily} themes can be merged into one.`, {
      ...{ field: "into", reason: "familyTooLarge", about: { most: String(largestFamily) } },
    });
  return [
    { ...theme, status: "merged", mergedInto: into.id, mergedAs: theme.status, corrected: true },
    ...line.map((head) => ({ ...head, absorbed: [...(head.absorbed ?? []), ...family], corrected: true })),
  ];
}

/** All heads once a theme stands for itself again: it as it was, and those that it stood behind without it. */
export function parted([theme, ...line]: readonly [Theme, ...Theme[]]): [Theme, ...Theme[]] {
  const { mergedInto: _, mergedAs, ...rest } = theme;
  const gone = new Set(familyOf(theme));
  return [
    { ...rest, status: mergedAs ?? formerStatus(theme) },
    ...line.map(({ absorbed = [], ...head }) => {
      const left = absorbed.filter((id) => !gone.has(id));
      return { ...head, ...(left.length > 0 && { absorbed: left }) };
    }),
  ];
}

const formerStatus = ({ history }: Theme): Status => history.at(-1)?.status ?? "open";

/** What a theme is called: by its title, or before it has one by its id. */
export const nameOf = ({ title, id }: Pick<Theme, "title" | "id">): string => (title === "" ? id : title);

/** A theme as people are told of it in English. */
export const named = (theme: Pick<Theme, "title" | "id">): string =>
  theme.title === "" ? theme.id : `“${theme.title}”`;

/** What is said to somebody who decides about a theme that another stands for. */
export function merged(theme: Theme, root: Theme): EarshotError {
  return new EarshotError(
    "conflict",
    `${named(theme)} was merged into ${named(root)} (${root.id}): decide about that one, or un-merge it first.`,
    { final: true, reason: "mergedMeanwhile", about: { theme: nameOf(theme), into: nameOf(root) } },
  );
}
