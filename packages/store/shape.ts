import { EarshotError, isError } from "@earshot/core/error.ts";
import * as z from "zod";
import { restoreKey, schemaKey } from "./keys.ts";
import { current, type Migration, shapeOf } from "./migrations.ts";
import type { Row, Table } from "./table.ts";

/** Which shape a table's rows have, and how far the way to the next one has been gone. */
const Shape = z.object({
  version: z.number().int().min(1),
  /** To which shape rows are being migrated, and the last row that was looked at. */
  next: z.object({ version: z.number().int(), from: z.record(z.string(), z.unknown()).optional() }).optional(),
});
type Shape = z.infer<typeof Shape>;

/** A restore that is under way, or was broken off: which export, and what it is at. */
const Restoring = z.object({ export: z.string(), stage: z.enum(["clearing", "writing"]), since: z.string() });
export type Restoring = z.infer<typeof Restoring>;

/**
 * The shape of the rows, kept in the table itself: whoever finds one that she does not know must not write, whoever
 * finds an older one migrates it.
 */
export class ShapeRows {
  readonly #table: Table;
  readonly #name: string;
  readonly #migrations: readonly Migration[];

  constructor(table: Table, name: string, migrations: readonly Migration[]) {
    this.#table = table;
    this.#name = name;
    this.#migrations = migrations;
  }

  /** The newest shape that this Earshot knows. */
  get known(): number {
    return shapeOf(this.#migrations);
  }

  /** Tables from before shapes were numbered have the first one. */
  async #read(): Promise<Shape> {
    const row = await this.#table.get(schemaKey, true);
    return row ? Shape.parse(row) : { version: 1 };
  }

  /** @throws EarshotError `conflict`, final, when the rows are, or are becoming, newer than this Earshot. */
  async mustBeKnown(): Promise<void> {
    const { version, next } = await this.#read();
    const newest = Math.max(version, next?.version ?? 0);
    if (newest > this.known)
      throw new EarshotError(
        "conflict",
        `A newer Earshot has used the table ${this.#name}: its rows have shape ${newest}, and this one knows ${this.known}. Install that version or a later one.`,
        { final: true, status: 503 },
      );
  }

  /**
   * That the table may be worked on.
   * @throws EarshotError `conflict`, final, as `mustBeKnown`; `limited` while it is being restored.
   */
  async mustBeOpen(): Promise<void> {
    const [, restoring] = await Promise.all([this.mustBeKnown(), this.restoring()]);
    if (restoring)
      throw new EarshotError(
        "limited",
        `The table ${this.#name} is half restored since ${restoring.since}. Where nobody is at it any more, run the same restore again: npm run earshot -- restore <folder>. With --force another export takes its place.`,
        { retryAfter: 5, status: 503 },
      );
  }

  /** Whether all rows have the newest shape that this Earshot knows. One small read. */
  async isNewest(): Promise<boolean> {
    return (await this.#read()).version >= this.known;
  }

  /**
   * Migrates so many pages of the table, a megabyte each, and remembers how far it came. Returns whether all is done.
   * A row is written on condition that what changes about it is as it was read: a row that somebody else has written
   * meanwhile has the new shape by that. Repeating any part changes nothing.
   */
  async migrate(pages: number): Promise<boolean> {
    const { version, next } = await this.#read();
    if (version >= this.known) return true;
    const going = next?.version === this.known ? next : { version: this.known };
    const { rows, last } = await this.#table.read(going.from, pages, true);
    for (const row of rows) await this.#migrateRow(row);
    if (last === undefined) await this.become();
    else await this.#table.put({ ...schemaKey, version, next: { version: this.known, from: last } });
    return last === undefined;
  }

  async #migrateRow(row: Row): Promise<void> {
    const next = current(row, this.#migrations);
    if (next === row) return;
    const names = [...new Set([...Object.keys(row), ...Object.keys(next)])];
    const changed = names.filter((name) => JSON.stringify(row[name]) !== JSON.stringify(next[name]));
    if (changed.length === 0) return;
    if (changed.includes("pk") || changed.includes("sk")) throw new Error("A migration never changes a key.");
    try {
      await this.#table.update({ pk: row.pk as string, sk: row.sk as string }, rewriting(row, next, changed));
    } catch (error) {
      if (!isError(error, "conflict")) throw error;
    }
  }

  /** Notes that all rows have the newest shape: of a table that was made, restored or migrated just now. */
  async become(): Promise<void> {
    await this.#table.put({ ...schemaKey, version: this.known });
  }

  async restoring(): Promise<Restoring | undefined> {
    const row = await this.#table.get(restoreKey, true);
    return row && Restoring.parse(row);
  }

  /** Closes the table to all who work on it, from a few seconds later on. */
  async beginRestoring(restoring: Restoring): Promise<void> {
    await this.#table.put({ ...restoreKey, ...restoring });
  }

  async endRestoring(): Promise<void> {
    await this.become();
    await this.#table.delete(restoreKey);
  }
}

/** The update that takes some attributes from how they were to how they are to be. */
function rewriting(row: Row, next: Row, changed: readonly string[]) {
  const values: Row = {};
  const conditions = ["attribute_exists(pk)"];
  const [sets, removes]: [string[], string[]] = [[], []];
  changed.forEach((name, i) => {
    if (row[name] === undefined) conditions.push(`attribute_not_exists(#a${i})`);
    else {
      conditions.push(`#a${i} = :was${i}`);
      values[`:was${i}`] = row[name];
    }
    if (next[name] === undefined) removes.push(`#a${i}`);
    else {
      sets.push(`#a${i} = :is${i}`);
      values[`:is${i}`] = next[name];
    }
  });
  const clauses = [
    ...(sets.length > 0 ? [`SET ${sets.join(", ")}`] : []),
    ...(removes.length > 0 ? [`REMOVE ${removes.join(", ")}`] : []),
  ];
  return {
    UpdateExpression: clauses.join(" "),
    ConditionExpression: conditions.join(" AND "),
    ExpressionAttributeNames: Object.fromEntries(changed.map((name, i) => [`#a${i}`, name])),
    ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
  };
}
