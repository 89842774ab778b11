import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { EarshotError } from "@earshot/core/error.ts";
import { wordsOf } from "../commands/words.ts";
import { freePort } from "../engine.ts";
import { print } from "./folder.ts";
import { type Figures, type Generator, loadGenerator, type Request } from "./load.ts";
import { count, seed } from "./seed.ts";
import { seeded, voice } from "./voices.ts";

const key = "bench";
const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
const warming = 2;
/** So many different requests of a kind, over and over; votes must not repeat. */
const different = 5000;
const votesAtMost = 200_000;

/**
 * The running product under load, as its users would load it: requests a second and latencies of votes, lists, a theme,
 * submissions, similar-while-typing and the board's page, each as a share of a bare `node:http` server in the same
 * run. With several sizes also how each grows with the board: by its share, as the machine itself drifts over the half
 * hour that a large board takes to fill.
 */
export async function run(words: string[]): Promise<void> {
  const { values } = wordsOf(words, {
    themes: { type: "string", default: "10000" },
    votes: { type: "string" },
    seconds: { type: "string", default: "8" },
    connections: { type: "string", default: "32" },
  });
  const generator = await loadGenerator();
  const how = { seconds: count("seconds", values.seconds), connections: count("connections", values.connections) };
  const first = new Map<string, number>();
  for (const themes of values.themes.split(",").map((one) => count("themes", one))) {
    const votes = values.votes === undefined ? 10 * themes : count("votes", values.votes);
    await measure(generator, how, { themes, votes }, (name, figures) => {
      const { share } = figures;
      if (!first.has(name)) first.set(name, share);
      print("http", name, { ...figures, themes, growth: (first.get(name) ?? 0) / share });
    });
  }
}

type How = { seconds: number; connections: number };

async function ofBareServer(generator: Generator, how: How): Promise<Figures> {
  const port = await freePort();
  const server = `require("node:http").createServer((_, answer) => answer.end("ok")).listen(${port}, () => console.log("ready"))`;
  const child = spawn(process.execPath, ["-e", server], { stdio: ["ignore", "pipe", "inherit"] });
  try {
    await ready(child);
    const load = { ...how, url: `http://127.0.0.1:${port}`, requests: [{ method: "GET", path: "/" }], headers: {} };
    return await generator.run(load);
  } finally {
    child.kill();
  }
}

const root = new URL("../../../", import.meta.url);
/** As `npm start` does, with what it tells Node of memory. */
const { scripts } = JSON.parse(readFileSync(new URL("package.json", root), "utf8")) as { scripts: { start: string } };

async function measure(
  generator: Generator,
  how: How,
  size: { themes: number; votes: number },
  report: (name: string, figures: Figures & { share: number }) => void,
): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), "earshot-bench-"));
  const themes = await seed(folder, size);
  const yardstick = await ofBareServer(generator, how);
  print("http", "yardstick", { ...yardstick, themes: size.themes, generator: generator.name });
  const port = await freePort();
  const [, ...words] = scripts.start.split(" ");
  const child = spawn(process.execPath, words, {
    cwd: fileURLToPath(root),
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      ...process.env,
      ...{ EARSHOT_DATA: folder, PORT: String(port), EARSHOT_SAMPLE: "0", EARSHOT_RATE_LIMIT: "0" },
      EARSHOT_API_KEY: key,
    },
  });
  try {
    await ready(child);
    for (const [name, requests] of kinds(themes)) {
      const load = { url: `http://127.0.0.1:${port}`, requests, headers, connections: how.connections };
      // Its own part of the requests, because votes and submissions are new only once.
      const warm = requests.slice(0, Math.ceil(requests.length / 10));
      await generator.run({ ...load, requests: warm, seconds: warming });
      const rest = requests.slice(warm.length);
      const asked = rest.length > 0 ? rest : warm;
      const figures = await generator.run({ ...load, requests: asked, seconds: how.seconds });
      report(name, { ...figures, share: figures.rps / yardstick.rps });
    }
    print("http", "memory", { rss_mb: memoryOf(child), themes: size.themes });
  } finally {
    child.kill();
    await new Promise((resolve) => child.once("exit", resolve));
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What is read comes first: votes and submissions have workers busy for a while. */
function kinds(themes: readonly string[]): [string, Request[]][] {
  const random = seeded(4);
  const some = (list: readonly string[]) => list[Math.floor(random() * list.length)] ?? "";
  const get = (address: string): Request => ({ method: "GET", path: address });
  const text = (i: number) => voice(random, i, Date.now()).body ?? "";
  const many = <T>(length: number, make: (i: number) => T): T[] => Array.from({ length }, (_, i) => make(i));
  return [
    ["list_top", [get("/api/v1/themes?sort=top&limit=20")]],
    ["list_trending", [get("/api/v1/themes?sort=trending&limit=20")]],
    ["theme", many(different, () => get(`/api/v1/themes/${some(themes)}`))],
    ["similar", many(different, (i) => get(`/api/v1/similar?text=${encodeURIComponent(text(i).slice(0, 40))}`))],
    ["board_html", [get("/")]],
    [
      "vote",
      many(votesAtMost, (i) => ({
        method: "PUT",
        path: `/api/v1/themes/${some(themes)}/votes/email:bench${i}@example.org`,
      })),
    ],
    [
      "submit",
      many(4 * different, (i) => {
        const author = { email: `author${i % 5000}@example.org` };
        return { method: "POST", path: "/api/v1/feedback", body: JSON.stringify({ author, body: text(i) }) };
      }),
    ],
  ];
}

/** @throws EarshotError `upstream` when it ends instead. */
async function ready(child: ChildProcess): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    child.once("exit", () => reject(new EarshotError("upstream", "The server ended before it was ready.")));
    child.stdout?.on("data", (chunk: Buffer) => {
      if (/^ready/m.test(chunk.toString())) resolve();
    });
  });
}

/** Megabytes of physical memory that a process holds, as Linux tells; 0 elsewhere. */
function memoryOf({ pid }: ChildProcess): number {
  try {
    return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}
