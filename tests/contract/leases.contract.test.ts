import { isError } from "@earshot/core/error.ts";
import { Leasing } from "@earshot/core/lease.ts";
import { describe, expect, test } from "vitest";
import { exampleFeedback } from "../memory/examples.ts";
import { contract } from "./engine.ts";

contract("leases", (open) => {
  test("one holder at a time, until it is given back or runs out; the fence grows with each change of hands", async () => {
    const { leases } = await open();
    const ann = await leases.take("board", "ann", 100, 200);
    expect(ann).toEqual({ name: "board", token: "ann", fence: 1, until: 200 });
    expect(await leases.take("board", "bo", 150, 250)).toBeUndefined();
    expect(await leases.take("board", "bo", 200, 300), "it holds up to its very end").toBeUndefined();
    expect(await leases.take("board", "ann", 150, 260), "prolonged, not changed").toMatchObject({
      fence: 1,
      until: 260,
    });
    expect(await leases.take("board", "bo", 210, 310)).toBeUndefined();
    expect(await leases.take("board", "bo", 261, 400)).toMatchObject({ token: "bo", fence: 2 });
    expect(await leases.take("board", "ann", 262, 400), "who lost it is as everybody else").toBeUndefined();
  });

  test("of many at once one gets it", async () => {
    const { leases } = await open();
    const tokens = Array.from({ length: 8 }, (_, i) => `worker ${i}`);
    const holds = await Promise.all(tokens.map((token) => leases.take("board", token, 0, 100)));
    expect(holds.filter((hold) => hold !== undefined)).toHaveLength(1);
  });

  test("given back it is free at once, with a new fence; who lost it gives nothing back", async () => {
    const { leases } = await open();
    const ann = await leases.take("board", "ann", 0, 100);
    if (ann) await leases.release(ann);
    const bo = await leases.take("board", "bo", 1, 100);
    expect(bo).toMatchObject({ fence: 2 });
    if (ann) await leases.release(ann);
    expect(await leases.take("board", "cy", 2, 100)).toBeUndefined();
    expect(await leases.take("other board", "cy", 2, 100)).toMatchObject({ fence: 1 });
  });

  test("of several parts of one process that begin at once one holds it, and the next when that is done", async () => {
    const { leases } = await open();
    const leasing = new Leasing(leases, () => 0, "alone");
    const begin = () => Promise.all([1, 2, 3].map(() => leasing.begin("board")));
    expect((await begin()).filter((hold) => hold !== undefined)).toHaveLength(1);
    expect(await leasing.begin("board")).toBeUndefined();
    await leasing.release("board");
    expect((await begin()).filter((hold) => hold !== undefined)).toHaveLength(1);
  });

  describe("feedback", () => {
    test("is written under a lease as long as it has not changed hands", async () => {
      const { leases, feedback } = await open();
      const ann = await leases.take("board", "ann", 0, 100);
      const one = exampleFeedback("one");
      await feedback.put(one, undefined, ann);
      await leases.take("board", "bo", 101, 200);
      const late = feedback.put(exampleFeedback("two"), undefined, ann);
      await expect(late).rejects.toSatisfy((error) => isError(error, "conflict"));
      expect(await feedback.getMany([one.id, exampleFeedback("two").id])).toHaveProperty("size", 1);
    });
  });
});
