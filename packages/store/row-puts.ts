import { Gathering } from "./gathering.ts";
import { nameOf } from "./key-reads.ts";
import type { Key } from "./keys.ts";

type Row = Record<string, unknown> & Key;

const mostUnderWay = 2;

/** How rows are put. */
export interface Putting {
  /** Which of several rows with one key stays. */
  stays: "first" | "last";
  /** One row by itself. Returns whether it was written, or was there already. */
  alone: (row: Row) => Promise<boolean>;
  /** So many are put in one call, at most. */
  most: number;
  /** Rows of different keys in one call; `undefined` of one that was refused for a reason of its own. */
  together: (rows: readonly Row[]) => Promise<readonly (boolean | undefined)[]>;
}

/**
 * Puts of rows, gathered into batches. What a batch does not take is put alone, and so fails for nobody else and with
 * its own error. Of rows with one key, which DynamoDB refuses in a batch, only the one that stays is put.
 */
export class RowPuts {
  readonly #puts: Gathering<Row, boolean>;

  constructor(how: Putting) {
    this.#puts = new Gathering(mostUnderWay, (rows) => inBatches(rows, how));
  }

  put(row: Row): Promise<boolean> {
    return this.#puts.ask(row);
  }
}

function inBatches(rows: readonly Row[], { stays, most, alone, together }: Putting): Promise<boolean>[] {
  const staying = new Map<string, Row>();
  for (const row of rows) if (stays === "last" || !staying.has(nameOf(row))) staying.set(nameOf(row), row);
  const answers = new Map<string, Promise<boolean>>();
  for (const batch of chunks([...staying], most)) {
    const done = batch.length === 1 ? Promise.resolve([undefined]) : together(batch.map(([, row]) => row));
    for (const [i, [name, row]] of batch.entries())
      answers.set(
        name,
        done.then((told) => told[i] ?? alone(row)),
      );
  }
  const told = new Set<string>();
  return rows.map((row) => {
    const name = nameOf(row);
    const answer = answers.get(name) ?? alone(row);
    if (stays === "last" || !told.has(name)) {
      told.add(name);
      return answer;
    }
    return answer.then(() => false);
  });
}

/** In parts of at most that size. */
export function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
}
