import { current, type Migration } from "@earshot/store/migrations.ts";
import { Store } from "@earshot/store/store.ts";
import { describe, expect, test } from "vitest";
import { DynamoStandIn } from "../stand-ins/dynamodb.ts";
import { directTo } from "../stand-ins/dynamodb-direct.ts";
import { answered } from "../stand-ins/dynamodb-line.ts";

/** Boards once had a `colour` of their own, and votes a number of stars: as if that had been so. */
const named: Migration = {
  about: "A board is called by its name alone.",
  row: (row) => {
    if (!String(row.sk).startsWith("BOARD#") || row.title === undefined) return row;
    const { title, ...rest } = row;
    return { ...rest, name: title };
  },
};
const plain: Migration = {
  about: "Votes have no stars.",
  row: (row) => {
    if (!String(row.sk).startsWith("WHO#") || row.stars === undefined) return row;
    const { stars: _, ...rest } = row;
    return rest;
  },
};

const oldBoard = { pk: "CONFIG", sk: "BOARD#ideas", id: "ideas", title: "Ideas", claims: [] };
const oldVote = (person: string) => ({
  ...{ pk: "thm_1", sk: `WHO#${person}`, theme: "thm_1", person, at: "2026-03-02T12:00:00.000Z", stars: 5 },
});

function tableOf(rows: readonly Record<string, unknown>[] = []) {
  const table = new DynamoStandIn();
  const opened = (migrations: readonly Migration[], pageOf = 1000) =>
    new Store(
      "shapes",
      directTo(async (request) => answered(table, request, { pageOf })),
      undefined,
      undefined,
      migrations,
    );
  return { opened, prepared: opened([]).table.putMany(rows as never) };
}

const stored = async (store: Store) => (await store.table.read(undefined, 100, true)).rows;

describe("a table of an older shape", () => {
  test("is read as if it were of the newest, before anything was migrated", async () => {
    const { opened, prepared } = tableOf([oldBoard]);
    await prepared;
    const store = opened([named, plain]);
    expect(await store.shape.isNewest()).toBe(false);
    expect(await store.settings.boards()).toMatchObject([{ id: "ideas", name: "Ideas" }]);
  });

  test("is migrated page by page, whoever goes on where another stopped, and then not again", async () => {
    const people = ["psn_a", "psn_b", "psn_c", "psn_d"];
    const { opened, prepared } = tableOf([oldBoard, ...people.map(oldVote)]);
    await prepared;
    let steps = 1;
    while (!(await opened([named, plain], 2).shape.migrate(1))) steps++;
    expect(steps).toBeGreaterThan(2);
    const store = opened([named, plain]);
    const rows = await stored(store);
    expect(rows.filter((row) => "title" in row || "stars" in row)).toEqual([]);
    expect(rows).toContainEqual({ pk: "CONFIG", sk: "BOARD#ideas", id: "ideas", name: "Ideas", claims: [] });
    expect(rows).toContainEqual({ pk: "CONFIG", sk: "SCHEMA", version: 3 });
    expect(await store.shape.isNewest()).toBe(true);
    expect(await store.shape.migrate(1)).toBe(true);
  });

  test("keeps what somebody writes while it is migrated", async () => {
    const { opened, prepared } = tableOf([oldBoard]);
    await prepared;
    const store = opened([named]);
    const row = (await stored(store))[0] ?? {};
    expect(current(row, [named])).not.toBe(row);
    await store.settings.putBoard({ id: "ideas", name: "Wishes", claims: [] });
    await store.shape.migrate(1);
    expect(await store.settings.boards()).toMatchObject([{ name: "Wishes" }]);
  });

  test("and a row that changed between reading and writing it is left as it is by then", async () => {
    const table = new DynamoStandIn();
    const before = new Store(
      "shapes",
      directTo(async (request) => answered(table, request)),
    );
    await before.table.put(oldBoard);
    let met = false;
    const store = new Store(
      "shapes",
      directTo(async (request) => {
        if (request.operation === "UpdateItem" && !met) {
          met = true;
          await before.settings.putBoard({ id: "ideas", name: "Wishes", claims: [] });
        }
        return answered(table, request);
      }),
      undefined,
      undefined,
      [named],
    );
    await store.shape.migrate(1);
    expect([met, await store.settings.boards()]).toMatchObject([true, [{ name: "Wishes" }]]);
  });
});

describe("a table of a newer shape", () => {
  test("is not worked on, and the reason is one line", async () => {
    const { opened } = tableOf();
    await opened([named, plain]).shape.become();
    const older = opened([named]);
    const refusal = {
      kind: "conflict",
      final: true,
      message: expect.stringMatching(/^A newer Earshot .*shape 3.*knows 2/),
    };
    await expect(older.shape.mustBeKnown()).rejects.toMatchObject(refusal);
    await expect(older.shape.mustBeOpen()).rejects.toMatchObject(refusal);
    await expect(opened([named, plain]).shape.mustBeOpen()).resolves.toBeUndefined();
  });

  test("nor is one that somebody newer has begun to migrate", async () => {
    const { opened, prepared } = tableOf([oldBoard, oldVote("psn_a"), oldVote("psn_b")]);
    await prepared;
    expect(await opened([named, plain], 1).shape.migrate(1)).toBe(false);
    await expect(opened([named]).shape.mustBeKnown()).rejects.toMatchObject({ kind: "conflict" });
  });
});
