import { KeyReads } from "@earshot/store/key-reads.ts";
import type { Key } from "@earshot/store/keys.ts";
import { describe, expect, onTestFinished, test, vi } from "vitest";

const key = (name: string): Key => ({ pk: name, sk: "ROW" });
const namesOf = (keys: readonly Key[]) => keys.map(({ pk }) => pk);

/** Batches that are answered when the test says so. */
function held() {
  const batches: { names: string[]; answer: () => void; fail: (error: Error) => void }[] = [];
  const reads = new KeyReads(
    (keys) =>
      new Promise((resolve, reject) => {
        const rows = keys.filter(({ pk }) => !pk.startsWith("no")).map((one) => ({ ...one }));
        batches.push({ names: namesOf(keys), answer: () => resolve(rows.reverse()), fail: reject });
      }),
  );
  const turn = () => new Promise((resume) => setImmediate(resume));
  return { reads, batches, turn };
}

describe("reads by key", () => {
  test("that are asked for at once are one batch, and each gets its own row", async () => {
    const { reads, batches, turn } = held();
    const rows = Promise.all([reads.get(key("a")), reads.get(key("nobody")), reads.get(key("b"))]);
    await turn();
    expect(batches.map(({ names }) => names)).toEqual([["a", "nobody", "b"]]);
    batches[0]?.answer();
    expect(await rows).toEqual([key("a"), undefined, key("b")]);
  });

  test("of one row are one read", async () => {
    const { reads, batches, turn } = held();
    const rows = Promise.all([reads.get(key("a")), reads.get(key("a"))]);
    await turn();
    expect(batches.map(({ names }) => names)).toEqual([["a"]]);
    batches[0]?.answer();
    expect(await rows).toEqual([key("a"), key("a")]);
  });

  test("gather while two batches are under way, and a row is read anew for who asks after that", async () => {
    const { reads, batches, turn } = held();
    const all: Promise<unknown>[] = [];
    for (const name of ["a", "b", "a", "c"]) {
      all.push(reads.get(key(name)));
      await turn();
    }
    expect(batches.map(({ names }) => names)).toEqual([["a"], ["b"]]);
    batches[1]?.answer();
    await turn();
    expect(batches.map(({ names }) => names)).toEqual([["a"], ["b"], ["a", "c"]]);
    batches[0]?.answer();
    batches[2]?.answer();
    expect(await Promise.all(all)).toEqual(["a", "b", "a", "c"].map(key));
  });

  test("that are long in coming hold up nobody else for long", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    onTestFinished(() => void vi.useRealTimers());
    const { reads, batches, turn } = held();
    for (const name of ["a", "b", "c"]) {
      void reads.get(key(name));
      await turn();
    }
    expect(batches.map(({ names }) => names)).toEqual([["a"], ["b"]]);
    vi.advanceTimersByTime(1000);
    expect(batches.map(({ names }) => names)).toEqual([["a"], ["b"], ["c"]]);
  });

  test("that fail tell all who asked, and the next are made", async () => {
    const { reads, batches, turn } = held();
    const failing = Promise.allSettled([reads.get(key("a")), reads.get(key("b"))]);
    await turn();
    batches[0]?.fail(new Error("gone"));
    expect((await failing).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    const next = reads.get(key("a"));
    await turn();
    batches[1]?.answer();
    expect(await next).toEqual(key("a"));
  });

  test("of keys that no row can have ask nobody, so that they do not fail what others ask for", async () => {
    const { reads, batches, turn } = held();
    const impossible = [
      { pk: "", sk: "ROW" },
      { pk: "a", sk: "" },
      { pk: "ü".repeat(1025), sk: "ROW" },
      { pk: "a", sk: "x".repeat(1025) },
    ];
    expect(await Promise.all(impossible.map((one) => reads.get(one)))).toEqual(impossible.map(() => undefined));
    await turn();
    expect(batches).toEqual([]);
  });
});
