import { readFileSync } from "node:fs";
import { costTable, items, monthlyCost, volumeOf } from "@earshot/local/bench/cost.ts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

const all = (feedback: number): number => Object.values(monthlyCost(volumeOf(feedback))).reduce((a, b) => a + b, 0);

describe("what a month costs", () => {
  it("is, where nothing happens, the clock, the alarms and nothing else", () => {
    const { "Alarms and metrics": watching, Lambda, "DynamoDB requests": requests, ...rest } = monthlyCost(volumeOf(0));
    expect(watching).toBeCloseTo(24 * 0.1 + 9 * 0.3);
    expect(Lambda).toBeLessThan(0.5);
    expect(requests).toBeCloseTo((30.4 * 24 * 60 * 39.5 * 0.125) / 1e6);
    expect(rest).toMatchObject({ "DynamoDB storage": 0, "Data sent": 0 });
  });

  it("counts a vote as its own write and the count that follows", () => {
    const [without, votes] = [
      { feedback: 0, votes: 0, views: 0 },
      { feedback: 0, votes: 1e6, views: 0 },
    ].map((volume) => monthlyCost(volume)["DynamoDB requests"]);
    expect((votes ?? 0) - (without ?? 0)).toBeCloseTo(11 * 0.625 + 6.5 * 0.125);
  });

  it("grows with what happens, and less than that: the clock ticks for all alike", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e7 }), fc.integer({ min: 2, max: 10 }), (feedback, factor) => {
        expect(all(feedback * factor)).toBeLessThanOrEqual(all(feedback) * factor);
        // From where on things are written together each costs less: there it may fall, but only a little.
        expect(all(feedback * factor)).toBeGreaterThan(all(feedback) * 0.9);
        for (const item of items) expect(monthlyCost(volumeOf(feedback))[item]).toBeGreaterThan(0);
      }),
      { numRuns: 100, seed: 6 },
    );
  });

  it("is what the README says", () => {
    expect(readFileSync(new URL("../../README.md", import.meta.url), "utf8")).toContain(costTable());
  });
});
