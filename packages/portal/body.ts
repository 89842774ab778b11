import { EarshotError, isError } from "@earshot/core/error.ts";
import type { Context } from "hono";

/** The largest body that is read at all. */
const largestBody = 1_000_000;
/** The largest that is stored as it came: a row of DynamoDB holds 400 kB, headers and bookkeeping included. */
export const largestStored = 350_000;

function tooLarge(largest: number): EarshotError {
  return new EarshotError("input", `A body has at most ${largest.toLocaleString("en")} bytes.`, { status: 413 });
}

/**
 * A request's raw bytes. Where its length is declared the server holds it to that; where it is not, reading stops at
 * the first byte too many.
 * @throws EarshotError `input` (413, and 400 where the sender hangs up or is too slow: nobody's fault here).
 */
export async function bytesOf(c: Context, largest = largestBody): Promise<Uint8Array> {
  try {
    return await read(c, largest);
  } catch (error) {
    if (isError(error)) throw error;
    throw new EarshotError("input", "The body broke off before its end. Nothing of it was taken in.", { cause: error });
  }
}

async function read(c: Context, largest: number): Promise<Uint8Array> {
  const declared = c.req.header("content-length");
  if (declared !== undefined) {
    if (Number(declared) > largest) throw tooLarge(largest);
    const bytes = new Uint8Array(await c.req.arrayBuffer());
    if (bytes.length > largest) throw tooLarge(largest);
    return bytes;
  }
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of c.req.raw.body ?? []) {
    length += chunk.length;
    if (length > largest) throw tooLarge(largest);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** @throws EarshotError `input` for bytes that are no UTF-8. */
export function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new EarshotError("input", "The body is not valid UTF-8.", { cause });
  }
}

/**
 * A request's JSON; undefined where there is no body.
 * @throws EarshotError `input` (400, 413, 415).
 */
export async function jsonOf(c: Context): Promise<unknown> {
  const bytes = await bytesOf(c);
  if (bytes.length === 0) return undefined;
  if ((c.req.header("content-encoding") ?? "identity").trim().toLowerCase() !== "identity")
    throw new EarshotError("input", "Send the body as it is: content-encoding is not understood here.", {
      status: 415,
    });
  const type = c.req.header("content-type")?.split(";")[0]?.trim().toLowerCase() ?? "";
  if (type !== "application/json" && !/^application\/[\w.-]+\+json$/.test(type))
    throw new EarshotError("input", "Send JSON, with the header content-type: application/json.", { status: 415 });
  const text = textOf(bytes);
  try {
    return JSON.parse(text, halfCharacter.test(text) ? wellFormed : undefined);
  } catch (cause) {
    throw new EarshotError("input", "The body is not valid JSON.", { cause });
  }
}

/**
 * An escaped half of a surrogate pair is valid JSON but no character: it would be stored as another text than the one
 * that ids are made from.
 */
const halfCharacter = /\\u[dD][89a-fA-F]/;
const wellFormed = (_: string, value: unknown) => (typeof value === "string" ? value.toWellFormed() : value);
