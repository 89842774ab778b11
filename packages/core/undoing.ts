import { type CorrectingDeps, type Corrector, insist, movedOn } from "./correcting.ts";
import type { Correction } from "./correction.ts";
import { takeDecisionBack } from "./deciding.ts";
import { EarshotError } from "./error.ts";
import { existingTheme } from "./lookup.ts";
import { lockTheme, mergeThemes, unmergeTheme } from "./merging.ts";
import { finish, isMoved, pieces, relocate, reversed } from "./moving.ts";
import type { CorrectionStore } from "./ports.ts";
import { type SettingUpDeps, takeSettingBack } from "./setup.ts";
import { type SuggestingDeps, takeJudgementBack, withJudgement } from "./suggesting.ts";

export type UndoingDeps = SuggestingDeps & SettingUpDeps;

/** Whether a correction can be taken back at all: not what was made, what is not kept, nor what was taken back already. */
export const isUndoable = ({ undoneBy, setting }: Correction): boolean =>
  undoneBy === undefined && !setting?.made && setting?.of !== "webhook";

/** @throws EarshotError `missing`. */
export async function existingCorrection(
  { corrections }: { corrections: Pick<CorrectionStore, "get"> },
  id: string,
): Promise<Correction> {
  const found = /^cor_[0-9a-z]{1,40}$/.test(id) ? await corrections.get(id) : undefined;
  if (found === undefined)
    throw new EarshotError("missing", "There is no such correction.", { reason: "noCorrection" });
  return found;
}

/**
 * Takes a correction back, where everything is as it left it, and only there: what came of it is then as if it had
 * never been. Undoing is a correction itself, and can be undone.
 * @throws EarshotError `missing`; `conflict` where the world has moved on.
 */
export async function undo(
  deps: UndoingDeps,
  { correction: id, by }: { correction: string; by: string },
): Promise<Correction> {
  let undoing = await existingCorrection(deps, id);
  if (undoing.undoneBy !== undefined) {
    const already = await existingCorrection(deps, undoing.undoneBy);
    if (already.state === "begun") return finish(deps, already);
    throw movedOn("It has been undone already.", "undoneAlready");
  }
  if (undoing.state === "begun") undoing = await finish(deps, undoing);
  const made = await inverse(deps, undoing, by);
  if (made === undefined) throw movedOn("Somebody has undone it in another way since.", "undoneOtherwise");
  return made;
}

/** The correction that takes another back; none where that is how it already is. */
async function inverse(deps: UndoingDeps, undoing: Correction, by: string): Promise<Correction | undefined> {
  const [theme = "", into = ""] = undoing.themes;
  const corrector = { by, undoing, ...(undoing.kind !== "dismiss" && (await withJudgement(deps, { by, undoing }))) };
  switch (undoing.kind) {
    case "merge": {
      const { mergedInto } = await existingTheme(deps, theme);
      if (mergedInto !== into)
        throw movedOn("The theme is no longer part of the one it was merged into.", "undoneOtherwise");
      return (await unmergeTheme(deps, { ...corrector, theme })).correction;
    }
    case "unmerge":
      return (await mergeThemes(deps, { ...corrector, theme, into })).correction;
    case "lock":
    case "unlock":
      return (await lockTheme(deps, { ...corrector, theme, locked: undoing.kind === "unlock" })).correction;
    case "decide":
      return takeDecisionBack(deps, corrector, undoing);
    case "set":
      return takeSettingBack(deps, corrector, undoing);
    case "dismiss":
      return takeJudgementBack(deps, corrector, undoing);
    case "split":
    case "move":
    case "approve":
    case "reject":
    case "hide":
    case "show":
      return takeBack(deps, corrector, undoing);
  }
}

/** Puts everything back to where it was before. */
function takeBack(deps: CorrectingDeps, corrector: Corrector, undoing: Correction): Promise<Correction> {
  return insist(async () => {
    const { moves, board, themes } = undoing;
    const found = await deps.feedback.getMany(moves.map(({ feedback }) => feedback));
    if (moves.length === 0) throw movedOn("Nothing of it is left.", "movedSince");
    for (const move of moves) {
      const now = found.get(move.feedback);
      if (now === undefined || !isMoved(now, move))
        throw movedOn(`The feedback ${move.feedback} has been hidden, moved or withdrawn since.`, "movedSince");
    }
    if (undoing.kind === "split") await stillEmptyBut(deps, themes[1] ?? "", new Set(found.keys()));
    return relocate(deps, corrector, {
      heads: [],
      told: {
        kind: moves.every(({ stays }) => stays) ? undoing.kind : "move",
        board,
        text: `Put ${pieces(moves.length)} back. Undone: ${undoing.text}`,
        before: undoing.after,
        after: undoing.before,
        themes: themes.toReversed(),
        moves: moves.map(reversed),
      },
    });
  });
}

/** Nobody may have come to a theme that was split off, who would be left alone in it. */
async function stillEmptyBut({ themes }: CorrectingDeps, theme: string, moved: ReadonlySet<string>): Promise<void> {
  const { memberships, votes } = await themes.evidence(theme);
  if (votes.length > 0 || memberships.some(({ feedback }) => !moved.has(feedback)))
    throw movedOn("Other people stand behind the new theme by now: merge it instead.", "supportedSince");
}
