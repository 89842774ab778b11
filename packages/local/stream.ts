import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  TrimmedDataAccessException,
} from "@aws-sdk/client-dynamodb-streams";
import { reasonOf } from "@earshot/core/error.ts";
import type { Log } from "@earshot/core/log.ts";
import type { StreamRecord } from "@earshot/store/changes.ts";
import * as z from "zod";

/** One reader of the stream, as Lambda's event source mappings are: with its own position and its own pace. */
interface Reader {
  name: string;
  /** Records that it has no use for are passed over without waking it, as Lambda's filters do. */
  wants: (record: StreamRecord) => boolean;
  handle: (event: { Records: StreamRecord[] }) => Promise<unknown>;
  /** What records of one thing are called that need not be handled one by one: those of `rest` ms are handled at once. */
  gathers?: { by: (record: StreamRecord) => string | undefined; rest: number };
}

export interface StreamOptions {
  endpoint: string;
  /** The stream's ARN. */
  stream: string;
  /** The file of the readers' positions, by stream: a folder may have been used with another table. */
  positions: string;
  readers: readonly Reader[];
  log: Log;
}

interface Waiting {
  sequence: bigint;
  record: StreamRecord;
  /** What it is gathered by. */
  thing: string | undefined;
}

interface Position {
  reader: Reader;
  /** Sequence number of the last record before which, it included, all are done with. */
  done: bigint;
  queue: Waiting[];
  /** Things that were handled a moment ago, and until when what comes of them is gathered. */
  resting: Map<string, number>;
  failures: number;
}

/** Of one read, and of one event: the longer the backlog, the more of it is handled, and each theme counted, at once. */
const mostRecords = 1000;
const mostHandled = 3000;
const mostQueued = 6000;
const idle = 40;
const slowest = 30_000;

const lesser = (a: bigint, b: bigint): bigint => (b < a ? b : a);

/**
 * Turns the engine's stream into the events that Lambda would deliver: in order, at least once, each reader retrying
 * its batch until it succeeds. Positions are written after a batch was handled, so a kill in between repeats it.
 *
 * The engine has one shard; its EndingSequenceNumber is a text maximum and wrong, so it is never looked at.
 */
export class StreamReading {
  readonly #options: StreamOptions;
  readonly #client: DynamoDBStreamsClient;
  readonly #positions: Position[];
  #read: bigint;
  readonly #kept: Positions;
  readonly #stopping = new AbortController();
  #dry = false;
  #running: Promise<unknown> | undefined;

  constructor(options: StreamOptions) {
    this.#options = options;
    this.#client = new DynamoDBStreamsClient({ endpoint: options.endpoint });
    this.#client.middlewareStack.remove("loggerMiddleware");
    this.#kept = readPositions(options.positions);
    const done = this.#kept[options.stream] ?? {};
    this.#positions = options.readers.map((reader) => ({
      reader,
      done: BigInt(done[reader.name] ?? "-1"),
      queue: [],
      resting: new Map(),
      failures: 0,
    }));
    this.#read = this.#positions.map(({ done }) => done).reduce(lesser);
  }

  start(): void {
    this.#running = Promise.all([this.#fetching(), ...this.#positions.map((position) => this.#handling(position))]);
  }

  /** Ends after the batches under way. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
    this.#client.destroy();
  }

  /** The sequence number up to which everything has been handled by all readers. */
  get handled(): bigint {
    return this.#positions.map(({ done, queue }) => (queue.length === 0 ? this.#read : done)).reduce(lesser);
  }

  /** Nothing new on the stream, and nothing read that is not handled. */
  get idle(): boolean {
    return this.#dry && this.#positions.every(({ queue }) => queue.length === 0);
  }

  get #stopped(): boolean {
    return this.#stopping.signal.aborted;
  }

  /** Waits, but not for longer than until everything stops. */
  async #pause(ms: number): Promise<void> {
    await wait(ms, undefined, { signal: this.#stopping.signal }).catch(() => {});
  }

  async #fetching(): Promise<void> {
    let iterator: string | undefined;
    while (!this.#stopped) {
      if (this.#positions.some(({ queue }) => queue.length > mostQueued)) {
        await this.#pause(5);
        continue;
      }
      try {
        iterator ??= await this.#iterator();
        if (iterator === undefined) {
          await this.#pause(idle);
          continue;
        }
        const answer = await this.#client.send(new GetRecordsCommand({ ShardIterator: iterator, Limit: mostRecords }));
        iterator = answer.NextShardIterator;
        const records = (answer.Records ?? []) as StreamRecord[];
        for (const record of records) this.#offer(record);
        this.#dry = records.length === 0;
        if (this.#dry) await this.#pause(idle);
      } catch (error) {
        iterator = undefined;
        if (this.#stopped) return;
        this.#options.log("stream.unread", { reason: reasonOf(error) });
        await this.#pause(500);
      }
    }
  }

  #offer(record: StreamRecord): void {
    const sequence = BigInt(record.dynamodb?.SequenceNumber ?? "-1");
    if (sequence <= this.#read) return;
    this.#read = sequence;
    for (const { reader, done, queue } of this.#positions)
      if (sequence > done && reader.wants(record)) queue.push({ sequence, record, thing: reader.gathers?.by(record) });
  }

  async #iterator(): Promise<string | undefined> {
    const { stream } = this.#options;
    const { StreamDescription } = await this.#client.send(new DescribeStreamCommand({ StreamArn: stream }));
    const ShardId = StreamDescription?.Shards?.[0]?.ShardId;
    if (ShardId === undefined) return undefined;
    const shard = { StreamArn: stream, ShardId };
    const from =
      this.#read < 0n
        ? { ShardIteratorType: "TRIM_HORIZON" as const }
        : { ShardIteratorType: "AFTER_SEQUENCE_NUMBER" as const, SequenceNumber: this.#read.toString() };
    try {
      return (await this.#client.send(new GetShardIteratorCommand({ ...shard, ...from }))).ShardIterator;
    } catch (error) {
      if (!(error instanceof TrimmedDataAccessException)) throw error;
      const beginning = { ...shard, ShardIteratorType: "TRIM_HORIZON" as const };
      return (await this.#client.send(new GetShardIteratorCommand(beginning))).ShardIterator;
    }
  }

  async #handling(position: Position): Promise<void> {
    while (!this.#stopped) {
      const batch = ripe(position, performance.now()).slice(0, mostHandled);
      if (batch.length === 0) {
        await this.#pause(idle / 4);
        continue;
      }
      try {
        await position.reader.handle({ Records: batch.map(({ record }) => record) });
        finish(position, batch, performance.now());
        this.#keep();
      } catch (error) {
        position.failures++;
        this.#options.log("stream.unhandled", { reader: position.reader.name, reason: reasonOf(error) });
        if (!this.#stopped) await this.#pause(Math.min(slowest, 100 * 2 ** position.failures));
      }
    }
  }

  #keep(): void {
    this.#kept[this.#options.stream] = Object.fromEntries(
      this.#positions.map(({ reader, done, queue }) => [
        reader.name,
        (queue.length === 0 && this.#read > done ? this.#read : done).toString(),
      ]),
    );
    const { positions } = this.#options;
    writeFileSync(`${positions}.new`, JSON.stringify(this.#kept));
    renameSync(`${positions}.new`, positions);
  }
}

/** What may be handled now: all but what is gathered for a while yet. */
function ripe({ queue, resting }: Position, now: number): Waiting[] {
  for (const [thing, until] of resting) if (until <= now) resting.delete(thing);
  return queue.filter(({ thing }) => thing === undefined || !resting.has(thing));
}

/** What is gathered was passed over, and comes again after a crash: all before it counts as done, and no more. */
function finish(position: Position, batch: readonly Waiting[], now: number): void {
  const { gathers } = position.reader;
  for (const { thing } of batch) if (gathers && thing !== undefined) position.resting.set(thing, now + gathers.rest);
  const handled = new Set(batch);
  const last = batch.at(-1)?.sequence ?? position.done;
  position.queue = position.queue.filter((waiting) => !handled.has(waiting));
  const [next] = position.queue;
  position.done = next && next.sequence <= last ? next.sequence - 1n : last;
  position.failures = 0;
}

const Positions = z.record(z.string(), z.record(z.string(), z.string().regex(/^\d+$/)));
type Positions = z.infer<typeof Positions>;

/** Where no positions can be read everything is read again, which is harmless. */
function readPositions(file: string): Positions {
  try {
    return Positions.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return {};
  }
}
