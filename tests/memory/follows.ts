import type { Follows } from "@earshot/core/following.ts";
import type { Rows } from "./rows.ts";
import { voteKey } from "./votes.ts";

export function memoryFollows({ follows }: Rows): Follows {
  return {
    async put(follow) {
      const key = voteKey(follow.theme, follow.person);
      if (follows.has(key)) return false;
      follows.set(key, structuredClone(follow));
      return true;
    },
    async remove(theme, person) {
      return follows.delete(voteKey(theme, person));
    },
    async has(theme, person) {
      return follows.has(voteKey(theme, person));
    },
  };
}
