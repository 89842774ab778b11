import { isError } from "@earshot/core/error.ts";
import type { SnapshotHead } from "@earshot/core/ports/clustering.ts";
import { describe, expect, test } from "vitest";
import { contract, describeEngine, openTable } from "./engine.ts";
import { at } from "./examples.ts";

const changes = (...names: string[]) => names.map((name, i) => ({ feedback: `fbk_${name}`, revision: i + 1 }));
const announcement = (position: number, ...names: string[]) => ({
  position,
  at: at(position),
  changes: changes(...names),
});
const head = (generation: string, position: number): SnapshotHead => ({
  generation,
  position,
  items: 3,
  at: at(position),
});
const noise = (length: number) => Uint8Array.from({ length }, (_, i) => (i * 2654435761) >>> (i % 24));

contract("clustering's state", (open) => {
  test("of a board of which nothing is known is nothing", async () => {
    const { clustering } = await open();
    expect(await clustering.since("ideas", 0)).toEqual({ head: undefined, log: [] });
    await clustering.forget("ideas");
  });

  test("the log is read from any position on, each board's for itself", async () => {
    const { clustering } = await open();
    for (const position of [1, 2, 3]) await clustering.announce("ideas", announcement(position, `a${position}`, "b"));
    await clustering.announce("other", announcement(1, "c"));
    const { log } = await clustering.since("ideas", 1);
    expect(log).toEqual([announcement(2, "a2", "b"), announcement(3, "a3", "b")]);
    expect((await clustering.since("ideas", 3)).log).toEqual([]);
    expect((await clustering.since("other", 0)).log).toEqual([announcement(1, "c")]);
  });

  test("of those who announce at once one has the position", async () => {
    const { clustering } = await open();
    const ends = await Promise.allSettled(
      ["a", "b", "c", "d"].map((name) => clustering.announce("ideas", announcement(1, name))),
    );
    const failed = ends.filter((end) => end.status === "rejected");
    expect(failed).toHaveLength(3);
    expect(failed.every(({ reason }) => isError(reason, "conflict"))).toBe(true);
    expect((await clustering.since("ideas", 0)).log).toHaveLength(1);
  });

  test.each([0, 10, 1_200_000])(
    "a snapshot of %i bytes is read as it was written, and takes the log's place",
    async (size) => {
      const { clustering } = await open();
      for (const position of [1, 2, 3]) await clustering.announce("ideas", announcement(position, "a"));
      expect(await clustering.write("ideas", head("one", 2), noise(size), undefined)).toBe(true);
      const { head: found, log } = await clustering.since("ideas", 0);
      expect(found).toEqual(head("one", 2));
      expect(log).toEqual([announcement(3, "a")]);
      expect(Buffer.from((await clustering.read("ideas", head("one", 2))) ?? []).equals(Buffer.from(noise(size)))).toBe(
        true,
      );
      expect((await clustering.since("ideas", 3)).head, "seen by who reads on").toEqual(head("one", 2));
    },
  );

  test("a snapshot takes the place of the one that its writer knew, and of no other", async () => {
    const { clustering } = await open();
    const first = head("one", 0);
    await clustering.write("ideas", first, noise(10), undefined);
    expect(await clustering.write("ideas", head("two", 0), noise(11), undefined)).toBe(false);
    expect(await clustering.write("ideas", head("two", 0), noise(12), first)).toBe(true);
    expect(await clustering.write("ideas", head("three", 0), noise(13), first)).toBe(false);
    expect(await clustering.read("ideas", first), "the one before is gone").toBeUndefined();
    expect(await clustering.read("ideas", head("two", 0))).toHaveLength(12);
  });

  test("forgotten, a snapshot is gone and the log is there", async () => {
    const { clustering } = await open();
    await clustering.announce("ideas", announcement(1, "a"));
    await clustering.write("ideas", head("one", 0), noise(10), undefined);
    await clustering.forget("ideas");
    expect(await clustering.since("ideas", 0)).toEqual({ head: undefined, log: [announcement(1, "a")] });
    expect(await clustering.read("ideas", head("one", 0))).toBeUndefined();
  });
});

describeEngine("clustering's rows", () => {
  test("leave nothing behind of the snapshot before", async () => {
    const { store } = await openTable();
    const first = head("one", 0);
    await store.clustering.write("ideas", first, noise(1_200_000), undefined);
    expect(await store.table.partition("SNAPSHOT#ideas#one")).not.toEqual([]);
    await store.clustering.write("ideas", head("two", 0), noise(10), first);
    expect(await store.table.partition("SNAPSHOT#ideas#one")).toEqual([]);
    await store.clustering.write("ideas", head("three", 0), noise(10), first);
    expect(await store.table.partition("SNAPSHOT#ideas#three"), "nor of one that came too late").toEqual([]);
  });

  describe("a read", () => {
    test.each(["missing", "damaged"])("finds a %s part", async (state) => {
      const { store } = await openTable();
      await store.clustering.write("ideas", head("one", 0), noise(1_200_000), undefined);
      const key = { pk: "SNAPSHOT#ideas#one", sk: "0001" };
      if (state === "missing") await store.table.delete(key);
      else await store.table.put({ ...key, part: noise(350_000) });
      expect(await store.clustering.read("ideas", head("one", 0))).toBeUndefined();
    });
  });
});
