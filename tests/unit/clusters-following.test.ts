import { announce } from "@earshot/core/announcing.ts";
import { second } from "@earshot/core/clock.ts";
import { BoardClusters } from "@earshot/core/clusters.ts";
import { Standing } from "@earshot/core/facts.ts";
import { secureRandomness } from "@earshot/core/id.ts";
import { expect, test } from "vitest";
import { exampleFeedback } from "../memory/examples.ts";
import { memory } from "../memory/memory.ts";

const board = "ideas";

/** A board in memory that others write on, and what it has under way with the table. */
async function world(alone: boolean) {
  const stores = memory();
  const clock = { now: Date.parse("2026-03-04T10:00:00.000Z") };
  const looks = { underWay: 0 };
  const clusters = new BoardClusters({
    clustering: {
      ...stores.clustering,
      since: async (...asked) => {
        looks.underWay++;
        try {
          await new Promise((resume) => setImmediate(resume));
          return await stores.clustering.since(...asked);
        } finally {
          looks.underWay--;
        }
      },
    },
    ...{ feedback: stores.feedback, mayRebuild: true, alone },
    granularityOf: async () => "normal",
    standingOf: async () => new Standing(),
    clock: () => clock.now,
    randomness: secureRandomness,
    log: () => {},
  });
  const say = async (word: string) => {
    const text = `Please sort the ${word} by date.`;
    const one = exampleFeedback(word, { text, body: text, theme: `thm_${word}` });
    const { id, revision } = one;
    await announce({ clustering: stores.clustering, clock: () => clock.now }, board, [{ feedback: id, revision }]);
    await stores.feedback.put(one, undefined);
  };
  for (const word of ["scores", "invoices", "lyrics"]) await say(word);
  await clusters.prepare([board]);
  await say("calendars");
  clock.now += 10 * second;
  await clusters.prepare([board]);
  return { clusters, looks };
}

test("where others write too, who asks sees what they did, and nothing is left under way when she is answered: Lambda would freeze it", async () => {
  const { clusters, looks } = await world(false);
  expect(clusters.similar(board, "sort the calendars by date", 1)).toMatchObject([{ theme: "thm_calendars" }]);
  expect(looks.underWay).toBe(0);
});

test("who works alone has written all there is to see, and looks behind the back of who asks", async () => {
  const { looks } = await world(true);
  expect(looks.underWay).toBe(1);
});
