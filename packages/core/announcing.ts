import { type Clock, isoTime } from "./clock.ts";
import { isError } from "./error.ts";
import type { Announcement, Change, ClusterStore } from "./ports/clustering.ts";

/** A row of the log holds so many changes; one is some 30 bytes. */
const mostChanges = 5000;
const mostConflicts = 20;

/**
 * Tells everybody who keeps a board's clustering in memory what is about to change. Always before the change itself:
 *
 *   announce (feedback f becomes revision 3) → write f → …
 *
 * A reader that looks between the two finds f as it was, remembers what it waits for and looks again. So whoever takes
 * over from a worker that died or was stopped anywhere knows all that it may have written. Announcing what then does
 * not happen is harmless; the log has no order that anybody relies on, for what f is says the row of f.
 *
 * Several may announce at once: each position is written once, and who comes second takes the next.
 */
export async function announce(
  { clustering, clock }: { clustering: Pick<ClusterStore, "announce" | "since">; clock: Clock },
  board: string,
  changes: readonly Change[],
  after?: number,
): Promise<void> {
  let last = after ?? (await endOf(clustering, board));
  for (let from = 0; from < changes.length; from += mostChanges)
    last = await append({ clustering, clock }, board, { changes: changes.slice(from, from + mostChanges) }, last);
}

/**
 * Has everybody who keeps a board's clustering in memory make it anew from the feedback, as nothing that was there
 * before may stay. Returns the position from which on a snapshot is free of it.
 */
export async function announceForgetting(
  deps: { clustering: Pick<ClusterStore, "announce" | "since">; clock: Clock },
  board: string,
): Promise<number> {
  return append(deps, board, { changes: [], forget: true }, await endOf(deps.clustering, board));
}

/** Writes the next announcement after a position, or after what others wrote there. Returns where it stands. */
async function append(
  { clustering, clock }: { clustering: Pick<ClusterStore, "announce" | "since">; clock: Clock },
  board: string,
  told: Pick<Announcement, "changes" | "forget">,
  after: number,
): Promise<number> {
  let last = after;
  for (let attempt = 1; ; attempt++) {
    const announcement: Announcement = { ...told, position: last + 1, at: isoTime(clock()) };
    try {
      await clustering.announce(board, announcement);
      return announcement.position;
    } catch (error) {
      if (!isError(error, "conflict") || attempt === mostConflicts) throw error;
      last = await endOf(clustering, board, last);
    }
  }
}

/** The newest position of a board's log. */
async function endOf(clustering: Pick<ClusterStore, "since">, board: string, from = 0): Promise<number> {
  const { head, log } = await clustering.since(board, from);
  return log.at(-1)?.position ?? Math.max(from, head?.position ?? 0);
}
