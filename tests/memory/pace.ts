import type { Pace } from "@earshot/core/pace.ts";
import type { Rows } from "./rows.ts";

export function memoryPace({ pace }: Rows): Pace {
  return {
    async turn(name, { now, apart, latest }) {
      const mine = Math.max(now, pace.get(name) ?? 0);
      if (mine <= latest) pace.set(name, mine + apart);
      return mine;
    },
    async hold(name, until) {
      pace.set(name, Math.max(until, pace.get(name) ?? 0));
    },
    async heldUntil(name) {
      return pace.get(name) ?? 0;
    },
  };
}
