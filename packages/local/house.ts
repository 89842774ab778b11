import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { minute, second } from "@earshot/core/clock.ts";
import { EarshotError, reasonOf } from "@earshot/core/error.ts";
import { secureRandomness } from "@earshot/core/id.ts";
import type { Log } from "@earshot/core/log.ts";
import type { Mail } from "@earshot/core/mail.ts";
import { operator } from "@earshot/core/staff.ts";
import { deliverAll } from "@earshot/core/webhook/lanes.ts";
import type { Meter } from "@earshot/store/calls.ts";
import { countedBy, readChanges } from "@earshot/store/changes.ts";
import { Store } from "@earshot/store/store.ts";
import { isWokenBy } from "@earshot/store/wakes.ts";
import { addressOf } from "../../functions/base.ts";
import { type Environment, readEnvironment } from "../../functions/environment.ts";
import { createRuntime, type Runtime } from "../../functions/runtime.ts";
import { type Engine, findEngine, serve, servedBy, startEngine, stopServing, thisMachine, unsigned } from "./engine.ts";
import { type FolderLock, lockFolder } from "./folder-lock.ts";
import { StreamReading } from "./stream.ts";
import { indexStream, trimStream } from "./stream-file.ts";
import { ensureTable } from "./table.ts";

export interface HouseOptions {
  variables: Record<string, string | undefined>;
  log: Log;
  clock?: () => number;
  fetch?: typeof fetch;
  meter?: Meter;
  /** Shows mails that are not sent. */
  showMail?: ((mail: Mail) => void) | undefined;
  /** Whether the work of each minute is done; who measures something else leaves it out. */
  everyMinute?: boolean;
  /** Whether this house keeps the boards that it works on to itself; false where several work on one table. */
  alone?: boolean;
  /**
   * False for a command that nobody may work beside, the one that restores: what it leaves to be done waits for the next
   * start. All others are refused a table that is half restored: they would tell of what is not all there.
   */
  works?: boolean;
  /** Whether there are requests that wait for the processor: the workers then take a part of it only. */
  isBusy?: (() => boolean) | undefined;
  /** For so many ms after a theme was counted, what changes behind it is gathered and counted at once; a second. */
  gathering?: number;
}

/** Of a megabyte each, between two notes of how far migrating has come. */
const pagesAtOnce = 20;

/** Everything on one machine: the engine, its stream read into the handlers, and the clock. */
export interface House {
  environment: Environment;
  runtime: Runtime;
  folder: string;
  /** Whether this process runs the workers; else another process that serves the same folder does. */
  working: boolean;
  /** The key that opens the API, and whether it was made just now. */
  key: { value: string; made: boolean };
  /** Tells when the engine that this process started died of itself. */
  onEngineDeath(tell: () => void): void;
  /** Tells others who use the folder where we listen and who is staff here. */
  announce(): void;
  /** Waits until everything that was received has been taken in, counted, and delivered or put off. */
  settle(onProgress?: (left: number) => void): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens a data folder: beside a running `npm start` it uses that one's engine and leaves the work to it, else it
 * starts an engine of its own and works.
 * @throws EarshotError in one clear line, when a variable is wrong or there is no engine.
 */
export async function openHouse(options: HouseOptions, alone = false): Promise<House> {
  const environment = readEnvironment(options.variables);
  const folder = path.resolve(environment.EARSHOT_DATA ?? ".earshot");
  mkdirSync(folder, { recursive: true });
  const key = kept(environment.EARSHOT_API_KEY, path.join(folder, "api-key"));
  const secret = kept(environment.EARSHOT_SECRET, path.join(folder, "secret"));
  const { other, lock } = await enter(folder, environment.AWS_ENDPOINT_URL_DYNAMODB !== undefined);
  if (other && alone)
    throw new EarshotError(
      "conflict",
      `Earshot is running on ${folder} already: ${other.url ?? `process ${other.pid}`}.`,
    );
  const endpoint = environment.AWS_ENDPOINT_URL_DYNAMODB ?? other?.endpoint;
  const engine = endpoint ? undefined : await startOwn(folder, lock);
  if (engine) serve(folder, { pid: process.pid, endpoint: engine.endpoint });
  const at = endpoint ?? engine?.endpoint ?? "";
  if (engine || at.startsWith("http://")) pretendCredentials();
  const stream = await ensureTable(at, environment.EARSHOT_TABLE);
  // Beside a running start it is that one's address and staff that links must hold for.
  const runtime = createRuntime(
    {
      ...environment,
      EARSHOT_URL: environment.EARSHOT_URL ?? other?.url,
      AWS_ENDPOINT_URL_DYNAMODB: at,
      EARSHOT_API_KEY: key.value,
      EARSHOT_SECRET: secret.value,
      EARSHOT_ADMINS: environment.EARSHOT_ADMINS ?? [...(other?.admins ?? [operator])],
    },
    {
      clock: options.clock ?? Date.now,
      randomness: secureRandomness,
      log: options.log,
      fetch: options.fetch,
      meter: options.meter,
      showMail: options.showMail,
      ...(engine && { connection: unsigned(engine.endpoint) }),
      alone: options.alone ?? engine !== undefined,
    },
  );
  try {
    await reshape(runtime, other === undefined);
    if (options.works !== false) await runtime.store.shape.mustBeOpen();
  } catch (error) {
    runtime.store.close();
    if (!other) stopServing(folder);
    await engine?.stop();
    lock?.release();
    throw error;
  }
  // Waiting for the workers is not part of what they consume.
  const looking = options.meter ? new Store(environment.EARSHOT_TABLE, { endpoint: at }) : runtime.store;
  const workers =
    other || options.works === false
      ? undefined
      : startWorkers(runtime, { ...options, folder, stream, endpoint: at, engine });
  return {
    environment,
    runtime,
    folder,
    working: workers !== undefined,
    key,
    onEngineDeath: (tell) => engine?.onDeath(tell),
    announce() {
      const { EARSHOT_ADMINS: admins } = runtime.environment;
      serve(folder, { pid: process.pid, endpoint: at, url: addressOf(runtime.environment), admins });
    },
    settle: (onProgress) => settle(looking, workers?.stream, onProgress),
    close: async () => {
      await workers?.stop();
      if (looking !== runtime.store) looking.close();
      await runtime.close();
      if (!other) stopServing(folder);
      await engine?.stop();
      lock?.release();
    },
  };
}

/** So long somebody else may take to open a folder or to leave it: an engine has half a minute to start. */
const longestEntering = 45 * second;

/**
 * Finds who serves a folder, or takes it for this process, so that two which are started at the same moment never start
 * two engines on one file: the second waits until the first serves, and works beside it.
 * @throws EarshotError `conflict` where somebody holds the folder for long and does not serve it.
 */
async function enter(
  folder: string,
  elsewhere: boolean,
): Promise<{ other?: Awaited<ReturnType<typeof servedBy>>; lock?: FolderLock | undefined }> {
  const deadline = performance.now() + longestEntering;
  for (;;) {
    const other = await servedBy(folder);
    if (other || elsewhere) return { other };
    const lock = lockFolder(folder);
    if (lock) return { lock };
    if (performance.now() > deadline)
      throw new EarshotError(
        "conflict",
        `Another process has ${folder} open and does not serve it. End it, try again.`,
      );
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function startOwn(folder: string, lock: FolderLock | undefined): Promise<Engine> {
  try {
    return await startEngine(folder, await findEngine(thisMachine()));
  } catch (error) {
    lock?.release();
    throw error;
  }
}

/**
 * Rows of an older shape are brought to the newest before anybody works, by whoever works.
 * @throws EarshotError `conflict` where they are newer than this Earshot.
 */
async function reshape({ store: { shape } }: Runtime, works: boolean): Promise<void> {
  await shape.mustBeKnown();
  if (works) while (!(await shape.migrate(pagesAtOnce)));
}

/** The SDK wants credentials even where nobody looks at them. */
export function pretendCredentials(): void {
  process.env.AWS_ACCESS_KEY_ID ??= "local";
  process.env.AWS_SECRET_ACCESS_KEY ??= "local";
  process.env.AWS_REGION ??= "local";
}

/** A secret as it was given, else one that is made once and kept in the data folder. */
function kept(given: string | undefined, file: string): { value: string; made: boolean } {
  if (given) return { value: given, made: false };
  if (existsSync(file)) return { value: readFileSync(file, "utf8").trim(), made: false };
  const value = randomBytes(24).toString("base64url");
  writeFileSync(file, `${value}\n`, { mode: 0o600 });
  return { value, made: true };
}

interface Workers {
  stream: StreamReading;
  stop(): Promise<void>;
}

const trimEvery = 2 * second;

/** The stream into `work` and `deliver`, the minute into `tick`: what AWS does for the same three handlers. */
function startWorkers(
  runtime: Runtime,
  {
    folder,
    stream,
    endpoint,
    engine,
    gathering = second,
    everyMinute = true,
    isBusy,
  }: Pick<HouseOptions, "gathering" | "everyMinute" | "isBusy"> & {
    folder: string;
    stream: string;
    endpoint: string;
    engine: Engine | undefined;
  },
): Workers {
  const { log } = runtime.world;
  if (engine?.file) indexStream(engine.file);
  const reading = new StreamReading({
    endpoint,
    stream,
    positions: path.join(folder, "positions.json"),
    readers: [
      {
        name: "work",
        wants: (record) => isWokenBy("work", record),
        handle: ({ Records }) => runtime.work(readChanges(Records)),
        gathers: { by: countedBy, rest: gathering },
      },
      {
        name: "deliver",
        wants: (record) => isWokenBy("deliver", record),
        handle: ({ Records }) => deliverAll(runtime.deliver, readChanges(Records), runtime.world.clock),
      },
    ],
    isBusy,
    log,
  });
  reading.start();
  let sweeping = Promise.resolve();
  const clock = setInterval(() => {
    if (!everyMinute) return;
    sweeping = sweeping
      .then(() => runtime.sweep())
      .then(
        () => undefined,
        (error: unknown) => log("tick.failed", { reason: reasonOf(error) }),
      );
  }, minute);
  // Not with the sweep, which may take minutes: with each record that it keeps the engine gets slower.
  const trimming = setInterval(() => {
    try {
      if (engine?.file) trimStream(engine.file, stream, reading.handled);
    } catch (error) {
      log("stream.untrimmed", { reason: reasonOf(error) });
    }
  }, trimEvery);
  return {
    stream: reading,
    stop: async () => {
      clearInterval(clock);
      clearInterval(trimming);
      await sweeping;
      await reading.stop();
    },
  };
}

/**
 * Nothing is left when the stream has had nothing for anybody for a while, and the inbox is empty. The inbox is looked
 * at seldom: it is sixteen queries, and whoever works wants the engine for that.
 */
async function settle(
  store: Store,
  stream: StreamReading | undefined,
  onProgress: ((left: number) => void) | undefined,
): Promise<void> {
  let lookAgain = 0;
  for (let quiet = 0; quiet < 3; ) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    const busy = stream !== undefined && !stream.idle;
    if (busy) quiet = 0;
    if (busy && (!onProgress || performance.now() < lookAgain)) continue;
    const { waiting } = await store.inbox.backlog();
    onProgress?.(waiting);
    lookAgain = performance.now() + second;
    if (!busy) quiet = waiting === 0 ? quiet + 1 : 0;
  }
}
