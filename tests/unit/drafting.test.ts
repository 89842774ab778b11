import { day, isoTime } from "@earshot/core/clock.ts";
import { type Arrival, draftAll } from "@earshot/core/drafting.ts";
import type { Feedback } from "@earshot/core/feedback.ts";
import { feedbackId } from "@earshot/core/feedback.ts";
import { mayBeUntold } from "@earshot/core/webhook/receiving.ts";
import { describe, expect, it } from "vitest";
import { exampleFeedback } from "../memory/examples.ts";
import { memory } from "../memory/memory.ts";

const now = Date.parse("2026-03-04T10:00:00.000Z");
const id = feedbackId("discourse", "1");

function arrival(version: string, body: string): Arrival {
  const event = { source: "discourse", externalId: "1", version, body } as const;
  const entry = { id: `inb_${version}`, receivedAt: isoTime(now), attempts: 0, parked: false };
  return { entry: { ...entry, content: { type: "event", event } }, event };
}

async function drafted(arrivals: Arrival[], known: Partial<Feedback>) {
  const stores = memory();
  await stores.feedback.put({ ...exampleFeedback("1"), id, receivedAt: isoTime(now), ...known }, undefined);
  const [draft] = await draftAll({ ...stores, clock: () => now }, [id], new Map([[id, arrivals]]), new Map());
  return draft;
}

describe("what comes in beside what was taken in before", () => {
  const taken = { body: "Dark mode", versions: { body: "1" }, at: isoTime(now) };

  it("is a repeat where some of it was told before: whoever wrote that may have died before telling others", async () => {
    expect(await drafted([arrival("1", "Dark mode"), arrival("2", "A dark mode")], taken)).toMatchObject({
      ...{ repeated: true, told: { body: "A dark mode" } },
    });
  });

  it("is none where all of it is new", async () => {
    expect(await drafted([arrival("2", "A dark mode")], taken)).toMatchObject({ repeated: false });
  });

  it("is told to others as long as their deliveries are kept, by which they are not told twice", () => {
    const received = (days: number) => ({ ...exampleFeedback("1"), ...taken, receivedAt: isoTime(now - days * day) });
    expect(mayBeUntold(received(27), now)).toBe(true);
    expect(mayBeUntold(received(29), now)).toBe(false);
  });
});
