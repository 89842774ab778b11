import { type Clock, isoTime } from "./clock.ts";
import { type CorrectingDeps, type Corrector, entry, insist, movedOn, recorded } from "./correcting.ts";
import type { Correction } from "./correction.ts";
import { EarshotError, isError } from "./error.ts";
import { named } from "./family.ts";
import { boardsNamed, existingBoards } from "./lookup.ts";
import { mergeThemes } from "./merging.ts";
import { moveFeedback, splitTheme } from "./moving.ts";
import type { FormingStore } from "./ports/clustering.ts";
import type { Settings } from "./ports.ts";
import type { Suggestion } from "./suggestion.ts";

export interface SuggestingDeps extends CorrectingDeps {
  forming: FormingStore;
  settings: Settings;
  clock: Clock;
}

/** What is proposed about themes that people have touched and nobody has decided on, the largest first. */
export async function openSuggestions(
  deps: Pick<SuggestingDeps, "forming" | "settings">,
  boards: readonly string[] | undefined,
): Promise<Suggestion[]> {
  const names = await boardsNamed(deps, boards);
  const all = (await Promise.all(names.map((board) => deps.forming.proposals(board)))).flat();
  return all.filter(({ state }) => state === "open").sort((a, b) => b.feedback.length - a.feedback.length);
}

/**
 * Does what is proposed, by the same corrections as a person would make it: in the audit trail, and reversible.
 * Accepting again changes nothing.
 */
export async function acceptSuggestion(
  deps: SuggestingDeps,
  id: string,
  by: string,
): Promise<{ suggestion: Suggestion; corrections: Correction[] }> {
  const suggestion = await existingSuggestion(deps, id);
  if (suggestion.state === "accepted") return { suggestion, corrections: [] };
  const made = await carryOut(deps, suggestion, by);
  const corrections = made.filter((one) => one !== undefined);
  return { suggestion: await decide(deps, suggestion, "accepted", by), corrections };
}

async function carryOut(
  deps: SuggestingDeps,
  { kind, themes, feedback }: Suggestion,
  by: string,
): Promise<(Correction | undefined)[]> {
  const [one = "", other = ""] = themes;
  if (kind === "merge") return [(await mergeThemes(deps, { theme: other, into: one, by })).correction];
  const rows = await deps.feedback.getMany(feedback);
  // What has gone elsewhere since is no part of what is decided.
  const still = feedback.filter((each) => rows.get(each)?.theme === one);
  if (still.length === 0) return [];
  if (kind === "split") return [(await splitTheme(deps, { theme: one, feedback: still, by })).correction];
  const made = [];
  for (const each of still) made.push((await moveFeedback(deps, { feedback: each, theme: other, by })).correction);
  return made;
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

/** Writes what becomes of a proposal with its entry in the audit trail. */
async function judge(
  deps: SuggestingDeps,
  suggestion: Suggestion,
  state: Suggestion["state"],
  corrector: Corrector,
): Promise<{ suggestion: Suggestion; correction: Correction }> {
  const { id, board, kind, themes, state: was } = suggestion;
  const what = await proposed(deps, suggestion);
  const correction = entry(deps, corrector, {
    ...{ kind: "dismiss", board, themes },
    text: state === "dismissed" ? `Dismissed the proposal to ${what}.` : `Opened the proposal to ${what} again.`,
    before: `It was ${was}.`,
    after: `It is ${state}.`,
    proposal: { id, kind, was, is: state },
  });
  const next = decided(deps, suggestion, state, corrector.by);
  await deps.corrections.write({
    corrections: recorded(correction, corrector.undoing),
    proposals: [{ next, previous: suggestion }],
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

async function decide(
  deps: SuggestingDeps,
  suggestion: Suggestion,
  state: Suggestion["state"],
  by: string,
): Promise<Suggestion> {
  const next = decided(deps, suggestion, state, by);
  try {
    await deps.forming.put(next, suggestion);
  } catch (error) {
    if (!isError(error, "conflict")) throw error;
    throw new EarshotError("conflict", "Somebody else has decided about this meanwhile.", {
      ...{ final: true, reason: "proposalDecided" },
    });
  }
  return next;
}

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
