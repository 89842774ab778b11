import type { Mark, Marks } from "@earshot/core/answer.ts";
import type { Rows } from "./rows.ts";

export function memoryMarks({ marks }: Rows): Marks {
  const of = (delivery: string): Map<string, Mark> => {
    const found = marks.get(delivery) ?? new Map();
    marks.set(delivery, found);
    return found;
  };
  return {
    async put(delivery, mark) {
      const known = of(delivery).get(mark.theme);
      if (known === undefined || known.at < mark.at) of(delivery).set(mark.theme, structuredClone(mark));
    },
    async of(delivery) {
      return structuredClone([...of(delivery).values()].sort((a, b) => (a.theme < b.theme ? -1 : 1)));
    },
  };
}
