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
