import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
} from "@aws-sdk/client-dynamodb-streams";
import { ensureTable } from "@earshot/local/table.ts";
import type { StreamRecord } from "@earshot/store/changes.ts";
import { onTestFinished } from "vitest";

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

const writes = new Set(["PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem", "TransactWriteItems"]);

export interface Call {
  operation: string;
  /** Which write it is, from 1; none for a read. */
  write: number | undefined;
}

/** A stretch of network between somebody and the engine, on which things go wrong as told. */
export async function lineTo(engine: string, fateOf: (call: Call) => Fate): Promise<{ url: string; calls: Call[] }> {
  const target = new URL(engine);
  const calls: Call[] = [];
  let count = 0;
  const server = createServer(async (incoming, outgoing) => {
    const operation = String(incoming.headers["x-amz-target"] ?? "").split(".")[1] ?? "";
    const call = { operation, write: writes.has(operation) ? ++count : undefined };
    calls.push(call);
    const body = await read(incoming);
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
