import { setTimeout as wait } from "node:timers/promises";
import { existingBoards } from "@earshot/core/lookup.ts";
import { Sort } from "@earshot/core/theme.ts";
import { inTurns } from "@earshot/core/turns.ts";
import { castVote } from "@earshot/core/voting.ts";
import { Store } from "@earshot/store/store.ts";
import type { House } from "../house.ts";
import { inEmptyHouse, print } from "./folder.ts";
import { entryOf, seeded, voice } from "./voices.ts";

const items = 2000;
const single = 30;
const votes = 500;
const crowd = 5000;

/** How votes come: so many at once, and milliseconds between one person's and the next. */
interface Rush {
  atOnce: number;
  between: number;
}

const burst: Rush = { atOnce: 1, between: 0 };
const trickle: Rush = { atOnce: 1, between: 20 };
/** As many at once as a busy server has connections. */
const storm: Rush = { atOnce: 32, between: 0 };

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
    const { reads, writes } = await castVotes(house, theme, people("voter", votes), burst);
    print("capacity", "vote, on the request", { read_units: reads / votes, write_units: writes / votes });
    await settle();
    report("tally, per vote of a burst", votes);
    await castVotes(house, theme, people("latecomer", votes), trickle);
    await settle();
    report(`tally, per vote at ${1000 / trickle.between} votes a second on one theme`, votes);
    const before = await store.themes.get(theme);
    await castVotes(house, theme, people("crowd", crowd), storm);
    await settle();
    report(`tally, per vote of ${crowd} at once on one theme`, crowd);
    const after = await store.themes.get(theme);
    print("capacity", `${crowd} votes at once on one theme`, {
      counted: (after?.votes ?? 0) - (before?.votes ?? 0),
      head_writes: (after?.revision ?? 0) - (before?.revision ?? 0),
    });
    for (const sort of Sort.options) {
      const { reads, writes } = await alone(house, async ({ themes }) => {
        await themes.list({ boards, visibilities: ["public"], sort }, { limit: 20 });
      });
      print("capacity", `page of 20 themes, ${sort}`, { read_units: reads, write_units: writes });
    }
  }, meter);
}

/** People's votes for one theme, and what the requests alone consume. */
function castVotes(house: House, theme: string, people: readonly string[], { atOnce, between }: Rush) {
  return alone(house, async (store) => {
    const deps = { ...store, clock: house.runtime.world.clock };
    await inTurns(people, atOnce, async (alias) => {
      await castVote(deps, { theme, alias });
      if (between > 0) await wait(between);
    });
  });
}

/** What something consumes over a connection of its own, so that its units and the workers' are not mixed up. */
async function alone({ runtime }: House, ask: (store: Store) => Promise<void>) {
  const used = { reads: 0, writes: 0 };
  const endpoint = runtime.environment.AWS_ENDPOINT_URL_DYNAMODB ?? "";
  const store = new Store(runtime.environment.EARSHOT_TABLE, { endpoint }, ({ reads, writes }) => {
    used.reads += reads;
    used.writes += writes;
  });
  try {
    await ask(store);
  } finally {
    store.close();
  }
  return used;
}

const people = (called: string, count: number): string[] =>
  Array.from({ length: count }, (_, i) => `email:${called}${i}@example.org`);
