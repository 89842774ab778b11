import {
  type Corrected,
  type CorrectingDeps,
  type Corrector,
  entry,
  insist,
  recorded,
  rewritten,
} from "./correcting.ts";
import { EarshotError } from "./error.ts";
import { askedOnce, chained, factOf, pairs } from "./facts.ts";
import { familyOf, heirOf, joined, lineOf, merged, named, nameOf, parted, rootOf } from "./family.ts";
import { existingTheme } from "./lookup.ts";
import { issuesJoined, issuesParted } from "./merged-issues.ts";
import { people, statusWord } from "./phrase.ts";
import type { Theme } from "./theme.ts";
import { nothingLeft } from "./upholding.ts";

/**
 * Lets a theme stand behind another: its people count there, each once. Nothing behind either moves, so `unmerge` gives
 * back exactly what was. Who names a theme that was merged means the one that stands for it; merging what is merged
 * already changes nothing.
 * @throws EarshotError `missing`; `input` for oneself, one's own part, or another board; `conflict` for a theme that is
 *   merged into a third.
 */
export function mergeThemes(
  deps: CorrectingDeps,
  { theme: id, into: intoId, ...corrector }: Corrector & { theme: string; into: string },
): Promise<Corrected> {
  const vouchersOf = askedOnce(deps);
  return insist(async () => {
    const theme = await existingTheme(deps, id);
    const asked = await existingTheme(deps, intoId);
    const root = await heirOf(deps, asked);
    if (theme.id === asked.id)
      throw new EarshotError("input", "A theme cannot be merged into itself.", { field: "into", reason: "intoItself" });
    if (corrector.judges && !corrector.undoing && root.id !== asked.id) throw nothingLeft();
    if (theme.mergedInto !== undefined) {
      const its = await rootOf(deps, theme);
      if (its.id === root.id) return { correction: undefined, theme };
      throw new EarshotError("conflict", `${named(theme)} is part of ${named(its)}: un-merge it first.`, {
        ...{ final: true, reason: "partOfAnother", about: { theme: nameOf(theme), into: nameOf(its) } },
      });
    }
    if (root.id === theme.id)
      throw new EarshotError("input", `${named(asked)} is part of ${named(theme)} already: un-merge it first.`, {
        ...{ field: "into", reason: "hasItAsPart", about: { theme: nameOf(asked), into: nameOf(theme) } },
      });
    // What was un-merged from a part goes back to that part; who names one afresh means the whole.
    return join(deps, theme, corrector.undoing ? await lineOf(deps, asked) : [root], corrector, vouchersOf);
  });
}

async function join(
  deps: CorrectingDeps,
  theme: Theme,
  line: readonly [Theme, ...Theme[]],
  corrector: Corrector,
  vouchersOf: ReturnType<typeof askedOnce>,
): Promise<Corrected> {
  const [into] = line;
  const after = issuesJoined(joined(theme, line));
  const root = line.at(-1) ?? into;
  const correction = entry(deps, corrector, {
    kind: "merge",
    board: theme.board,
    text: `Merged ${named(theme)} into ${named(into)}.`,
    before: standing(theme),
    after: `${named(theme)} is part of ${named(into)}.`,
    themes: [theme.id, ...line.map((head) => head.id)],
  });
  const [theirs, ours] = await Promise.all([vouchersOf(theme), vouchersOf(root)]);
  const fact = factOf(correction, corrector.undoing, {
    together: chained([...ours, ...theirs]),
    merged: { [theme.id]: into.id },
  });
  const changes = rewritten(deps, zipped([theme, ...line], after));
  await deps.corrections.write({
    corrections: recorded(correction, corrector.undoing),
    heads: changes.heads,
    deliveries: [...changes.deliveries, ...(corrector.tells ?? [])],
    proposals: corrector.judges ? [corrector.judges] : [],
    ...{ feedback: [], fact, count: [root.id] },
  });
  return { correction, theme: changes.heads[0]?.next ?? after[0] };
}

/**
 * Lets a theme stand for itself again, with everything that is its own: what it had, and what was done to it since.
 * @throws EarshotError `missing`; `conflict` for a theme that is not merged.
 */
export function unmergeTheme(
  deps: CorrectingDeps,
  { theme: id, ...corrector }: Corrector & { theme: string },
): Promise<Corrected> {
  const vouchersOf = askedOnce(deps);
  return insist(async () => {
    const theme = await existingTheme(deps, id);
    const [, into, ...rest] = await lineOf(deps, theme);
    if (into === undefined)
      throw new EarshotError("conflict", `${named(theme)} is not merged into any theme.`, {
        ...{ final: true, reason: "notMerged", about: { theme: nameOf(theme) } },
      });
    const line: [Theme, ...Theme[]] = [theme, into, ...rest];
    const after = issuesParted(parted(line));
    const root = rest.at(-1) ?? into;
    const correction = entry(deps, corrector, {
      kind: "unmerge",
      board: theme.board,
      text: `Un-merged ${named(theme)} from ${named(into)}.`,
      before: `${named(theme)} was part of ${named(into)}.`,
      after: standing(after[0]),
      themes: line.map((head) => head.id),
    });
    const whole = after.at(-1) ?? root;
    const [theirs, ours] = await Promise.all([vouchersOf(theme), vouchersOf(whole)]);
    const fact = factOf(correction, corrector.undoing, { apart: pairs(ours, theirs), merged: { [theme.id]: null } });
    const changes = rewritten(deps, zipped(line, after));
    const corrections = recorded(correction, corrector.undoing);
    const proposals = corrector.judges ? [corrector.judges] : [];
    await deps.corrections.write({
      corrections,
      ...changes,
      proposals,
      feedback: [],
      fact,
      count: [theme.id, root.id],
    });
    return { correction, theme: changes.heads[0]?.next ?? after[0] };
  });
}

/** Closes a theme to the machine, or opens it: people can still change what belongs to it. */
export function lockTheme(
  deps: CorrectingDeps,
  { theme: id, locked, ...corrector }: Corrector & { theme: string; locked: boolean },
): Promise<Corrected> {
  return insist(async () => {
    const theme = await existingTheme(deps, id);
    if (theme.mergedInto !== undefined) throw merged(theme, await rootOf(deps, theme));
    if ((theme.locked ?? false) === locked) return { correction: undefined, theme };
    const { locked: _, ...open } = theme;
    const [closed, opened] = ["closed to", "open to"].map((way) => `${named(theme)} is ${way} what the machine finds.`);
    const correction = entry(deps, corrector, {
      kind: locked ? "lock" : "unlock",
      board: theme.board,
      text: `${locked ? "Locked" : "Unlocked"} ${named(theme)}.`,
      before: (locked ? opened : closed) ?? "",
      after: (locked ? closed : opened) ?? "",
      themes: [theme.id],
    });
    const fact = factOf(correction, corrector.undoing, { locked: { [theme.id]: locked } });
    const changes = rewritten(deps, [[theme, { ...open, ...(locked && { locked }), corrected: true }]]);
    const corrections = recorded(correction, corrector.undoing);
    await deps.corrections.write({ corrections, ...changes, feedback: [], fact, count: [] });
    return { correction, theme: changes.heads[0]?.next ?? theme };
  });
}

const zipped = (before: readonly Theme[], after: readonly Theme[]): [Theme | undefined, Theme][] =>
  after.map((head, i) => [before[i], head]);

const standing = (theme: Theme): string => {
  const parts = familyOf(theme).length - 1;
  const rest = parts === 0 ? "" : `, with ${parts} merged into it`;
  return `${named(theme)} stands for itself: ${statusWord(theme.status)}, ${people(theme.supporters)}${rest}.`;
};
