import { isoTime, minute } from "@earshot/core/clock.ts";
import { deliver } from "@earshot/core/delivering.ts";
import { EarshotError } from "@earshot/core/error.ts";
import { secureRandomness } from "@earshot/core/id.ts";
import type { Delivery } from "@earshot/core/outbox.ts";
import { expect, it } from "vitest";
import { memory } from "../memory/memory.ts";

const delivery = (now: number): Delivery => ({
  ...{ id: "out_1", outlet: "slack", kind: "alert", occasion: "1", state: "waiting", attempts: 0 },
  ...{ createdAt: isoTime(now), dueAt: isoTime(now), at: isoTime(now) },
});

/** A delivery that fails like this, one attempt after the other, and what each found and left. */
async function tried(errors: readonly EarshotError[]) {
  const { outbox } = memory();
  let now = Date.parse("2026-03-04T10:00:00.000Z");
  const found: number[] = [];
  await outbox.add(delivery(now));
  for (const error of errors) {
    const carryOut = async ({ attempts }: Delivery): Promise<never> => {
      found.push(attempts);
      throw error;
    };
    await deliver({ outbox, carryOut, clock: () => now, randomness: secureRandomness, log: () => {} }, "out_1");
    now += 30 * minute;
  }
  return { found, left: await outbox.get("out_1") };
}

const limited = new EarshotError("limited", "Slack asks to wait.", { retryAfter: 60 });
const away = new EarshotError("upstream", "Slack is away.");

it("being asked to wait never parks a delivery, however often, nor uses up the attempts of what fails later", async () => {
  const { found, left } = await tried([...Array<EarshotError>(50).fill(limited), away, away, away]);
  expect(left).toMatchObject({ state: "waiting" });
  // From the second on an outlet has to know that it may have been carried out before.
  expect(found.slice(0, 4)).toEqual([1, 2, 2, 2]);
  expect(found.slice(-3)).toEqual([2, 3, 4]);
});

it("what fails again and again is parked all the same", async () => {
  expect((await tried(Array<EarshotError>(6).fill(away))).left).toMatchObject({ state: "parked", attempts: 6 });
});
