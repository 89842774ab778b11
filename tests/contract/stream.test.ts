import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { type StreamOptions, StreamReading } from "@earshot/local/stream.ts";
import { indexStream, trimStream } from "@earshot/local/stream-file.ts";
import type { StreamRecord } from "@earshot/store/changes.ts";
import { afterEach, expect, test, vi } from "vitest";
import { describeEngine, engine, openTable, type Tabled } from "./engine.ts";
import { recordsOf } from "./following.ts";

type Reader = StreamOptions["readers"][number];

const name = ({ dynamodb }: StreamRecord): string => (dynamodb?.Keys?.sk as { S?: string } | undefined)?.S ?? "";
const until = (condition: () => boolean) => vi.waitUntil(condition, { timeout: 15_000, interval: 5 });

/** Writes so many rows one after the other; each is a record. */
async function write({ store }: Tabled, count: number, what = "row"): Promise<string[]> {
  const names = Array.from({ length: count }, (_, i) => `${what} ${i}`);
  for (const one of names) await store.cursors.put(one, "1");
  return names;
}

/** A reader that notes what it is given; `fail` has it throw after it has noted. */
function noting(called = "work", fail: (batch: number) => boolean = () => false) {
  const batches: string[][] = [];
  const reader: Reader = {
    name: called,
    wants: () => true,
    handle: async ({ Records }) => {
      batches.push(Records.map(name));
      if (fail(batches.length - 1)) throw new Error("not now");
    },
  };
  return { reader, batches, seen: () => batches.flat() };
}

const open: StreamReading[] = [];
const logged: string[] = [];
let files = 0;

afterEach(async () => {
  await Promise.all(open.splice(0).map((reading) => reading.stop()));
  logged.length = 0;
  isBusy = undefined;
});

const positionsFile = (): string => path.join(engine().folder, `positions-${files++}.json`);

let isBusy: StreamOptions["isBusy"];

function read({ stream }: Tabled, positions: string, ...readers: Reader[]): StreamReading {
  const log = (event: string) => logged.push(event);
  const reading = new StreamReading({ endpoint: engine().endpoint, stream, positions, readers, isBusy, log });
  reading.start();
  open.push(reading);
  return reading;
}

async function stop(reading: StreamReading): Promise<void> {
  open.splice(open.indexOf(reading), 1);
  await reading.stop();
}

describeEngine("reading the stream", () => {
  test("every record is delivered, in the order of writing, across powers of ten", async () => {
    const table = await openTable();
    const work = noting();
    const before = await write(table, 8, "before");
    const reading = read(table, positionsFile(), work.reader);
    const after = await write(table, 100, "after");
    await until(() => work.seen().length >= 108 && reading.idle);
    expect(work.seen()).toEqual([...before, ...after]);
    expect(reading.handled).toBe(108n);
    expect(logged).toEqual([]);
  });

  test("records come as Lambda delivers them", async () => {
    const table = await openTable();
    const records: StreamRecord[] = [];
    const reader: Reader = {
      name: "work",
      wants: () => true,
      handle: async ({ Records }) => records.push(...Records),
    };
    await table.store.cursors.put("zendesk", "1");
    await table.store.cursors.put("zendesk", "2");
    await table.store.table.delete({ pk: "CURSOR", sk: "zendesk" });
    read(table, positionsFile(), reader);
    await until(() => records.length === 3);
    const image = (cursor: string) => ({ pk: { S: "CURSOR" }, sk: { S: "zendesk" }, cursor: { S: cursor } });
    const Keys = { pk: { S: "CURSOR" }, sk: { S: "zendesk" } };
    expect(records).toMatchObject([
      { eventName: "INSERT", dynamodb: { Keys, NewImage: image("1"), SequenceNumber: "1" } },
      { eventName: "MODIFY", dynamodb: { Keys, OldImage: image("1"), NewImage: image("2") } },
      { eventName: "REMOVE", dynamodb: { Keys, OldImage: image("2") } },
    ]);
  });

  test("a reader is given what it wants, and is done with the rest", async () => {
    const table = await openTable();
    const even = noting("even");
    const none = noting("none");
    const wants = (record: StreamRecord) => Number(name(record).split(" ")[1]) % 2 === 0;
    const positions = positionsFile();
    const readers = [
      { ...even.reader, wants },
      { ...none.reader, wants: () => false },
    ];
    const reading = read(table, positions, ...readers);
    await write(table, 20);
    await until(() => reading.handled === 20n);
    expect(even.seen()).toEqual(Array.from({ length: 10 }, (_, i) => `row ${2 * i}`));
    expect(none.batches).toEqual([]);
  });

  test("a batch that fails comes again, whole, until it succeeds, and what comes after it waits", async () => {
    const table = await openTable();
    const names = await write(table, 5);
    const work = noting("work", (batch) => batch < 2);
    const reading = read(table, positionsFile(), work.reader);
    await until(() => work.batches.length === 1);
    const more = await write(table, 3, "more");
    await until(() => reading.handled === 8n);
    expect(work.batches[0]).toEqual(names);
    for (const batch of work.batches.slice(0, 3)) expect(batch.slice(0, 5)).toEqual(names);
    expect([...new Set(work.seen())]).toEqual([...names, ...more]);
    expect(logged).toEqual(["stream.unhandled", "stream.unhandled"]);
  });

  test("what comes of one thing soon after it was handled is gathered, and holds up nothing else", async () => {
    const table = await openTable();
    const work = noting();
    const by = (record: StreamRecord) => (name(record).startsWith("hot") ? "hot" : undefined);
    const reader = { ...work.reader, gathers: { by, rest: 400 } };
    const positions = positionsFile();
    const reading = read(table, positions, reader);
    await write(table, 1, "hot");
    await until(() => work.batches.length === 1);
    const [, ...hot] = await write(table, 6, "hot");
    const cold = await write(table, 2, "cold");
    await until(() => work.seen().includes("cold 1"));
    expect(work.seen()).toEqual(["hot 0", ...cold]);
    expect(reading.idle).toBe(false);
    expect(reading.handled).toBe(1n);
    await until(() => reading.idle);
    expect(work.batches.at(-1)).toEqual(["hot 0", ...hot]);
    expect(reading.handled).toBe(9n);
  });

  test("what was gathered when the reader died comes again", async () => {
    const table = await openTable();
    const work = noting();
    const by = (record: StreamRecord) => (name(record).startsWith("hot") ? "hot" : undefined);
    const reader = { ...work.reader, gathers: { by, rest: 60_000 } };
    const positions = positionsFile();
    const reading = read(table, positions, reader);
    await write(table, 1, "hot");
    await until(() => work.batches.length === 1);
    await write(table, 3, "hot");
    await write(table, 1, "cold");
    await until(() => work.seen().includes("cold 0"));
    await stop(reading);
    const again = noting();
    read(table, positions, again.reader);
    await until(() => again.seen().includes("cold 0"));
    expect(again.seen().slice(0, 3)).toEqual(["hot 0", "hot 1", "hot 2"]);
  });

  test("each reader has its own pace: one that fails holds up no other", async () => {
    const table = await openTable();
    const failing = noting("deliver", () => true);
    const work = noting("work");
    const reading = read(table, positionsFile(), failing.reader, work.reader);
    const first = await write(table, 4, "first");
    await until(() => failing.batches.length > 0);
    const second = await write(table, 4, "second");
    await until(() => work.seen().length === 8);
    expect(work.seen()).toEqual([...first, ...second]);
    expect(reading.handled).toBeLessThan(4n);
    expect(reading.idle).toBe(false);
  });

  test("a reader gives way to who waits for an answer, and goes on once nobody does", async () => {
    const table = await openTable();
    const took = 300;
    let asked = 0;
    isBusy = () => {
      asked++;
      return true;
    };
    const work = noting();
    const slow: Reader = {
      ...work.reader,
      handle: async (event) => {
        await new Promise((resolve) => setTimeout(resolve, took));
        await work.reader.handle(event);
      },
    };
    await write(table, 1, "first");
    const reading = read(table, positionsFile(), slow);
    await until(() => work.batches.length === 1);
    await write(table, 1, "second");
    const before = asked;
    await until(() => asked > before + 10);
    expect(work.batches).toHaveLength(1);
    isBusy = () => false;
    await until(() => work.batches.length === 2);
    await until(() => reading.idle);
  });

  test("stopping does not wait until a failing reader would try again", async () => {
    const table = await openTable();
    const failing = noting("work", () => true);
    await write(table, 1);
    const reading = read(table, positionsFile(), failing.reader);
    await until(() => failing.batches.length === 4);
    const before = performance.now();
    await stop(reading);
    expect(performance.now() - before).toBeLessThan(700);
  });

  test("a restart goes on after what was handled, across a power of ten", async () => {
    const table = await openTable();
    const positions = positionsFile();
    await write(table, 9, "before");
    const first = noting();
    const reading = read(table, positions, first.reader);
    await until(() => reading.handled === 9n);
    await stop(reading);
    const after = await write(table, 3, "after");
    const second = noting();
    read(table, positions, second.reader);
    await until(() => second.seen().length >= 3);
    expect(second.seen()).toEqual(after);
  });

  test("a death in the middle of a batch repeats that batch, loses nothing and repeats nothing else", async () => {
    const table = await openTable();
    const positions = positionsFile();
    let release = () => {};
    const hung = new Promise<void>((resolve) => {
      release = resolve;
    });
    const work = noting();
    const deliver = noting("deliver");
    const handle: Reader["handle"] = async (event) => {
      await work.reader.handle(event);
      if (work.batches.length > 1) await hung;
    };
    read(table, positions, { ...work.reader, handle }, deliver.reader);
    const done = await write(table, 1, "done");
    await until(() => deliver.seen().length === 1 && work.seen().length === 1);
    const unfinished = await write(table, 4, "unfinished");
    await until(() => work.batches.length === 2 && deliver.seen().length === 5);
    const later = await write(table, 2, "later");
    await until(() => deliver.seen().length === 7);
    expect(work.batches[0]).toEqual(done);

    const again = { work: noting(), deliver: noting("deliver") };
    read(table, positionsCopy(positions), again.work.reader, again.deliver.reader);
    await until(() => again.work.seen().length >= 6);
    expect(again.work.seen()).toEqual([...unfinished, ...later]);
    expect(again.deliver.seen()).toEqual([]);
    release();
  });

  test("a reader that is new reads from the beginning; those that were there go on", async () => {
    const table = await openTable();
    const positions = positionsFile();
    const before = await write(table, 3, "before");
    const reading = read(table, positions, noting().reader);
    await until(() => reading.handled === 3n);
    await stop(reading);
    const after = await write(table, 2, "after");
    const [old, fresh] = [noting(), noting("fresh")];
    read(table, positions, old.reader, fresh.reader);
    await until(() => old.seen().length === 2 && fresh.seen().length === 5);
    expect(old.seen()).toEqual(after);
    expect(fresh.seen()).toEqual([...before, ...after]);
  });

  test("positions in one stream say nothing of another, and are kept", async () => {
    const [table, other] = [await openTable(), await openTable()];
    const positions = positionsFile();
    await write(table, 12);
    const first = read(table, positions, noting().reader);
    await until(() => first.handled === 12n);
    await stop(first);
    const elsewhere = await write(other, 3, "elsewhere");
    const work = noting();
    const second = read(other, positions, work.reader);
    await until(() => second.handled === 3n);
    await stop(second);
    expect(work.seen()).toEqual(elsewhere);
    const back = noting();
    const after = await write(table, 1, "after");
    read(table, positions, back.reader);
    await until(() => back.seen().length > 0);
    expect(back.seen()).toEqual(after);
  });

  test.each(["", "{", "null", "[1]", '{"work":"12"}', '{"work":{"work":"x"}}'])(
    "positions that say %j mean the beginning",
    async (text) => {
      const table = await openTable();
      const names = await write(table, 2);
      const positions = positionsFile();
      writeFileSync(positions, text);
      const work = noting();
      const reading = read(table, positions, work.reader);
      await until(() => reading.handled === 2n);
      expect(work.seen()).toEqual(names);
    },
  );

  test("much that comes at once is all handed on, each record once", async () => {
    const table = await openTable();
    const work = noting();
    const reading = read(table, positionsFile(), work.reader);
    const rows = Array.from({ length: 1_250 }, (_, i) => ({ pk: "CURSOR", sk: `row ${i}` }));
    await table.store.table.putMany(rows);
    await until(() => reading.handled === 1_250n);
    expect(work.seen().toSorted()).toEqual(rows.map(({ sk }) => sk).sort());
  });
});

/** The file as a death leaves it: whoever hangs may write it later, but not for the one who comes after. */
function positionsCopy(positions: string): string {
  const copy = positionsFile();
  writeFileSync(copy, readFileSync(positions));
  return copy;
}

/** The sequence numbers that the engine keeps of a table. */
function kept({ name: table }: Tabled): number[] {
  const database = new DatabaseSync(engine().file, { readOnly: true });
  try {
    const rows = database
      .prepare("SELECT sequence_number AS number FROM _stream_records WHERE table_name = ?")
      .all(table);
    return rows.map(({ number }) => Number(number)).sort((a, b) => a - b);
  } finally {
    database.close();
  }
}

describeEngine("trimming the stream", () => {
  test("what all are done with goes, the newest stays, and numbers go on from it", async () => {
    const table = await openTable();
    await write(table, 12);
    trimStream(engine().file, table.stream, 12n);
    expect(kept(table)).toEqual([12]);
    await write(table, 2, "more");
    expect(kept(table)).toEqual([12, 13, 14]);
    trimStream(engine().file, table.stream, 99n);
    expect(kept(table)).toEqual([14]);
  });

  test("what is not handled stays, across a power of ten", async () => {
    const table = await openTable();
    await write(table, 12);
    trimStream(engine().file, table.stream, 9n);
    expect(kept(table)).toEqual([9, 10, 11, 12]);
    trimStream(engine().file, table.stream, -1n);
    expect(kept(table)).toEqual([9, 10, 11, 12]);
  });

  test("the stream of another table is left alone", async () => {
    const [table, other] = [await openTable(), await openTable()];
    await write(table, 9);
    await write(other, 3);
    trimStream(engine().file, table.stream, 9n);
    expect(kept(table)).toEqual([9]);
    expect(kept(other)).toEqual([1, 2, 3]);
  });

  test("is put off while the engine writes", async () => {
    const table = await openTable();
    await write(table, 3);
    const writing = new DatabaseSync(engine().file);
    writing.exec("BEGIN IMMEDIATE");
    expect(trimStream(engine().file, table.stream, 3n)).toBe(false);
    writing.exec("ROLLBACK");
    writing.close();
    expect(trimStream(engine().file, table.stream, 3n)).toBe(true);
    expect(kept(table)).toEqual([3]);
  });

  test("trimming under way, and before a restart, loses nothing", async () => {
    const table = await openTable();
    const positions = positionsFile();
    const work = noting();
    const reading = read(table, positions, work.reader);
    const names: string[] = [];
    for (const round of ["a", "b", "c", "d"]) {
      names.push(...(await write(table, 6, round)));
      trimStream(engine().file, table.stream, reading.handled);
    }
    await until(() => reading.handled === 24n);
    trimStream(engine().file, table.stream, reading.handled);
    await stop(reading);
    expect(work.seen()).toEqual(names);
    const after = await write(table, 3, "after");
    trimStream(engine().file, table.stream, 24n);
    const again = noting();
    read(table, positions, again.reader);
    await until(() => again.seen().length >= 3);
    expect(again.seen()).toEqual(after);
  });

  test("who stands before what was trimmed goes on with the oldest there is", async () => {
    const table = await openTable();
    const positions = positionsFile();
    await write(table, 2, "before");
    const first = read(table, positions, noting().reader);
    await until(() => first.handled === 2n);
    await stop(first);
    await write(table, 10, "lost");
    trimStream(engine().file, table.stream, 12n);
    const work = noting();
    const reading = read(table, positions, work.reader);
    const after = await write(table, 1, "after");
    await until(() => reading.handled === 13n);
    expect(work.seen()).toEqual(["lost 9", ...after]);
  });
});

describeEngine("indexing the stream", () => {
  test("indexing may be repeated, before and after there are records, and changes none", async () => {
    const table = await openTable();
    indexStream(engine().file);
    const names = await write(table, 3);
    indexStream(engine().file);
    const records = await recordsOf(table.stream)();
    expect(records.map(name)).toEqual(names);
  });

  test("the engine finds the newest record by an index, not by looking at all", async () => {
    await openTable();
    const database = new DatabaseSync(engine().file, { readOnly: true });
    const plan = database
      .prepare(
        "EXPLAIN QUERY PLAN SELECT MAX(CAST(sequence_number AS INTEGER)) FROM _stream_records WHERE table_name = ?",
      )
      .all("x")
      .map(({ detail }) => String(detail));
    database.close();
    expect(plan.join()).toContain("USING COVERING INDEX earshot_stream_");
  });
});
