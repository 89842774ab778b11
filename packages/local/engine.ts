import { type ChildProcess, execFile, spawn } from "node:child_process";
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import path from "node:path";
import { promisify } from "node:util";
import type { DynamoDBClientConfig } from "@aws-sdk/client-dynamodb";
import { EarshotError } from "@earshot/core/error.ts";

/** How the embedded engine is run, and how it was found. */
export interface EngineProgram {
  command: string;
  args: string[];
}

/** Where to look for the engine; a test looks elsewhere. */
export interface Surroundings {
  platform: string;
  path: string;
  /** The file of an installed package, or undefined. */
  resolve: (name: string) => string | undefined;
  /** Whether npm could fetch a package. */
  fetchable: (name: string) => Promise<boolean>;
}

const npmPackage = "dynoxide";

/**
 * Finds the engine that stands in for DynamoDB: an installed `@dynoxide/<platform>` package, a `dynoxide` on the PATH,
 * or one that npm can fetch.
 * @throws EarshotError `missing` with what to do, when there is none.
 */
export async function findEngine(surroundings: Surroundings): Promise<EngineProgram> {
  const { platform } = surroundings;
  const manifest = surroundings.resolve(`@dynoxide/${platform}/package.json`);
  if (manifest) return { command: path.join(path.dirname(manifest), "dynoxide"), args: [] };
  const onPath = surroundings.path
    .split(path.delimiter)
    .map((folder) => path.join(folder, "dynoxide"))
    .find((file) => existsSync(file));
  if (onPath) return { command: onPath, args: [] };
  if (await surroundings.fetchable(npmPackage))
    return { command: "npm", args: ["exec", "--yes", `--package=${npmPackage}`, "--", "dynoxide"] };
  throw new EarshotError(
    "missing",
    `No database engine for ${platform}: install dynoxide, or set AWS_ENDPOINT_URL_DYNAMODB to DynamoDB Local or AWS.`,
  );
}

const require = createRequire(import.meta.url);

/** The machine as it is. */
export function thisMachine(): Surroundings {
  return {
    platform: `${process.platform}-${process.arch}`,
    path: process.env.PATH ?? "",
    resolve: (name) => {
      try {
        return require.resolve(name);
      } catch {
        return undefined;
      }
    },
    fetchable: async (name) => {
      try {
        await promisify(execFile)("npm", ["view", name, "version"], { timeout: 10_000 });
        return true;
      } catch {
        return false;
      }
    },
  };
}

/** A TCP port of the loopback that nobody uses at the moment. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new EarshotError("upstream", "No port is free.");
  return address.port;
}

/** Milliseconds that are waited for the engine, by whoever is no store: without these the SDK waits for ever. */
export const waits = { connectionTimeout: 5_000, requestTimeout: 30_000, throwOnRequestTimeout: true };

/**
 * How our engine is reached. It wants a signature to be there, as DynamoDB does, and asks nobody whether it holds:
 * computing one would be a quarter of what a call costs.
 */
export function unsigned(endpoint: string): Pick<DynamoDBClientConfig, "endpoint" | "signer"> {
  return {
    endpoint,
    signer: {
      sign: async (request) => {
        request.headers.authorization = signature;
        request.headers["x-amz-date"] = "20260101T000000Z";
        return request;
      },
    },
  };
}

const signature =
  "AWS4-HMAC-SHA256 Credential=local/20260101/local/dynamodb/aws4_request, SignedHeaders=host, Signature=0";

export interface Engine {
  endpoint: string;
  /** The database file, for what the engine leaves to us (stream.ts); none when the engine is somebody else's. */
  file: string | undefined;
  /** Tells when the engine ended without having been stopped. */
  onDeath(tell: () => void): void;
  stop(): Promise<void>;
}

/** Who serves a data folder: told to everyone else who wants to use it. */
interface Serving {
  pid: number;
  endpoint: string;
  /** Where it listens, and who is staff there. */
  url?: string | undefined;
  admins?: readonly string[] | undefined;
}

const servingFile = (folder: string): string => path.join(folder, "serving.json");

/**
 * Whoever serves a data folder at the moment; nobody when she died. That her number is in use says little: it may be
 * somebody else's by now, in a container even our own. So her engine has to answer as well.
 */
export async function servedBy(folder: string): Promise<Serving | undefined> {
  try {
    const serving = JSON.parse(readFileSync(servingFile(folder), "utf8")) as Serving;
    process.kill(serving.pid, 0);
    if (await answers(serving.endpoint)) return serving;
  } catch {
    // There is no such file or process.
  }
  return undefined;
}

/** Whether anybody is there, be it that she is too busy to answer. */
async function answers(endpoint: string): Promise<boolean> {
  try {
    await fetch(endpoint, { signal: AbortSignal.timeout(2000) });
    return true;
  } catch (error) {
    return error instanceof Error && error.name === "TimeoutError";
  }
}

/** In one step, so that nobody ever reads half of it. */
export function serve(folder: string, serving: Serving): void {
  const file = servingFile(folder);
  writeFileSync(`${file}.new`, JSON.stringify(serving));
  renameSync(`${file}.new`, file);
}

export function stopServing(folder: string): void {
  rmSync(servingFile(folder), { force: true });
}

/**
 * The engine must not outlive us, even when we are killed: a shell holds the other end of a pipe, and when that breaks
 * it ends its process group, the engine with it. `read` returns at the end of input, whatever ended us; where the
 * engine ends first, the shell goes too.
 */
const guard = '{ "$@"; kill -TERM 0; } <&- & read _; kill -TERM 0';

/** Starts the engine on a file of the data folder and returns once it answers. */
export async function startEngine(folder: string, program: EngineProgram): Promise<Engine> {
  const port = await freePort();
  const file = path.join(folder, "earshot.db");
  const args = [...program.args, "serve", "--port", String(port), "--db-path", file];
  const child = spawn("sh", ["-c", guard, "engine", program.command, ...args], {
    stdio: ["pipe", "ignore", "pipe"],
    detached: true,
  });
  let complaint = "";
  child.stderr.on("data", (chunk: Buffer) => {
    complaint = (complaint + chunk.toString()).slice(-2000);
  });
  const endpoint = `http://127.0.0.1:${port}`;
  await untilReady(endpoint, child, () => complaint);
  let stopping = false;
  return {
    endpoint,
    file,
    onDeath: (tell) => child.once("exit", () => !stopping && tell()),
    stop: () => {
      stopping = true;
      return stop(child);
    },
  };
}

const patience = 30_000;

async function untilReady(endpoint: string, child: ChildProcess, complaint: () => string): Promise<void> {
  const deadline = Date.now() + patience;
  while (Date.now() < deadline) {
    if (hasEnded(child))
      throw new EarshotError(
        "upstream",
        `The database engine stopped at once: ${complaint().trim().split("\n").at(-1)}`,
      );
    try {
      await fetch(endpoint, { signal: AbortSignal.timeout(1000) });
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
  throw new EarshotError("upstream", "The database engine does not answer.");
}

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

async function stop(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.stdin?.end();
  await ended;
}
