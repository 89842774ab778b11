import { isoTime } from "./clock.ts";
import { type Corrected, type CorrectingDeps, type Corrector, insist } from "./correcting.ts";
import type { Correction } from "./correction.ts";
import { EarshotError } from "./error.ts";
import { familyOf, named, rootOf } from "./family.ts";
import type { Feedback } from "./feedback.ts";
import { idFrom } from "./id.ts";
import { existingTheme } from "./lookup.ts";
import { corrected, finish, member, pieces, placedByPerson, placeOf, relocate } from "./moving.ts";
import { tally } from "./tally.ts";
import { newTheme, type Theme } from "./theme.ts";

/** A split says in one row what it is going to move. */
export const largestSplit = 400;

/**
 * Makes a theme of its own of some of a theme's feedback; votes stay. It begins with saying what is intended, so that
 * a repeat (or the sweep) goes on where a crash ended it, and a repeat of what is done changes nothing.
 * @throws EarshotError `missing`; `input` for feedback that is not in the theme.
 */
export function splitTheme(
  deps: CorrectingDeps,
  {
    theme: id,
    feedback: asked,
    title,
    ...corrector
  }: Corrector & { theme: string; feedback: readonly string[]; title?: string | undefined },
): Promise<Corrected> {
  const ids = [...new Set(asked)].sort();
  return insist(async () => {
    const whole = await rootOf(deps, await existingTheme(deps, id));
    const begun = (await deps.corrections.begun()).find((one) => isSplitOf(one, whole, ids));
    if (begun)
      return { correction: await finish(deps, begun), theme: await existingTheme(deps, begun.themes[1] ?? "") };
    const found = await deps.feedback.getMany(ids);
    const { target, known } = await targetOf(deps, whole, ids, found);
    const members = ids.map((one) =>
      member(one, found.get(one), [...familyOf(whole), ...(known ? familyOf(known) : [])]),
    );
    const first = members[0];
    if (first === undefined)
      throw new EarshotError("input", "Name the feedback to split off.", {
        field: "feedback",
        reason: "nothingToSplit",
      });
    if (known && members.every(({ theme }) => theme !== undefined && familyOf(known).includes(theme)))
      return { correction: undefined, theme: known };
    const opened = known ?? opening(deps, target, whole, first);
    const theme: Theme = {
      ...corrected(opened),
      ...(title !== undefined && { title, titleBy: "person", draft: false }),
    };
    const moves = members.map((one) => ({ feedback: one.id, from: placeOf(one), to: placedByPerson(target) }));
    const correction = await relocate(deps, corrector, {
      heads: [
        [whole, corrected(whole)],
        [known, theme],
      ],
      told: {
        kind: "split",
        board: whole.board,
        text: `Split ${pieces(members.length)} off ${named(whole)}, as ${named(theme)}.`,
        before: `${pieces(members.length)} were in ${named(whole)}.`,
        after: `They are in ${named(theme)}.`,
        themes: [whole.id, target],
        moves,
      },
    });
    return { correction, theme: await existingTheme(deps, target) };
  });
}

const isSplitOf = ({ kind, themes, moves }: Correction, whole: Theme, ids: readonly string[]): boolean =>
  kind === "split" && themes[0] === whole.id && String(moves.map(({ feedback }) => feedback)) === String(ids);

/**
 * The theme that a split makes: the same whenever it is asked for, unless others stand behind that one by now, or it
 * has been merged into another. What is split off shall be alone.
 */
async function targetOf(
  deps: CorrectingDeps,
  whole: Theme,
  ids: readonly string[],
  found: ReadonlyMap<string, Feedback>,
): Promise<{ target: string; known: Theme | undefined }> {
  for (let nth = 1; ; nth++) {
    const target = idFrom("theme", "split", whole.id, String(nth), ...ids);
    const known = await deps.themes.get(target);
    if (known === undefined) return { target, known };
    if (known.mergedInto !== undefined) continue;
    const done = ids.every((id) => familyOf(known).includes(found.get(id)?.theme ?? ""));
    if (done || (await isEmpty(deps, target))) return { target, known };
  }
}

async function isEmpty({ themes }: CorrectingDeps, theme: string): Promise<boolean> {
  const { memberships, votes } = await themes.evidence(theme);
  return memberships.length + votes.length === 0;
}

/** A theme for feedback that is about to be moved there; named after its first until the machine has found words. */
function opening({ clock }: CorrectingDeps, id: string, whole: Theme, first: Feedback): Theme {
  const now = isoTime(clock());
  const { board, team } = whole;
  const theme = newTheme({ id, board, team, createdAt: first.at, countedAt: now }, tally([], []));
  return { ...theme, title: (first.text.split("\n")[0] ?? "").slice(0, 80) };
}
