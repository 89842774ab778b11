import type { Cursors } from "@earshot/core/ports/sources.ts";
import type { Rows } from "./rows.ts";

export function memoryCursors({ cursors }: Rows): Cursors {
  return {
    async get(source) {
      return cursors.get(source);
    },
    async put(source, cursor) {
      cursors.set(source, cursor);
    },
  };
}
