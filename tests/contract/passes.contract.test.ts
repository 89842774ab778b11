import { type Pass, passOf } from "@earshot/core/pass.ts";
import { expect, test } from "vitest";
import { contract } from "./engine.ts";
import { at } from "./examples.ts";

const pass: Pass = {
  id: passOf("a link"),
  email: "ann@example.org",
  to: "/?sort=new",
  intent: { does: "say", said: { key: "12345678", body: "A text,\nwith <all> it has: 😀" } },
  until: at(20),
};

contract("passes", (open) => {
  test("a pass is there as it was written, until its time", async () => {
    const { passes } = await open();
    expect(await passes.get(pass.id, at(0))).toBeUndefined();
    expect(await passes.put(pass)).toBe(true);
    expect(await passes.get(pass.id, at(19))).toEqual(pass);
    expect(await passes.get(pass.id, at(20))).toBeUndefined();
    expect(await passes.take(pass.id, at(20))).toBeUndefined();
  });

  test("writing it twice shows that it was there, and leaves it as it was", async () => {
    const { passes } = await open();
    const many = await Promise.all(Array.from({ length: 20 }, (_, i) => passes.put({ id: pass.id, until: at(i + 1) })));
    expect(many.filter(Boolean)).toHaveLength(1);
    expect((await passes.get(pass.id, at(0)))?.until).toBe(at(many.indexOf(true) + 1));
  });

  test("of many who take it at once, one gets it", async () => {
    const { passes } = await open();
    await passes.put(pass);
    const taken = await Promise.all(Array.from({ length: 20 }, () => passes.take(pass.id, at(0))));
    expect(taken.filter((one) => one !== undefined)).toEqual([pass]);
    expect(await passes.get(pass.id, at(0))).toBeUndefined();
  });
});
