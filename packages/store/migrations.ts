import type { Row } from "./table.ts";

/**
 * A change of how rows are shaped. Migrations are applied in their order; the shape of a table's rows has the number of
 * migrations that made it, and one: the first that was released is 1.
 *
 * While a table is being migrated its rows are of both shapes, and so are the rows of exports and what waits on the
 * stream. So every row that is read is put through `row` first, the new ones too.
 */
export interface Migration {
  /** What is different from now on, for whoever reads this in some years. */
  about: string;
  /**
   * The row in its new shape; the same object where it has that already or is not concerned. Gets whole rows, and of
   * some only what an index or a projection carries. Never changes a key.
   */
  row: (row: Row) => Row;
}

/** All there have been since the first release. Only ever added to. */
export const migrations: readonly Migration[] = [];

/** The shape that rows have which this Earshot writes. */
export const shapeOf = (list: readonly Migration[]): number => list.length + 1;

/** A row as this Earshot reads it, whatever shape it was written in. */
export function current(row: Row, list: readonly Migration[] = migrations): Row {
  return list.reduce((shaped, migration) => migration.row(shaped), row);
}
