import { EarshotError } from "@earshot/core/error.ts";
import type { ClusterStore } from "@earshot/core/ports/clustering.ts";
import type { Rows } from "./rows.ts";

export function memoryClusters({ announcements, snapshots }: Rows): ClusterStore {
  return {
    async since(board, position) {
      const log = (announcements.get(board) ?? []).filter((one) => one.position > position);
      return structuredClone({ head: snapshots.get(board)?.head, log });
    },
    async announce(board, announcement) {
      const log = announcements.get(board) ?? [];
      if (log.some(({ position }) => position === announcement.position))
        throw new EarshotError("conflict", "Somebody else announced something there.");
      const all = [...log, structuredClone(announcement)];
      announcements.set(
        board,
        all.sort((a, b) => a.position - b.position),
      );
    },
    async read(board, { generation }) {
      const snapshot = snapshots.get(board);
      return snapshot?.head.generation === generation ? snapshot.bytes.slice() : undefined;
    },
    async write(board, head, bytes, previous) {
      if (snapshots.get(board)?.head.generation !== previous?.generation) return false;
      snapshots.set(board, { head: { ...head }, bytes: bytes.slice() });
      const log = announcements.get(board) ?? [];
      announcements.set(
        board,
        log.filter(({ position }) => position > head.position),
      );
      return true;
    },
    async forget(board) {
      snapshots.delete(board);
    },
  };
}
