import type { Tellings } from "@earshot/core/retelling.ts";
import type { Rows } from "./rows.ts";

export function memoryTellings({ tellings }: Rows): Tellings {
  return {
    async note(subjects, delivery) {
      for (const subject of subjects) tellings.set(subject, (tellings.get(subject) ?? new Set()).add(delivery));
    },
    async of(subject) {
      return [...(tellings.get(subject) ?? [])].sort();
    },
  };
}
