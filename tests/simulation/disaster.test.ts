import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { secureRandomness } from "@earshot/core/id.ts";
import { differences } from "@earshot/core/rebuild.ts";
import { run as exportTable } from "@earshot/local/commands/export.ts";
import { run as restoreTable } from "@earshot/local/commands/restore.ts";
import type { House } from "@earshot/local/house.ts";
import { isEmpty } from "@earshot/store/outgoing.ts";
import { expect, it, vi } from "vitest";
import type { Runtime } from "../../functions/runtime.ts";
import { DynamoStandIn } from "../stand-ins/dynamodb.ts";
import { directTo } from "../stand-ins/dynamodb-direct.ts";
import { answered } from "../stand-ins/dynamodb-line.ts";
import { Chance } from "./chance.ts";
import { Erased } from "./erasing.ts";
import { play } from "./history.ts";
import { Model, type Telling } from "./model.ts";
import { type Ground, World } from "./world.ts";

/**
 * The table is exported while a history goes on and everything goes wrong, then lost, and restored into another, by
 * processes of which the first ones are killed. What was acknowledged before the export began has to be there, and
 * every figure has to be what the rows say. What was decided after the export and told outside since, a message of that
 * week for one, the restored table knows nothing of, and it may be told again.
 *
 * EARSHOT_SIMULATION_SEED=4711 plays the one of that seed.
 */
const given = process.env.EARSHOT_SIMULATION_SEED;
const many = given === undefined ? 25 : 1;

function inMemory(): Ground {
  const table = new DynamoStandIn();
  return {
    ...{ name: "simulated", alone: true, connect: directTo },
    answer: (request, reading) => answered(table, request, reading),
    records: async () => table.records,
  };
}

/** As much of a house as commands need that do not work. */
const houseOf = (runtime: Runtime): House => ({ runtime, working: false }) as House;

interface Acknowledged {
  /** Of each piece of feedback, the newest telling. */
  said: Map<string, Telling>;
  /** As person and theme, where that is certain. */
  model: Model;
  casts: Model["casts"];
}

function acknowledged(model: Model): Acknowledged {
  const said = new Map([...model.things].map(([id, thing]) => [id, Model.latest(thing)]));
  return { said, model, casts: model.casts.filter(({ required }) => required) };
}

/** Restores as an operator does whose machine dies now and then: again and again, until it is done. */
async function restored(folder: string, chance: Chance, lost: World): Promise<World> {
  const world = new World(chance.fork(), inMemory(), lost);
  world.time.now = lost.time.now;
  for (let attempt = 0; ; attempt++) {
    const process = world.process("restorer");
    // Killed at a call that comes later each time.
    process.spared = attempt > 3;
    world.faults.active = true;
    let ended: Awaited<ReturnType<typeof process.does>>;
    await world.run([
      async () => {
        ended = await process.does((runtime) => restoreTable(houseOf(runtime), [folder]));
      },
    ]);
    if (ended && "value" in ended) return world;
    // Killed after the last write, and before it could say so.
    const isDone = attempt > 0 && (await world.store.shape.restoring()) === undefined;
    if (isDone && !(await isEmpty(world.store.table))) return world;
    if (attempt > 4) throw ended && "error" in ended ? ended.error : new Error("Restoring never ends.");
  }
}

async function missing({ store }: World, before: Acknowledged, after: Model): Promise<string[]> {
  const wrong: string[] = [];
  for await (const { of, field } of differences(store)) wrong.push(`rebuild --verify: ${of} ${field}`);
  const feedback = await store.feedback.getMany([...before.said.keys()]);
  const erased = new Erased(after);
  for (const [id, { version }] of before.said) {
    // The export may be from before the erasure, or from after it.
    const thing = after.things.get(id);
    if (thing && erased.fateOf(thing) !== "stays") continue;
    const found = feedback.get(id);
    const known = after.things.get(id)?.tellings.filter((one) => one.version >= version) ?? [];
    if (!found) wrong.push(`${id} is gone`);
    else if (!known.some(({ body, withdrawn }) => found.body === body && found.withdrawn === withdrawn))
      wrong.push(`${id} says "${found.body}", which is older than the export`);
  }
  const rows = await Array.fromAsync(
    store.table.scan({ expression: "begins_with(sk, :vote)", values: { ":vote": "WHO#" } }),
  );
  for (const cast of before.casts) {
    if (!after.casts.includes(cast) || erased.concerns(cast.alias)) continue;
    const person = after.personOf(cast.alias);
    const people = new Set(rows.filter(({ pk }) => cast.themes.has(pk as string)).map((row) => row.person as string));
    const roots = await store.people.rootsOf([...people]);
    if (![...roots.values()].some((root) => after.rootOf(root) === after.rootOf(person)))
      wrong.push(`the vote of ${cast.alias} is gone`);
  }
  return wrong;
}

async function lostAndRestored(seed: number): Promise<string[]> {
  const folder = mkdtempSync(path.join(tmpdir(), "earshot-disaster-"));
  const out = path.join(folder, "export");
  try {
    let before: Acknowledged | undefined;
    let after: Model | undefined;
    let lost: World | undefined;
    const played = await play(seed, inMemory(), undefined, async (world, acts) => {
      after = acts.model;
      lost = world;
      const exporter = world.process("exporter");
      exporter.spared = true;
      exporter.pageOf = 3;
      before = acknowledged(acts.model);
      const ended = await exporter.does((runtime) => exportTable(houseOf(runtime), ["--out", out]));
      if (ended && "error" in ended) throw ended.error;
    });
    if (played.wrong.length > 0 || !before || !after || !lost) return [...played.wrong, "nothing was exported"];
    expect(readdirSync(out)).toContain("manifest.json");
    const world = await restored(out, new Chance(seed), lost);
    await world.settle();
    const wrong = await missing(world, before, after);
    world.close();
    return wrong.length === 0 ? [] : [...wrong, "", ...played.told];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

it("what was acknowledged before an export outlives the table, whatever goes on and goes wrong meanwhile", async () => {
  const said = vi.spyOn(console, "log").mockImplementation(() => {});
  for (let count = 0; count < many; count++) {
    const seed = given === undefined ? Buffer.from(secureRandomness(4)).readUInt32LE() : Number(given);
    const wrong = await lostAndRestored(seed);
    expect(wrong, `EARSHOT_SIMULATION_SEED=${seed} npx vitest run tests/simulation/disaster.test.ts`).toEqual([]);
  }
  said.mockRestore();
}, 120_000);
