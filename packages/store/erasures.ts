import { Erased, Erasure, type ErasureState, type Erasures, type StoredRow, Trace } from "@earshot/core/erasure.ts";
import { isError } from "@earshot/core/error.ts";
import type { Feedback } from "@earshot/core/feedback.ts";
import { prefixes } from "@earshot/core/id.ts";
import { restored } from "./compact.ts";
import { feedbackSteps } from "./feedback.ts";
import {
  deliveryKey,
  erasedKey,
  erasureKey,
  erasurePartition,
  feedbackKey,
  followPrefix,
  headKey,
  joinPartition,
  type Key,
  memberPrefix,
  passKey,
  personKey,
  sharedKey,
  sharedPrefix,
  silentPartition,
  snapshotPrefix,
  traceKey,
  tracePartition,
  votePrefix,
} from "./keys.ts";
import { type Row, type Table, unchanged } from "./table.ts";

/** Erasures under way, the traces that each leaves until it is done, and every row of the table to be looked at. */
export class ErasureRows implements Erasures {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async begin(erasure: Erasure): Promise<Erasure> {
    for (;;) {
      if (await this.#table.putNew({ ...erasureKey(erasure.person), ...erasure })) return erasure;
      const known = await this.get(erasure.person);
      if (known === undefined) continue;
      const { people, aliases, names, look, id, from: _, ...rest } = known;
      const { step, round, found, askedAt, goesOn, forgotten } = erasure;
      const anew = {
        ...{ ...rest, id, people, aliases, names, look },
        ...{ step, round, found, askedAt, goesOn, forgotten, revision: known.revision + 1 },
      };
      try {
        await this.put(anew, known);
        return anew;
      } catch (error) {
        if (!isError(error, "conflict")) throw error;
      }
    }
  }

  async get(person: string): Promise<Erasure | undefined> {
    const row = await this.#table.get(erasureKey(person), true);
    return row && Erasure.parse(row);
  }

  async put(next: Erasure, previous: Erasure): Promise<void> {
    await this.#table.transact([{ put: { ...erasureKey(next.person), ...next }, ...unchanged(previous.revision) }]);
  }

  async underWay(): Promise<Erasure[]> {
    return (await this.#underWay()).map((row) => Erasure.parse(row));
  }

  #underWay(): Promise<Row[]> {
    return this.#table.partition(erasurePartition, "", true);
  }

  async wake(now: string): Promise<number> {
    const rows = await this.#underWay();
    await this.#table.nudge(rows as unknown as Key[], now);
    return rows.length;
  }

  async take(erasure: string, next: Feedback, previous: Feedback | undefined, trace: Trace): Promise<void> {
    const marks = packed(trace.marks);
    await this.#table.transact([
      ...feedbackSteps(next, previous),
      { put: { ...traceKey(erasure, trace.feedback), ...trace, marks } },
    ]);
  }

  async traces(erasure: string): Promise<Trace[]> {
    const rows = await this.#table.partition(tracePartition(erasure), `${prefixes.feedback}_`, true);
    return rows.map(({ marks, ...row }) => Trace.parse({ ...row, marks: unpacked(marks) }));
  }

  async share(erasure: string, marks: readonly number[]): Promise<void> {
    for (let from = 0; from < marks.length; from += marksPerRow) {
      const some = marks.slice(from, from + marksPerRow);
      await this.#table.put({ ...sharedKey(erasure, some[0] ?? 0), marks: packed(some) });
    }
  }

  async shared(erasure: string): Promise<number[]> {
    const rows = await this.#table.partition(tracePartition(erasure), sharedPrefix, true);
    return rows.flatMap(({ marks }) => unpacked(marks));
  }

  async search(from: Erasure["from"], pages: number): Promise<{ rows: StoredRow[]; next: Erasure["from"] }> {
    const { rows, last } = await this.#table.read(from, pages);
    return { rows: rows.map(toStored), next: last };
  }

  async remove({ key }: StoredRow): Promise<void> {
    await this.#table.delete(key);
  }

  async rewrite({ key, content }: StoredRow, changes: Record<string, unknown>): Promise<void> {
    const names = Object.keys(changes);
    await this.#table.transact([
      {
        update: key,
        set: `SET ${names.map((_, i) => `#n${i} = :new${i}`).join(", ")}`,
        condition: names.map((_, i) => `#n${i} = :old${i}`).join(" AND "),
        names: Object.fromEntries(names.map((name, i) => [`#n${i}`, name])),
        values: Object.fromEntries(
          names.flatMap((name, i) => [
            [`:new${i}`, changes[name]],
            [`:old${i}`, content[name]],
          ]),
        ),
      },
    ]);
  }

  /** The traces first: broken off after them, what is left to be done is to end it. */
  async finish(erasure: Erasure, erased: Erased): Promise<void> {
    const traces = await this.#table.partition(tracePartition(erasure.id), "", true);
    await this.#table.deleteMany(traces as unknown as Key[]);
    await this.#table.transact([
      { delete: erasureKey(erasure.person), ...unchanged(erasure.revision) },
      { put: { ...erasedKey(erasure.id), ...erased } },
    ]);
  }

  async stateOf(id: string): Promise<ErasureState | undefined> {
    const row = await this.#table.get(erasedKey(id), true);
    if (row) return { state: "done", ...Erased.parse(row) };
    const underWay = (await this.#underWay()).find((one) => one.id === id);
    return underWay && { state: "under_way", id, askedAt: underWay.askedAt as string };
  }
}

/** Eight bytes each, and a row holds at most 400 kB. */
const marksPerRow = 40_000;
const packed = (marks: readonly number[]): Uint8Array => new Uint8Array(Float64Array.from(marks).buffer);
const unpacked = (bytes: unknown): number[] => [...new Float64Array((bytes as Uint8Array).slice().buffer)];

function toStored({ pk, sk, ...content }: Row): StoredRow {
  const key = { pk: pk as string, sk: sk as string };
  if (key.sk === feedbackKey("").sk) return { what: "feedback", key, content: { ...restored({ ...key, ...content }) } };
  if (key.pk.startsWith(snapshotPrefix)) {
    const [, board, generation] = key.pk.split("#");
    return { what: "snapshot", key, content: { board, generation, writtenAt: content.writtenAt } };
  }
  return { what: kindOf(key), key, content };
}

function kindOf({ pk, sk }: Key): StoredRow["what"] {
  if (sk === headKey("").sk) return "theme";
  if (sk.startsWith(votePrefix)) return "vote";
  if (sk.startsWith(memberPrefix)) return "silent";
  if (pk.startsWith(followPrefix)) return "follow";
  if (sk === personKey("").sk || pk === joinPartition) return "person";
  if (sk === deliveryKey("").sk) return "delivery";
  if (sk === passKey("").sk) return "pass";
  return silentPartition.test(pk) ? "silent" : "other";
}
