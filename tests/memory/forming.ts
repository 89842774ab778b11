import type { FormingStore } from "@earshot/core/ports/clustering.ts";
import { type Rows, unchanged } from "./rows.ts";

export function memoryForming({ runs, suggestions }: Rows): FormingStore {
  return {
    async runs(board, limit) {
      const own = runs.filter((run) => run.board === board).sort((a, b) => (a.at < b.at ? 1 : -1));
      return structuredClone(own.slice(0, limit));
    },
    async record(run) {
      runs.push({ ...run });
    },
    async proposals(board) {
      return structuredClone([...suggestions.values()].filter((one) => one.board === board));
    },
    async proposal(board, id) {
      const found = suggestions.get(id);
      return found?.board === board ? structuredClone(found) : undefined;
    },
    async put(next, previous) {
      unchanged(suggestions.get(next.id), previous);
      suggestions.set(next.id, structuredClone(next));
    },
    async withdraw({ id, revision }) {
      if (suggestions.get(id)?.revision === revision) suggestions.delete(id);
    },
  };
}
