import { type ParseArgsConfig, parseArgs } from "node:util";
import { EarshotError, reasonOf } from "@earshot/core/error.ts";
import { usage } from "../console.ts";

type Options = NonNullable<ParseArgsConfig["options"]>;

/** The words of a command, read: with so many names between its options, or any number. @throws EarshotError that makes the command end with 2. */
export function wordsOf<const T extends Options>(words: string[], options: T, positionals: number | "any" = 0) {
  try {
    const read = parseArgs({ args: words, options, allowPositionals: positionals !== 0, strict: true });
    if (positionals !== "any" && read.positionals.length !== positionals)
      throw new EarshotError("input", positionals === 1 ? "Name one file." : "Too many words.");
    return read;
  } catch (error) {
    throw new EarshotError("input", reasonOf(error), { status: usage, cause: error });
  }
}

/** One of several words that an option may be. */
export function oneOf<const T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((one) => one === value);
  if (found === undefined)
    throw new EarshotError("input", `--${option} is one of ${allowed.join(", ")}, not "${value}".`, { status: usage });
  return found;
}
