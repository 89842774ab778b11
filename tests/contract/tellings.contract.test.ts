import { expect, test } from "vitest";
import { contract } from "./engine.ts";

contract("tellings", (open) => {
  test("of what no message repeats, there are none", async () => {
    const { tellings } = await open();
    expect(await tellings.of("fbk_1")).toEqual([]);
    await tellings.note([], "out_1");
  });

  test("each message is known once by all that it repeats, however often that is noted", async () => {
    const { tellings } = await open();
    const many = Array.from({ length: 30 }, (_, i) => `fbk_${i}`);
    await tellings.note([...many, "thm_1", "thm_1"], "out_1");
    await tellings.note(many, "out_1");
    await tellings.note(["thm_1"], "out_2");
    for (const subject of many) expect(await tellings.of(subject)).toEqual(["out_1"]);
    expect(await tellings.of("thm_1")).toEqual(["out_1", "out_2"]);
    expect(await tellings.of("thm_2")).toEqual([]);
  });
});
