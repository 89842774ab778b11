import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, PutCommand } from "@aws-sdk/lib-dynamodb";
import { expect, test } from "vitest";
import { landlord, newTable, open, themesOf } from "./house.ts";

const endpoint = landlord();

test("a row of another shape in the inbox is parked with its reason, and those beside it are taken in", async () => {
  const table = newTable();
  const world = await open({ endpoint: endpoint(), table });
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({ endpoint: endpoint() }));
  const foreign = [
    { pk: "INBOX#3", sk: "2026-03-02T12:00:00.000Z#inb_old", text: "written by another version" },
    { pk: "INBOX#4", sk: "no time at all", id: "inb_new", receivedAt: 12, content: { type: "picture" } },
  ];
  for (const Item of foreign) await client.send(new PutCommand({ TableName: table, Item }));
  await world.tell("POST", "/api/v1/feedback", {
    body: "Please give the calendar a dark mode, the white pages hurt my eyes at night.",
    author: { email: "ann@example.org" },
  });
  await world.settle();
  expect(await themesOf(world.runtime)).toMatchObject([{ supporters: 1 }]);
  const { items } = await world.tell<{ items: object[] }>("GET", "/api/v1/parked");
  expect(items).toMatchObject([
    {
      id: "inb_old",
      source: "unreadable",
      receivedAt: "2026-03-02T12:00:00.000Z",
      error: expect.stringContaining("id"),
    },
    { id: "no time at all", source: "unreadable", error: expect.stringContaining("cannot be read") },
  ]);
  expect(await world.tell("POST", "/api/v1/parked/retry")).toEqual({ retried: 2 });
  await world.settle();
  expect((await world.runtime.store.inbox.parked({ limit: 5 })).items, "nothing has changed about them").toHaveLength(
    2,
  );
  expect((await world.runtime.store.inbox.backlog()).waiting).toBe(0);
  client.destroy();
});
