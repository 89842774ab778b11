import { announce, announceForgetting } from "@earshot/core/announcing.ts";
import { minute } from "@earshot/core/clock.ts";
import { BoardClusters } from "@earshot/core/clusters.ts";
import { tombstone } from "@earshot/core/erasure.ts";
import { Standing } from "@earshot/core/facts.ts";
import { secureRandomness } from "@earshot/core/id.ts";
import { expect, test } from "vitest";
import { exampleFeedback } from "../memory/examples.ts";
import { memory } from "../memory/memory.ts";

const words = ["scores", "rehearsals", "invoices", "calendars"];
const board = "ideas";

/** Two workers and a reader, who all keep in memory what one of six people says of her llama. */
async function world() {
  const stores = memory();
  const clock = { now: Date.parse("2026-03-04T10:00:00.000Z") };
  const keeper = (mayRebuild: boolean) =>
    new BoardClusters({
      ...{ clustering: stores.clustering, feedback: stores.feedback, mayRebuild },
      granularityOf: async () => "normal",
      standingOf: async () => new Standing(),
      clock: () => clock.now,
      randomness: secureRandomness,
      log: () => {},
    });
  const said = [...words.map((word) => `Please sort the ${word} by date.`), "My llama eats all printed scores."];
  const all = said.map((text, i) => exampleFeedback(`f${i}`, { text, body: text, theme: `thm_${i}` }));
  for (const one of all) await stores.feedback.put(one, undefined);
  const [first, second, reader] = [keeper(true), keeper(true), keeper(false)];
  await first.keep(board);
  for (const one of [second, reader]) await one.prepare([board]);
  const knows = async (one: BoardClusters) =>
    new TextDecoder("latin1").decode((await one.stateOf(board)).pack()).includes("llama");
  const hers = all.at(-1);
  if (!hers) throw new Error("hers");
  return { ...stores, clock, first, second, reader, knows, hers };
}

test("what is to be forgotten leaves the snapshot, and the memory of every worker and reader", async () => {
  const { first, second, reader, knows, hers, feedback, clustering, clock } = await world();
  for (const one of [first, second, reader]) expect(await knows(one)).toBe(true);
  await announce({ clustering, clock: () => clock.now }, board, [{ feedback: hers.id, revision: 2 }]);
  await feedback.put(tombstone({ ...hers, revision: 2 }, hers.at), hers);
  clock.now += minute;
  expect(await knows(second), "that it is gone tells no one which words went with it").toBe(true);
  const position = await announceForgetting({ clustering, clock: () => clock.now }, board);
  expect(await knows(reader), "a reader goes on with what it has until there is a new snapshot").toBe(true);
  expect(reader.similar(board, "sort the invoices by date", 1)).toHaveLength(1);
  expect(await first.keep(board)).toBe(true);
  const { head } = await clustering.since(board, 0);
  expect(head?.position).toBeGreaterThanOrEqual(position);
  for (const one of [first, second, reader]) {
    expect(await knows(one)).toBe(false);
    expect(one.similar(board, "sort the invoices by date", 1)).toHaveLength(1);
  }
  expect(await first.keep(board), "once is enough").toBe(false);
});

test("a worker that kept the old words cannot bring them back by its snapshot", async () => {
  const { first, second, knows, hers, feedback, clustering, clock } = await world();
  await feedback.put(tombstone({ ...hers, revision: 2 }, hers.at), hers);
  await announceForgetting({ clustering, clock: () => clock.now }, board);
  await first.keep(board);
  await second.keep(board, true);
  expect(await knows(second)).toBe(false);
  const { head } = await clustering.since(board, 0);
  const bytes = head && (await clustering.read(board, head));
  expect(new TextDecoder("latin1").decode(bytes)).not.toContain("llama");
});
