import { announceForgetting } from "./announcing.ts";
import type { Clock } from "./clock.ts";
import { insist } from "./correcting.ts";
import { lineOf } from "./family.ts";
import { issueDelivery } from "./issue.ts";
import type { ClusterStore } from "./ports/clustering.ts";
import type { ThemeStore } from "./ports.ts";
import { type RetellingDeps, retellTitle } from "./retelling.ts";
import type { Theme } from "./theme.ts";

export interface ForgettingDeps extends RetellingDeps {
  themes: ThemeStore;
  clustering: Pick<ClusterStore, "announce" | "since">;
  /** Makes a board's snapshot anew, in any case. */
  clusters: { keep(board: string, always: boolean): Promise<boolean> };
  /** Counts a theme anew, at once or soon. */
  count: (theme: string) => Promise<void>;
  clock: Clock;
}

/**
 * Takes the machine's words out of themes that somebody stood behind who was erased, whoever of them was quoted: a title
 * or a model's summary may rest on anybody's words. Counting then words them anew from what is left, and has their
 * issues rewritten at once (issue.ts). A theme that was merged is worded when it stands for itself again.
 */
export async function unword(deps: ForgettingDeps, themes: Iterable<string>): Promise<void> {
  const roots = new Set<string>();
  for (const id of new Set(themes)) {
    const theme = await deps.themes.get(id);
    if (theme === undefined) continue;
    const line = await lineOf(deps, theme);
    for (const head of line) await unwordOne(deps, head.id);
    roots.add(line.at(-1)?.id ?? id);
  }
  for (const root of roots) await deps.count(root);
}

function unwordOne(deps: ForgettingDeps, id: string): Promise<void> {
  const { themes, clock } = deps;
  return insist(async () => {
    const head = await themes.get(id);
    if (head === undefined || head.wordedOver === "") return;
    const merged = head.mergedInto !== undefined;
    const { narrated, ...rest } = head;
    // A title of members' own words stays while others say it too, which counting finds out.
    const untitled = head.titleBy === "machine" && (merged || narrated !== undefined);
    const next: Theme = {
      ...rest,
      ...(untitled && { title: "", draft: true }),
      ...{ summary: "", quotes: [], wordedOver: "", revision: head.revision + 1 },
    };
    if (merged && untitled) await retellTitle(deps, next);
    const push = merged ? issueDelivery(head, next, clock()) : undefined;
    await themes.put(push?.theme ?? next, head, push ? [push.delivery] : []);
  });
}

/** Whether a theme waits for its new words: somebody who was to count it may have died before. */
export const isUnworded = (theme: Theme): boolean => theme.mergedInto === undefined && theme.wordedOver === "";

/** Whether themes have all been worded anew; those that were not are counted again. */
export async function areWorded({ themes, count }: ForgettingDeps, ids: Iterable<string>): Promise<boolean> {
  let all = true;
  for (const id of ids) {
    const theme = await themes.get(id);
    if (theme === undefined || !isUnworded(theme)) continue;
    await count(id);
    all = false;
  }
  return all;
}

/**
 * Has clustering forget what is not in the feedback any more: by whoever keeps it in memory, and in the snapshot. Tells
 * from which position of each board's log on a snapshot is free of it.
 */
export async function forgetBoards(deps: ForgettingDeps, boards: Iterable<string>): Promise<Record<string, number>> {
  const forgotten: Record<string, number> = {};
  for (const board of boards) {
    forgotten[board] = await announceForgetting(deps, board);
    await deps.clusters.keep(board, true);
  }
  return forgotten;
}

/** Whether the snapshots of boards were made since; one that was not is made again. */
export async function areForgotten(deps: ForgettingDeps, forgotten: Record<string, number>): Promise<boolean> {
  let all = true;
  for (const [board, position] of Object.entries(forgotten)) {
    const { head } = await deps.clustering.since(board, 0);
    if (head === undefined || head.position >= position) continue;
    await deps.clusters.keep(board, true);
    all = false;
  }
  return all;
}
