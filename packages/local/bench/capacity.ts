import { setTimeout as wait } from "node:timers/promises";
import { Team } from "@earshot/core/board.ts";
import { week } from "@earshot/core/clock.ts";
import { lastWholeWeek } from "@earshot/core/digest/due.ts";
import { keptDigest } from "@earshot/core/digesting.ts";
import { existingBoards } from "@earshot/core/lookup.ts";
import { Sort } from "@earshot/core/theme.ts";
import { inTurns } from "@earshot/core/turns.ts";
import { castVote } from "@earshot/core/voting.ts";
import { Store } from "@earshot/store/store.ts";
import { reportingOf } from "../../../functions/base.ts";
import type { House } from "../house.ts";
import { price } from "./cost.ts";
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

interface Units {
  reads: number;
  writes: number;
}

/** A head in its place, and its cards in the four ranked lists. */
const headWrites = 1 + 4;

/**
 * What it would cost if every row that has to be were written once, with none above a kilobyte, and nothing read that
 * need not be: no order of doing things is cheaper.
 */
const least = {
  /** Received, fetched from there and deleted; itself and its place in the index by person; in its theme. */
  itemInBulk: { reads: 0, writes: 1 + 1 + 2 + 1 },
  /** The same, and its theme counted for it alone: what is there is read, and the head written. */
  item: { reads: 0.5, writes: 1 + 1 + 2 + 1 + headWrites },
  /** The theme has to be there; the vote and its place in the index by person. */
  vote: { reads: 0.5, writes: 2 },
  /** A head is written once a second at most. */
  tally: (votes: number, seconds: number) => ({ reads: 0, writes: (headWrites * Math.max(1, seconds)) / votes }),
  /** Half a unit for each four kilobytes of what is shown. */
  read: (shown: unknown) => ({ reads: Math.ceil(bytesOf(shown) / 4096) / 2, writes: 0 }),
} as const;

/** About what DynamoDB counts: names and values, without what holds them together in JSON. */
const bytesOf = (value: unknown): number => JSON.stringify(value).replace(/[[\]{}",:]/g, "").length;

/** Beside the units what they cost a million times over, in US dollars, and the least that there could be. */
function tell(name: string, { reads, writes }: Units, floor: Units): void {
  print("capacity", name, {
    ...{ read_units: reads, write_units: writes },
    ...{ least_read_units: floor.reads, least_write_units: floor.writes },
    usd_per_million: (reads * price.read + writes * price.write) * 1e6,
  });
}

/** Capacity units that the table really consumed, per item taken in, vote, count of votes, page of 20 themes, digest. */
export async function run(): Promise<void> {
  let used: Units = { reads: 0, writes: 0 };
  const meter = (more: Units) => {
    used = { reads: used.reads + more.reads, writes: used.writes + more.writes };
  };
  const report = (name: string, per: number, floor: Units) => {
    tell(name, { reads: used.reads / per, writes: used.writes / per }, floor);
    used = { reads: 0, writes: 0 };
  };
  await inEmptyHouse({ meter, everyMinute: false }, async (house) => {
    const { runtime, settle } = house;
    const { store } = runtime;
    const random = seeded(1);
    const now = Date.now();
    const entries = Array.from({ length: items }, (_, i) => entryOf(voice(random, i, now), now));
    for (let i = 0; i < items; i += 500) await store.inbox.receive(entries.slice(i, i + 500));
    await settle();
    report("item, all told, in bulk", items, least.itemInBulk);
    for (let i = 0; i < single; i++) {
      await store.inbox.receive([entryOf(voice(random, items + i, now), now)]);
      await settle();
    }
    report("item, all told, one at a time", single, least.item);
    const boards = (await existingBoards(store)).map(({ id }) => id);
    const { items: themes } = await store.themes.list({ boards, visibilities: ["public"], sort: "top" }, { limit: 20 });
    const theme = themes[0]?.id ?? "";
    used = { reads: 0, writes: 0 };
    const { reads, writes } = await castVotes(house, theme, people("voter", votes), burst);
    tell("vote, on the request", { reads: reads / votes, writes: writes / votes }, least.vote);
    await settle();
    report("tally, per vote of a burst", votes, least.tally(votes, 0));
    await castVotes(house, theme, people("latecomer", votes), trickle);
    await settle();
    const seconds = (votes * trickle.between) / 1000;
    report(`tally, per vote at ${votes / seconds} votes a second on one theme`, votes, least.tally(votes, seconds));
    const before = await store.themes.get(theme);
    await castVotes(house, theme, people("crowd", crowd), storm);
    await settle();
    report(`tally, per vote of ${crowd} at once on one theme`, crowd, least.tally(crowd, 0));
    // What was put off, since it is counted so often already, is the minute's work.
    await runtime.sweep();
    await settle();
    const after = await store.themes.get(theme);
    print("capacity", `${crowd} votes at once on one theme`, {
      counted: (after?.votes ?? 0) - (before?.votes ?? 0),
      head_writes: (after?.revision ?? 0) - (before?.revision ?? 0),
    });
    for (const sort of Sort.options) {
      const page = await alone(house, ({ themes }) =>
        themes.list({ boards, visibilities: ["public"], sort }, { limit: 20 }),
      );
      tell(`page of 20 themes, ${sort}`, page, least.read(page.got.items));
    }
    const team = Team.parse({ id: "product", name: "Product" });
    await store.settings.putTeam(team);
    for (const board of await existingBoards(store)) await store.settings.putBoard({ ...board, team: team.id });
    const digest = await alone(house, (store) =>
      keptDigest({ ...reportingOf(runtime), ...store }, team, lastWholeWeek(team, now + week)),
    );
    const kilobytes = Math.ceil(bytesOf(digest.got) / 1024);
    tell("digest", digest, { ...least.read(digest.got), writes: kilobytes });
  });
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
async function alone<T>({ runtime }: House, ask: (store: Store) => Promise<T>): Promise<Units & { got: T }> {
  const used: Units = { reads: 0, writes: 0 };
  const endpoint = runtime.environment.AWS_ENDPOINT_URL_DYNAMODB ?? "";
  const store = new Store(runtime.environment.EARSHOT_TABLE, { endpoint }, ({ reads, writes }) => {
    used.reads += reads;
    used.writes += writes;
  });
  try {
    const got = await ask(store);
    return { ...used, got };
  } finally {
    store.close();
  }
}

const people = (called: string, count: number): string[] =>
  Array.from({ length: count }, (_, i) => `email:${called}${i}@example.org`);
