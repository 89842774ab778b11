import { setTimeout as wait } from "node:timers/promises";
import { existingBoards } from "@earshot/core/lookup.ts";
import { Sort } from "@earshot/core/theme.ts";
import { castVote } from "@earshot/core/voting.ts";
import { Store } from "@earshot/store/store.ts";
import type { House } from "../house.ts";
import { inEmptyHouse, print } from "./folder.ts";
import { entryOf, seeded, voice } from "./voices.ts";

const items = 2000;
const single = 30;
const votes = 500;
/** Milliseconds between two votes for a theme that many want at once. */
const between = 20;

/** Capacity units that the table really consumed, per item taken in, per vote, per page of 20 themes. */
export async function run(): Promise<void> {
  let used = { reads: 0, writes: 0 };
  const meter = (more: { reads: number; writes: number }) => {
    used = { reads: used.reads + more.reads, writes: used.writes + more.writes };
  };
  const report = (name: string, per: number) => {
    print("capacity", name, { read_units: used.reads / per, write_units: used.writes / per });
    used = { reads: 0, writes: 0 };
  };
  await inEmptyHouse(async (house) => {
    const { runtime, settle } = house;
    const { store } = runtime;
    const random = seeded(1);
    const now = Date.now();
    const entries = Array.from({ length: items }, (_, i) => entryOf(voice(random, i, now), now));
    for (let i = 0; i < items; i += 500) await store.inbox.receive(entries.slice(i, i + 500));
    await settle();
    report("item, all told, in bulk", items);
    for (let i = 0; i < single; i++) {
      await store.inbox.receive([entryOf(voice(random, items + i, now), now)]);
      await settle();
    }
    report("item, all told, one at a time", single);
    const boards = (await existingBoards(store)).map(({ id }) => id);
    const { items: themes } = await store.themes.list({ boards, visibilities: ["public"], sort: "top" }, { limit: 20 });
    const theme = themes[0]?.id ?? "";
    used = { reads: 0, writes: 0 };
    const { reads, writes } = await castVotes(house, theme, "voter");
    print("capacity", "vote, on the request", { read_units: reads / votes, write_units: writes / votes });
    await settle();
    report("tally, per vote of a burst", votes);
    await castVotes(house, theme, "latecomer", between);
    await settle();
    report(`tally, per vote at ${1000 / between} votes a second on one theme`, votes);
    for (const sort of Sort.options) {
      used = { reads: 0, writes: 0 };
      await store.themes.list({ boards, visibilities: ["public"], sort }, { limit: 20 });
      report(`page of 20 themes, ${sort}`, 1);
    }
  }, meter);
}

/**
 * Votes for one theme, one after the other with a pause between them, and what the requests alone consume: they have a
 * connection of their own, so that their units and the workers' are not mixed up.
 */
async function castVotes({ runtime }: House, theme: string, voter: string, pause = 0) {
  const used = { reads: 0, writes: 0 };
  const endpoint = runtime.environment.AWS_ENDPOINT_URL_DYNAMODB ?? "";
  const store = new Store(runtime.environment.EARSHOT_TABLE, { endpoint }, ({ reads, writes }) => {
    used.reads += reads;
    used.writes += writes;
  });
  try {
    const deps = { ...store, clock: runtime.world.clock };
    for (let i = 0; i < votes; i++) {
      await castVote(deps, { theme, alias: `email:${voter}${i}@example.org` });
      if (pause > 0) await wait(pause);
    }
  } finally {
    store.close();
  }
  return used;
}
