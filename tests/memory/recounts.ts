import type { Recounts } from "@earshot/core/ports.ts";
import type { Rows } from "./rows.ts";

export function memoryRecounts({ recounts }: Rows): Recounts {
  return {
    async later(theme, due) {
      recounts.set(theme, { due, woken: false });
    },
    async wake(now) {
      const due = [...recounts.values()].filter((recount) => recount.due <= now);
      for (const recount of due) recount.woken = true;
      return due.length;
    },
    async done(theme, due) {
      const recount = recounts.get(theme);
      if (recount?.woken && recount.due === due) recounts.delete(theme);
    },
  };
}
