import { existsSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import path from "node:path";
import type { ThemeCard } from "@earshot/core/theme.ts";
import { openHouse } from "@earshot/local/house.ts";
import { describe, expect, it, onTestFinished } from "vitest";
import { temporaryFolder, until } from "./house.ts";
import { begin, cli, engineOf, oneLine, ready, serve, silent, sizeOf, stop } from "./processes.ts";

describe("commands that are started at the same moment", () => {
  it("are one engine on one folder: the first serves, the others use its", async () => {
    const folder = temporaryFolder();
    const open = () => openHouse({ variables: { EARSHOT_DATA: folder }, log: () => {} });
    const houses = await Promise.all([open(), open(), open()]);
    expect(houses.filter(({ working }) => working)).toHaveLength(1);
    const endpoints = houses.map(({ runtime }) => runtime.environment.AWS_ENDPOINT_URL_DYNAMODB);
    expect(new Set(endpoints).size).toBe(1);
    // Whoever serves leaves last, as the others stand on its engine.
    for (const house of houses.toSorted((a, b) => Number(a.working) - Number(b.working))) await house.close();
    const next = await open();
    expect(next.working, "and leaves the folder to the next").toBe(true);
    await next.close();
  });
});

describe("a start that cannot be", () => {
  it("on a port that is taken says so in one line", async () => {
    const other = createServer().listen(0);
    await new Promise((resolve) => other.once("listening", resolve));
    onTestFinished(() => void other.close());
    const PORT = String((other.address() as AddressInfo).port);
    const folder = temporaryFolder();
    const { ended } = await begin(folder, { PORT });
    expect(await ended).toEqual({ code: 1, out: "", err: oneLine(new RegExp(`Port ${PORT} is taken`)) });
    expect(existsSync(path.join(folder, "earshot.db")), "nothing was begun").toBe(false);
  });

  it.each([
    ["GITHUB_PRIVATE_KEY", { GITHUB_APP_ID: "hush-1234" }],
    ["ZENDESK_API_TOKEN", { ZENDESK_URL: "https://hush.example", ZENDESK_EMAIL: "hush@hush.example" }],
    ["PORT", { PORT: "99999" }],
    ["AWS_ENDPOINT_URL_DYNAMODB", { AWS_ENDPOINT_URL_DYNAMODB: "hush" }],
  ])("for want of a right %s names it in one line, and no value", async (name, variables) => {
    const folder = temporaryFolder();
    const { ended } = await begin(folder, variables);
    const { code, err } = await ended;
    expect({ code, err }).toEqual({ code: 1, err: oneLine(new RegExp(name)) });
    expect(err).not.toContain("hush");
    expect(existsSync(path.join(folder, "earshot.db")), "nothing was begun").toBe(false);
  });

  it("on a folder that another start serves names where that one listens", async () => {
    const folder = temporaryFolder();
    const first = await serve(folder);
    const second = await begin(folder);
    expect(await second.ended).toMatchObject({ code: 1, err: oneLine(new RegExp(`running on .*${first.url}`)) });
    expect((await first.ask("GET", "/healthz")).status, "the first one goes on").toBe(200);
    expect((await stop(first)).code).toBe(0);
  });

  it("is not held up by what a start left that was killed, though its number is somebody else's by now", async () => {
    const folder = temporaryFolder();
    writeFileSync(
      path.join(folder, "serving.json"),
      JSON.stringify({ pid: process.pid, endpoint: "http://127.0.0.1:9" }),
    );
    expect((await stop(await serve(folder))).code).toBe(0);
  });
});

/** How the themes stand, in an order that does not depend on their ids. */
function standing(json: string): string[] {
  return (JSON.parse(json) as ThemeCard[])
    .map(
      ({ board, supporters, votes, feedback }) => `${board}: ${supporters} people, ${votes} votes, ${feedback} pieces`,
    )
    .sort();
}

describe("the sample community", () => {
  it("is there when the start is ready; broken off by kill -9 anywhere and begun again, it is the same", async () => {
    const whole = temporaryFolder();
    const started = Date.now();
    const served = await ready(await begin(whole, { EARSHOT_SAMPLE: "" }));
    process.stderr.write(`npm start with the sample: ready after ${Date.now() - started} ms\n`);
    expect(served.said().out).toMatch(/What people want at the moment:\n +\d+ /);
    expect(served.said().out).toMatch(/\d+ messages for GitHub and Slack, not sent/);
    const unbroken = await cli(whole, ["themes", "--json", "--limit", "1000"]);
    await stop(served);

    const broken = temporaryFolder();
    for (const grown of [1_000_000, 3_000_000]) {
      const doomed = await begin(broken, { EARSHOT_SAMPLE: "" });
      await until(
        () => doomed.said().code ?? sizeOf(broken),
        (size) => size === 0 || size > grown || doomed.said().out.includes("ready "),
        60_000,
      );
      await doomed.kill();
      expect(existsSync(path.join(broken, "sample-unfinished")), `killed in the middle, at ${grown} bytes`).toBe(true);
    }
    await stop(await ready(await begin(broken, { EARSHOT_SAMPLE: "" })));
    expect(existsSync(path.join(broken, "sample-unfinished"))).toBe(false);
    const mended = await cli(broken, ["themes", "--json", "--limit", "1000"]);
    const verified = await cli(broken, ["rebuild", "--verify"]);
    expect(verified).toMatchObject({ code: 0, err: "" });
    const total = (json: string) => (JSON.parse(json) as ThemeCard[]).reduce((sum, { feedback }) => sum + feedback, 0);
    expect(total(mended.out)).toBe(total(unbroken.out));
    expect(standing(mended.out)).toEqual(standing(unbroken.out));
  }, 240_000);
});

describe("the engine", () => {
  it("ends with whoever started it, even when that is killed", async () => {
    const folder = temporaryFolder();
    const served = await serve(folder);
    const engine = engineOf(folder);
    await served.kill();
    await silent(engine);
  });
});
