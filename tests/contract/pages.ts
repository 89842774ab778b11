import type { Page, PageRequest } from "@earshot/core/ports.ts";
import { expect, test } from "vitest";

const mostPages = 500;

/** Reads a list to its end, page by page; `between` is what others do to it meanwhile. */
export async function walk<T>(
  read: (request: PageRequest) => Promise<Page<T>>,
  limit: number,
  between: (page: number) => Promise<void> = async () => {},
): Promise<T[]> {
  const seen: T[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page++) {
    const { items, next } = await read({ limit, cursor });
    expect(items.length).toBeLessThanOrEqual(limit);
    seen.push(...items);
    if (next === undefined) return seen;
    expect(next).not.toBe(cursor);
    cursor = next;
    await between(page);
  }
  throw new Error(`The list does not end within ${mostPages} pages.`);
}

type Read = (request: PageRequest) => Promise<Page<unknown>>;

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");

/** What somebody might put in the place of each value inside a cursor that we made. */
const nonsense = [true, -1, "", "x", "\u0000", 1e300, 1e-300, {}, [], { pk: "x" }, { pk: 1, sk: 2 }, "x".repeat(5_000)];

/** A cursor with one value after the other replaced by something else. */
function* forged(value: unknown): Generator<unknown> {
  yield* nonsense;
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value))
    for (const other of forged(inner))
      yield Array.isArray(value) ? value.with(Number(key), other) : { ...value, [key]: other };
}

/**
 * Whatever is handed in as a cursor: ours lead on, all else is the caller's mistake and never the table's.
 * `open` gives a list of at least three pages of one, and another list of the same kind.
 */
export function refusesForeignCursors(open: () => Promise<{ list: Read; others: Read[] }>): void {
  const refused = { kind: "input", field: "cursor" };

  test("anything else than a cursor of ours is refused as input", async () => {
    const { list } = await open();
    const tries = ["", "x", "ä", "%%%", "null", "{", "[]", '"text"', "1", "[1,2,3]", '{"":null}', '{"constructor":{}}'];
    const odd = '{"__proto__":null,"x":{"pk":1}}';
    for (const text of [...tries, odd])
      for (const cursor of [text, Buffer.from(text).toString("base64url")])
        await expect(list({ limit: 1, cursor }), text).rejects.toMatchObject(refused);
  });

  test("a cursor of ours with anything else at its end is refused as input", async () => {
    const { list } = await open();
    const { next } = await list({ limit: 1 });
    expect(next).toBeTypeOf("string");
    for (const end of ["!", "=", " ", "AAAA"])
      await expect(list({ limit: 1, cursor: `${next}${end}` })).rejects.toMatchObject(refused);
  });

  test("a cursor with positions that cannot be is refused as input", async () => {
    const { list } = await open();
    const { next = "" } = await list({ limit: 1 });
    const cursor: unknown = JSON.parse(Buffer.from(next, "base64url").toString("utf8"));
    const tries = [...forged(cursor)].filter((one) => JSON.stringify(one) !== JSON.stringify(cursor));
    expect(tries.length).toBeGreaterThan(20);
    for (const one of tries)
      await list({ limit: 1, cursor: encode(one) }).then(
        ({ items }) => expect(Array.isArray(items), JSON.stringify(one)).toBe(true),
        (error: unknown) => expect(error, JSON.stringify(one)).toMatchObject(refused),
      );
    await expect(list({ limit: 1, cursor: encode({ ...Object(cursor), elsewhere: null }) })).rejects.toMatchObject(
      refused,
    );
  });

  test("another list's cursor is refused as input", async () => {
    const { list, others } = await open();
    const { next } = await list({ limit: 1 });
    expect(others.length).toBeGreaterThan(0);
    for (const other of others) await expect(other({ limit: 1, cursor: next })).rejects.toMatchObject(refused);
  });
}
