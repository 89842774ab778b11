import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { isoTime, second } from "@earshot/core/clock.ts";
import { countTheme } from "@earshot/core/counting.ts";
import { EarshotError, reasonOf } from "@earshot/core/error.ts";
import { differences } from "@earshot/core/rebuild.ts";
import { derivedRows, restoredRow } from "@earshot/store/keeping.ts";
import { current } from "@earshot/store/migrations.ts";
import { isEmpty } from "@earshot/store/outgoing.ts";
import type { Row } from "@earshot/store/table.ts";
import { openedFor } from "../../../functions/opening.ts";
import { progressBar } from "../console.ts";
import type { Command } from "../earshot.ts";
import type { House } from "../house.ts";
import { rowsOf } from "../transfer/files.ts";
import { type ExportFile, type Manifest, manifestFile, readManifest } from "../transfer/manifest.ts";
import { wordsOf } from "./words.ts";

const rowsAtOnce = 500;

/**
 * Puts an export into an empty table, or with --force in the place of what is there. Nothing is written before every
 * file was read to its end. Meanwhile nobody works on the table; broken off, it stays closed until the same export is
 * restored again, which repeats what was done and changes nothing by that.
 *
 *   check all files → close the table → (clear it) → facts → what is derived → joins, counts → verify → what waits
 *   → open it
 */
export const run: Command = async (house, words) => {
  const { values, positionals } = wordsOf(words, { force: { type: "boolean", default: false } }, 1);
  const folder = positionals[0] as string;
  const manifest = readManifest(folder);
  const { store } = house.runtime;
  if (manifest.shape > store.shape.known)
    throw new EarshotError(
      "input",
      `A newer Earshot wrote this export: its rows have shape ${manifest.shape}, and this one knows ${store.shape.known}. Install that version or a later one.`,
    );
  await store.shape.mustBeKnown();
  await check(folder, manifest);
  await close(house, nameOf(folder), values.force);
  await writeStage(house, folder, manifest, "facts");
  const themes = await derive(house);
  store.forget();
  await recount(house, themes);
  const wrong = await Array.fromAsync(differences(store));
  await writeStage(house, folder, manifest, "work");
  await store.shape.endRestoring();
  if (wrong.length > 0)
    throw new EarshotError(
      "conflict",
      `Restored, but ${wrong.length} figures are not what their rows say: npm run earshot -- rebuild`,
    );
  console.log(
    `Restored what was there at ${manifest.beganAt}: ${themes.size} themes, every figure is what its rows say.`,
  );
};

/** The same for the same export, whatever its folder is called. */
const nameOf = (folder: string): string =>
  createHash("sha256")
    .update(readFileSync(path.join(folder, manifestFile)))
    .digest("hex");

/** Reads everything once, and makes of it what would be written, so that nothing is begun that cannot be finished. */
async function check(folder: string, { files }: Manifest): Promise<void> {
  const bar = progressBar("Checking");
  for (const [i, file] of files.entries()) {
    for await (const row of rowsOf(folder, file)) made(row, file, 0);
    bar.at((i + 1) / files.length, file.name);
  }
  bar.end();
}

/** A row as it is to be, and that what is derived from it can be derived. */
function made(stored: Row, { name }: ExportFile, now: number): ReturnType<typeof restoredRow> {
  try {
    const row = restoredRow(current(stored), now);
    derivedRows(row, now);
    return row;
  } catch (error) {
    const { pk, sk } = stored;
    throw new EarshotError("input", `${name}: the row ${pk} / ${sk} cannot be understood: ${reasonOf(error)}`, {
      cause: error,
    });
  }
}

/** @throws EarshotError where the table is in use, or another export is being restored into it. */
async function close({ runtime }: House, name: string, force: boolean): Promise<void> {
  const { store, world } = runtime;
  const { shape, table } = store;
  const before = await shape.restoring();
  if (before && before.export !== name && !force)
    throw new EarshotError(
      "conflict",
      "Another export is half restored into this table. Restore that one again, or clear the table with --force.",
    );
  if (!before && !force && !(await isEmpty(table)))
    throw new EarshotError(
      "conflict",
      "The table is not empty. Restore into an empty one (EARSHOT_DATA, EARSHOT_TABLE), or clear this one with --force.",
    );
  const since = isoTime(world.clock());
  const clearing = before?.export === name ? before.stage === "clearing" : force;
  await shape.beginRestoring({ export: name, stage: clearing ? "clearing" : "writing", since });
  // Until then some may not have heard of it, where others work on this table.
  if (!world.alone) await (world.pause ?? pause)(openedFor + second);
  if (!clearing) return;
  await clear(runtime);
  await shape.beginRestoring({ export: name, stage: "writing", since });
}

async function clear({ store: { table } }: House["runtime"]): Promise<void> {
  let from: Row | undefined;
  do {
    const { rows, last } = await table.read(from, 1, true);
    const keys = rows.map(({ pk, sk }) => ({ pk: pk as string, sk: sk as string }));
    await table.deleteMany(keys.filter(({ pk, sk }) => pk !== "CONFIG" || sk !== "RESTORE"));
    from = last;
  } while (from);
}

async function writeStage(
  { runtime }: House,
  folder: string,
  { files }: Manifest,
  stage: ExportFile["stage"],
): Promise<void> {
  const { store, world } = runtime;
  const now = world.clock();
  const bar = progressBar(stage === "facts" ? "Restoring" : "Handing out");
  const some = files.filter((file) => file.stage === stage);
  for (const [i, file] of some.entries()) {
    let waiting: ReturnType<typeof restoredRow>[] = [];
    for await (const row of rowsOf(folder, file)) {
      waiting.push(made(row, file, now));
      if (waiting.length < rowsAtOnce) continue;
      await store.table.putMany(waiting);
      waiting = [];
    }
    await store.table.putMany(waiting);
    bar.at((i + 1) / some.length, file.name);
  }
  bar.end();
}

/**
 * Writes what is derived from the rows that are there by now, of which the export may have held an older version, too.
 * Returns all themes.
 */
async function derive({ runtime }: House): Promise<Set<string>> {
  const { store, world } = runtime;
  const themes = new Set<string>();
  let from: Row | undefined;
  do {
    const { rows, last } = await store.table.read(from, 1);
    const derived = rows.flatMap((row) => derivedRows(row, world.clock()));
    await store.table.putMany(derived);
    for (const { pk } of [...rows, ...derived]) if (String(pk).startsWith("thm_")) themes.add(String(pk));
    from = last;
  } while (from);
  return themes;
}

/** Rows that still name somebody who was joined move first: they count under whom she is by now. */
async function recount({ runtime }: House, themes: ReadonlySet<string>): Promise<void> {
  const { store, clusters, world } = runtime;
  for (const { person } of await store.people.joining())
    for (let left = 1; left > 0; ) left = await store.people.repoint(person);
  const bar = progressBar("Counting");
  let counted = 0;
  for (const theme of themes) {
    await countTheme({ ...store, clusters: async () => clusters, clock: world.clock, large: new Map() }, theme);
    bar.at(++counted / themes.size, `${counted} themes`);
  }
  bar.end();
}
