import { isoTime, minute } from "@earshot/core/clock.ts";
import { type Condition, figuresOf, statusOf, troublesOf, watched } from "@earshot/core/condition.ts";
import { examine } from "@earshot/core/examining.ts";
import { noteModel } from "@earshot/core/failing-models.ts";
import { failingParts, noteFailing } from "@earshot/core/failing-parts.ts";
import type { Cursors } from "@earshot/core/ports/sources.ts";
import { describe, expect, it } from "vitest";
import { metricsOf } from "../../functions/condition.ts";
import { memory } from "../memory/memory.ts";

const now = Date.parse("2026-03-04T10:00:00.000Z");
const ago = (minutes: number): string => isoTime(now - minutes * minute);
const nobody = { failing: [], disabled: [], disabledSince: undefined };

const well: Condition = {
  inbox: { waiting: 3, since: ago(1) },
  overdue: { deliveries: 0, since: undefined },
  failing: { deliveries: 0, since: undefined },
  parkedEntries: { count: 0, since: undefined },
  parkedDeliveries: { count: 0, since: undefined },
  webhooks: nobody,
  erasures: { count: 1, since: ago(9) },
  sweep: { failing: ["poll discourse"], since: ago(14) },
  budget: 0.79,
};

describe("the condition of the house", () => {
  it("is no trouble where things wait a moment and budgets are used", () => {
    expect(troublesOf(well, now)).toEqual([]);
    expect(statusOf(well, now)).toEqual({
      backlog: 3,
      parked: 0,
      lag: { work: 60, deliver: 0 },
      webhooks: { failing: [], disabled: [] },
      erasures: 1,
      sweep: { failing: ["poll discourse"] },
      budget: 0.79,
      troubles: [],
    });
  });

  it.each<[keyof typeof watched, Partial<Condition>, string | undefined, number]>([
    ["InboxLate", { inbox: { waiting: 900, since: ago(5) } }, ago(5), 300],
    ["DeliveriesLate", { overdue: { deliveries: 1, since: ago(10) } }, ago(10), 600],
    ["DeliveriesFailing", { failing: { deliveries: 2, since: ago(3) } }, ago(3), 2],
    ["EntriesParked", { parkedEntries: { count: 1, since: ago(99) } }, ago(99), 1],
    ["DeliveriesParked", { parkedDeliveries: { count: 4, since: ago(9) } }, ago(9), 4],
    ["WebhooksDisabled", { webhooks: { ...nobody, disabled: ["crm"], disabledSince: ago(8) } }, ago(8), 1],
    ["ErasuresLate", { erasures: { count: 2, since: ago(60) } }, ago(60), 3600],
    ["SweepFailing", { sweep: { failing: ["digests"], since: ago(15) } }, ago(15), 900],
    ["BudgetUsed", { budget: 0.8 }, undefined, 80],
  ])("%s is a trouble from its bound on, and none of the others is", (name, changed, since, figure) => {
    expect(troublesOf({ ...well, ...changed }, now)).toEqual([{ name, since, figure }]);
  });

  it("is told as a line that CloudWatch makes metrics of: each figure under its name and unit, of one table", () => {
    const line = metricsOf({ ...well, budget: undefined }, "earshot-test", now);
    expect(line).toEqual({
      _aws: {
        Timestamp: now,
        CloudWatchMetrics: [
          {
            Namespace: "Earshot",
            Dimensions: [["Table"]],
            Metrics: expect.arrayContaining([
              { Name: "InboxAge", Unit: "Seconds" },
              { Name: "ParkedEntries", Unit: "Count" },
            ]),
          },
        ],
      },
      Table: "earshot-test",
      ...{ InboxAge: 60, DeliveryAge: 0, FailingDeliveries: 0, ParkedEntries: 0, ParkedDeliveries: 0 },
      ...{ DisabledWebhooks: 0, ErasureAge: 540, SweepFailingAge: 840 },
    });
    // No model, no budget, no metric.
    expect(JSON.stringify(line)).not.toContain("BudgetUsed");
    expect(Object.keys(figuresOf(well, now))).toEqual(Object.values(watched).map(({ metric }) => metric));
  });

  it("is read from the table", async () => {
    const stores = memory();
    const entry = { id: "inb_1", receivedAt: ago(7), attempts: 0, parked: false };
    const event = { source: "api", externalId: "1", version: "1", body: "Dark mode", withdrawn: false };
    await stores.inbox.receive([{ ...entry, content: { type: "event", event } }]);
    const delivery = {
      ...({ outlet: "github", kind: "issue", state: "waiting", attempts: 0, occasion: "1" } as const),
      ...{ createdAt: ago(20), dueAt: ago(12), at: ago(20) },
    };
    await stores.outbox.add({ ...delivery, id: "out_late" });
    await stores.outbox.add({ ...delivery, id: "out_held", error: "GitHub asks to wait.", dueAt: ago(-30) });
    await stores.outbox.add({ ...delivery, id: "out_parked", state: "parked", error: "no key", at: ago(2) });
    await stores.budget.reserve({ id: "a", day: "2026-03-04", amount: 1_500_000_000 }, 2_000_000_000);
    await noteFailing(stores.cursors, ["poll zendesk"], ago(40));
    await noteModel(stores.cursors, "a-model", true, now - minute);
    const { inbox, outbox, webhooks, erasures, cursors, budget } = stores;
    const deps = { inbox, outbox, webhooks, erasures, cursors, budget, clock: () => now };
    const condition = await examine({ ...deps, budgetLimit: 2, models: ["a-model"] }, 20);
    expect(condition).toEqual({
      inbox: { waiting: 1, since: ago(7) },
      overdue: { deliveries: 1, since: ago(12) },
      failing: { deliveries: 1, since: ago(20) },
      parkedEntries: { count: 0, since: undefined },
      parkedDeliveries: { count: 1, since: ago(2) },
      webhooks: nobody,
      erasures: { count: 0, since: undefined },
      sweep: { failing: ["poll zendesk", "model a-model"], since: ago(40) },
      budget: 0.75,
    });
    expect(troublesOf(condition, now).map(({ name }) => name)).toEqual([
      ...["InboxLate", "DeliveriesLate", "DeliveriesFailing", "DeliveriesParked", "SweepFailing"],
    ]);
    expect((await examine({ ...deps, budgetLimit: undefined, models: [] }, 20)).budget).toBeUndefined();
  });
});

describe("what happens each minute", () => {
  it("is known to fail since its first failure, until it works again, and is written only where that changes", async () => {
    const { cursors } = memory();
    let written = 0;
    const counted: Cursors = {
      get: (name) => cursors.get(name),
      put: async (name, text) => {
        written++;
        await cursors.put(name, text);
      },
    };
    await noteFailing(counted, [], ago(9));
    expect([written, await failingParts(cursors)]).toEqual([0, []]);
    await noteFailing(counted, ["poll discourse"], ago(8));
    await noteFailing(counted, ["poll discourse"], ago(7));
    expect(written).toBe(1);
    await noteFailing(counted, ["digests", "poll discourse"], ago(6));
    expect(await failingParts(cursors)).toEqual([
      { part: "digests", since: ago(6) },
      { part: "poll discourse", since: ago(8) },
    ]);
    await noteFailing(counted, [], ago(5));
    expect(await failingParts(cursors)).toEqual([]);
  });
});
