import { type Clock, isoTime } from "./clock.ts";
import { type CorrectingDeps, type Corrector, entry, insist, movedOn, recorded } from "./correcting.ts";
import type { Correction } from "./correction.ts";
import { EarshotError, isError } from "./error.ts";
import { named } from "./family.ts";
import { boardsNamed, existingBoards } from "./lookup.ts";
import { mergeThemes } from "./merging.ts";
import { moveTogether } from "./moving.ts";
import type { FormingStore } from "./ports/clustering.ts";
import type { CorrectionStore, Settings } from "./ports.ts";
import { splitTheme } from "./splitting.ts";
import type { Suggestion } from "./suggestion.ts";
import { groundsOf, nothingLeft, type Since, type Upheld, upheld } from "./upholding.ts";

export interface SuggestingDeps extends CorrectingDeps {
  forming: FormingStore;
  settings: Settings;
  clock: Clock;
}

type Grounds = Pick<SuggestingDeps, "themes" | "feedback"> & { corrections: Pick<CorrectionStore, "facts"> };

/**
 * What is proposed about themes that people have touched and nobody has decided on, the largest first, as far as it still
 * holds. Reads the heads and the feedback that it is about, and what people taught since: no more as boards grow.
 */
export async function openSuggestions(
  deps: Pick<SuggestingDeps, "forming" | "settings"> & Grounds,
  boards: readonly string[] | undefined,
): Promise<Upheld[]> {
  const names = await boardsNamed(deps, boards);
  const all = (await Promise.all(names.map((board) => deps.forming.proposals(board)))).flat();
  const open = await asTheyAre(
    deps,
    all.filter(({ state }) => state === "open"),
  );
  return open.sort((a, b) => b.feedback.length - a.feedback.length);
}

async function asTheyAre(
  { themes, feedback, corrections }: Grounds,
  suggestions: readonly Suggestion[],
): Promise<Upheld[]> {
  const boards = Map.groupBy(suggestions, ({ board }) => board);
  const since: Since = new Map(
    await Promise.all(
      [...boards].map(async ([board, ofIt]) => {
        const first = Math.min(...ofIt.flatMap(({ taught }) => taught ?? []));
        return [board, Number.isFinite(first) ? await corrections.facts(board, first) : []] as const;
      }),
    ),
  );
  const [heads, rows] = await Promise.all([
    themes.getMany([...new Set(suggestions.flatMap((one) => one.themes))]),
    feedback.getMany([...new Set(suggestions.flatMap((one) => groundsOf(one, since)))]),
  ]);
  return suggestions.flatMap((one) => upheld(one, heads, rows, since) ?? []);
}

/**
 * Does what is proposed, by the same corrections as a person would make it: in the audit trail, and reversible.
 * Accepting again changes nothing.
 * @throws EarshotError `missing`; `conflict` where nothing stands any more as the proposal says, or somebody has decided
 *   otherwise meanwhile.
 */
export async function acceptSuggestion(
  deps: SuggestingDeps,
  id: string,
  by: string,
): Promise<{ suggestion: Suggestion; corrections: Correction[] }> {
  const previous = await existingSuggestion(deps, id);
  if (previous.state === "accepted") return { suggestion: previous, corrections: [] };
  const next = decided(deps, previous, "accepted", by);
  try {
    const correction = await carryOut(deps, previous, { by, judges: { next, previous } });
    // Where a person had done the same before, nothing was written with which it could have been.
    const now = await existingSuggestion(deps, id);
    if (now.state !== "accepted") await deps.forming.put(next, previous);
    return { suggestion: next, corrections: correction ? [correction] : [] };
  } catch (error) {
    if (!isError(error)) throw error;
    const now = await existingSuggestion(deps, id);
    if (now.state === "accepted") return { suggestion: now, corrections: [] };
    if (now.revision === previous.revision) throw error;
    throw new EarshotError("conflict", "Somebody else has decided about this meanwhile.", {
      ...{ final: true, reason: "proposalDecided" },
    });
  }
}

/** Does what a proposal shows by now, and no more. */
async function carryOut(
  deps: SuggestingDeps,
  suggestion: Suggestion,
  corrector: Corrector,
): Promise<Correction | undefined> {
  const [now] = await asTheyAre(deps, [suggestion]);
  if (now === undefined) throw nothingLeft();
  const { feedback } = now;
  const [one = "", other = ""] = now.themes;
  if (now.kind === "merge") return (await mergeThemes(deps, { ...corrector, theme: other, into: one })).correction;
  if (now.kind === "split") return (await splitTheme(deps, { ...corrector, theme: one, feedback })).correction;
  return moveTogether(deps, { ...corrector, from: one, to: other, feedback });
}

/**
 * Says no, for good: what was dismissed is not proposed again, unless that is taken back. Stands in the audit trail;
 * dismissing again changes nothing.
 */
export function dismissSuggestion(
  deps: SuggestingDeps,
  id: string,
  by: string,
): Promise<{ suggestion: Suggestion; correction: Correction | undefined }> {
  return insist(async () => {
    const suggestion = await existingSuggestion(deps, id);
    if (suggestion.state === "dismissed") return { suggestion, correction: undefined };
    if (suggestion.state === "accepted")
      throw new EarshotError("conflict", "This was accepted already; undo it in the audit trail.", {
        ...{ final: true, reason: "proposalAccepted" },
      });
    return judge(deps, suggestion, "dismissed", { by });
  });
}

/**
 * Lets a proposal be as it was before somebody decided about it.
 * @throws EarshotError `missing`; `conflict` where somebody has decided otherwise since.
 */
export function takeJudgementBack(
  deps: SuggestingDeps,
  corrector: Corrector,
  { proposal }: Correction,
): Promise<Correction | undefined> {
  if (proposal === undefined) throw movedOn("What it was about was not written down.", "notKept");
  return insist(async () => {
    const suggestion = await existingSuggestion(deps, proposal.id);
    if (suggestion.state !== proposal.is)
      throw movedOn("Somebody has decided otherwise about it since.", "decidedSince");
    return (await judge(deps, suggestion, proposal.was, corrector)).correction;
  });
}

/** What becomes of the proposal that was accepted by a correction, once that is taken back: none where it was none. */
export async function withJudgement(
  deps: Pick<SuggestingDeps, "forming" | "clock">,
  { by, undoing }: Corrector & { undoing: Correction },
): Promise<Pick<Corrector, "judges">> {
  const { proposal, board } = undoing;
  if (proposal === undefined || board === undefined) return {};
  const previous = await deps.forming.proposal(board, proposal.id);
  if (previous?.state !== proposal.is) return {};
  return { judges: { next: decided(deps, previous, proposal.was, by), previous } };
}

/** Writes what becomes of a proposal with its entry in the audit trail. */
async function judge(
  deps: SuggestingDeps,
  suggestion: Suggestion,
  state: Suggestion["state"],
  corrector: Corrector,
): Promise<{ suggestion: Suggestion; correction: Correction }> {
  const { board, themes, state: was } = suggestion;
  const what = await proposed(deps, suggestion);
  const next = decided(deps, suggestion, state, corrector.by);
  const judges = { next, previous: suggestion };
  const correction = entry(
    deps,
    { ...corrector, judges },
    {
      ...{ kind: "dismiss", board, themes },
      text: state === "dismissed" ? `Dismissed the proposal to ${what}.` : `Opened the proposal to ${what} again.`,
      before: `It was ${was}.`,
      after: `It is ${state}.`,
    },
  );
  await deps.corrections.write({
    corrections: recorded(correction, corrector.undoing),
    proposals: [judges],
    ...{ heads: [], feedback: [], deliveries: [], fact: undefined, count: [] },
  });
  return { suggestion: next, correction };
}

async function proposed({ themes }: SuggestingDeps, suggestion: Suggestion): Promise<string> {
  const heads = await themes.getMany(suggestion.themes);
  const [one = "", other = ""] = suggestion.themes.map((id) => named(heads.get(id) ?? { id, title: "" }));
  return { merge: `merge ${other} into ${one}`, split: `split ${one}`, move: `move feedback from ${one} to ${other}` }[
    suggestion.kind
  ];
}

const decided = (
  { clock }: Pick<SuggestingDeps, "clock">,
  suggestion: Suggestion,
  state: Suggestion["state"],
  by: string,
): Suggestion => ({ ...suggestion, state, by, at: isoTime(clock()), revision: suggestion.revision + 1 });

/** @throws EarshotError `missing`. */
async function existingSuggestion(deps: SuggestingDeps, id: string): Promise<Suggestion> {
  for (const board of await existingBoards(deps)) {
    const found = await deps.forming.proposal(board.id, id);
    if (found) return found;
  }
  throw new EarshotError("missing", "There is no such proposal; what is no longer proposed is taken back.", {
    reason: "noProposal",
  });
}
