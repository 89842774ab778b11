import { isoTime } from "./clock.ts";
import { type CorrectingDeps, type Corrector, insist } from "./correcting.ts";
import type { Correction, Moved } from "./correction.ts";
import { EarshotError } from "./error.ts";
import { rootOf } from "./family.ts";
import { type Feedback, limits, type Review, reviewState, turnedAway } from "./feedback.ts";
import { existingFeedback } from "./lookup.ts";
import { excerpt, placeOf, relocate } from "./moving.ts";
import type { FeedbackStore } from "./ports.ts";
import type { About, Reason } from "./reason.ts";

/** What staff can make of a piece of feedback. */
export type Verdict = "approve" | "reject" | "hide" | "show";

type Judged = Corrector & {
  feedback: string;
  verdict: Verdict;
  /** Why it is turned away; she who wrote it reads this. */
  reason?: string | undefined;
};

/**
 * Decides who may read a piece of feedback. What waits is approved, and public from then on like all that its writer
 * says later, or rejected: it then counts for nothing and stays where she can see why. What is public is hidden, still
 * counted, and shown again. Deciding so again changes nothing; of two who decide otherwise at once, the second is told.
 *
 * Nothing here makes public what was said in private: of a ticket staff can only say in words of their own.
 * @throws EarshotError `missing`; `input` without a reason for rejecting; `conflict` where it stands otherwise.
 */
export function judge(
  deps: CorrectingDeps,
  { feedback: id, verdict, reason, ...corrector }: Judged,
): Promise<{ correction: Correction | undefined; feedback: Feedback }> {
  const why = reason?.trim() ?? "";
  if (verdict === "reject" && why === "")
    throw new EarshotError("input", "Say why: she who wrote it reads this.", {
      field: "reason",
      reason: "rejectionUnexplained",
    });
  return insist(async () => {
    const feedback = await existingFeedback(deps, id);
    if (feedback.withdrawn) throw otherwise("It has been taken back by whoever wrote it.", "feedbackWithdrawn");
    const state = reviewState(feedback);
    if (standsSo(feedback, verdict)) return { correction: undefined, feedback };
    const refused = refusal(feedback, verdict);
    if (refused !== undefined) throw refused;
    const review: Review = {
      state: outcome[verdict],
      by: corrector.by,
      at: isoTime(deps.clock()),
      ...(why !== "" && { reason: why.slice(0, limits.title) }),
    };
    // What was never looked at has nothing to go back to when it is shown again.
    const to = verdict === "show" && !feedback.waits ? null : review;
    const { told, move } = moveFor(feedback, verdict, { from: feedback.review ?? null, to });
    const head = feedback.theme === undefined ? undefined : await deps.themes.get(feedback.theme);
    const theme = head && (await rootOf(deps, head));
    const correction = await relocate(deps, corrector, {
      heads: [],
      told: {
        kind: verdict,
        board: feedback.board,
        text: told,
        before: `It was ${words[state ?? feedback.visibility]}.`,
        after: `It is ${words[to === null ? (feedback.told ?? feedback.visibility) : review.state]}${why === "" ? "" : `: ${why}`}.`,
        themes: theme ? [theme.id] : [],
        moves: [move],
      },
    });
    return { correction, feedback: await existingFeedback(deps, id) };
  });
}

const outcome = { approve: "approved", reject: "rejected", hide: "hidden", show: "approved" } as const;
const words = {
  waiting: "waiting for staff",
  approved: "approved",
  rejected: "rejected",
  hidden: "hidden",
  public: "public",
  private: "private",
};

/** Whether that is how it already is. */
function standsSo(feedback: Feedback, verdict: Verdict): boolean {
  const state = reviewState(feedback);
  if (verdict === "show") return feedback.visibility === "public";
  return state === outcome[verdict];
}

/** Why it cannot be decided so, if it cannot. */
function refusal(feedback: Feedback, verdict: Verdict): EarshotError | undefined {
  const state = reviewState(feedback);
  if ((verdict === "approve" || verdict === "reject") && state !== "waiting") {
    if (state === undefined) return otherwise("It does not wait for anybody.", "notWaiting");
    const instead = verdict === "approve" ? "undo that first" : "hide it instead";
    return otherwise(`It has been ${state} meanwhile: ${instead}.`, "reviewedMeanwhile", { state });
  }
  if (verdict === "hide" && feedback.visibility === "private")
    return otherwise("Nobody but staff can read it as it is.", "hiddenAlready");
  if (verdict === "show" && state === undefined)
    return otherwise(
      "It was said in private. Tickets count and are never shown: put it in words of your own instead.",
      "saidInPrivate",
    );
  if (verdict === "show" && state !== "hidden") return otherwise("It has not been approved.", "notApproved");
  return undefined;
}

const verbs = { approve: "Approved", reject: "Rejected", hide: "Hid", show: "Showed" } as const;

/** Rejecting takes feedback out of its theme; everything else leaves it where it is. */
function moveFor(
  feedback: Feedback,
  verdict: Verdict,
  review: NonNullable<Moved["review"]>,
): { told: string; move: Moved } {
  const from = placeOf(feedback);
  const told = `${verbs[verdict]} ${excerpt(feedback)}.`;
  if (verdict !== "reject") return { told, move: { feedback: feedback.id, from, to: from, review, stays: true } };
  const to = { apart: turnedAway, placedBy: "person" as const };
  return { told, move: { feedback: feedback.id, from, to, review } };
}

const otherwise = (why: string, reason: Reason, about: About = {}): EarshotError =>
  new EarshotError("conflict", why, { final: true, reason, about });

/** So many of one person's posts are decided about with one press. */
const mostAtOnce = 100;

/**
 * Decides about everything that one person has waiting, one piece after the other: what was decided stays decided when
 * somebody else is at it too, or a crash ends it. Gives the corrections made.
 */
export async function judgeAllOf(
  deps: CorrectingDeps & { feedback: Pick<FeedbackStore, "waiting"> },
  { person, ...judged }: Omit<Judged, "feedback"> & { person: string },
): Promise<Correction[]> {
  const { items } = await deps.feedback.waiting({ limit: mostAtOnce });
  const made: Correction[] = [];
  for (const { id } of items.filter((one) => one.person === person)) {
    const { correction } = await judge(deps, { ...judged, feedback: id });
    if (correction) made.push(correction);
  }
  return made;
}
