import { inTurns } from "@earshot/core/turns.ts";
import { expect, test } from "vitest";
import { faultsOf, landlord, newTable, open } from "./house.ts";

const endpoint = landlord();
const votes = 1000;
const atOnce = 25;

test("votes in a burst on one theme are all counted, and its head is written a few times", async () => {
  const { runtime, ask, tell, settle } = await open({ endpoint: endpoint(), table: newTable(), gathering: 1000 });
  const author = { email: "ann@example.org" };
  await tell("POST", "/api/v1/feedback", { author, body: "Please let me export my invoices as CSV." });
  await settle();
  const { items } = await tell<{ items: { id: string }[] }>("GET", "/api/v1/themes");
  const id = items[0]?.id ?? "";
  const before = await runtime.store.themes.get(id);

  const people = Array.from({ length: votes }, (_, i) => `email:voter${i}@example.org`);
  await inTurns(people, atOnce, async (alias) => {
    const { status } = await ask("PUT", `/api/v1/themes/${id}/votes/${alias}`);
    expect(status).toBe(200);
  });
  await settle();

  const after = await runtime.store.themes.get(id);
  expect(after?.votes).toBe(votes);
  expect(after?.supporters).toBe(votes + 1);
  // Each write of a head raises its revision by one.
  expect((after?.revision ?? 0) - (before?.revision ?? 0)).toBeLessThan(votes / 20);
  expect(await faultsOf(runtime)).toEqual([]);
});
