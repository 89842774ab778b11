import { isoTime } from "@earshot/core/clock.ts";
import { type CountingDeps, countTheme } from "@earshot/core/counting.ts";
import type { ThemeStore } from "@earshot/core/ports.ts";
import { expect, test } from "vitest";
import { exampleFeedback } from "../memory/examples.ts";
import { memory } from "../memory/memory.ts";

test("a theme whose only feedback is taken back while it gets its head counts nobody in the end", async () => {
  const stores = memory();
  const theme = "thm_1";
  const said = exampleFeedback("1", { theme });
  await stores.feedback.put(said, undefined);
  let reads = 0;
  const evidence: ThemeStore["evidence"] = async (id) => {
    const found = await stores.themes.evidence(id);
    // Taken back, and counted by somebody who finds nothing to write, after the first one has read.
    if (reads++ === 0) {
      const { theme: _, ...rest } = said;
      await stores.feedback.put({ ...rest, withdrawn: true, revision: said.revision + 1 }, said);
      await countTheme(deps, id);
    }
    return found;
  };
  const deps = {
    ...stores,
    themes: { ...stores.themes, evidence },
    large: new Map(),
    clock: () => Date.parse(isoTime(0)),
    clusters: async () => ({
      prepare: async () => {},
      word: () => ({ title: "", titleScore: 0, draft: true, summary: "", quotes: [] }),
    }),
  } as unknown as CountingDeps;
  await countTheme(deps, theme);
  expect(await stores.themes.get(theme)).toMatchObject({ supporters: 0, feedback: 0 });
});
