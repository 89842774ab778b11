import { outgoing } from "@earshot/store/outgoing.ts";
import { Store } from "@earshot/store/store.ts";
import type { Row } from "@earshot/store/table.ts";
import { expect, test } from "vitest";
import { exampleFeedback } from "../memory/examples.ts";
import { DynamoStandIn } from "../stand-ins/dynamodb.ts";
import { directTo } from "../stand-ins/dynamodb-direct.ts";
import { answered } from "../stand-ins/dynamodb-line.ts";

const now = Date.parse("2026-03-02T12:00:00.000Z");
const at = new Date(now).toISOString();

/** A table in which something is done after each page of one row that a scan reads. */
function reading(meanwhile: (store: Store, page: number) => Promise<void>) {
  const table = new DynamoStandIn();
  const store = new Store(
    "read",
    directTo(async (request) => answered(table, request)),
  );
  let pages = 0;
  const reader = new Store(
    "read",
    directTo(async (request) => {
      const answer = answered(table, request, request.operation === "Scan" ? { pageOf: 1 } : {});
      if (request.operation === "Scan") await meanwhile(store, ++pages);
      return answer;
    }),
  );
  return { store, rows: () => Array.fromAsync(outgoing(reader.table, () => now)) };
}

const entry = {
  ...{ id: "inb_1", receivedAt: at, attempts: 0, parked: false },
  content: {
    type: "event" as const,
    event: { source: "api", externalId: "one", version: "1", body: "A wish.", withdrawn: false },
  },
};

/** The last that is told of each key. */
const last = (rows: readonly Row[]) => new Map(rows.map((row) => [`${row.pk} ${row.sk}`, row]));

test("what waits when it begins is in an export, also where it is taken in after its feedback was looked for", async () => {
  // Whichever of the two rows the scan meets first: it is done after every page there is.
  for (let when = 1; when <= 4; when++) {
    const feedback = exampleFeedback("one");
    const { store, rows } = reading(async (table, page) => {
      if (page !== when) return;
      await table.feedback.put(feedback, undefined);
      await table.inbox.done([entry]);
    });
    await store.inbox.receive([entry]);
    for (const id of ["a", "b", "c"]) await store.settings.putBoard({ id, name: id, claims: [] });
    const kinds = [...last(await rows()).values()].map(({ id }) => id);
    expect(kinds.includes("inb_1") || kinds.includes(feedback.id), `taken in after page ${when}`).toBe(true);
    expect(kinds).toContain("inb_1");
  }
});

test("a cursor is not ahead of what came with it", async () => {
  for (let when = 1; when <= 4; when++) {
    const { store, rows } = reading(async (table, page) => {
      if (page !== when) return;
      await table.inbox.receive([entry]);
      await table.cursors.put("discourse", "after one");
    });
    await store.cursors.put("discourse", "before one");
    for (const id of ["a", "b", "c"]) await store.settings.putBoard({ id, name: id, claims: [] });
    expect(last(await rows()).get("CURSOR discourse"), `moved after page ${when}`).toMatchObject({
      cursor: "before one",
    });
  }
});

test("a vote that moves to whom its voter was joined to is not missed between the two", async () => {
  const [joined, keeper] = ["psn_b", "psn_a"];
  for (let when = 1; when <= 6; when++) {
    const { store, rows } = reading(async (table, page) => {
      if (page === when) await table.people.repoint(joined);
    });
    await store.people.join(
      [joined, keeper].map((person) => ({ person, alias: `email:${person}@example.org` })),
      at,
    );
    // Somebody between the two, at whom a page can end.
    for (const person of ["psn_am", joined]) await store.votes.put({ theme: "thm_1", person, at });
    const votes = [...last(await rows()).keys()].filter((name) => name.includes("WHO#") && !name.includes("psn_am"));
    expect(votes.length, `moved after page ${when}`).toBeGreaterThan(0);
  }
});
