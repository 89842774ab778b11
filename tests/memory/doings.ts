import type { Doing, Doings } from "@earshot/core/doing.ts";
import { paged, type Rows } from "./rows.ts";

export function memoryDoings({ feedback, votes, follows }: Rows): Doings {
  return {
    async by(people, request) {
      const hers = <T extends { person: string; at: string }>(
        rows: ReadonlyMap<string, T>,
        what: Doing["what"],
        of: (row: T) => string,
      ): Doing[] =>
        [...rows.values()]
          .filter(({ person }) => people.includes(person))
          .map((row) => ({ what, of: of(row), at: row.at }));
      const all = [
        ...hers(feedback, "said", ({ id }) => id),
        ...hers(votes, "voted", ({ theme }) => theme),
        ...hers(follows, "follows", ({ theme }) => theme),
      ];
      return paged(people, all, ({ what, of, at }) => [at, `${what} ${of}`], request);
    },
  };
}
