import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  type TableDescription,
  UpdateTableCommand,
} from "@aws-sdk/client-dynamodb";
import { createTableInput, ensureTable } from "@earshot/local/table.ts";
import { schema } from "@earshot/store/schema.ts";
import { Table } from "@earshot/store/table.ts";
import { expect, test } from "vitest";
import { describeEngine, dynamo, engine, newTableName, openTable } from "./engine.ts";

async function described(TableName: string): Promise<TableDescription> {
  const { Table } = await dynamo().send(new DescribeTableCommand({ TableName }));
  if (!Table) throw new Error("It is there.");
  return Table;
}

const byName = (a: { IndexName?: string | undefined }, b: { IndexName?: string | undefined }): number =>
  (a.IndexName ?? "") < (b.IndexName ?? "") ? -1 : 1;

describeEngine("the table", () => {
  test("is made as the schema says", async () => {
    const name = newTableName();
    const stream = await ensureTable(engine().endpoint, name);
    const asked = createTableInput(name);
    const made = await described(name);
    expect(made).toMatchObject({
      TableName: name,
      TableStatus: "ACTIVE",
      KeySchema: asked.KeySchema,
      StreamSpecification: asked.StreamSpecification,
      LatestStreamArn: stream,
    });
    expect(made.BillingModeSummary?.BillingMode).toBe(asked.BillingMode);
    const sorted = (attributes: CreateTableCommandInput["AttributeDefinitions"]) =>
      attributes?.toSorted((a, b) => ((a.AttributeName ?? "") < (b.AttributeName ?? "") ? -1 : 1));
    expect(sorted(made.AttributeDefinitions)).toEqual(sorted(asked.AttributeDefinitions));
    const indexes = made.GlobalSecondaryIndexes?.map(({ IndexName, KeySchema, Projection }) => ({
      ...{ IndexName, KeySchema, Projection },
    }));
    expect(indexes?.sort(byName)).toEqual(asked.GlobalSecondaryIndexes?.toSorted(byName));
    expect(indexes?.map(({ IndexName }) => IndexName).sort()).toEqual(Object.keys(schema.indexes).sort());
  });

  test("lets rows expire by the attribute of the schema", async () => {
    const name = newTableName();
    await ensureTable(engine().endpoint, name);
    const { TimeToLiveDescription } = await dynamo().send(new DescribeTimeToLiveCommand({ TableName: name }));
    expect(TimeToLiveDescription).toEqual({ AttributeName: schema.ttl, TimeToLiveStatus: "ENABLED" });
  });

  test("no attribute is declared that no key needs, which DynamoDB refuses", () => {
    const needed = [
      ...[schema.hash, schema.range],
      ...Object.values(schema.indexes).flatMap(({ hash, range }) => [hash, range]),
    ];
    expect(Object.keys(schema.attributes).sort()).toEqual([...new Set<string>(needed)].sort());
  });

  test("is left as it is, rows and stream, when it is there already", async () => {
    const { name, store, stream } = await openTable();
    await store.cursors.put("zendesk", "1");
    const before = await described(name);
    expect(await ensureTable(engine().endpoint, name)).toBe(stream);
    expect(await store.cursors.get("zendesk")).toBe("1");
    expect((await described(name)).TableId).toBe(before.TableId);
  });

  test("is made once by several who need it at the same time", async () => {
    const name = newTableName();
    const streams = await Promise.all([1, 2, 3].map(() => ensureTable(engine().endpoint, name)));
    expect(new Set(streams).size).toBe(1);
  });

  test("without a stream is refused, and the error says what to do", async () => {
    const name = newTableName();
    const { StreamSpecification: _, ...input } = createTableInput(name);
    await dynamo().send(new CreateTableCommand(input));
    await expect(ensureTable(engine().endpoint, name)).rejects.toMatchObject({
      kind: "input",
      message: expect.stringMatching(new RegExp(`${name}.*stream.*EARSHOT_TABLE`)),
    });
  });

  test("so is one whose stream tells keys only, or was turned off", async () => {
    const keysOnly = newTableName();
    const StreamSpecification = { StreamEnabled: true, StreamViewType: "KEYS_ONLY" as const };
    await dynamo().send(new CreateTableCommand({ ...createTableInput(keysOnly), StreamSpecification }));
    const off = newTableName();
    await ensureTable(engine().endpoint, off);
    const turnedOff = { TableName: off, StreamSpecification: { StreamEnabled: false } };
    await dynamo().send(new UpdateTableCommand(turnedOff));
    for (const name of [keysOnly, off])
      await expect(ensureTable(engine().endpoint, name)).rejects.toMatchObject({
        kind: "input",
        message: expect.stringContaining(name),
      });
  });
});

/** Of every kind of value that DynamoDB has and Earshot writes. */
const full = (sk: string) => ({
  ...{ pk: "FULL", sk, text: "it's ünïcode", empty: "", number: -1.5e-7, yes: true, nothing: null },
  ...{ bytes: new Uint8Array([0, 1, 255]), list: [1, "two", { three: [] }], map: { "a key's": { deep: null } } },
});

describeEngine("rows put at once", () => {
  test("are written as each would be by itself, and what is there already stays", async () => {
    const { store } = await openTable();
    const { table } = store;
    await table.putNew(full("alone"));
    const told = await Promise.all(["alone", "a", "b"].map((sk) => table.putNew({ ...full(sk), text: undefined })));
    expect(told).toEqual([false, true, true]);
    const { text: _, ...rest } = full("a");
    expect(await table.partition("FULL", "", true)).toEqual([rest, full("alone"), { ...rest, sk: "b" }]);
  });

  test("are the same whether or not they may replace what is there", async () => {
    const { store } = await openTable();
    const { table } = store;
    await Promise.all(["a", "b"].map((sk) => table.putNew(full(sk))));
    await table.putMany(["c", "d"].map(full));
    expect(await table.partition("FULL", "", true)).toEqual(["a", "b", "c", "d"].map(full));
  });

  test("one that is too large is refused, and the others are written", async () => {
    const { store } = await openTable();
    const { table } = store;
    const large = { ...full("large"), text: "x".repeat(420_000) };
    const told = await Promise.allSettled([full("a"), large, full("b")].map((row) => table.putNew(row)));
    expect(told.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    await expect(table.putMany([full("c"), large, full("d")])).rejects.toMatchObject({ kind: "upstream" });
    const rows = await table.partition("FULL", "", true);
    expect(rows.map(({ sk }) => sk)).toEqual(["a", "b", "c", "d"]);
  });

  test("consume what they would one by one", async () => {
    const name = newTableName();
    await ensureTable(engine().endpoint, name);
    const units: number[] = [];
    const table = new Table(name, { endpoint: engine().endpoint }, ({ writes }) => units.push(writes));
    await table.putNew(full("a"));
    const [one = 0] = units.splice(0);
    await Promise.all(["b", "c", "d"].map((sk) => table.putNew(full(sk))));
    expect(units).toEqual([3 * one]);
    table.close();
  });
});
