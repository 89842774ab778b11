import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { packing } from "../../../functions/packing.ts";
import { wordsOf } from "../commands/words.ts";
import { bundle } from "./bundle.ts";
import { print } from "./folder.ts";

const functions = ["http", "work", "deliver", "tick"];
const rounds = 9;

/** Of each function as it is deployed: bytes in all, bytes that a cold start reads, and milliseconds to import them. */
export async function run(words: string[]): Promise<void> {
  wordsOf(words, {});
  for (const name of functions) {
    const folder = mkdtempSync(path.join(tmpdir(), "earshot-coldstart-"));
    try {
      const { entry, bytes, loadedBytes } = await bundle(`functions/${name}.handler`, packing, folder);
      const times: number[] = [];
      for (let round = 0; round < rounds; round++) times.push(await importMs(entry));
      times.sort((a, b) => a - b);
      const import_ms = times[Math.floor(rounds / 2)] ?? 0;
      print("coldstart", name, { bundle_bytes: bytes, loaded_bytes: loadedBytes, import_ms });
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
}

/** In a process of its own each time, Node's own start apart. */
async function importMs(entry: string): Promise<number> {
  const script = `const from = performance.now(); await import(${JSON.stringify(entry)}); console.log(performance.now() - from); process.exit();`;
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", script]);
  return Number(stdout);
}
