import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { freePort } from "@earshot/local/engine.ts";
import { expect, onTestFinished } from "vitest";
import { key, until } from "./house.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const tsx = createRequire(import.meta.url).resolve("tsx");

/** The variables of this machine without those that mean something to Earshot. */
function bareVariables(): Record<string, string> {
  const ours = /^(?:PORT$|EARSHOT_|AWS_|GITHUB_|SLACK_|DISCOURSE_|ZENDESK_|NODE_OPTIONS$|VITEST)/;
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      value === undefined || ours.test(name) ? [] : [[name, value]],
    ),
  );
}

export interface Ended {
  code: number | null;
  out: string;
  err: string;
}

export interface Running {
  child: ChildProcess;
  /** What it has said so far. */
  said(): Ended;
  ended: Promise<Ended>;
  /** Ends it as a power cut would: it, and with it whoever is of its group. */
  kill(): Promise<void>;
}

/** Starts one of Earshot's programs in a process group of its own, which ends with the test at the latest. */
function launch(command: readonly string[], variables: Record<string, string>): Running {
  const [program = "", ...words] = command;
  const child = spawn(program, words, {
    cwd: root,
    env: { ...bareVariables(), NO_COLOR: "1", ...variables },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  let out = "";
  let err = "";
  child.stdout.on("data", (chunk: Buffer) => {
    out += chunk.toString();
  });
  child.stderr.on("data", (chunk: Buffer) => {
    err += chunk.toString();
  });
  const said = () => ({ code: child.exitCode, out, err });
  const ended = new Promise<Ended>((resolve) => child.once("close", () => resolve(said())));
  const kill = async () => {
    try {
      if (child.pid !== undefined && child.exitCode === null && child.signalCode === null)
        process.kill(-child.pid, "SIGKILL");
    } catch {
      // It has ended meanwhile.
    }
    await ended;
  };
  onTestFinished(kill);
  return { child, said, ended, kill };
}

const start = [process.execPath, "--import", tsx, path.join(root, "packages/local/start.ts")];
const earshot = [process.execPath, "--import", tsx, path.join(root, "packages/local/earshot.ts")];

export interface Served extends Running {
  url: string;
  ask(method: string, address: string, body?: unknown): Promise<Response>;
}

/** `npm start` on a folder, without waiting for anything. */
export async function begin(folder: string, variables: Record<string, string> = {}, command = start): Promise<Served> {
  const port = variables.PORT ?? String(await freePort());
  const running = launch(command, {
    ...{ EARSHOT_DATA: folder, EARSHOT_SAMPLE: "0", EARSHOT_API_KEY: key, EARSHOT_RATE_LIMIT: "0" },
    ...variables,
    PORT: port,
  });
  const url = `http://localhost:${port}`;
  return {
    ...running,
    url,
    ask: (method, address, body) =>
      fetch(url + address, {
        method,
        headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(5000),
      }),
  };
}

export async function ready(served: Served, within = 60_000): Promise<Served> {
  await until(
    () => served.said(),
    ({ code, out, err }) => {
      if (code !== null) throw new Error(`It ended with ${code}: ${err}`);
      return out.includes(`ready ${served.url}`);
    },
    within,
  );
  return served;
}

/** `npm start` on a folder, ready. */
export async function serve(folder: string, variables: Record<string, string> = {}): Promise<Served> {
  return ready(await begin(folder, variables));
}

/** `npm run earshot -- …` on a folder, to its end. */
export function cli(folder: string, words: readonly string[], variables: Record<string, string> = {}): Promise<Ended> {
  return beginCli(folder, words, variables).ended;
}

export function beginCli(folder: string, words: readonly string[], variables: Record<string, string> = {}): Running {
  return launch([...earshot, ...words], { EARSHOT_DATA: folder, EARSHOT_API_KEY: key, ...variables });
}

/** Where the engine of a folder answers, as its process has written it down. */
export function engineOf(folder: string): string {
  return (JSON.parse(readFileSync(path.join(folder, "serving.json"), "utf8")) as { endpoint: string }).endpoint;
}

/** Waits until nobody answers at an address any more. */
export async function silent(url: string): Promise<void> {
  await until(
    () =>
      fetch(url, { signal: AbortSignal.timeout(1000) }).then(
        () => "answers",
        () => "silent",
      ),
    (state) => state === "silent",
  );
}

/** Ends a start as Ctrl-C does. */
export async function stop({ child, ended }: Served): Promise<Ended> {
  child.kill("SIGINT");
  return ended;
}

/** One line and nothing but one line, for people. */
export const oneLine = (text: RegExp): unknown =>
  expect.stringMatching(new RegExp(`^earshot: [^\\n]*${text.source}[^\\n]*\\n$`));

/** How large the database is by now; -1 before there is any. */
export function sizeOf(folder: string): number {
  const of = (name: string) => statSync(name, { throwIfNoEntry: false })?.size ?? 0;
  const file = path.join(folder, "earshot.db");
  return of(file) + of(`${file}-wal`) || -1;
}
