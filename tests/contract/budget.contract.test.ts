import { budgetDay } from "@earshot/core/budget.ts";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { contract, describeEngine, openTable } from "./engine.ts";

const day = "2026-03-02";
const limit = 1000;
const of = (id: string, amount: number, on = day) => ({ id, day: on, amount });
const none = { input: 0, output: 0 };

contract("budget", (open) => {
  test("nothing is spent on a day that nobody has begun", async () => {
    const { budget } = await open();
    expect(await budget.spent(day)).toEqual({ amount: 0, requests: 0, tokens: none });
  });

  test("what is set aside counts as spent until it is settled for what it did cost", async () => {
    const { budget } = await open();
    expect(await budget.reserve(of("a", 300), limit)).toBe(true);
    expect(await budget.spent(day)).toEqual({ amount: 300, requests: 1, tokens: none });
    await budget.settle(of("a", 300), 120, { input: 80, output: 4 });
    expect(await budget.spent(day)).toEqual({ amount: 120, requests: 1, tokens: { input: 80, output: 4 } });
  });

  test("the last of it can be spent, and no more", async () => {
    const { budget } = await open();
    expect(await budget.reserve(of("a", 1001), limit)).toBe(false);
    expect(await budget.reserve(of("b", 600), limit)).toBe(true);
    expect(await budget.reserve(of("c", 401), limit)).toBe(false);
    expect(await budget.reserve(of("d", 400), limit)).toBe(true);
    expect(await budget.reserve(of("e", 1), limit)).toBe(false);
    expect((await budget.spent(day)).amount).toBe(1000);
  });

  test("what a settled call left is there for the next", async () => {
    const { budget } = await open();
    await budget.reserve(of("a", 900), limit);
    expect(await budget.reserve(of("b", 900), limit)).toBe(false);
    await budget.settle(of("a", 900), 100, none);
    expect(await budget.reserve(of("b", 900), limit)).toBe(true);
  });

  test("settling again changes nothing, nor does settling what was never set aside", async () => {
    const { budget } = await open();
    await budget.reserve(of("a", 500), limit);
    await budget.settle(of("a", 500), 10, { input: 7, output: 1 });
    await budget.settle(of("a", 500), 10, { input: 7, output: 1 });
    await budget.settle(of("b", 500), 10, { input: 7, output: 1 });
    expect(await budget.spent(day)).toEqual({ amount: 10, requests: 1, tokens: { input: 7, output: 1 } });
  });

  test("a reservation that is repeated, since nobody heard the answer, is refused and stands once", async () => {
    const { budget } = await open();
    await budget.reserve(of("a", 100), limit);
    expect(await budget.reserve(of("a", 100), limit)).toBe(false);
    expect((await budget.spent(day)).amount).toBe(100);
  });

  test("a call that cost more than was set aside is counted in full", async () => {
    const { budget } = await open();
    await budget.reserve(of("a", 900), limit);
    await budget.settle(of("a", 900), 1200, none);
    expect((await budget.spent(day)).amount).toBe(1200);
    expect(await budget.reserve(of("b", 1), limit)).toBe(false);
  });

  test("a crash between the two leaves what was set aside spent", async () => {
    const { budget } = await open();
    await budget.reserve(of("crashed", 700), limit);
    expect(await budget.reserve(of("next", 400), limit)).toBe(false);
    expect((await budget.spent(day)).amount).toBe(700);
  });

  test("every day has its own, and a call is settled on the day that it was begun", async () => {
    const { budget } = await open();
    await budget.reserve(of("late", 1000), limit);
    expect(await budget.reserve(of("early", 1000, "2026-03-03"), limit)).toBe(true);
    await budget.settle(of("late", 1000), 50, none);
    expect((await budget.spent(day)).amount).toBe(50);
    expect((await budget.spent("2026-03-03")).amount).toBe(1000);
  });

  test("many at once never get more than there is", async () => {
    const { budget } = await open();
    const wishes = Array.from({ length: 40 }, (_, i) => budget.reserve(of(`r${i}`, 90), limit));
    const granted = (await Promise.all(wishes)).filter((got) => got).length;
    expect(granted).toBe(11);
    expect((await budget.spent(day)).amount).toBe(990);
  });

  test("whatever is asked in whatever order, no more is spent than the limit", async () => {
    const { budget } = await open();
    let days = 0;
    const step = fc.record({
      amount: fc.integer({ min: 0, max: 600 }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
      settles: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
        const today = budgetDay(Date.parse(day) + ++days * 86_400_000);
        await Promise.all(
          steps.map(async ({ amount, share, settles }, i) => {
            const reservation = of(`r${i}`, amount, today);
            if ((await budget.reserve(reservation, limit)) && settles)
              await budget.settle(reservation, Math.floor(amount * share), none);
            expect((await budget.spent(today)).amount).toBeLessThanOrEqual(limit);
          }),
        );
      }),
      { numRuns: 25 },
    );
  });
});

describe("the day's row", () => {
  describeEngine("in the table", () => {
    test("goes by itself after some months, and holds nothing of what was settled", async () => {
      const { store } = await openTable();
      await store.budget.reserve(of("a", 300), limit);
      await store.budget.settle(of("a", 300), 120, { input: 80, output: 4 });
      expect(await store.table.get({ pk: "BUDGET", sk: day }, true)).toEqual({
        pk: "BUDGET",
        sk: day,
        spent: 120,
        requests: 1,
        inputTokens: 80,
        outputTokens: 4,
        expires: Date.parse("2026-05-31T00:00:00Z") / 1000,
      });
    });
  });
});
