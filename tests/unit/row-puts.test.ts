import { RowPuts } from "@earshot/store/row-puts.ts";
import { describe, expect, test } from "vitest";

interface Told {
  pk: string;
  sk: string;
  by: string;
  [attribute: string]: unknown;
}

const row = (pk: string, by = "first"): Told => ({ pk, sk: "ROW", by });
const named = (rows: readonly { pk: string }[]): string[] => rows.map(({ pk }) => pk);

/** A table in which "there" is there already, which takes nothing "odd" in a batch, and "odd" by itself never. */
function table({ stays }: { stays: "first" | "last" }, fails: (pk: string) => boolean = () => false) {
  const calls: (string | string[])[] = [];
  const written = new Map<string, unknown>();
  const write = (one: { pk: string }): boolean => {
    if (one.pk === "there") return false;
    written.set(one.pk, one);
    return true;
  };
  const puts = new RowPuts({
    stays,
    most: 25,
    alone: async (one) => {
      calls.push(one.pk);
      if (one.pk.startsWith("odd") || fails(one.pk)) throw new Error(`${one.pk} is odd`);
      return write(one);
    },
    together: async (rows) => {
      calls.push(named(rows));
      if (rows.some(({ pk }) => fails(pk))) throw new Error("gone");
      return rows.map((one) => (one.pk.startsWith("odd") ? undefined : write(one)));
    },
  });
  return { puts, calls, written };
}

describe("puts of rows", () => {
  test("one by itself is no batch", async () => {
    const { puts, calls } = table({ stays: "first" });
    expect(await puts.put(row("a"))).toBe(true);
    expect(calls).toEqual(["a"]);
  });

  test("several at once are one batch, and each is told whether it was new", async () => {
    const { puts, calls } = table({ stays: "first" });
    expect(await Promise.all(["a", "there", "b"].map((pk) => puts.put(row(pk))))).toEqual([true, false, true]);
    expect(calls).toEqual([["a", "there", "b"]]);
  });

  test("so many that DynamoDB would not take them in one call are several", async () => {
    const { puts, calls } = table({ stays: "first" });
    const names = Array.from({ length: 51 }, (_, i) => `row ${i}`);
    expect(await Promise.all(names.map((pk) => puts.put(row(pk))))).toEqual(names.map(() => true));
    expect(calls).toEqual([names.slice(0, 25), names.slice(25, 50), "row 50"]);
  });

  test("what a batch does not take is put alone, with its own error and at nobody else's cost", async () => {
    const { puts, calls } = table({ stays: "first" });
    const told = await Promise.allSettled(["a", "odd", "b"].map((pk) => puts.put(row(pk))));
    expect(told).toEqual([
      { status: "fulfilled", value: true },
      { status: "rejected", reason: new Error("odd is odd") },
      { status: "fulfilled", value: true },
    ]);
    expect(calls).toEqual([["a", "odd", "b"], "odd"]);
  });

  test("a batch that fails tells all whose rows were in it, and nobody else", async () => {
    const { puts } = table({ stays: "first" }, (pk) => pk === "row 3");
    const told = await Promise.allSettled(Array.from({ length: 30 }, (_, i) => puts.put(row(`row ${i}`))));
    expect(told.map(({ status }) => status)).toEqual([
      ...Array.from({ length: 25 }, () => "rejected"),
      ...Array.from({ length: 5 }, () => "fulfilled"),
    ]);
  });

  test("of one key where the first stays, one is new and all others find it there", async () => {
    const { puts, calls, written } = table({ stays: "first" });
    const same = row("a");
    expect(await Promise.all([same, row("a", "second"), same].map((one) => puts.put(one)))).toEqual([
      true,
      false,
      false,
    ]);
    expect(calls).toEqual(["a"]);
    expect(written.get("a")).toEqual(same);
  });

  test("of one key where the last stays, it is the last, and all are told that theirs was written", async () => {
    const { puts, calls, written } = table({ stays: "last" });
    const told = await Promise.all([row("a"), row("b"), row("a", "second")].map((one) => puts.put(one)));
    expect(told).toEqual([true, true, true]);
    expect(calls).toEqual([["a", "b"]]);
    expect(written.get("a")).toEqual(row("a", "second"));
  });

  test("of one key whose put fails, nobody is told that it is there", async () => {
    const { puts } = table({ stays: "first" });
    const told = await Promise.allSettled([row("odd"), row("odd", "second")].map((one) => puts.put(one)));
    expect(told.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  });
});
