import { appendFileSync, mkdirSync, renameSync, statSync } from "node:fs";
import path from "node:path";
import { isError, reasonOf } from "@earshot/core/error.ts";
import type { Log } from "@earshot/core/log.ts";

/** The variables of this process, for those who hand them on to `readEnvironment`. */
export function variables(): Record<string, string | undefined> {
  return process.env;
}

/** Bytes after which the log begins anew; the one before it is kept. */
const largestLog = 20_000_000;

/** One line of JSON an event, into the data folder: the console is for people. */
export function fileLog(given: Record<string, string | undefined>): Log {
  const folder = path.resolve(given.EARSHOT_DATA ?? ".earshot");
  const file = path.join(folder, "earshot.log");
  mkdirSync(folder, { recursive: true });
  let size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  return (event, fields) => {
    if (size > largestLog) {
      renameSync(file, `${file}.1`);
      size = 0;
    }
    const line = `${JSON.stringify({ at: new Date().toISOString(), event, ...fields })}\n`;
    appendFileSync(file, line);
    size += line.length;
  };
}

/** Ends the process as promised: 2 for wrong usage, else 1, with one clear line. */
export function fail(error: unknown): never {
  console.error(`earshot: ${reasonOf(error)}`);
  if (process.env.EARSHOT_DEBUG && error instanceof Error) console.error(error.stack, error.cause ?? "");
  process.exit(isError(error) && error.status === usage ? 2 : 1);
}

/** Marks an error as wrong usage of the command line. */
export const usage = -2;

const plain = !process.stdout.isTTY || process.env.NO_COLOR !== undefined;

export function colour(text: string): string {
  return plain ? text : `\u001b[1m${text}\u001b[0m`;
}

/** What members wrote must not steer a terminal: control characters go. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, " ");
}

/** A bar that fills, on a terminal; nothing elsewhere. */
export function progressBar(label: string): { at(share: number, note: string): void; end(): void } {
  if (!process.stderr.isTTY) return { at: () => {}, end: () => {} };
  return {
    at: (share, note) => {
      const filled = Math.round(Math.min(1, share) * 30);
      process.stderr.write(`\r${label} ${"█".repeat(filled)}${"░".repeat(30 - filled)} ${note}\u001b[K`);
    },
    end: () => process.stderr.write("\n"),
  };
}
