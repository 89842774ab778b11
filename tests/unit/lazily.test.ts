import { lazily } from "@earshot/core/lazily.ts";
import { expect, test } from "vitest";
import * as z from "zod";

test("a schema is made with the first thing that is read by it, and once, whoever else rests on it", () => {
  let made = 0;
  const Part = lazily(() => {
    made++;
    return z.object({ name: z.string() });
  });
  const Whole = lazily(() => z.object({ part: Part.optional(), alike: z.array(Part) }));
  expect(made).toBe(0);
  expect(Whole.parse({ alike: [{ name: "a" }] })).toEqual({ alike: [{ name: "a" }] });
  expect(Whole.safeParse({ part: { name: 1 }, alike: [] }).success).toBe(false);
  expect(Part.unwrap().shape.name.parse("b")).toBe("b");
  expect(made).toBe(1);
});
