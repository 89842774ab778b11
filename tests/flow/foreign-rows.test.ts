import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
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

test("a row of another shape in the outbox is parked with its reason, and those beside it are carried out", async () => {
  const table = newTable();
  const world = await open({ endpoint: endpoint(), table, variables: { EARSHOT_LOCAL_WEBHOOKS: "1" } });
  const { runtime } = world;
  const at = "2026-03-02T11:00:00.000Z";
  const webhook = { id: "crm", url: "http://127.0.0.1:9/", createdAt: at, revision: 1 };
  await runtime.store.webhooks.put({ ...webhook, events: ["theme.created"] }, undefined);
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({ endpoint: endpoint() }));
  const waiting = { sk: "DELIVERY", queue: "DELIVERY#waiting", due: at, state: "waiting", dueAt: at, attempts: 0, at };
  const foreign = [
    { ...waiting, pk: "out_pigeon", kind: "pigeon", outlet: "pigeon", payload: "for ann@example.org" },
    { ...waiting, pk: "out_uncounted", kind: "issue", outlet: "github", attempts: "none" },
    { ...waiting, pk: "out_never", kind: "issue", outlet: "github", dueAt: { seconds: 12 } },
    { ...waiting, pk: "out_lane", queue: "DELIVERY#waiting#crm", kind: "event", webhook: "crm", outlet: "webhook" },
  ];
  for (const Item of foreign) await client.send(new PutCommand({ TableName: table, Item }));
  const payload = { to: "ann@example.org", subject: "Later", body: "All the same" };
  const notice = { id: "out_read", outlet: "mail", kind: "notice", occasion: "1", state: "waiting", payload } as const;
  await runtime.store.outbox.add({ ...notice, attempts: 0, createdAt: at, dueAt: at, at });
  await world.settle();
  await runtime.sweep();
  expect((await runtime.store.outbox.get("out_read"))?.state).toBe("dry_run");
  const { items } = await world.tell<{ items: { id: string }[] }>("GET", "/api/v1/outbox?state=parked");
  expect(items.map(({ id }) => id).sort()).toEqual(["out_lane", "out_never", "out_pigeon", "out_uncounted"]);
  expect(items).toContainEqual(
    expect.objectContaining({ id: "out_pigeon", kind: "unreadable", error: expect.stringContaining("cannot be read") }),
  );
  const status = await world.tell<{ parked: number; troubles: object[] }>("GET", "/api/v1/status");
  expect(status).toMatchObject({ parked: 4, troubles: [{ name: "DeliveriesParked", figure: 4 }] });
  expect(await world.tell("POST", "/api/v1/outbox/retry"), "nothing has changed about them").toEqual({ retried: 0 });
  expect(await runtime.store.outbox.list(["waiting"], { limit: 5 })).toMatchObject({ items: [] });
  const { id } = await world.tell("DELETE", "/api/v1/people/email:ann@example.org");
  await world.settle();
  expect(await world.tell("GET", `/api/v1/erasures/${id}`), "they keep nobody from being erased").toMatchObject({
    state: "done",
  });
  const { Item } = await client.send(new GetCommand({ TableName: table, Key: { pk: "out_pigeon", sk: "DELIVERY" } }));
  expect(Item).toMatchObject({ kind: "pigeon", payload: "for [erased]" });
  client.destroy();
});
