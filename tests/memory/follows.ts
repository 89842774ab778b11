import type { Follows } from "@earshot/core/following.ts";
import type { Rows } from "./rows.ts";
import { voteKey } from "./votes.ts";

export function memoryFollows({ follows }: Rows): Follows {
  return {
    async put(follow) {
      follows.set(voteKey(follow.theme, follow.person), structuredClone(follow));
    },
    async remove(theme, person) {
      return follows.delete(voteKey(theme, person));
    },
    async among(themes, people) {
      const keys = themes.flatMap((theme) => people.map((person) => voteKey(theme, person)));
      return [...new Set(keys)].flatMap((key) => structuredClone(follows.get(key)) ?? []);
    },
  };
}
