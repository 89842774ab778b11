import type { Digest } from "@earshot/core/digest.ts";
import type { DigestStore } from "@earshot/core/ports/digests.ts";

export function memoryDigests(): DigestStore {
  const digests = new Map<string, Digest>();
  const keyOf = (team: string, week: string) => `${team} ${week}`;
  return {
    async get(team, week) {
      return structuredClone(digests.get(keyOf(team, week)));
    },
    async before(team, week) {
      const earlier = [...digests.values()].filter((one) => one.team === team && one.week < week);
      return structuredClone(earlier.sort((a, b) => (a.week < b.week ? 1 : -1))[0]);
    },
    async put(digest) {
      const key = keyOf(digest.team, digest.week);
      if (digests.has(key)) return false;
      digests.set(key, structuredClone(digest));
      return true;
    },
  };
}
