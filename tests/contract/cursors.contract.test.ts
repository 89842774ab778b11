import { expect, test } from "vitest";
import { contract } from "./engine.ts";

contract("cursors", (open) => {
  test("a source that was never asked has no cursor", async () => {
    const { cursors } = await open();
    expect(await cursors.get("zendesk")).toBeUndefined();
  });

  test("each source keeps the cursor that was put last, letter for letter", async () => {
    const { cursors } = await open();
    const odd = ' {"after":"MTU3=="}\n\u00e4 ';
    await cursors.put("discourse", "1");
    await cursors.put("zendesk", "a");
    await cursors.put("discourse", odd);
    expect(await cursors.get("discourse")).toBe(odd);
    expect(await cursors.get("zendesk")).toBe("a");
  });

  test("an empty cursor is one, too", async () => {
    const { cursors } = await open();
    await cursors.put("zendesk", "");
    expect(await cursors.get("zendesk")).toBe("");
  });
});
