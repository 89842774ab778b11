import { boardsNamed } from "@earshot/core/lookup.ts";
import { Sort } from "@earshot/core/theme.ts";
import type { Command } from "../earshot.ts";
import { themeLines } from "../show.ts";
import { oneOf, wordsOf } from "./words.ts";

/** The ranked list, for people or, as JSON, for programs. */
export const run: Command = async ({ runtime }, words) => {
  const { values } = wordsOf(words, {
    sort: { type: "string", default: "trending" },
    board: { type: "string" },
    limit: { type: "string", default: "20" },
    json: { type: "boolean", default: false },
  });
  const sort = oneOf("sort", values.sort, Sort.options);
  const boards = await boardsNamed(runtime.store, values.board === undefined ? undefined : [values.board]);
  const limit = Math.max(1, Math.min(1000, Number(values.limit) || 20));
  const { items } = await runtime.store.themes.list({ boards, visibilities: ["public", "private"], sort }, { limit });
  if (values.json) console.log(JSON.stringify(items, null, 2));
  else console.log(items.length === 0 ? "No themes yet." : themeLines(items));
};
