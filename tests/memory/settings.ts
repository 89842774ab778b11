import type { Settings } from "@earshot/core/ports.ts";
import type { Rows } from "./rows.ts";

const byId = <T extends { id: string }>(items: Iterable<T>): T[] => [...items].sort((a, b) => (a.id < b.id ? -1 : 1));

export function memorySettings({ boards, teams }: Rows): Settings {
  return {
    async boards() {
      return structuredClone(byId(boards.values()));
    },
    async teams() {
      return structuredClone(byId(teams.values()));
    },
    async putBoard(board) {
      boards.set(board.id, structuredClone(board));
    },
    async putTeam(team) {
      teams.set(team.id, structuredClone(team));
    },
  };
}
