import { weekNamed } from "@earshot/core/calendar.ts";
import { composeDigest } from "@earshot/core/digest/composing.ts";
import type { Digest } from "@earshot/core/digest.ts";
import { expect, test } from "vitest";
import { themeOf } from "../stand-ins/themes.ts";
import { contract } from "./engine.ts";

function digestOf(team: string, week: string, title = "Refund a booking in two steps"): Digest {
  const theme = themeOf({ supporters: 3, title });
  return composeDigest({
    team: { id: team, name: team, digest: { weekday: 1, hour: 8, timeZone: "UTC" } },
    week: weekNamed(week),
    now: Date.parse("2026-11-16T08:00:00Z"),
    first: true,
    themes: [{ theme, before: { ...theme, supporters: 0 }, after: theme, url: "https://ideas.example/themes/t" }],
  });
}

contract("digests", (open) => {
  test("a digest is kept as it was composed first", async () => {
    const { digests } = await open();
    expect(await digests.get("core", "2026-W46")).toBeUndefined();
    const first = digestOf("core", "2026-W46");
    expect(await digests.put(first)).toBe(true);
    expect(await digests.put(digestOf("core", "2026-W46", "Another"))).toBe(false);
    expect(await digests.get("core", "2026-W46")).toEqual(first);
    expect(await digests.get("core", "2026-W45")).toBeUndefined();
    expect(await digests.get("money", "2026-W46")).toBeUndefined();
  });

  test("of many who keep one at once, one does", async () => {
    const { digests } = await open();
    const kept = await Promise.all(
      Array.from({ length: 10 }, (_, i) => digests.put(digestOf("core", "2026-W46", `${i}`))),
    );
    expect(kept.filter(Boolean)).toHaveLength(1);
  });

  test("the one before is the newest of the same team for an earlier week", async () => {
    const { digests } = await open();
    for (const [team, week] of [
      ["core", "2025-W52"],
      ["core", "2026-W44"],
      ["core", "2026-W46"],
      ["money", "2026-W45"],
    ])
      await digests.put(digestOf(team as string, week as string));
    expect((await digests.before("core", "2026-W46"))?.week).toBe("2026-W44");
    expect((await digests.before("core", "2026-W44"))?.week).toBe("2025-W52");
    expect(await digests.before("core", "2025-W52")).toBeUndefined();
    expect(await digests.before("nobody", "2026-W46")).toBeUndefined();
  });
});
