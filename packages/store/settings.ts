import { Board, Team } from "@earshot/core/board.ts";
import type { Cursors } from "@earshot/core/ports/sources.ts";
import type { Settings, SettingVersions } from "@earshot/core/ports.ts";
import { boardKey, boardPrefix, configPartition, cursorKey, teamKey, teamPrefix } from "./keys.ts";
import type { Recent } from "./recent.ts";
import type { Row, Step, Table } from "./table.ts";

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

/** A board or team, unless it is no longer as it was read: the row as a whole says so, having no revision. */
export function settingStep(change: SettingVersions): Step {
  const { of, next, previous } = change;
  const put: Row = of === "board" ? { ...boardKey(next.id), ...next } : { ...teamKey(next.id), ...next };
  if (previous === undefined) return { put, condition: "attribute_not_exists(pk)" };
  const schema = (of === "board" ? Board : Team).unwrap();
  const was: Row = { ...previous };
  // What is as it is without being written may not have been written.
  const { id: _, name: __, ...usual }: Row = schema.parse({ id: previous.id, name: previous.name });
  const fields = Object.keys(schema.shape);
  const there = fields.filter((field) => was[field] !== undefined);
  const conditions = fields.map((field, i) => {
    const absent = `attribute_not_exists(#f${i})`;
    if (was[field] === undefined) return absent;
    const same = `#f${i} = :f${i}`;
    const isUsual = field in usual && JSON.stringify(usual[field]) === JSON.stringify(was[field]);
    return isUsual ? `(${same} OR ${absent})` : same;
  });
  return {
    put,
    condition: conditions.join(" AND "),
    names: Object.fromEntries(fields.map((field, i) => [`#f${i}`, field])),
    values: Object.fromEntries(there.map((field) => [`:f${fields.indexOf(field)}`, was[field]])),
  };
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
