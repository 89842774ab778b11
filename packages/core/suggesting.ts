import { type Clock, isoTime } from "./clock.ts";
import type { CorrectingDeps } from "./correcting.ts";
import type { Correction } from "./correction.ts";
import { EarshotError, isError } from "./error.ts";
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

/** Says no, for good: what was dismissed is not proposed again. */
export async function dismissSuggestion(deps: SuggestingDeps, id: string, by: string): Promise<Suggestion> {
  const suggestion = await existingSuggestion(deps, id);
  if (suggestion.state === "dismissed") return suggestion;
  if (suggestion.state === "accepted")
    throw new EarshotError("conflict", "This was accepted already; undo it in the audit trail.", { final: true });
  return decide(deps, suggestion, "dismissed", by);
}

async function decide(
  { forming, clock }: SuggestingDeps,
  suggestion: Suggestion,
  state: Suggestion["state"],
  by: string,
): Promise<Suggestion> {
  const next = { ...suggestion, state, by, at: isoTime(clock()), revision: suggestion.revision + 1 };
  try {
    await forming.put(next, suggestion);
  } catch (error) {
    if (!isError(error, "conflict")) throw error;
    throw new EarshotError("conflict", "Somebody else has decided about this meanwhile.", { final: true });
  }
  return next;
}

/** @throws EarshotError `missing`. */
async function existingSuggestion(deps: SuggestingDeps, id: string): Promise<Suggestion> {
  for (const board of await existingBoards(deps)) {
    const found = await deps.forming.proposal(board.id, id);
    if (found) return found;
  }
  throw new EarshotError("missing", "There is no such proposal; what is no longer proposed is taken back.");
}
