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
import { unsigned, waits } from "./engine.ts";
import {
  bytesOf,
  finish,
  givesWay,
  handledAtOnce,
  isFull,
  mostHandledBytes,
  mostOf,
  type Position,
  positionOf,
  type Reader,
  ripe,
  waitingOf,
} from "./stream-backlog.ts";

export interface StreamOptions {
  endpoint: string;
  /** The stream's ARN. */
  stream: string;
  /** The file of the readers' positions, by stream: a folder may have been used with another table. */
  positions: string;
  readers: readonly Reader[];
  /** Whether others want the processor who wait for an answer: they are given most of it. */
  isBusy?: (() => boolean) | undefined;
  log: Log;
}

/** Of one read. The engine answers with as many records as it is asked for, however large. */
const mostRecords = 1000;
const fewestRecords = 10;
const idle = 40;
/** Workers rest for longer meanwhile, and a call that reads many records costs little more than one that reads few. */
const idleWhileBusy = 250;
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
  /** Of the records read last, the mean of their bytes. */
  #weight = mostHandledBytes / 100;
  #running: Promise<unknown> | undefined;

  constructor(options: StreamOptions) {
    this.#options = options;
    this.#client = new DynamoDBStreamsClient({ ...unsigned(options.endpoint), requestHandler: waits });
    this.#client.middlewareStack.remove("loggerMiddleware");
    this.#kept = readPositions(options.positions);
    const done = this.#kept[options.stream] ?? {};
    this.#positions = options.readers.map((reader) => positionOf(reader, BigInt(done[reader.name] ?? "-1")));
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

  get #isBusy(): boolean {
    return this.#options.isBusy?.() ?? false;
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
      if (this.#positions.some(isFull)) {
        await this.#pause(5);
        continue;
      }
      try {
        iterator ??= await this.#iterator();
        if (iterator === undefined) {
          await this.#pause(idle);
          continue;
        }
        const Limit = Math.min(mostRecords, Math.max(fewestRecords, Math.floor(mostHandledBytes / this.#weight)));
        const answer = await this.#client.send(new GetRecordsCommand({ ShardIterator: iterator, Limit }));
        iterator = answer.NextShardIterator;
        const records = (answer.Records ?? []) as StreamRecord[];
        for (const record of records) this.#offer(record);
        if (records.length > 0) this.#weight = bytesOf(records) / records.length;
        this.#dry = records.length === 0;
        if (records.length < Limit) await this.#pause(this.#isBusy ? idleWhileBusy : this.#dry ? idle : 0);
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
    const now = performance.now();
    for (const { reader, done, queue } of this.#positions)
      if (sequence > done && reader.wants(record)) queue.push(waitingOf(sequence, now, record, reader));
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
      const begun = performance.now();
      const busy = position.queue.length > 0 && this.#isBusy;
      const rests = busy && givesWay(position, begun);
      const batch = rests ? [] : handledAtOnce(ripe(position, begun), mostOf(position, busy));
      if (batch.length === 0) {
        await this.#pause(busy ? idle : idle / 4);
        continue;
      }
      try {
        await position.reader.handle({ Records: batch.map(({ record }) => record) });
        position.ended = performance.now();
        position.took = position.ended - begun;
        position.handled = batch.length;
        finish(position, batch, position.ended);
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
