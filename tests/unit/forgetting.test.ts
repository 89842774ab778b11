import { unword } from "@earshot/core/forgetting.ts";
import { issueDelivery, materialState } from "@earshot/core/issue.ts";
import type { Theme } from "@earshot/core/theme.ts";
import { expect, test } from "vitest";
import { exampleTheme } from "../memory/examples.ts";
import { memory } from "../memory/memory.ts";

const now = Date.parse("2026-03-04T10:00:00.000Z");
const quotes = [{ text: "Ten people could come.", feedback: "fbk_others", visibility: "public" as const }];

async function world(...themes: Theme[]) {
  const stores = memory();
  const counted: string[] = [];
  for (const theme of themes) await stores.themes.put(theme, undefined);
  const deps = {
    ...stores,
    clusters: { keep: async () => true },
    count: async (theme: string) => void counted.push(theme),
    clock: () => now,
  };
  return { ...stores, deps, counted };
}

test("a theme told by a model is told anew, although nobody it cites was erased", async () => {
  const theme = exampleTheme("waiting lists", {
    ...{ quotes, wordedOver: "12:open:abc", title: "What a model made of it" },
    narrated: { by: "a model", sentences: [{ text: "People wait.", feedback: ["fbk_others"] }] },
  });
  const { deps, counted, themes } = await world(theme);
  await unword(deps, [theme.id]);
  const left = await themes.get(theme.id);
  expect(left).toMatchObject({ title: "", summary: "", quotes: [], wordedOver: "", revision: 2 });
  expect(left?.narrated).toBeUndefined();
  expect(counted).toEqual([theme.id]);
  await unword(deps, [theme.id]);
  expect((await themes.get(theme.id))?.revision, "again changes nothing").toBe(2);
});

test("a title of members' own words stays until counting finds that nobody else says it; a person's stays", async () => {
  const own = exampleTheme("own", { wordedOver: "3:open:abc" });
  const given = exampleTheme("given", { wordedOver: "3:open:abc", titleBy: "person" });
  const { deps, themes } = await world(own, given);
  await unword(deps, [own.id, given.id]);
  expect((await themes.get(own.id))?.title).toBe("own");
  expect((await themes.get(given.id))?.title).toBe("given");
});

test("of themes merged into one another all lose their words, and the one that stands for them is counted", async () => {
  const root = exampleTheme("root", { wordedOver: "3:open:abc", absorbed: [exampleTheme("part").id] });
  const part = exampleTheme("part", {
    ...{ wordedOver: "2:open:abc", quotes, status: "merged", mergedInto: root.id, issueWanted: true },
    issueAsked: "before",
  });
  const { deps, counted, themes, outbox } = await world(root, part);
  await unword(deps, [part.id, "thm_unknown"]);
  expect(await themes.get(part.id)).toMatchObject({ title: "", summary: "", quotes: [], wordedOver: "" });
  expect(await themes.get(root.id)).toMatchObject({ title: "root", summary: "", wordedOver: "" });
  expect(counted).toEqual([root.id]);
  const { items } = await outbox.list(["waiting"], { limit: 10 });
  expect(items, "its issue loses them at once: nobody counts it").toMatchObject([
    { kind: "issue", theme: part.id, dueAt: "2026-03-04T10:00:00.000Z" },
  ]);
});

test("an issue is written anew at once when its theme has new words after an erasure, a day later otherwise", () => {
  const asked = { issueWanted: true, issueDueAt: "2026-03-04T09:00:00.000Z" };
  const before = exampleTheme("before", { ...asked, wordedOver: "3:open:abc", issueAsked: "x" });
  const after = { ...before, title: "Another", revision: 2 };
  expect(issueDelivery(before, after, now)?.delivery.dueAt).toBe("2026-03-05T09:00:00.000Z");
  const unworded = { ...before, wordedOver: "" };
  expect(issueDelivery(unworded, after, now)?.delivery.dueAt).toBe("2026-03-04T10:00:00.000Z");
  const same = { ...unworded, issueAsked: materialState(unworded) };
  expect(issueDelivery(same, { ...same, wordedOver: "3:open:abc" }, now)?.delivery.dueAt).toBe(
    "2026-03-04T10:00:00.000Z",
  );
});
