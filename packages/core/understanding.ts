import { announce } from "./announcing.ts";
import { type Clock, second } from "./clock.ts";
import type { Draft } from "./drafting.ts";
import { isError } from "./error.ts";
import type { Feedback } from "./feedback.ts";
import type { Meaning, Meanings } from "./meaning.ts";
import { changed } from "./merge.ts";
import type { NeighbourIndex } from "./neighbours.ts";
import { textToPlace } from "./placing.ts";
import type { ClusterStore } from "./ports/clustering.ts";
import type { FeedbackStore } from "./ports.ts";
import { redact } from "./redact.ts";
import { inTurns } from "./turns.ts";

export interface UnderstandingDeps {
  /** What texts mean, where an embedding model is in use. */
  meanings?: Pick<Meanings, "model" | "of"> | undefined;
  feedback: Pick<FeedbackStore, "getMany" | "put">;
  clustering: Pick<ClusterStore, "announce" | "since">;
  clock: Clock;
}

/** The meanings of what is new in what is told: asked once for all of it. */
export async function newMeanings(
  { meanings }: Pick<UnderstandingDeps, "meanings">,
  drafts: readonly Draft[],
): Promise<ReadonlyMap<string, Meaning>> {
  if (!meanings) return new Map();
  const texts = drafts.flatMap(({ known, told }) => {
    const text = changed(known, told) ? textToPlace(told) : undefined;
    if (text === undefined) return [];
    return known?.text === text && known.meaning?.by === meanings.model ? [] : [text];
  });
  return meanings.of(texts);
}

/** So many each time that themes are formed anew: half a minute's work, and what it costs stays within sight. */
const mostAtOnce = 1000;
const rowsAtOnce = 96;
const writesAtOnce = 8;
/** Nobody waits, but the lease that it rests on. */
const patience = 15 * second;

/**
 * Gives meanings to a board's feedback that has none yet, the newest first: it came before there was a model, or while
 * the model failed or its budget was used up. Ends with the first that the model says nothing of. Returns how many were
 * told of; each write raises the revision, and has its theme counted again.
 *
 * @param check throws when it is no longer ours to do
 */
export async function understand(
  deps: UnderstandingDeps,
  board: string,
  index: NeighbourIndex,
  check: () => Promise<void>,
): Promise<number> {
  if (!deps.meanings) return 0;
  const missing = [...index.ids()].filter((id) => !index.isUnderstood(id)).reverse();
  let told = 0;
  for (let from = 0; from < Math.min(missing.length, mostAtOnce); from += rowsAtOnce) {
    await check();
    const some = await tell(deps, deps.meanings, board, missing.slice(from, from + rowsAtOnce));
    if (some === 0) break;
    told += some;
  }
  return told;
}

async function tell(
  deps: UnderstandingDeps,
  meanings: Pick<Meanings, "model" | "of">,
  board: string,
  ids: readonly string[],
): Promise<number> {
  const rows = [...(await deps.feedback.getMany(ids)).values()].filter((row) => row.board === board && row.theme);
  const isKnown = ({ meaning }: Feedback): boolean => meaning?.by === meanings.model;
  const texts = new Map(rows.filter((row) => !isKnown(row)).map((row) => [row, redact(row.text)]));
  const meant = await meanings.of(texts.values(), patience);
  const steps = [...texts].flatMap(([row, text]) => {
    const meaning = meant.get(text);
    return meaning ? [{ row, next: { ...row, meaning, revision: row.revision + 1 } }] : [];
  });
  // Those that have theirs are only to be looked up again: the model is back in use.
  const newest = [...rows.filter(isKnown), ...steps.map(({ next }) => next)];
  await announce(
    deps,
    board,
    newest.map(({ id, revision }) => ({ feedback: id, revision })),
  );
  await inTurns(steps, writesAtOnce, async ({ row, next }) => {
    try {
      await deps.feedback.put(next, row);
    } catch (error) {
      // Somebody changed it meanwhile: the next time looks at it anew.
      if (!isError(error, "conflict")) throw error;
    }
  });
  return newest.length;
}
