import { isoTime, minute, second } from "@earshot/core/clock.ts";
import type { Feedback } from "@earshot/core/feedback.ts";
import { newId } from "@earshot/core/id.ts";
import { readChanges } from "@earshot/store/changes.ts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Runtime } from "../../functions/runtime.ts";
import { faultsOf, landlord, newTable, noon } from "./house.ts";
import { type Fate, lineTo, runtimeAt, Tap, work } from "./network.ts";

const endpoint = landlord();

/** Needs that have hardly a word in common, each said in the very same words by everybody. */
const needs = [
  "Please give the calendar a dark mode, the white pages hurt my eyes at night.",
  "Exporting invoices as PDF fails with an error at the end of every month.",
  "Our clarinet section needs its own keys to the rehearsal room on Sundays.",
  "Searching old messages returns nothing when the name has an accent.",
];

interface Scene {
  table: string;
  time: { now: number };
  front: Runtime;
  tap: Tap;
  say(who: string, text: string): Promise<void>;
}

async function scene(): Promise<Scene> {
  const table = newTable();
  const time = { now: noon };
  const tap = await Tap.on(endpoint(), table);
  const front = runtimeAt(endpoint(), table, time);
  return {
    ...{ table, time, front, tap },
    say: (who, body) =>
      front.store.inbox.receive([
        {
          id: newId("inbox", time.now),
          receivedAt: isoTime(time.now),
          attempts: 0,
          parked: false,
          content: {
            type: "event",
            event: { source: "api", externalId: who, version: isoTime(time.now), body, withdrawn: false },
          },
        },
      ]),
  };
}

const feedbackOf = ({ store }: Runtime): Promise<Feedback[]> => Array.fromAsync(store.feedback.all());

/** Every need is one theme; every figure is what its rows say. */
async function oneThemeEach(runtime: Runtime): Promise<void> {
  const themes = new Map<string, Set<string | undefined>>();
  for (const { text, theme } of await feedbackOf(runtime)) themes.set(text, (themes.get(text) ?? new Set()).add(theme));
  for (const [text, found] of themes) expect([...found], text).toHaveLength(1);
  expect(new Set([...themes.values()].flatMap((found) => [...found])).size).toBe(themes.size);
  expect(await faultsOf(runtime)).toEqual([]);
}

/** What a worker knows of each piece of feedback is what its row says. */
async function knowsAll(runtime: Runtime): Promise<void> {
  const { index } = await runtime.clusters.stateOf("ideas");
  const stored = (await feedbackOf(runtime)).filter(({ theme }) => theme !== undefined);
  expect(index.size).toBe(stored.length);
  for (const { id, theme, text } of stored) {
    expect(index.themeOf(id), text).toBe(theme);
    expect(index.reads(id, text), text).toBe(true);
  }
}

describe("two workers at once", () => {
  it("never make two themes of one, whoever dies when and whoever is held up for how long", async () => {
    const someFate = fc.constantFrom<Fate>("goes well", "goes well", "goes well", "dies", "answer lost");
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(needs.length - 1), { minLength: 6, maxLength: 16 }),
        fc.array(someFate, { minLength: 1, maxLength: 20 }),
        fc.array(fc.integer({ min: 0, max: 90 }), { minLength: 4, maxLength: 4 }),
        async (said, fates, leaps) => {
          const { table, time, front, tap, say } = await scene();
          for (const [i, need] of said.entries()) await say(`somebody:${i}`, needs[need] ?? "");
          const records = await tap.read();
          let writes = 0;
          const start = async () => {
            let dead = false;
            const line = await lineTo(endpoint(), ({ write }) => {
              if (write === undefined) return dead ? "dies" : "goes well";
              // The clock leaps while a write is on its way: whoever holds a lease may have lost it by then.
              if (writes % 5 === 4) time.now += (leaps[writes % leaps.length] ?? 0) * second;
              const fate = dead ? "dies" : (fates[writes++ % fates.length] ?? "goes well");
              dead ||= fate === "dies";
              return fate;
            });
            return runtimeAt(line.url, table, time);
          };
          const workers = [await start(), await start()];
          for (let i = 0; i < records.length; i += 3) {
            const batch = readChanges(records.slice(i, i + 3));
            // Some of it both are given, as after a batch that failed.
            const next = readChanges(records.slice(i + 1, i + 5));
            const ends = await Promise.allSettled([workers[0]?.work(batch), workers[1]?.work(next)]);
            for (const [n, end] of ends.entries()) if (end.status === "rejected") workers[n] = await start();
          }
          // All that was left is taken up by somebody to whom nothing happens.
          const last = runtimeAt(endpoint(), table, time);
          const rest = await tap.read();
          for (let round = 0; round < 3; round++) {
            time.now += minute;
            await front.sweep();
            await work(last, tap, rest, 50);
          }
          expect((await front.store.inbox.backlog()).waiting).toBe(0);
          expect((await front.store.inbox.parked({ limit: 10 })).items).toEqual([]);
          await oneThemeEach(front);
          await knowsAll(last);
          await knowsAll(runtimeAt(endpoint(), table, time));
        },
      ),
      { numRuns: 12 },
    );
  }, 120_000);

  it("leave alone what the other is at, which is no failure", async () => {
    const { table, time, front, tap, say } = await scene();
    await say("ann", needs[0] ?? "");
    const other = await front.store.leases.take("clusters:ideas", "somebody else", time.now, time.now + minute);
    expect(other).toBeDefined();
    const worker = runtimeAt(endpoint(), table, time);
    await work(worker, tap, [], 10);
    expect(await feedbackOf(front)).toEqual([]);
    const { waiting } = await front.store.inbox.backlog();
    expect(waiting).toBe(1);
    time.now += 2 * minute;
    await front.sweep();
    await work(worker, tap, [], 10);
    expect(await feedbackOf(front)).toMatchObject([{ revision: 1 }]);
    expect((await front.store.inbox.backlog()).waiting).toBe(0);
  });

  it("who was held up until another took over opens no second theme, and sees the other's", async () => {
    const { table, time, front, tap, say } = await scene();
    await say("ann", needs[0] ?? "");
    await say("bo", needs[0] ?? "");
    const [anns, bos] = (await tap.read()).map((record) => readChanges([record]));
    const second = runtimeAt(endpoint(), table, time);
    let held = 0;
    const line = await lineTo(endpoint(), ({ operation }) => {
      if (operation !== "TransactWriteItems" || held++ > 0) return "goes well";
      time.now += 10 * minute;
      return "goes well";
    });
    // The other takes over while the first is about to write; the first goes on where it was.
    const slow = runtimeAt(line.url, table, time);
    const put = slow.store.feedback.put.bind(slow.store.feedback);
    slow.store.feedback.put = async (...args) => {
      if (held === 0) {
        held++;
        time.now += 10 * minute;
        await second.work(bos ?? readChanges([]));
      }
      return put(...args);
    };
    await slow.work(anns ?? readChanges([]));
    await work(second, tap, [], 10);
    expect(await feedbackOf(front)).toHaveLength(2);
    await oneThemeEach(front);
  });
});

describe("the state of a board", () => {
  /** Some feedback, taken in; and a worker that has nothing in its memory. */
  async function taken(count = 12) {
    const world = await scene();
    for (let i = 0; i < count; i++) await world.say(`somebody:${i}`, needs[i % 3] ?? "");
    await work(runtimeAt(endpoint(), world.table, world.time), world.tap, [], 5);
    return { ...world, fresh: () => runtimeAt(endpoint(), world.table, world.time) };
  }

  it("is its snapshot and what was announced since, followed by who has it in memory", async () => {
    const { table, time, tap, say, fresh } = await taken();
    const reader = fresh();
    await knowsAll(reader);
    expect(await reader.clusters.keep("ideas", true)).toBe(true);
    expect((await reader.store.clustering.since("ideas", 0)).log).toEqual([]);
    await say("late", needs[3] ?? "");
    time.now += second;
    await say("somebody:1", `${needs[0]} Edited.`);
    await work(fresh(), tap, [], 5);
    await knowsAll(reader);
    await knowsAll(fresh());
    expect((await reader.store.clustering.since("ideas", 0)).log).not.toEqual([]);
    expect(table).toBeDefined();
  });

  it.each<[string, (world: Awaited<ReturnType<typeof taken>>) => Promise<void>]>([
    ["the snapshot is missing", async ({ front }) => front.store.clustering.forget("ideas")],
    [
      "a part of it is missing",
      async ({ front }) => {
        const { head } = await front.store.clustering.since("ideas", 0);
        await front.store.table.delete({ pk: `SNAPSHOT#ideas#${head?.generation}`, sk: "0000" });
      },
    ],
    [
      "it is damaged",
      async ({ front }) => {
        const { head } = await front.store.clustering.since("ideas", 0);
        await front.store.table.put({ pk: `SNAPSHOT#ideas#${head?.generation}`, sk: "0000", part: Buffer.from("x") });
      },
    ],
    [
      "it is of another version",
      async ({ front }) => {
        const { head } = await front.store.clustering.since("ideas", 0);
        const bytes = head && (await front.store.clustering.read("ideas", head));
        if (!head || !bytes) throw new Error("There is no snapshot.");
        new DataView(bytes.buffer, bytes.byteOffset).setUint32(8, 99, true);
        await front.store.clustering.write("ideas", { ...head, generation: "other" }, bytes, head);
      },
    ],
    [
      "a row of the log is missing",
      async ({ front }) => {
        const { log } = await front.store.clustering.since("ideas", 0);
        await front.store.table.delete({
          pk: "CLUSTERS#ideas",
          sk: `LOG#${String(log.at(0)?.position).padStart(12, "0")}`,
        });
      },
    ],
    [
      "all of it is gone",
      async ({ front }) => {
        const rows = await front.store.table.partition("CLUSTERS#ideas");
        await front.store.table.deleteMany(rows as { pk: string; sk: string }[]);
      },
    ],
  ])("is made anew where %s", async (_, damage) => {
    const world = await taken();
    await world.fresh().clusters.keep("ideas", true);
    for (const who of ["late", "later", "last"]) {
      await world.say(who, needs[3] ?? "");
      await work(world.fresh(), world.tap, [], 5);
    }
    await damage(world);
    const worker = world.fresh();
    await knowsAll(worker);
    await world.say("afterwards", needs[1] ?? "");
    await work(worker, world.tap, [], 5);
    await oneThemeEach(worker);
    await worker.clusters.keep("ideas", true);
    await knowsAll(world.fresh());
    await knowsAll(worker);
  });

  it("is reloaded by who has missed what a snapshot took the place of", async () => {
    const world = await taken(4);
    const reader = world.fresh();
    await knowsAll(reader);
    await world.say("late", needs[3] ?? "");
    const other = world.fresh();
    await work(other, world.tap, [], 5);
    await other.clusters.keep("ideas", true);
    expect((await other.store.clustering.since("ideas", 0)).log).toEqual([]);
    await knowsAll(reader);
  });
});
