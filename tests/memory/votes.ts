import type { VoteStore } from "@earshot/core/ports.ts";
import type { Rows } from "./rows.ts";

export const voteKey = (theme: string, person: string): string => `${theme}/${person}`;

export function memoryVotes({ votes }: Rows): VoteStore {
  return {
    async put(vote) {
      const key = voteKey(vote.theme, vote.person);
      if (votes.has(key)) return false;
      votes.set(key, structuredClone(vote));
      return true;
    },
    async remove(theme, person) {
      return votes.delete(voteKey(theme, person));
    },
    async has(theme, person) {
      return votes.has(voteKey(theme, person));
    },
    async among(themes, people) {
      const keys = themes.flatMap((theme) => people.map((person) => voteKey(theme, person)));
      return [...new Set(keys)].flatMap((key) => structuredClone(votes.get(key)) ?? []);
    },
    async castBy(person) {
      return [...votes.values()].flatMap((vote) => (vote.person === person ? vote.theme : []));
    },
  };
}
