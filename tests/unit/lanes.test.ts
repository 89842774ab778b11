import { minute, second } from "@earshot/core/clock.ts";
import type { DeliveryState } from "@earshot/core/outbox.ts";
import { type Deliver, deliverAll, deliverDue } from "@earshot/core/webhook/lanes.ts";
import { describe, expect, test } from "vitest";

const ids = (count: number): string[] => Array.from({ length: count }, (_, i) => `out_${i}`);

/** Something outside that takes its time, on a clock of its own. */
function outside(takes: number, becomes: DeliveryState = "sent") {
  const time = { now: Date.parse("2026-11-16T09:00:00.000Z") };
  const begun: string[] = [];
  const deliver: Deliver = async (id) => {
    begun.push(id);
    time.now += takes;
    return becomes;
  };
  return { begun, deliver, clock: () => time.now, time };
}

describe("what waits for the outside", () => {
  test("is carried out in order, all of it where that goes fast", async () => {
    const { begun, deliver, clock } = outside(second);
    await deliverAll(deliver, { deliveries: ids(10), lanes: [] }, clock);
    expect(begun).toEqual(ids(10));
  });

  test("is left to the sweep where it is slow, so that the last that was begun ends before Lambda ends the run", async () => {
    const { begun, deliver, clock, time } = outside(2 * minute + 10 * second);
    const from = time.now;
    await deliverAll(deliver, { deliveries: ids(10), lanes: [] }, clock);
    expect(begun).toEqual(ids(1));
    expect(time.now - from).toBeLessThan(4 * minute);
  });

  test("is left to the next sweep where it is slow, failing or not: what comes after it in the sweep has its turn", async () => {
    for (const becomes of ["sent", "waiting"] as const) {
      const { begun, deliver, clock } = outside(50 * second, becomes);
      const due = async () => ids(100).map((id) => ({ id }));
      await deliverDue({ outbox: { due }, deliver, clock });
      expect(begun).toEqual(ids(3));
    }
  });
});
