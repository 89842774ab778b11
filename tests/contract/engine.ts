import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBStreamsClient } from "@aws-sdk/client-dynamodb-streams";
import type { Marks } from "@earshot/core/answer.ts";
import type { Audience } from "@earshot/core/audience.ts";
import type { Budget } from "@earshot/core/budget.ts";
import type { Doings } from "@earshot/core/doing.ts";
import type { Erasures } from "@earshot/core/erasure.ts";
import { isError } from "@earshot/core/error.ts";
import type { Follows } from "@earshot/core/following.ts";
import type { Pace } from "@earshot/core/pace.ts";
import type { Passes } from "@earshot/core/pass.ts";
import type { ClusterStore, FormingStore, Leases } from "@earshot/core/ports/clustering.ts";
import type { DigestStore } from "@earshot/core/ports/digests.ts";
import type { IssueStore } from "@earshot/core/ports/outlets.ts";
import type { Cursors } from "@earshot/core/ports/sources.ts";
import type { WebhookStore } from "@earshot/core/ports/webhooks.ts";
import type {
  CorrectionStore,
  FeedbackStore,
  Inbox,
  Outbox,
  PersonStore,
  Recounts,
  Settings,
  ThemeStore,
  VoteStore,
} from "@earshot/core/ports.ts";
import type { Tellings } from "@earshot/core/retelling.ts";
import { type Engine, type EngineProgram, findEngine, startEngine, thisMachine } from "@earshot/local/engine.ts";
import { indexStream } from "@earshot/local/stream-file.ts";
import { ensureTable } from "@earshot/local/table.ts";
import { Store } from "@earshot/store/store.ts";
import { afterAll, beforeAll, describe } from "vitest";
import { memory } from "../memory/memory.ts";
import { DynamoStandIn } from "../stand-ins/dynamodb.ts";
import { answered, lineTo } from "../stand-ins/dynamodb-line.ts";

/** All the ports of a store, whoever stands behind them. */
export interface Stores {
  inbox: Inbox;
  feedback: FeedbackStore;
  themes: ThemeStore;
  votes: VoteStore;
  follows: Follows;
  digests: DigestStore;
  doings: Doings;
  audience: Audience;
  passes: Passes;
  corrections: CorrectionStore;
  people: PersonStore;
  erasures: Pick<Erasures, "begin" | "stateOf" | "underWay">;
  outbox: Outbox;
  webhooks: WebhookStore;
  settings: Settings;
  cursors: Cursors;
  issues: IssueStore;
  recounts: Recounts;
  leases: Leases;
  clustering: ClusterStore;
  forming: FormingStore;
  budget: Budget;
  marks: Marks;
  tellings: Tellings;
  pace: Pace;
}

/** A table of one's own in the engine. */
export interface Tabled {
  name: string;
  store: Store;
  /** The address of its stream. */
  stream: string;
}

/** The SDK wants credentials even where nobody looks at them. */
process.env.AWS_ACCESS_KEY_ID ??= "local";
process.env.AWS_SECRET_ACCESS_KEY ??= "local";
process.env.AWS_REGION ??= "local";

const program: EngineProgram | string = await findEngine(thisMachine()).catch((error: unknown) => {
  if (isError(error, "missing")) return error.message;
  throw error;
});

let running: { engine: Engine; folder: string } | undefined;
const closers: (() => void)[] = [];
let tables = 0;

/** One engine a test file, on a file in a folder of its own. */
beforeAll(async () => {
  if (typeof program === "string") return;
  const folder = mkdtempSync(path.join(tmpdir(), "earshot-contract-"));
  running = { engine: await startEngine(folder, program), folder };
});

afterAll(async () => {
  for (const close of closers) close();
  await running?.engine.stop();
  if (running) rmSync(running.folder, { recursive: true, force: true });
});

/** The running engine, with the file that it keeps. */
export function engine(): { endpoint: string; file: string; folder: string } {
  if (running?.engine.file === undefined) throw new Error("The engine runs only inside describeEngine.");
  return { endpoint: running.engine.endpoint, file: running.engine.file, folder: running.folder };
}

export function newTableName(): string {
  return `contract-${++tables}`;
}

/** A store over a table of its own. */
export async function openTable(name = newTableName()): Promise<Tabled> {
  const { endpoint, file } = engine();
  const stream = await ensureTable(endpoint, name);
  indexStream(file);
  const store = new Store(name, { endpoint });
  closers.push(() => store.close());
  return { name, store, stream };
}

/** The SDK's own clients, for what the store does not say of itself. */
export function dynamo(): DynamoDBClient {
  const client = new DynamoDBClient({ endpoint: engine().endpoint });
  closers.push(() => client.destroy());
  return client;
}

export function dynamoStreams(): DynamoDBStreamsClient {
  const client = new DynamoDBStreamsClient({ endpoint: engine().endpoint });
  closers.push(() => client.destroy());
  return client;
}

/** Tests that need the engine: skipped, with the reason in their name, where there is none for this platform. */
export function describeEngine(name: string, tests: () => void): void {
  if (typeof program === "string") describe.skip(`${name} (skipped: ${program})`, tests);
  else describe(name, tests);
}

/** A store over a table of its own in the stand-in for DynamoDB that simulations run on. */
function openStandIn(): Stores {
  const table = new DynamoStandIn();
  const store = new Store(
    "stand-in",
    lineTo(async (request) => answered(table, request)),
  );
  closers.push(() => store.close());
  return store;
}

/**
 * The promises of a port, held against the table in the engine, against the stand-in for the engine, and against the
 * rows in memory.
 */
export function contract(port: string, promises: (open: () => Promise<Stores>) => void): void {
  describe(`${port} in memory`, () => promises(async () => memory()));
  describe(`${port} in the stand-in`, () => promises(async () => openStandIn()));
  describeEngine(`${port} in the table`, () => promises(async () => (await openTable()).store));
}
