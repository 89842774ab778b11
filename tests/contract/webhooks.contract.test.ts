import type { Delivery } from "@earshot/core/outbox.ts";
import { expect, test } from "vitest";
import { exampleTheme } from "../memory/examples.ts";
import { contract, type Stores } from "./engine.ts";
import { at, exampleDelivery, exampleHook } from "./examples.ts";
import { walk } from "./pages.ts";

const toHook = (name: string, webhook: string, given: Partial<Delivery> = {}): Delivery =>
  exampleDelivery(name, { outlet: "webhook", kind: "event", webhook, ...given });

const names = (items: readonly Delivery[]): string[] => items.map(({ id }) => id).sort();

/** All deliveries of some states, to a webhook or to all others. */
const listed = ({ outbox }: Stores, states: Delivery["state"][], webhook?: string) =>
  walk((request) => outbox.list(states, request, webhook), 2);

async function settled({ outbox }: Stores, delivery: Delivery, state: Delivery["state"]): Promise<Delivery> {
  await outbox.add(delivery);
  const claimed = await outbox.claim(delivery.id, "t", delivery.dueAt, at(60));
  if (!claimed) throw new Error("It can be claimed.");
  await outbox.settle({ ...claimed, state, at: at(1) }, "t");
  return (await outbox.get(delivery.id)) as Delivery;
}

contract("webhooks", (open) => {
  test("endpoints come back as they were put, in the order of their names, and without their secrets", async () => {
    const { webhooks } = await open();
    expect(await webhooks.all()).toEqual([]);
    const crm = exampleHook("crm", { boards: ["app"], failing: { since: at(1), reason: "no", until: at(2) } });
    const bot = exampleHook("bot", { disabled: { at: at(1), because: "gone", reason: "gone" } });
    await webhooks.put(crm, undefined, { secrets: [{ key: "whsec_a" }] });
    await webhooks.put(bot, undefined, { secrets: [{ key: "whsec_b" }, { key: "whsec_c", until: at(9) }] });
    expect(await webhooks.all()).toEqual([bot, crm]);
    expect(await webhooks.listeners()).toEqual([bot, crm]);
    expect(await webhooks.get("crm")).toEqual(crm);
    expect(await webhooks.secrets("crm")).toEqual([{ key: "whsec_a" }]);
    expect(await webhooks.secrets("bot")).toHaveLength(2);
  });

  test("one is written as it was read or not at all, with its secrets and what follows as one", async () => {
    const { webhooks, outbox } = await open();
    const first = exampleHook("crm");
    await webhooks.put(first, undefined, { secrets: [{ key: "whsec_a" }] });
    const notice = exampleDelivery("notice", { outlet: "mail", kind: "notice" });
    const late = { secrets: [{ key: "whsec_b" }], deliveries: [notice] };
    await expect(webhooks.put(first, undefined, late)).rejects.toMatchObject({ kind: "conflict" });
    const next = { ...first, url: "https://other.example.org/", revision: 2 };
    await webhooks.put(next, first, { deliveries: [notice] });
    await expect(webhooks.put({ ...next, revision: 2 }, first)).rejects.toMatchObject({ kind: "conflict" });
    expect(await webhooks.get("crm")).toEqual(next);
    expect(await webhooks.secrets("crm")).toEqual([{ key: "whsec_a" }]);
    expect(await outbox.get(notice.id)).toEqual(notice);
  });

  test("what was set is in the audit trail with the endpoint or not at all", async () => {
    const { webhooks, corrections } = await open();
    const trail = (id: string) => ({
      ...{ id, kind: "set" as const, at: at(1), by: "Ines", text: "", before: "", after: "", themes: [], moves: [] },
      ...{ state: "done" as const, revision: 1 },
    });
    const listed = async () => (await corrections.list(undefined, { limit: 9 })).items.map(({ id }) => id);
    const crm = exampleHook("crm");
    await webhooks.put(crm, undefined, { trail: trail("cor_1") });
    await expect(webhooks.put(crm, undefined, { trail: trail("cor_2") })).rejects.toMatchObject({ kind: "conflict" });
    expect(await webhooks.remove("crm", trail("cor_3"))).toBe(true);
    expect(await webhooks.remove("crm", trail("cor_4"))).toBe(false);
    expect(await listed()).toEqual(["cor_3", "cor_1"]);
    expect(await corrections.get("cor_1")).toEqual(trail("cor_1"));
  });

  test("one that is forgotten takes its secrets along", async () => {
    const { webhooks } = await open();
    await webhooks.put(exampleHook("crm"), undefined, { secrets: [{ key: "whsec_a" }] });
    expect(await webhooks.remove("crm")).toBe(true);
    expect(await webhooks.remove("crm")).toBe(false);
    expect(await webhooks.get("crm")).toBeUndefined();
    expect(await webhooks.secrets("crm")).toEqual([]);
    expect(await webhooks.listeners()).toEqual([]);
  });

  test("what a change of a head tells is written with the head, by counting and by correcting, and once", async () => {
    const stores = await open();
    const { webhooks, themes, corrections } = stores;
    await webhooks.put(exampleHook("crm"), undefined);
    await webhooks.put(exampleHook("deaf", { events: ["issue.linked"] }), undefined);
    const theme = exampleTheme("a waiting list");
    await themes.put(theme, undefined);
    await expect(themes.put(theme, undefined)).rejects.toMatchObject({ kind: "conflict" });
    const [created, ...others] = await listed(stores, ["waiting"], "crm");
    expect(others).toEqual([]);
    expect(created).toMatchObject({ webhook: "crm", theme: theme.id, event: { type: "theme.created" } });

    await themes.put({ ...theme, supporters: 5, revision: 2 }, theme);
    expect(await listed(stores, ["waiting"], "crm"), "nothing to tell").toHaveLength(1);

    const known = (await themes.get(theme.id)) ?? theme;
    const correction = {
      ...{ id: "cor_1", kind: "decide" as const, board: theme.board, at: at(1), by: "Ines", text: "", before: "" },
      ...{ after: "", themes: [theme.id], moves: [], state: "done" as const, revision: 1 },
    };
    const write = {
      corrections: [{ next: correction, previous: undefined }],
      heads: [{ next: { ...known, status: "planned" as const, revision: 3 }, previous: known }],
      ...{ feedback: [], deliveries: [], fact: undefined, count: [] },
    };
    await corrections.write(write);
    await expect(corrections.write(write)).rejects.toMatchObject({ kind: "conflict" });
    const told = await listed(stores, ["waiting"], "crm");
    expect(told.map(({ event }) => event?.type).sort()).toEqual(["theme.created", "theme.status_changed"]);
    expect(await listed(stores, ["waiting"], "deaf")).toEqual([]);
  });
});

contract("the outbox of webhooks", (open) => {
  test("an endpoint's deliveries stand apart from all others, until one is parked", async () => {
    const stores = await open();
    const issue = exampleDelivery("issue");
    await stores.outbox.add(issue);
    for (const name of ["a", "b", "c"]) await stores.outbox.add(toHook(name, "crm"));
    await stores.outbox.add(toHook("d", "bot", { dueAt: at(3) }));
    const sent = await settled(stores, toHook("e", "crm"), "sent");
    const parked = await settled(stores, toHook("f", "crm"), "parked");
    const all = ["waiting", "sent", "dry_run", "parked", "superseded"] as const;

    expect(names(await listed(stores, [...all]))).toEqual([issue.id, parked.id].sort());
    expect(await listed(stores, [...all], "crm")).toHaveLength(5);
    expect(names(await listed(stores, ["sent"], "crm"))).toEqual([sent.id]);
    expect(names(await listed(stores, ["parked"], "crm"))).toEqual([parked.id]);
    expect(await listed(stores, ["parked"], "bot")).toEqual([]);

    expect(names(await stores.outbox.due(at(1), 10))).toEqual([issue.id]);
    expect(await stores.outbox.due(at(1), 10, "crm")).toHaveLength(3);
    expect(await stores.outbox.due(at(1), 2, "crm")).toHaveLength(2);
    expect(await stores.outbox.due(at(2), 10, "bot")).toEqual([]);
    expect(await stores.outbox.due(at(3), 10, "bot")).toHaveLength(1);

    expect(await stores.outbox.retry([parked.id])).toBe(1);
    expect(await stores.outbox.due(at(2), 10, "crm"), "it is the endpoint's again").toHaveLength(4);
  });

  test("what is done with is sent again as if it never was, unless somebody else has done so or is at it", async () => {
    const stores = await open();
    const { outbox } = stores;
    const sent = await settled(stores, toHook("a", "crm"), "sent");
    const [one, other] = await Promise.all([outbox.again(sent, at(5)), outbox.again(sent, at(6))]);
    expect([one, other].filter(Boolean)).toHaveLength(1);
    const again = await outbox.get(sent.id);
    expect(again).toMatchObject({ state: "waiting", attempts: 0, createdAt: sent.createdAt });
    const claimed = await outbox.claim(sent.id, "t", at(7), at(12));
    expect(claimed).toMatchObject({ attempts: 1 });
    expect(await outbox.again(claimed as Delivery, at(8)), "somebody is at it").toBeUndefined();
    expect(await outbox.again(again as Delivery, at(8)), "it is no longer so").toBeUndefined();
  });
});
