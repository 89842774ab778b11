import type { Theme } from "@earshot/core/theme.ts";
import { undo } from "@earshot/core/undoing.ts";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { memory } from "../memory/memory.ts";
import { steps, World } from "./corrections-world.ts";

/** All of a head but how often it was written, and when, where nobody is behind it. */
function lasting({ revision: _, countedAt: __, corrected: ___, createdAt, ...head }: Theme) {
  return head.supporters === 0 ? head : { ...head, createdAt };
}

async function lastingHeads(world: World) {
  await world.count();
  return new Map([...(await world.heads())].map(([id, head]) => [id, lasting(head)]));
}

describe("whatever people do", () => {
  test("everything counts what a naive model counts", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(steps.people, steps.corrections), { maxLength: 40, size: "max" }),
        fc.nat(7),
        async (taken, every) => {
          const world = await World.begin(memory());
          for (const [i, step] of taken.entries()) {
            await world.take(step);
            if (every > 0 && i % every === 0) await world.count();
          }
          await world.count();
          const { stored, model } = await world.compared();
          expect(stored).toEqual(model);
          expect(await world.faults()).toEqual([]);
        },
      ),
      { numRuns: 200 },
    );
  });

  test("merging and un-merging leaves the world as if it had never happened", async () => {
    const before = fc.array(steps.people, { maxLength: 25, size: "max" });
    // Said elsewhere, edited and taken back: all that happens to a theme itself, merged or not.
    const meanwhile = fc.array(
      steps.people.filter(
        (step) => step.do === "edit" || step.do === "withdraw" || (step.do === "say" && step.theme % 5 > 0),
      ),
      { maxLength: 10, size: "max" },
    );
    await fc.assert(
      fc.asyncProperty(before, meanwhile, fc.integer({ min: 1, max: 4 }), async (first, then, into) => {
        const [with_, without] = [await World.begin(memory()), await World.begin(memory())];
        for (const step of first) for (const world of [with_, without]) await world.take(step);
        const pause = { do: "unvote", theme: 0, person: 99 } as const;
        await with_.take({ do: "merge", theme: 0, into });
        await without.take(pause);
        for (const step of then) for (const world of [with_, without]) await world.take(step);
        await with_.count();
        await with_.take({ do: "unmerge", theme: 0 });
        await without.take(pause);
        expect(await lastingHeads(with_)).toEqual(await lastingHeads(without));
      }),
      { numRuns: 100 },
    );
  });

  test("undoing all corrections, the last one first, leaves the world as it was", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(steps.people, { maxLength: 15, size: "max" }),
        fc.array(steps.corrections, { minLength: 1, maxLength: 12, size: "max" }),
        async (first, corrections) => {
          const stores = memory();
          const world = await World.begin(stores);
          for (const step of first) await world.take(step);
          const rows = async () =>
            new Map((await Array.fromAsync(stores.feedback.all())).map(({ revision: _, ...one }) => [one.id, one]));
          const [heads, feedback] = [await lastingHeads(world), await rows()];
          const count = world.themes.length;
          for (const step of corrections) await world.take(step);
          for (const correction of world.corrections.toReversed()) await undo(world.deps, { correction, by: "Mara" });
          const after = await lastingHeads(world);
          for (const id of world.themes.slice(0, count))
            expect({ ...after.get(id), wordedOver: "" }).toEqual({ ...heads.get(id), wordedOver: "" });
          for (const id of world.themes.slice(count)) expect(after.get(id)).toMatchObject({ supporters: 0 });
          expect(await rows()).toEqual(feedback);
          expect(await world.faults()).toEqual([]);
        },
      ),
      {
        numRuns: 200,
        // A split that is asked for again when the theme it made before has others behind it.
        examples: [
          [
            [],
            [
              { do: "split", theme: 8, feedback: [0] },
              { do: "move", feedback: 28, theme: 9 },
              { do: "merge", theme: 0, into: 11 },
              { do: "split", theme: 3, feedback: [0] },
              { do: "move", feedback: 0, theme: 0 },
            ],
          ],
        ],
      },
    );
  });
});
