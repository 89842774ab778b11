import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { ThemeCard } from "@earshot/core/theme.ts";
import { openHouse } from "@earshot/local/house.ts";
import { describe, expect, it, onTestFinished } from "vitest";
import { faultsOf, key, temporaryFolder, until } from "./house.ts";
import { beginCli, cli, oneLine, serve, sizeOf, stop } from "./processes.ts";

const csv = (lines: number, first = 0): string =>
  ["id,body,email,createdAt"]
    .concat(
      Array.from({ length: lines }, (_, i) => {
        const need = ["a dark mode for the calendar", "invoices as PDF files", "keys to the rehearsal room"][
          (first + i) % 3
        ];
        return `line-${first + i},Please give us ${need} because number ${first + i} of us needs it.,p${i % 40}@example.org,2026-02-01`;
      }),
    )
    .join("\n");

describe("the command line", () => {
  it("imports a file, tells what it rejects and why, and may be run again", async () => {
    const folder = temporaryFolder();
    const file = path.join(folder, "said.csv");
    writeFileSync(
      file,
      `${csv(30)}\n,,nobody@example.org,2026-02-01\nodd,A wish without a date,p1@example.org,someday\n`,
    );
    for (let run = 0; run < 2; run++) {
      const imported = await cli(folder, ["import", file, "--source", "csv"]);
      expect(imported).toMatchObject({
        code: 0,
        err: "",
        out: expect.stringContaining("30 received, 2 rejected: see"),
      });
    }
    const rejected = readFileSync(`${file}.rejected.tsv`, "utf8").trim().split("\n");
    expect(rejected.map((line) => line.split("\t").slice(0, 2))).toEqual([
      ["32", expect.any(String)],
      ["33", expect.stringContaining("createdAt")],
    ]);
    const shown = await cli(folder, ["themes", "--json"]);
    expect((JSON.parse(shown.out) as ThemeCard[]).reduce((sum, { feedback }) => sum + feedback, 0)).toBe(30);
    expect(await cli(folder, ["rebuild", "--verify"])).toMatchObject({ code: 0 });
  }, 120_000);

  it("goes on with an import that was broken off by kill -9: the right number, nothing twice", async () => {
    const folder = temporaryFolder();
    const file = path.join(temporaryFolder(), "said.csv");
    writeFileSync(file, csv(400));
    const doomed = beginCli(folder, ["import", file, "--source", "csv"]);
    await until(
      () => sizeOf(folder),
      (size) => size > 700_000 || doomed.said().code !== null,
      60_000,
    );
    await doomed.kill();
    expect(doomed.said().out, "in the middle").not.toContain("received");
    expect(await cli(folder, ["import", file, "--source", "csv"])).toMatchObject({
      code: 0,
      out: expect.stringContaining("400 received, 0 rejected."),
    });
    const house = await openHouse({ variables: { EARSHOT_DATA: folder, EARSHOT_API_KEY: key }, log: () => {} }, true);
    onTestFinished(() => house.close());
    const stored = (await Array.fromAsync(house.runtime.store.feedback.all())).map(({ externalId }) => externalId);
    expect(stored).toHaveLength(400);
    expect(new Set(stored).size).toBe(400);
    expect(await faultsOf(house.runtime)).toEqual([]);
  }, 120_000);

  it("works beside a running start, on its engine, and leaves the work to it", async () => {
    const folder = temporaryFolder();
    const served = await serve(folder);
    await served.ask("PUT", "/api/v1/teams/calendar", {
      name: "Calendar",
      repository: "acme/app",
      channel: "#calendar",
    });
    await served.ask("PUT", "/api/v1/boards/app", { name: "App", team: "calendar" });
    const file = path.join(folder, "said.csv");
    writeFileSync(file, csv(20));
    expect(await cli(folder, ["import", file, "--source", "csv", "--board", "app"])).toMatchObject({
      code: 0,
      out: expect.stringContaining("20 received"),
    });
    const status = async () => (await (await served.ask("GET", "/api/v1/status")).json()) as { backlog: number };
    await until(status, ({ backlog }) => backlog === 0);
    const themes = await until(
      async () => JSON.parse((await cli(folder, ["themes", "--json"])).out) as ThemeCard[],
      (cards) => cards.reduce((sum, { feedback }) => sum + feedback, 0) === 20,
    );
    expect(themes[0]?.board).toBe("app");
    expect(await cli(folder, ["digest", "--team", "calendar", "--dry-run"])).toMatchObject({
      code: 0,
      out: expect.stringContaining("Calendar"),
    });
    expect(await cli(folder, ["outbox", "--json"]), "a dry run writes nothing").toMatchObject({ code: 0, out: "[]\n" });
    expect(await cli(folder, ["parked"])).toMatchObject({ code: 0, out: "Nothing is parked.\n" });
    expect(await cli(folder, ["rebuild", "--verify"])).toMatchObject({ code: 0 });
    expect((await served.ask("GET", "/healthz")).status, "still there").toBe(200);
    expect((await stop(served)).code).toBe(0);
  }, 120_000);

  it("signs in at a running start as whom that start knows as staff, whatever the second terminal has set", async () => {
    const folder = temporaryFolder();
    const served = await serve(folder, { EARSHOT_ADMINS: "ada@example.org" });
    const { out, err } = await cli(folder, ["sign-in"]);
    expect(err).toBe("");
    expect(out, "where it listens").toContain(`${served.url}/sign-in/link?token=`);
    const page = await (await fetch(out.trim())).text();
    expect(page).toContain("ada@example.org");
    const refused = await cli(folder, ["sign-in", "eve@example.org"]);
    expect(refused).toMatchObject({ code: 2, err: oneLine(/Staff are ada@example\.org/) });
    await stop(served);
  });

  it("shows what is parked and tries it again", async () => {
    const folder = temporaryFolder();
    const house = await openHouse({ variables: { EARSHOT_DATA: folder, EARSHOT_API_KEY: key }, log: () => {} }, true);
    const at = new Date().toISOString();
    const webhook = {
      source: "discourse",
      headers: { "x-discourse-event": "post_created" },
      body: "no JSON",
      receivedAt: at,
    };
    const content = { type: "webhook" as const, webhook };
    await house.runtime.store.inbox.receive([
      { id: "inb_poison", receivedAt: at, attempts: 0, parked: false, content },
    ]);
    await house.settle();
    await house.close();
    expect(await cli(folder, ["parked"])).toMatchObject({ code: 0, out: expect.stringMatching(/^inb_poison .*JSON/) });
    const retried = await cli(folder, ["parked", "--retry"]);
    expect(retried).toMatchObject({ code: 0, out: expect.stringMatching(/^1 tried again\.\ninb_poison .*JSON/) });
  });

  it("ends with 2 on wrong usage, and says what would be right", async () => {
    const wrong: [words: string[], told: string][] = [
      [["dance"], "no command"],
      [["import", "a.csv"], "--source"],
      [["import", "a.csv", "--source", "xls"], "csv, jsonl, tsv"],
      [["themes", "--sort", "loudest"], "trending"],
      [["rebuild", "--quickly"], "quickly"],
      [["digest"], "--team"],
      [["recluster", "--granularity", "coarse"], "on the board"],
    ];
    const ended = await Promise.all(wrong.map(([words]) => cli(temporaryFolder(), words)));
    expect(ended).toEqual(wrong.map(([, told]) => ({ code: 2, out: "", err: expect.stringContaining(told) })));
  });

  it("ends with 1 and one line when it cannot do what it was asked", async () => {
    const folder = temporaryFolder();
    expect(await cli(folder, ["import", "nowhere.csv", "--source", "csv"])).toMatchObject({
      code: 1,
      err: oneLine(/no file/),
    });
    expect(await cli(folder, ["digest", "--team", "nobody"])).toMatchObject({ code: 1, err: oneLine(/no team/) });
    expect(await cli(folder, ["audit", "--theme", "nope"])).toMatchObject({ code: 1, err: oneLine(/no such theme/) });
  });

  it("tells rebuild --verify's differences and ends with 1; rebuild mends them", async () => {
    const folder = temporaryFolder();
    const file = path.join(folder, "said.csv");
    writeFileSync(file, csv(6));
    await cli(folder, ["import", file, "--source", "csv"]);
    const house = await openHouse({ variables: { EARSHOT_DATA: folder, EARSHOT_API_KEY: key }, log: () => {} }, true);
    const [theme] = await Array.fromAsync(house.runtime.store.themes.all());
    if (!theme) throw new Error("no theme");
    await house.runtime.store.themes.put({ ...theme, supporters: 4711, revision: theme.revision + 1 }, theme);
    await house.close();
    expect(await cli(folder, ["rebuild", "--verify"])).toMatchObject({
      code: 1,
      out: expect.stringContaining("supporters: stored 4711"),
      err: oneLine(/1 differences/),
    });
    expect(await cli(folder, ["rebuild"])).toMatchObject({ code: 0 });
    expect(await cli(folder, ["rebuild", "--verify"])).toMatchObject({ code: 0 });
  });
});
