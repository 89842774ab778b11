import { EarshotError } from "@earshot/core/error.ts";
import { keeperOf, type Person } from "@earshot/core/person.ts";
import type { PersonStore } from "@earshot/core/ports.ts";
import type { Vote } from "@earshot/core/vote.ts";
import type { Rows } from "./rows.ts";
import { voteKey } from "./votes.ts";

export function memoryPeople({ people, joining, feedback, votes, follows }: Rows): PersonStore {
  const rootOf = (person: string): string => {
    const into = people.get(person)?.into;
    return into === undefined ? person : rootOf(into);
  };
  const remember = (id: string, alias: string | undefined): Person => {
    const person = people.get(id) ?? { id, joined: [] };
    const named = person.alias ?? alias;
    const kept = { ...person, ...(named !== undefined && { alias: named }) };
    people.set(id, kept);
    return kept;
  };
  return {
    async rootsOf(asked) {
      return new Map(asked.map((person) => [person, rootOf(person)]));
    },
    async oneWith(person) {
      const behind = (one: string): string[] => [...(people.get(one)?.joined ?? []).flatMap(behind), one];
      return behind(rootOf(person));
    },
    async join(together, at) {
      const [first, ...others] = [...new Set(together.map(({ person }) => rootOf(person)))].sort();
      if (first === undefined) throw new EarshotError("input", "There is nobody to join.");
      const aliasOf = (id: string) => together.find(({ person }) => person === id)?.alias;
      return others.reduce((one, other) => {
        const { keeper, joining: joined } = keeperOf(one, other);
        people.set(joined, { ...remember(joined, aliasOf(joined)), into: keeper, joinedAt: at });
        const kept = remember(keeper, aliasOf(keeper));
        people.set(keeper, { ...kept, joined: [...kept.joined, joined] });
        joining.set(joined, at);
        return keeper;
      }, first);
    },
    async repoint(person) {
      const root = rootOf(person);
      if (root === person) return 0;
      const said = [...feedback.values()].filter((one) => one.person === person);
      for (const one of said) feedback.set(one.id, { ...one, person: root, revision: one.revision + 1 });
      const cast = [...votes.values()].filter((vote) => vote.person === person);
      for (const vote of cast) {
        const kept = earlier(vote, votes.get(voteKey(vote.theme, root)));
        votes.delete(voteKey(vote.theme, person));
        votes.set(voteKey(vote.theme, root), { ...kept, person: root });
      }
      const followed = [...follows.values()].filter((one) => one.person === person);
      for (const one of followed) {
        follows.delete(voteKey(one.theme, person));
        const other = follows.get(voteKey(one.theme, root));
        follows.set(voteKey(one.theme, root), { ...(other && other.at > one.at ? other : one), person: root });
      }
      return said.length + cast.length + followed.length;
    },
    async joining() {
      return [...joining].map(([person, since]) => ({ person, since }));
    },
    async settled(person) {
      joining.delete(person);
    },
    async aliasesOf(asked) {
      return asked.flatMap((person) => people.get(person)?.alias ?? []);
    },
    async forget(asked, joinedUntil) {
      const known = asked.flatMap((person) => people.get(person) ?? []);
      const anew = known.some(({ joinedAt = "" }) => joinedUntil !== undefined && joinedAt > joinedUntil);
      if (anew || known.length === 0) return false;
      for (const person of asked) {
        people.delete(person);
        joining.delete(person);
      }
      return true;
    },
  };
}

/** Of two votes of one person: her own rather than one by proxy, then the earlier. */
function earlier(vote: Vote, other: Vote | undefined): Vote {
  const both = [vote, ...(other ? [other] : [])].sort((a, b) => (a.at < b.at ? -1 : 1));
  return both.find(({ proxy }) => proxy === undefined) ?? both[0] ?? vote;
}
