import { createHash, type Hash } from "node:crypto";
import {
  closeSync,
  createReadStream,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  writeSync,
} from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { EarshotError, reasonOf } from "@earshot/core/error.ts";
import type { Row } from "@earshot/store/table.ts";
import { type ExportFile, type Manifest, manifestFile } from "./manifest.ts";

type Stage = ExportFile["stage"];

/** Tickets are private: nobody else on the machine reads them. */
const ownerOnly = 0o600;
const mostBytes = 32 * 1024 * 1024;
const writtenAtOnce = 256 * 1024;

/** @throws EarshotError where something is in the folder already. */
export function newFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (readdirSync(folder).length > 0)
    throw new EarshotError("input", `${folder} is not empty. Name a folder that is new or empty.`);
}

interface Open {
  name: string;
  descriptor: number;
  hash: Hash;
  rows: number;
  bytes: number;
  waiting: string[];
  waitingBytes: number;
}

/**
 * Rows as lines of JSON, in numbered files of a bounded size: `{"Item": {…}}`, the notation in which DynamoDB itself
 * exports tables and imports them.
 */
export class RowFiles {
  readonly files: ExportFile[] = [];
  readonly #folder: string;
  readonly #open = new Map<Stage, Open>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  write(stage: Stage, row: Row): void {
    const line = `${JSON.stringify({ Item: marshall(row, { removeUndefinedValues: true }) })}\n`;
    let open = this.#open.get(stage);
    if (open && open.bytes + line.length > mostBytes) {
      this.#close(stage, open);
      open = undefined;
    }
    open ??= this.#begin(stage);
    const bytes = Buffer.byteLength(line);
    open.waiting.push(line);
    open.waitingBytes += bytes;
    open.bytes += bytes;
    open.rows++;
    if (open.waitingBytes > writtenAtOnce) flush(open);
  }

  #begin(stage: Stage): Open {
    const number = this.files.filter((file) => file.stage === stage).length + 1;
    const name = `${stage}-${String(number).padStart(5, "0")}.jsonl`;
    const descriptor = openSync(path.join(this.#folder, name), "wx", ownerOnly);
    const open = { name, descriptor, hash: createHash("sha256"), rows: 0, bytes: 0, waiting: [], waitingBytes: 0 };
    this.#open.set(stage, open);
    return open;
  }

  #close(stage: Stage, open: Open): void {
    flush(open);
    fsyncSync(open.descriptor);
    closeSync(open.descriptor);
    const { name, rows, bytes, hash } = open;
    this.files.push({ name, stage, rows, bytes, sha256: hash.digest("hex") });
    this.#open.delete(stage);
  }

  /** Ends all files, and only then writes the manifest, at once. */
  end(rest: Omit<Manifest, "files">): void {
    for (const [stage, open] of [...this.#open]) this.#close(stage, open);
    const file = path.join(this.#folder, manifestFile);
    const descriptor = openSync(`${file}.new`, "w", ownerOnly);
    writeSync(descriptor, `${JSON.stringify({ ...rest, files: this.files } satisfies Manifest, null, 2)}\n`);
    fsyncSync(descriptor);
    closeSync(descriptor);
    renameSync(`${file}.new`, file);
  }
}

function flush(open: Open): void {
  const text = open.waiting.join("");
  open.waiting = [];
  open.waitingBytes = 0;
  open.hash.update(text);
  writeSync(open.descriptor, text);
}

/** The rows of a file, one after the other. @throws EarshotError that names the file, and the line where there is one. */
export async function* rowsOf(folder: string, { name, rows, bytes, sha256 }: ExportFile): AsyncGenerator<Row> {
  const hash = createHash("sha256");
  const input = createReadStream(path.join(folder, name));
  let read = 0;
  input.on("data", (chunk) => {
    hash.update(chunk);
    read += chunk.length;
  });
  let line = 0;
  try {
    for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      line++;
      yield rowOf(text);
    }
  } catch (error) {
    throw new EarshotError(
      "input",
      `${name} cannot be read${line > 0 ? `, at line ${line}` : ""}: ${reasonOf(error)}`,
      {
        cause: error,
      },
    );
  }
  if (line !== rows || read !== bytes || hash.digest("hex") !== sha256)
    throw new EarshotError("input", `${name} is not as it was exported: it is damaged or was changed.`);
}

function rowOf(text: string): Row {
  const { Item } = JSON.parse(text) as { Item: Parameters<typeof unmarshall>[0] };
  const row = unmarshall(Item);
  if (typeof row.pk !== "string" || typeof row.sk !== "string") throw new Error("a row has no key");
  return row;
}
