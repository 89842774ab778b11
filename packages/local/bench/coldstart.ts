import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { packing } from "../../../functions/packing.ts";
import { wordsOf } from "../commands/words.ts";
import { bundle } from "./bundle.ts";
import { firstBatches } from "./first-batch.ts";
import { besideEmptyTable, type FirstRequest, firstRequests } from "./first-request.ts";
import { print } from "./folder.ts";

const functions = ["http", "work", "deliver", "tick"];
const rounds = 15;

/**
 * Of each function as it is deployed: bytes in all, bytes that a cold start reads, and milliseconds to import them, the
 * least of so many rounds, as whatever else the machine does only adds. Of http and work also the milliseconds until the
 * first request is answered or the first batch is done, import and all, with a table that answers at once: what is
 * loaded later is no gain to whoever waits for it.
 */
export async function run(words: string[]): Promise<void> {
  wordsOf(words, {});
  for (const name of functions) {
    const folder = mkdtempSync(path.join(tmpdir(), "earshot-coldstart-"));
    try {
      const { entry, bytes, loadedBytes } = await bundle(`functions/${name}.handler`, packing, folder);
      const imported = `const from = performance.now(); const { handler } = await import(${JSON.stringify(entry)});`;
      const import_ms = await leastMs(imported, {});
      print("coldstart", name, { bundle_bytes: bytes, loaded_bytes: loadedBytes, import_ms });
      if (name === "http") await firstAnswers(imported);
      if (name === "work") await firstBatchesDone(imported);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
}

async function firstAnswers(imported: string): Promise<void> {
  await besideEmptyTable(async (environment) => {
    for (const name of Object.keys(firstRequests) as FirstRequest[]) {
      const answered = `${imported} const { statusCode } = await handler(${JSON.stringify(firstRequests[name])});
        if (statusCode >= 300) throw new Error("it was answered with " + statusCode);`;
      print("coldstart", `http, first ${name}`, { answered_ms: await leastMs(answered, environment) });
    }
  });
}

async function firstBatchesDone(imported: string): Promise<void> {
  await besideEmptyTable(async (environment) => {
    for (const [name, batch] of Object.entries(firstBatches(Date.now()))) {
      const done_ms = await leastMs(`${imported} await handler(${JSON.stringify(batch)});`, environment);
      print("coldstart", `work, first ${name}`, { done_ms });
    }
  });
}

/** In a process of its own each time, Node's own start apart. */
async function leastMs(script: string, environment: Record<string, string>): Promise<number> {
  const timed = `${script} console.log(performance.now() - from); process.exit();`;
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", timed], {
      env: environment,
    });
    // What it logs comes before.
    times.push(Number(stdout.trim().split("\n").at(-1)));
  }
  return Math.min(...times);
}
