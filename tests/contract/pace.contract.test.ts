import { expect, test } from "vitest";
import { contract } from "./engine.ts";

const now = 1_772_452_800_000;
const asked = { now, apart: 1000, latest: now + 10_000 };

contract("pace", (open) => {
  test("the first turn is now, and each further one is a second later", async () => {
    const { pace } = await open();
    expect([await pace.turn("a", asked), await pace.turn("a", asked), await pace.turn("b", asked)]).toEqual([
      now,
      now + 1000,
      now,
    ]);
    expect(await pace.turn("a", { ...asked, now: now + 60_000, latest: now + 70_000 })).toBe(now + 60_000);
  });

  test("of many who ask at once each gets a turn of her own", async () => {
    const { pace } = await open();
    const turns = await Promise.all(Array.from({ length: 8 }, () => pace.turn("a", asked)));
    expect(turns.sort((a, b) => a - b)).toEqual(Array.from({ length: 8 }, (_, i) => now + 1000 * i));
  });

  test("nothing is taken where it would be too late", async () => {
    const { pace } = await open();
    await pace.hold("a", now + 60_000);
    expect(await pace.turn("a", asked)).toBe(now + 60_000);
    expect(await pace.turn("a", { ...asked, latest: now + 60_000 })).toBe(now + 60_000);
    expect(await pace.heldUntil("a")).toBe(now + 61_000);
  });

  test("a hold is only ever prolonged", async () => {
    const { pace } = await open();
    expect(await pace.heldUntil("a")).toBe(0);
    await pace.hold("a", now + 5000);
    await pace.hold("a", now + 1000);
    expect(await pace.heldUntil("a")).toBe(now + 5000);
  });
});
