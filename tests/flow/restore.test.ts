import { cpSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { run as exportTable } from "@earshot/local/commands/export.ts";
import { run as restoreTable } from "@earshot/local/commands/restore.ts";
import { type House, openHouse } from "@earshot/local/house.ts";
import { readChanges } from "@earshot/store/changes.ts";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Runtime } from "../../functions/runtime.ts";
import { faultsOf, landlord, newTable, noon, open, temporaryFolder, themesOf } from "./house.ts";
import { runtimeAt, Tap } from "./network.ts";
import { cli } from "./processes.ts";

const endpoint = landlord();
const first = fileURLToPath(new URL("../fixtures/first-export", import.meta.url));

beforeEach(() => {
  vi.spyOn(console, "log").mockImplementation(() => {});
});

/** A table that nobody works on, as commands see it that nobody may work beside. */
async function empty(): Promise<House & { runtime: Runtime }> {
  const table = newTable();
  await Tap.on(endpoint(), table);
  const runtime = runtimeAt(endpoint(), table, { now: noon });
  return { runtime: { ...runtime, world: { ...runtime.world, alone: true } }, working: false } as House;
}

/** An export that may be damaged. */
function copied(): string {
  const folder = path.join(temporaryFolder(), "export");
  cpSync(first, folder, { recursive: true });
  return folder;
}

const nothing = readChanges([]);

const dark = "Please give the calendar a dark mode, the white pages hurt my eyes at night.";

describe("an export", () => {
  it("of the first released shape is restored, read, counted, worked on, and exported again", async () => {
    const house = await empty();
    await restoreTable(house, [first]);
    const { store } = house.runtime;
    expect(await faultsOf({ store })).toEqual([]);
    const themes = await themesOf(house.runtime);
    expect(themes.map(({ title, supporters, status }) => [title, supporters, status]).sort()).toEqual([
      ["Clarinet section needs its own keys", 2, "merged"],
      ["Dark pages", 1, "open"],
      ["Exporting invoices as PDF fails with an error", 4, "planned"],
      ["Give the calendar a dark mode", 3, "open"],
    ]);
    const planned = themes.find(({ status }) => status === "planned");
    expect(planned).toMatchObject({ guests: 1, answer: { text: "Next month." }, absorbed: [expect.any(String)] });
    const { items: corrections } = await store.corrections.list(undefined, { limit: 50 });
    expect(corrections.map(({ kind }) => kind).sort()).toEqual(["decide", "lock", "merge", "split"]);
    expect((await store.inbox.backlog()).waiting).toBe(1);
    expect((await store.inbox.parked({ limit: 5 })).items).toMatchObject([{ error: expect.stringContaining("JSON") }]);
    expect(await store.shape.restoring()).toBeUndefined();

    const again = path.join(temporaryFolder(), "again");
    await exportTable(house, ["--out", again]);
    const rows = (folder: string) => JSON.parse(readFileSync(path.join(folder, "manifest.json"), "utf8")).rows;
    const { received: _, parked: __, ...kept } = rows(first);
    expect(rows(again)).toMatchObject(kept);
    expect(statSync(path.join(again, "facts-00001.jsonl")).mode & 0o777).toBe(0o600);
    expect(statSync(again).mode & 0o777).toBe(0o700);
  });

  it("is taken beside those who work, and what waited in it is taken in where it is restored", async () => {
    const world = await open({ endpoint: endpoint() });
    await world.tell("POST", "/api/v1/feedback", { body: dark, author: { email: "ann@example.org" } });
    await world.settle();
    const out = path.join(temporaryFolder(), "out");
    await exportTable(world.house, ["--out", out]);
    await world.close();
    const house = await empty();
    await restoreTable(house, [out]);
    const [theme] = await themesOf(house.runtime);
    expect(theme).toMatchObject({ supporters: 1, feedback: 1 });
    const { store, work } = house.runtime;
    await store.votes.put({ theme: theme?.id ?? "", person: "psn_1", at: new Date(noon).toISOString() });
    await work({ ...nothing, themes: [theme?.id ?? ""] });
    expect(await themesOf(house.runtime)).toMatchObject([{ supporters: 2 }]);
  });

  it("leaves out what must not come back: leases, links to sign in and what was good for one use", async () => {
    const house = await empty();
    const { store } = house.runtime;
    const at = new Date(noon).toISOString();
    await store.leases.take("clusters:ideas", "somebody", noon, noon + 1000);
    await store.table.put({ pk: "pas_1", sk: "PASS", id: "pas_1", until: at });
    await store.table.put({ pk: "out_1", sk: "DELIVERY", kind: "sign_in", state: "sent", id: "out_1" });
    const out = path.join(temporaryFolder(), "out");
    await exportTable(house, ["--out", out]);
    expect(JSON.parse(readFileSync(path.join(out, "manifest.json"), "utf8"))).toMatchObject({ rows: {}, files: [] });
  });
});

describe("restoring is refused, with one line and before anything is written,", () => {
  async function refused(folder: string, words: string[] = []): Promise<string> {
    const house = await empty();
    const said = await restoreTable(house, [folder, ...words]).then(
      () => "",
      (error: Error) => error.message,
    );
    expect((await house.runtime.store.table.read(undefined, 1)).rows).toEqual([]);
    expect(said).not.toContain("\n");
    return said;
  }

  it("for an export that was broken off", async () => {
    const folder = copied();
    rmSync(path.join(folder, "manifest.json"));
    expect(await refused(folder)).toContain("no complete export");
    expect(await refused(path.join(folder, "nowhere"))).toContain("There is no folder");
  });

  it("for a file that is damaged, is missing or is cut off", async () => {
    const folder = copied();
    const file = path.join(folder, "facts-00001.jsonl");
    const text = readFileSync(file, "utf8");
    writeFileSync(file, text.replace("calendar", "calender"));
    expect(await refused(folder)).toContain("facts-00001.jsonl is not as it was exported");
    writeFileSync(file, text.slice(0, -200));
    expect(await refused(folder)).toMatch(/facts-00001.jsonl cannot be read, at line \d+/);
    rmSync(file);
    expect(await refused(folder)).toContain("facts-00001.jsonl cannot be read");
  });

  it("for the rows of a newer Earshot", async () => {
    const folder = copied();
    const file = path.join(folder, "manifest.json");
    writeFileSync(file, readFileSync(file, "utf8").replace('"shape": 1', '"shape": 99'));
    expect(await refused(folder)).toContain("shape 99");
  });
});

it("a table with anything in it is restored into only with --force, which takes the place of all of it", async () => {
  const house = await empty();
  const { store } = house.runtime;
  await store.settings.putBoard({ id: "other", name: "Other", claims: [] });
  await expect(restoreTable(house, [first])).rejects.toThrow("--force");
  expect((await store.settings.boards()).map(({ id }) => id)).toEqual(["other"]);
  await restoreTable(house, [first, "--force"]);
  expect((await store.settings.boards()).map(({ id }) => id)).toEqual(["ideas"]);
  expect(await faultsOf({ store })).toEqual([]);
});

it("nobody works on a table that is half restored, nor restores another export into it", async () => {
  const house = await empty();
  const { store } = house.runtime;
  await store.shape.beginRestoring({ export: "another", stage: "writing", since: new Date(noon).toISOString() });
  await expect(house.runtime.work({ ...nothing, themes: ["thm_1"] })).rejects.toMatchObject({ kind: "limited" });
  await expect(house.runtime.sweep()).rejects.toMatchObject({ kind: "limited" });
  await expect(house.runtime.deliver("out_1")).rejects.toMatchObject({ kind: "limited" });
  const ask = (method: string, address: string, body?: object) =>
    house.runtime.portal.request(address, {
      method,
      headers: { authorization: "Bearer k", "content-type": "application/json" },
      ...(body && { body: JSON.stringify(body) }),
    });
  const said = { body: "The calendar needs a dark mode." };
  for (const closed of [await ask("POST", "/api/v1/feedback", said), await ask("POST", "/webhooks/discourse", said)]) {
    expect(closed.status).toBe(503);
    expect(closed.headers.get("retry-after")).toBe("5");
  }
  expect((await ask("GET", "/healthz")).status).toBe(503);
  expect((await ask("GET", "/api/v1/themes")).status).toBe(200);
  await expect(restoreTable(house, [first])).rejects.toThrow("Another export is half restored");
  await restoreTable(house, [first, "--force"]);
  expect((await ask("POST", "/api/v1/feedback", said)).status).toBe(202);
  expect((await ask("GET", "/healthz")).status).toBe(200);
  expect(await faultsOf({ store })).toEqual([]);
});

it("the commands end as promised", async () => {
  const folder = temporaryFolder();
  mkdirSync(path.join(folder, "taken"));
  writeFileSync(path.join(folder, "taken", "something"), "");
  const [unnamed, taken, nowhere] = await Promise.all([
    cli(path.join(folder, "a"), ["export"]),
    cli(path.join(folder, "b"), ["export", "--out", path.join(folder, "taken")]),
    cli(path.join(folder, "c"), ["restore", path.join(folder, "nowhere")]),
  ]);
  expect(unnamed).toMatchObject({ code: 2, err: "earshot: Say where to: --out <folder>.\n" });
  expect(taken).toMatchObject({ code: 1, err: expect.stringMatching(/^earshot: .*is not empty[^\n]*\n$/) });
  expect(nowhere).toMatchObject({ code: 1, err: expect.stringMatching(/^earshot: There is no folder [^\n]*\n$/) });
});

it("a command on a table that is half restored says so, and how to finish it, instead of telling half of it", async () => {
  const folder = temporaryFolder();
  const house = await openHouse({ variables: { EARSHOT_DATA: folder }, log: () => {}, works: false });
  await house.runtime.store.shape.beginRestoring({ export: "broken off", stage: "writing", since: "2026-03-02" });
  await house.close();
  const told = {
    code: 1,
    out: "",
    err: expect.stringMatching(/^earshot: .* half restored .* restore <folder>[^\n]*\n$/),
  };
  expect(await cli(folder, ["themes"])).toMatchObject(told);
  expect(await cli(folder, ["rebuild", "--verify"])).toMatchObject(told);
  expect(await cli(folder, ["restore", first, "--force"])).toMatchObject({ code: 0 });
  expect(await cli(folder, ["themes"])).toMatchObject({ code: 0, out: expect.stringContaining("dark mode") });
});
