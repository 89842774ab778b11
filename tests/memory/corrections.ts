import type { Board, Team } from "@earshot/core/board.ts";
import { EarshotError } from "@earshot/core/error.ts";
import type { CorrectionStore } from "@earshot/core/ports.ts";
import { paged, type Rows, unchanged } from "./rows.ts";
import { tellOf } from "./webhooks.ts";

export function memoryCorrections(rows: Rows): CorrectionStore {
  const { corrections, facts, themes, feedback, deliveries, recounts, boards, teams, suggestions } = rows;
  const setIn = (of: "board" | "team"): Map<string, Board | Team> =>
    (of === "board" ? boards : teams) as Map<string, Board | Team>;
  return {
    async write(write) {
      const told = await tellOf(rows)(write.heads);
      // Nothing is waited for between looking and writing: all of it happens at once, or none.
      for (const { next, previous } of write.corrections) unchanged(corrections.get(next.id), previous);
      for (const { next, previous } of write.heads) unchanged(themes.get(next.id), previous);
      for (const { next, previous } of write.feedback) unchanged(feedback.get(next.id), previous);
      for (const { of, next, previous } of write.settings ?? [])
        if (JSON.stringify(setIn(of).get(next.id)) !== JSON.stringify(previous))
          throw new EarshotError("conflict", "The row was changed meanwhile.");
      for (const { next, previous } of write.proposals ?? []) unchanged(suggestions.get(next.id), previous);
      if (write.deliveries.some(({ id }) => deliveries.has(id)))
        throw new EarshotError("conflict", "This effect has been written before.");
      for (const { next } of write.corrections) corrections.set(next.id, structuredClone(next));
      for (const { next } of write.heads) themes.set(next.id, structuredClone(next));
      for (const { next } of write.feedback) feedback.set(next.id, structuredClone(next));
      for (const { of, next } of write.settings ?? []) setIn(of).set(next.id, structuredClone(next));
      for (const { next } of write.proposals ?? []) suggestions.set(next.id, structuredClone(next));
      for (const delivery of [...write.deliveries, ...told]) deliveries.set(delivery.id, structuredClone(delivery));
      const [first] = write.corrections;
      const { board = "", at = "" } = first?.next ?? {};
      if (write.fact) facts.set(board, [...(facts.get(board) ?? []), structuredClone(write.fact)]);
      for (const theme of write.count) recounts.set(theme, { due: at, woken: true });
    },
    async get(id) {
      return structuredClone(corrections.get(id));
    },
    async list(theme, request) {
      const wanted = [...corrections.values()].filter(
        ({ themes: about }) => theme === undefined || about.includes(theme),
      );
      return paged([theme ?? "all"], wanted, ({ id }) => ["", id], request);
    },
    async begun() {
      return structuredClone([...corrections.values()].filter(({ state }) => state === "begun"));
    },
    async facts(board, after) {
      const all = (facts.get(board) ?? []).map((fact, before) => ({ number: before + 1, fact }));
      return structuredClone(all.slice(after));
    },
  };
}
