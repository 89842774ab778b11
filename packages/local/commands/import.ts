import { createReadStream, createWriteStream, statSync, type WriteStream } from "node:fs";
import { access, constants } from "node:fs/promises";
import path from "node:path";
import { isoTime } from "@earshot/core/clock.ts";
import { EarshotError } from "@earshot/core/error.ts";
import type { FeedbackEvent } from "@earshot/core/feedback.ts";
import { newId, secureRandomness } from "@earshot/core/id.ts";
import { readFeedback } from "@earshot/sources/import/read.ts";
import { printable, progressBar, usage } from "../console.ts";
import type { Command } from "../earshot.ts";
import type { House } from "../house.ts";
import { oneOf, wordsOf } from "./words.ts";

const batch = 500;

/**
 * Takes feedback in from a file, a batch at a time; what cannot be read goes into a file beside it, with its line and
 * the reason. Running it again, or after an interruption, changes nothing that was taken in already.
 */
export const run: Command = async (house, words) => {
  const { values, positionals } = wordsOf(words, { source: { type: "string" }, board: { type: "string" } }, 1);
  const file = positionals[0] as string;
  if (values.source === undefined)
    throw new EarshotError("input", "Say what the file is: --source csv, jsonl or tsv.", { status: usage });
  const format = oneOf("source", values.source, ["csv", "jsonl", "tsv"]);
  const { size, changedAt } = sizeOf(file);
  const bar = progressBar("Reading");
  const rejected = new Rejected(await besides(file, house.folder));
  const input = createReadStream(file);
  const receive = receiver(house);
  let received = 0;
  for await (const item of readFeedback(input, {
    format,
    source: format,
    board: values.board,
    now: house.runtime.world.clock(),
    changedAt,
  })) {
    if ("event" in item) {
      await receive.add(item.event);
      received++;
    } else rejected.add(item);
    bar.at(input.bytesRead / size, `${received} read`);
  }
  await receive.flush();
  bar.end();
  await rejected.close();
  await finish(house, received);
  console.log(`${received} received, ${rejected.count} rejected${rejected.count > 0 ? `: see ${rejected.file}` : ""}.`);
};

function sizeOf(file: string): { size: number; changedAt: number } {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (!stat?.isFile()) throw new EarshotError("missing", `There is no file ${file}.`);
  return { size: Math.max(1, stat.size), changedAt: Math.floor(stat.mtimeMs) };
}

/** Gathers events into batches, and makes the boards that they name. */
function receiver({ runtime }: House): { add(event: FeedbackEvent): Promise<void>; flush(): Promise<void> } {
  const { store, world } = runtime;
  const boards = new Set<string>();
  let known: Promise<void> | undefined;
  let waiting: FeedbackEvent[] = [];
  const flush = async () => {
    const now = world.clock();
    const receivedAt = isoTime(now);
    const entries = waiting.map((event) => ({
      id: newId("inbox", now, secureRandomness),
      receivedAt,
      attempts: 0,
      parked: false,
      content: { type: "event" as const, event },
    }));
    waiting = [];
    await store.inbox.receive(entries);
  };
  return {
    async add(event) {
      known ??= store.settings.boards().then((all) => {
        for (const { id } of all) boards.add(id);
      });
      await known;
      if (event.board !== undefined && !boards.has(event.board)) {
        boards.add(event.board);
        await store.settings.putBoard({ id: event.board, name: event.board, claims: [] });
      }
      waiting.push(event);
      if (waiting.length >= batch) await flush();
    },
    flush,
  };
}

/** Where nobody else works, the import waits until everything is in its theme and counted. */
async function finish(house: House, total: number): Promise<void> {
  if (!house.working) {
    console.log("The running Earshot takes it in from here.");
    return;
  }
  const bar = progressBar("Taking in");
  await house.settle((left) => bar.at(1 - left / Math.max(1, total), `${left} to go`));
  bar.end();
}

/** Beside the file, or in our own folder where that cannot be written. */
async function besides(file: string, folder: string): Promise<string> {
  const name = `${path.basename(file)}.rejected.tsv`;
  try {
    await access(path.dirname(path.resolve(file)), constants.W_OK);
    return path.join(path.dirname(file), name);
  } catch {
    return path.join(folder, name);
  }
}

/** The lines that could not be read: number, reason, and the line as it stood. */
class Rejected {
  count = 0;
  readonly file: string;
  #stream: WriteStream | undefined;

  constructor(file: string) {
    this.file = file;
  }

  add({ line, reason, raw }: { line: number; reason: string; raw: string }): void {
    this.count++;
    this.#stream ??= createWriteStream(this.file);
    this.#stream.write(`${line}\t${printable(reason)}\t${printable(raw)}\n`);
  }

  async close(): Promise<void> {
    const stream = this.#stream;
    if (stream) await new Promise<void>((resolve) => stream.end(() => resolve()));
  }
}
