import { announce } from "./announcing.ts";
import { type CorrectingDeps, type Corrector, entry, insist, recorded, rewritten } from "./correcting.ts";
import type { Correction, Fact, Moved, Place } from "./correction.ts";
import { EarshotError } from "./error.ts";
import { chained, factOf, pairs, vouchersOf, wordingName } from "./facts.ts";
import { familyOf, named, rootOf } from "./family.ts";
import { type Feedback, notARequest, type Review, shownAs } from "./feedback.ts";
import { existingFeedback, existingTheme, themeStandingFor } from "./lookup.ts";
import type { Theme } from "./theme.ts";
import { inTurns } from "./turns.ts";

const movesAtOnce = 8;

/** The place of feedback once a person has put it into a theme, or said that it is no request. */
export const placedByPerson = (theme: string | undefined): Place => ({
  ...(theme === undefined ? { apart: notARequest } : { theme, keptIn: theme }),
  placedBy: "person",
});

export const placeOf = ({ theme, apart, placedBy, keptIn }: Feedback): Place => ({
  ...(theme !== undefined && { theme }),
  ...(apart !== undefined && { apart }),
  placedBy,
  ...(keptIn !== undefined && { keptIn }),
});

/** Feedback once a move is made: in its place, and read by those who may; nothing else about it changes. */
function moved(feedback: Feedback, { to, review, stays }: Moved): Feedback {
  const next = { ...(stays ? feedback : inPlace(feedback, to)), revision: feedback.revision + 1 };
  if (review === undefined) return next;
  const { told, review: _, ...rest } = next;
  const reviewed = { ...rest, ...(review.to && { review: review.to }) };
  return { ...reviewed, ...shownAs(told ?? rest.visibility, reviewed) };
}

function inPlace(feedback: Feedback, place: Place): Feedback {
  const { theme: _t, apart: _a, placedBy: _p, keptIn: _k, ...rest } = feedback;
  return { ...rest, ...place };
}

/** The move that takes a move back. */
export const reversed = ({ from, to, review, ...move }: Moved): Moved => ({
  ...{ ...move, from: to, to: from },
  ...(review && { review: { from: review.to, to: review.from } }),
});

/** Whether feedback is where a move takes it, in all that the move is about. */
export const isMoved = (feedback: Feedback, { to, review, stays }: Moved): boolean =>
  (stays || isAt(feedback, to)) && (review === undefined || isSame(feedback.review ?? null, review.to));

const isUnmoved = (feedback: Feedback, move: Moved): boolean => isMoved(feedback, reversed(move));

const isAt = (feedback: Feedback, { theme, apart, placedBy, keptIn }: Place): boolean =>
  feedback.theme === theme && feedback.apart === apart && feedback.placedBy === placedBy && feedback.keptIn === keptIn;

const isSame = (one: Review | null, other: Review | null): boolean =>
  one?.state === other?.state && one?.at === other?.at && one?.by === other?.by;

/** The theme that feedback counts for, if any. */
async function wholeOf(deps: CorrectingDeps, { theme }: Pick<Feedback, "theme">): Promise<Theme | undefined> {
  const head = theme === undefined ? undefined : await deps.themes.get(theme);
  return head && rootOf(deps, head);
}

/** A head that shows that people have corrected it; the same where it does already. */
export const corrected = (theme: Theme): Theme => (theme.corrected ? theme : { ...theme, corrected: true });

/**
 * Puts one piece of feedback into another theme, or (null) out of all of them because it asks for nothing. The machine
 * leaves it there from then on. Votes stay where they were cast.
 * @throws EarshotError `missing`; `input` for a theme of another board; `conflict` for feedback that was withdrawn.
 */
export function moveFeedback(
  deps: CorrectingDeps,
  { feedback: id, theme: to, ...corrector }: Corrector & { feedback: string; theme: string | null },
): Promise<{ correction: Correction | undefined; feedback: Feedback }> {
  return insist(async () => {
    const feedback = await existingFeedback(deps, id);
    if (feedback.withdrawn)
      throw new EarshotError("conflict", "This feedback was withdrawn; it belongs to no theme.", {
        final: true,
        reason: "feedbackWithdrawn",
      });
    const from = await wholeOf(deps, feedback);
    const target = to === null ? undefined : await themeStandingFor(deps, to);
    if (target !== undefined && target.board !== feedback.board)
      throw new EarshotError("input", "Feedback can be moved within its board only.", {
        field: "theme",
        reason: "otherBoard",
      });
    if (target ? target.id === from?.id : feedback.apart === notARequest) return { correction: undefined, feedback };
    const move: Moved = { feedback: id, from: placeOf(feedback), to: placedByPerson(target?.id) };
    const quoted = excerpt(feedback);
    const correction = await relocate(deps, corrector, {
      heads: [from, target].flatMap((head) => (head ? [[head, corrected(head)] as const] : [])),
      told: {
        kind: "move",
        board: feedback.board,
        text: target ? `Moved ${quoted} to ${named(target)}.` : `Called ${quoted} no request.`,
        before: from
          ? `It was in ${named(from)}.`
          : `It was in no theme${feedback.apart ? `: ${feedback.apart}` : ""}.`,
        after: target ? `It is in ${named(target)}.` : "It is in no theme.",
        themes: [from, target].flatMap((head) => head?.id ?? []),
        moves: [move],
      },
    });
    return { correction, feedback: moved(feedback, move) };
  });
}

/**
 * Puts several pieces of a theme's feedback into another, as one correction; like a split, it begins with saying what is
 * intended.
 *
 * @param from the theme that stands for what the feedback is in, and `to` another one that stands for itself
 */
export function moveTogether(
  deps: CorrectingDeps,
  { from, to, feedback, ...corrector }: Corrector & { from: string; to: string; feedback: readonly string[] },
): Promise<Correction> {
  return insist(async () => {
    const [source, target] = [await existingTheme(deps, from), await existingTheme(deps, to)];
    const found = await deps.feedback.getMany(feedback);
    const members = feedback.map((id) => member(id, found.get(id), familyOf(source)));
    const [only] = members.length === 1 ? members : [];
    const what = only ? excerpt(only) : pieces(members.length);
    return relocate(deps, corrector, {
      heads: [source, target].map((head) => [head, corrected(head)] as const),
      told: {
        kind: "move",
        board: source.board,
        text: `Moved ${what} from ${named(source)} to ${named(target)}.`,
        before: `${only ? "It was" : "They were"} in ${named(source)}.`,
        after: `${only ? "It is" : "They are"} in ${named(target)}.`,
        themes: [source.id, target.id],
        moves: members.map((one) => ({ feedback: one.id, from: placeOf(one), to: placedByPerson(target.id) })),
      },
    });
  });
}

/** Feedback that has to be in one of some themes. @throws EarshotError `missing`, `input`. */
export function member(id: string, feedback: Feedback | undefined, family: readonly string[]): Feedback {
  if (feedback === undefined)
    throw new EarshotError("missing", `There is no feedback ${id}.`, { field: "feedback", reason: "noFeedback" });
  if (feedback.theme === undefined || !family.includes(feedback.theme))
    throw new EarshotError("input", `The feedback ${id} is not in this theme.`, {
      field: "feedback",
      reason: "notInTheme",
    });
  return feedback;
}

interface Relocation {
  heads: Parameters<typeof rewritten>[1];
  told: Parameters<typeof entry>[2] & { moves: Moved[] };
}

/** One move is written with its entry as one; of many, what is intended is written first. */
export async function relocate(
  deps: CorrectingDeps,
  corrector: Corrector,
  { heads, told }: Relocation,
): Promise<Correction> {
  const { undoing } = corrector;
  const [move, ...more] = told.moves;
  const single = move !== undefined && more.length === 0;
  const correction = entry(deps, corrector, { ...told, state: single ? "done" : "begun" });
  const previous = single ? await existingFeedback(deps, move.feedback) : undefined;
  if (single && previous && !isUnmoved(previous, move))
    throw new EarshotError("conflict", "The feedback was changed meanwhile.", { reason: "feedbackChanged" });
  if (single && previous && !move.stays) await announceMoves(deps, [previous]);
  await deps.corrections.write({
    corrections: recorded(correction, undoing),
    ...rewritten(deps, heads),
    proposals: corrector.judges ? [corrector.judges] : [],
    feedback: single && previous ? [{ next: moved(previous, move), previous }] : [],
    fact: single && !move.stays ? await taught(deps, correction, undoing) : undefined,
    count: [],
  });
  return single ? correction : finish(deps, correction);
}

/** Makes what is left of the moves of a correction that was begun. Harmless to do again, or at once with somebody. */
export async function finish(deps: CorrectingDeps, begun: Correction): Promise<Correction> {
  const made = new Set<string>();
  const known = await deps.feedback.getMany(begun.moves.map(({ feedback }) => feedback));
  await announceMoves(deps, [...known.values()]);
  await inTurns(begun.moves, movesAtOnce, async (move) => {
    if (await makeMove(deps, move, known.get(move.feedback)?.revision)) made.add(move.feedback);
  });
  return insist(async () => {
    const now = await deps.corrections.get(begun.id);
    if (now?.state !== "begun") return now ?? begun;
    const moves = now.moves.filter(({ feedback }) => made.has(feedback));
    const done: Correction = { ...now, moves, state: "done", revision: now.revision + 1 };
    const undoing = now.undoes === undefined ? undefined : await deps.corrections.get(now.undoes);
    await deps.corrections.write({
      corrections: [{ next: done, previous: now }],
      ...{ heads: [], deliveries: [], feedback: [], count: [] },
      fact: await taught(deps, done, undoing),
    });
    return done;
  });
}

/** Finishes what was begun before a time: a crash left it, or a request is still at it, whom it does not disturb. */
export async function finishBegun(deps: CorrectingDeps, before: number): Promise<void> {
  for (const begun of await deps.corrections.begun()) if (Date.parse(begun.at) < before) await finish(deps, begun);
}

/** Clustering is told before feedback moves, all of which is on one board (announcing.ts). */
async function announceMoves(deps: CorrectingDeps, moving: readonly Feedback[]): Promise<void> {
  const [first] = moving;
  if (first === undefined) return;
  await announce(
    deps,
    first.board,
    moving.map(({ id, revision }) => ({ feedback: id, revision: revision + 1 })),
  );
}

/** Whether the feedback is where it was to go. What somebody moved elsewhere meanwhile stays there. */
async function makeMove(deps: CorrectingDeps, move: Moved, announced: number | undefined): Promise<boolean> {
  return insist(async () => {
    const previous = await deps.feedback.get(move.feedback);
    if (previous === undefined) return false;
    if (isMoved(previous, move)) return true;
    if (!isUnmoved(previous, move)) return false;
    if (previous.revision !== announced) await announceMoves(deps, [previous]);
    await deps.feedback.put(moved(previous, move), previous);
    return true;
  });
}

/** What moves teach: what was moved belongs together and to where it went, and not to where it was. */
async function taught(deps: CorrectingDeps, correction: Correction, undoing: Correction | undefined): Promise<Fact> {
  const { moves } = correction;
  const [move] = moves;
  if (move === undefined) return factOf(correction, undoing, {});
  const ids = moves.map(({ feedback }) => feedback);
  const [from, to] = await Promise.all([wholeOf(deps, move.from), wholeOf(deps, move.to)]);
  const [left, joined] = await Promise.all([vouchersOf(deps, from, new Set(ids)), vouchersOf(deps, to, new Set(ids))]);
  const together = to ? chained([...ids, ...joined]) : [];
  const unwanted = await unwantedBy(deps, moves);
  return factOf(correction, undoing, { together, apart: pairs(ids.slice(0, 1), left), ...(unwanted && { unwanted }) });
}

/** What is worded like what was called no request is none either, until a person puts some of it into a theme. */
async function unwantedBy(deps: CorrectingDeps, moves: readonly Moved[]): Promise<Fact["unwanted"]> {
  const telling = moves.filter(({ from, to }) => [from.apart, to.apart].includes(notARequest));
  if (telling.length === 0) return undefined;
  const texts = await deps.feedback.getMany(telling.map(({ feedback }) => feedback));
  return Object.fromEntries(
    telling.flatMap(({ feedback, to }) => {
      const wording = wordingName(texts.get(feedback)?.text ?? "");
      return wording === undefined ? [] : [[wording, to.apart === notARequest]];
    }),
  );
}

export const pieces = (count: number): string => (count === 1 ? "1 piece of feedback" : `${count} pieces of feedback`);

/** How feedback begins; undefined for one without words. */
export function beginning({ text, title }: Pick<Feedback, "text" | "title">): string | undefined {
  const words = (title ?? text).replace(/\s+/gu, " ").trim();
  return words === "" ? undefined : words.length > 80 ? `${words.slice(0, 79)}…` : words;
}

/** Feedback as people are told of it in English. */
export function excerpt(feedback: Feedback): string {
  const words = beginning(feedback);
  return words === undefined ? feedback.id : `“${words}”`;
}
