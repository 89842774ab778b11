import type { Mark } from "@earshot/core/answer.ts";
import { expect, test } from "vitest";
import { contract } from "./engine.ts";

const mark = (theme: string, at: string, said = "Planned by Ines."): Mark => ({ theme, choice: "plan", said, at });
const [early, late] = ["2026-03-02T12:00:00.000Z", "2026-03-02T12:00:01.000Z"];

contract("marks", (open) => {
  test("of a message that nothing was decided on, there are none", async () => {
    const { marks } = await open();
    expect(await marks.of("out_1")).toEqual([]);
  });

  test("each theme has its last, whichever came first, and one delivery's are not another's", async () => {
    const { marks } = await open();
    await marks.put("out_1", mark("thm_b", late, "the later"));
    await marks.put("out_1", mark("thm_b", early));
    await marks.put("out_1", mark("thm_b", late, "the later"));
    await marks.put("out_1", mark("thm_a", early));
    await marks.put("out_1", mark("thm_a", late, "the later"));
    await marks.put("out_2", mark("thm_c", early));
    expect(await marks.of("out_1")).toEqual([mark("thm_a", late, "the later"), mark("thm_b", late, "the later")]);
    expect(await marks.of("out_2")).toEqual([mark("thm_c", early)]);
  });
});
