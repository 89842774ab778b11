import type { Erasures } from "@earshot/core/erasure.ts";
import type { Rows } from "./rows.ts";

/** Asking for an erasure; carrying it out is the table's own business. */
export function memoryErasures({ erasures }: Rows): Pick<Erasures, "begin" | "stateOf" | "underWay"> {
  return {
    async begin(erasure) {
      const known = erasures.get(erasure.person);
      const begun = known
        ? { ...known, askedAt: erasure.askedAt, step: erasure.step, round: 0, found: 0, revision: known.revision + 1 }
        : erasure;
      erasures.set(erasure.person, structuredClone(begun));
      return structuredClone(begun);
    },
    async underWay() {
      return structuredClone([...erasures.values()]);
    },
    async stateOf(id) {
      const found = [...erasures.values()].find((one) => one.id === id);
      return found && { state: "under_way", id, askedAt: found.askedAt };
    },
  };
}
