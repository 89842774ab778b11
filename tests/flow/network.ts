import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
} from "@aws-sdk/client-dynamodb-streams";
import { secureRandomness } from "@earshot/core/id.ts";
import { deliverAll } from "@earshot/core/webhook/lanes.ts";
import { ensureTable } from "@earshot/local/table.ts";
import { readChanges, type StreamRecord } from "@earshot/store/changes.ts";
import { isWokenBy } from "@earshot/store/wakes.ts";
import { onTestFinished } from "vitest";
import { readEnvironment } from "../../functions/environment.ts";
import { createRuntime, type Runtime } from "../../functions/runtime.ts";
import { secret } from "./house.ts";

/** What becomes of a call to the table. */
export type Fate =
  | "goes well"
  /** Refused for good, as to somebody who is no more. */
  | "dies"
  /** Carried out, and the answer never arrives. */
  | "answer lost"
  | "throttled"
  /** Of a batch: taken, and nothing of it done. */
  | "unprocessed";

const writes = new Set([
  "PutItem",
  "UpdateItem",
  "DeleteItem",
  "BatchWriteItem",
  "BatchExecuteStatement",
  "TransactWriteItems",
]);

export interface Call {
  operation: string;
  /** Which write it is, from 1; none for a read. */
  write: number | undefined;
  /** How many rows it writes. */
  rows: number;
}

function rowsOf(body: Buffer): number {
  const { Statements, TransactItems, RequestItems } = JSON.parse(body.toString()) as Record<string, object | undefined>;
  const rows = Statements ?? TransactItems ?? (RequestItems && Object.values(RequestItems).flat());
  return Array.isArray(rows) ? rows.length : 1;
}

/** A stretch of network between somebody and the engine, on which things go wrong as told. */
export async function lineTo(engine: string, fateOf: (call: Call) => Fate): Promise<{ url: string; calls: Call[] }> {
  const target = new URL(engine);
  const calls: Call[] = [];
  let count = 0;
  const server = createServer(async (incoming, outgoing) => {
    const operation = String(incoming.headers["x-amz-target"] ?? "").split(".")[1] ?? "";
    const write = writes.has(operation) ? ++count : undefined;
    const body = await read(incoming);
    const call = { operation, write, rows: write === undefined ? 0 : rowsOf(body) };
    calls.push(call);
    const fate = fateOf(call);
    if (fate === "dies") return refuse(outgoing, "AccessDeniedException");
    if (fate === "throttled") return refuse(outgoing, "ProvisionedThroughputExceededException");
    if (fate === "unprocessed" && operation === "BatchWriteItem")
      return answer(outgoing, 200, JSON.stringify({ UnprocessedItems: JSON.parse(body.toString()).RequestItems }));
    const { host, ...headers } = incoming.headers;
    const onwards = request(
      { host: target.hostname, port: target.port, method: "POST", path: incoming.url, headers },
      async (response) => {
        const answered = await read(response);
        if (fate === "answer lost") incoming.socket.destroy();
        else outgoing.writeHead(response.statusCode ?? 500, response.headers).end(answered);
      },
    );
    onwards.on("error", () => incoming.socket.destroy());
    onwards.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  );
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, calls };
}

async function read(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function refuse(outgoing: ServerResponse, name: string): void {
  answer(outgoing, 400, JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${name}`, message: "No." }));
}

function answer(outgoing: ServerResponse, status: number, body: string): void {
  outgoing.writeHead(status, { "content-type": "application/x-amz-json-1.0" }).end(body);
}

/** The stream of a table, read by the test itself: so it decides what arrives when, how often and with what. */
export class Tap {
  readonly #client: DynamoDBStreamsClient;
  readonly #stream: string;
  #iterator: string | undefined;
  readonly records: StreamRecord[] = [];

  private constructor(client: DynamoDBStreamsClient, stream: string) {
    this.#client = client;
    this.#stream = stream;
  }

  /** On a table, which is made where it is not there yet. */
  static async on(endpoint: string, table: string): Promise<Tap> {
    const client = new DynamoDBStreamsClient({ endpoint });
    onTestFinished(() => client.destroy());
    return new Tap(client, await ensureTable(endpoint, table));
  }

  /** Reads on to the end; returns what is new. */
  async read(): Promise<StreamRecord[]> {
    const fresh: StreamRecord[] = [];
    this.#iterator ??= await this.#beginning();
    for (;;) {
      const { Records = [], NextShardIterator } = await this.#client.send(
        new GetRecordsCommand({ ShardIterator: this.#iterator }),
      );
      this.#iterator = NextShardIterator;
      fresh.push(...(Records as StreamRecord[]));
      if (Records.length === 0) break;
    }
    this.records.push(...fresh);
    return fresh;
  }

  async #beginning(): Promise<string | undefined> {
    const { StreamDescription } = await this.#client.send(new DescribeStreamCommand({ StreamArn: this.#stream }));
    const ShardId = StreamDescription?.Shards?.[0]?.ShardId;
    const asked = { StreamArn: this.#stream, ShardId, ShardIteratorType: "TRIM_HORIZON" as const };
    return (await this.#client.send(new GetShardIteratorCommand(asked))).ShardIterator;
  }
}

/** A worker, or all of Earshot, that nobody wakes: the test hands it what it is to see. */
export function runtimeAt(
  url: string,
  table: string,
  time: { now: number },
  variables: Record<string, string> = {},
  fetch?: typeof globalThis.fetch,
): Runtime {
  const runtime = createRuntime(
    readEnvironment({
      AWS_ENDPOINT_URL_DYNAMODB: url,
      EARSHOT_TABLE: table,
      EARSHOT_API_KEY: "k",
      DISCOURSE_WEBHOOK_SECRET: secret,
      ZENDESK_WEBHOOK_SECRET: secret,
      ...variables,
    }),
    { clock: () => time.now, randomness: secureRandomness, log: () => {}, fetch, patience: 300 },
  );
  onTestFinished(() => runtime.close());
  return runtime;
}

/** Hands records to a worker, so many at a time, and whatever comes of them, to the end. @throws where the worker does. */
export async function work(worker: Runtime, tap: Tap, records: StreamRecord[], atOnce: number): Promise<void> {
  const left = records;
  for (;;) {
    left.push(...(await tap.read()));
    const batch = left.slice(0, atOnce);
    if (batch.length === 0) return;
    const changes = readChanges(batch.filter((one) => isWokenBy("work", one) || isWokenBy("deliver", one)));
    await worker.work(changes);
    await deliverAll(worker.deliver, changes, worker.world.clock);
    left.splice(0, batch.length);
  }
}
