import { type Clock, isoTime } from "./clock.ts";
import type { Correction } from "./correction.ts";
import { EarshotError, isError } from "./error.ts";
import { newId } from "./id.ts";
import { issueDelivery } from "./issue.ts";
import type { Delivery } from "./outbox.ts";
import type { ClusterStore } from "./ports/clustering.ts";
import type { CorrectionStore, CorrectionWrite, FeedbackStore, ThemeStore, Versions } from "./ports.ts";
import type { Reason } from "./reason.ts";
import type { Suggestion } from "./suggestion.ts";
import type { Theme } from "./theme.ts";

export interface CorrectingDeps {
  themes: ThemeStore;
  feedback: FeedbackStore;
  corrections: CorrectionStore;
  /** Told of feedback that is about to move. */
  clustering: Pick<ClusterStore, "announce" | "since">;
  clock: Clock;
}

/** Who corrects, and whether that takes an earlier correction back. */
export interface Corrector {
  by: string;
  undoing?: Correction | undefined;
  /** What else follows from it for the outside, to be written with it. */
  tells?: readonly Delivery[] | undefined;
  /**
   * The proposal that is accepted by it, or open again, to be written with it: whoever dies after has decided about that
   * too, and before has not.
   */
  judges?: Versions<Suggestion> | undefined;
}

/** What became of a correction: none where that is how it already was, and the theme that it was done to as it is now. */
export interface Corrected {
  correction: Correction | undefined;
  theme: Theme;
}

/** How often a correction is tried again that somebody else's write got ahead of, mostly a recount's. */
const attempts = 8;

/** Reads, decides and writes; once more from the start when what was read has changed in between. */
export async function insist<T>(correct: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await correct();
    } catch (error) {
      // A conflict that a person has to resolve says so itself (`final`), and is none of timing.
      if (!isError(error, "conflict") || error.final || attempt === attempts) throw error;
    }
  }
}

type Told = Pick<Correction, "kind" | "text" | "before" | "after" | "themes"> &
  Partial<Pick<Correction, "board" | "moves" | "state" | "decision" | "setting" | "proposal">>;

/** A new entry of the audit trail. */
export function entry(
  { clock }: Pick<CorrectingDeps, "clock">,
  { by, undoing, judges }: Corrector,
  told: Told,
): Correction {
  const now = clock();
  return {
    id: newId("correction", now),
    at: isoTime(now),
    by,
    moves: [],
    state: "done",
    ...told,
    ...(judges?.previous && { proposal: judgement(judges.previous, judges.next) }),
    ...(undoing && { undoes: undoing.id }),
    ...(undoing?.undoes !== undefined && !undoing.restores && { restores: true }),
    revision: 1,
  };
}

/** What becomes of a proposal, as its entry keeps it. */
const judgement = ({ id, kind, state }: Suggestion, { state: is }: Suggestion): Correction["proposal"] => ({
  ...{ id, kind, was: state, is },
});

/** The entry as a row to be written, with the mark on the one that it takes back. */
export function recorded(correction: Correction, undoing: Correction | undefined): CorrectionWrite["corrections"] {
  const added = { next: correction, previous: undefined };
  if (undoing === undefined) return [added];
  const undone = { ...undoing, undoneBy: correction.id, revision: undoing.revision + 1 };
  return [added, { next: undone, previous: undoing }];
}

/** Heads as they were read and as they are to be, with what follows for their issues. Equal ones are left alone. */
export function rewritten(
  { clock }: Pick<CorrectingDeps, "clock">,
  changes: readonly (readonly [before: Theme | undefined, after: Theme])[],
): Pick<CorrectionWrite, "heads" | "deliveries"> {
  const heads: CorrectionWrite["heads"][number][] = [];
  const deliveries: CorrectionWrite["deliveries"][number][] = [];
  for (const [previous, after] of changes) {
    if (after === previous) continue;
    const next = { ...after, revision: (previous?.revision ?? 0) + 1 };
    const push = issueDelivery(previous, next, clock());
    heads.push({ next: push ? { ...push.theme, issueDelivery: push.delivery.id } : next, previous });
    if (push) deliveries.push(push.delivery);
  }
  return { heads, deliveries };
}

/** What is said where a correction cannot be taken back, because others build on it. */
export const movedOn = (why: string, reason: Reason): EarshotError =>
  new EarshotError("conflict", `This can no longer be undone exactly. ${why}`, { final: true, reason });
