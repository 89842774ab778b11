import { Board, Team } from "@earshot/core/board.ts";
import type { Cursors } from "@earshot/core/ports/sources.ts";
import type { Settings } from "@earshot/core/ports.ts";
import { boardKey, boardPrefix, configPartition, cursorKey, teamKey, teamPrefix } from "./keys.ts";
import type { Recent } from "./recent.ts";
import type { Table } from "./table.ts";

/** Boards and teams: nearly every request asks for them, and they change about never. */
export class SettingRows implements Settings {
  readonly #table: Table;
  readonly #recent: Recent;

  constructor(table: Table, recent: Recent) {
    this.#table = table;
    this.#recent = recent;
  }

  boards(): Promise<Board[]> {
    return this.#recent.get("boards", async () => {
      const rows = await this.#table.partition(configPartition, boardPrefix, true);
      return rows.map((row) => Board.parse(row));
    });
  }

  teams(): Promise<Team[]> {
    return this.#recent.get("teams", async () => {
      const rows = await this.#table.partition(configPartition, teamPrefix, true);
      return rows.map((row) => Team.parse(row));
    });
  }

  async putBoard(board: Board): Promise<void> {
    await this.#table.put({ ...boardKey(board.id), ...board }).finally(() => this.#recent.forget());
  }

  async putTeam(team: Team): Promise<void> {
    await this.#table.put({ ...teamKey(team.id), ...team }).finally(() => this.#recent.forget());
  }
}

/** Where the polling of each source stands. */
export class CursorRows implements Cursors {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async get(source: string): Promise<string | undefined> {
    const row = await this.#table.get(cursorKey(source), true);
    return row?.cursor as string | undefined;
  }

  async put(source: string, cursor: string): Promise<void> {
    await this.#table.put({ ...cursorKey(source), cursor });
  }
}
