import { readdir, readFile } from "node:fs/promises";
import { personOf } from "@earshot/core/person.ts";
import { openHouse } from "@earshot/local/house.ts";
import { expect, it } from "vitest";
import { key, temporaryFolder, themesOf, until } from "./house.ts";
import { begin, cli, engineOf, ready, type Served, serve, silent } from "./processes.ts";

const needs = [
  "Please give the calendar a dark mode, the white pages hurt my eyes at night.",
  "Exporting invoices as PDF fails with an error at the end of every month.",
  "Our clarinet section needs its own keys to the rehearsal room on Sundays.",
  "Reminders by text message would help, nobody in the choir reads mail any more.",
];

/** A small generator of chance that a seed repeats (mulberry32). */
function chanceOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** What was sent, and what of it was acknowledged: the one is allowed to be there, the other has to be. */
interface Ledger {
  feedback: { sent: Set<string>; acknowledged: Map<string, string> };
  /** As theme and person. */
  votes: { sent: Set<string>; acknowledged: Set<string> };
  next: number;
}

/** Kills the processes that name a folder in their command line: the engine, and the shell that guards it. */
async function killUsersOf(folder: string): Promise<void> {
  // Where there is no /proc, the engine ends with the process that started it.
  const processes = await readdir("/proc").catch(() => []);
  for (const id of processes.filter((name) => /^\d+$/.test(name) && name !== String(process.pid))) {
    const line = await readFile(`/proc/${id}/cmdline`, "utf8").catch(() => "");
    if (!line.includes(folder)) continue;
    try {
      process.kill(Number(id), "SIGKILL");
    } catch {
      // It has ended meanwhile.
    }
  }
}

/** One visitor who talks and votes as fast as answers come, until nobody answers. */
async function visit(served: Served, ledger: Ledger, themes: string[], chance: () => number): Promise<void> {
  try {
    for (;;) {
      const n = ledger.next++;
      const theme = themes[Math.floor(chance() * themes.length)];
      if (theme !== undefined && chance() < 0.6) {
        const alias = `email:v${n}@example.org`;
        const vote = `${theme} ${personOf(alias)}`;
        ledger.votes.sent.add(vote);
        const response = await served.ask("PUT", `/api/v1/themes/${theme}/votes/${alias}`);
        if (response.status === 200) ledger.votes.acknowledged.add(vote);
        await response.text();
        continue;
      }
      await say(served, ledger, String(n), chance() < 0.2 ? 30 : 1, chance);
    }
  } catch {
    // Killed in the middle of an answer, or before it.
  }
}

/** Some pieces of feedback in one request. */
async function say(
  { ask }: Served,
  ledger: Ledger,
  label: string,
  several: number,
  chance: () => number,
): Promise<void> {
  const names = Array.from({ length: several }, (_, i) => `say-${label}-${i}`);
  for (const name of names) ledger.feedback.sent.add(name);
  const response = await ask(
    "POST",
    "/api/v1/feedback",
    names.map((name) => ({
      ...{ source: "event", externalId: name, body: needs[Math.floor(chance() * needs.length)] },
      author: { email: `p${Math.floor(chance() * 50)}@example.org` },
    })),
  );
  const { items } = (await response.json()) as { items: { id: string }[] };
  if (response.status !== 202) return;
  for (const [i, { id }] of items.entries()) ledger.feedback.acknowledged.set(names[i] ?? "", id);
}

async function themesNow(ask: Served["ask"]): Promise<string[]> {
  const { items } = (await (await ask("GET", "/api/v1/themes?sort=new")).json()) as { items: { id: string }[] };
  return items.map(({ id }) => id);
}

it("whatever was acknowledged is there after a kill -9 at any moment, nothing twice, every figure right", async () => {
  const seed = Number(process.env.KILL_SEED ?? Date.now() % 1_000_000);
  process.stderr.write(`kill -9 with KILL_SEED=${seed}\n`);
  const chance = chanceOf(seed);
  const folder = temporaryFolder();
  const ledger: Ledger = {
    feedback: { sent: new Set(), acknowledged: new Map() },
    votes: { sent: new Set(), acknowledged: new Set() },
    next: 0,
  };
  const deadline = Date.now() + 14_000;
  // On a busy machine little is acknowledged between two kills.
  const isLittle = () => ledger.feedback.acknowledged.size <= 20 || ledger.votes.acknowledged.size <= 5;
  let rounds = 0;
  while (rounds < 2 || (rounds < 6 && (Date.now() < deadline || isLittle()))) {
    const served = rounds % 2 === 0 ? await serve(folder) : await ready(await begin(folder, {}, ["npm", "start"]));
    const engine = engineOf(folder);
    // Something to vote for has to be there before the first of them; later it is, however far the workers got.
    if (rounds === 0) await say(served, ledger, "first", needs.length, chance);
    const themes = await until(
      () => themesNow(served.ask),
      ({ length }) => length > 0,
    );
    const visitors = [1, 2, 3, 4].map(() => visit(served, ledger, themes, chance));
    await new Promise((resolve) => setTimeout(resolve, 100 + chance() * 900));
    // Node alone; npm, its shell and node together; and each third time the engine in the same moment.
    await Promise.all([served.kill(), ...(rounds % 3 === 2 ? [killUsersOf(folder)] : [])]);
    await Promise.all(visitors);
    await silent(engine);
    rounds++;
  }
  process.stderr.write(
    `${rounds} times, ${ledger.feedback.acknowledged.size} pieces of feedback and ${ledger.votes.acknowledged.size} votes\n`,
  );
  expect(ledger.feedback.acknowledged.size).toBeGreaterThan(20);
  expect(ledger.votes.acknowledged.size).toBeGreaterThan(5);

  const served = await serve(folder);
  await until(
    async () => (await (await served.ask("GET", "/api/v1/status")).json()) as { backlog: number; parked: number },
    ({ backlog, parked }) => backlog === 0 && parked === 0,
    60_000,
  );
  for (const id of [...ledger.feedback.acknowledged.values()].slice(-5))
    expect((await served.ask("GET", `/api/v1/feedback/${id}`)).status).toBe(200);
  served.child.kill("SIGTERM");
  expect((await served.ended).code).toBe(0);

  const verified = await cli(folder, ["rebuild", "--verify"]);
  expect(verified).toMatchObject({ code: 0, out: expect.stringContaining("No difference") });

  const house = await openHouse({ variables: { EARSHOT_DATA: folder, EARSHOT_API_KEY: key }, log: () => {} }, true);
  try {
    const { store } = house.runtime;
    const stored = (await Array.fromAsync(store.feedback.all())).map(({ externalId }) => externalId);
    expect(new Set(stored).size).toBe(stored.length);
    expect([...ledger.feedback.acknowledged.keys()].filter((name) => !stored.includes(name))).toEqual([]);
    expect(stored.filter((name) => !ledger.feedback.sent.has(name))).toEqual([]);
    const themes = await themesOf(house.runtime);
    const evidence = await Promise.all(themes.map(async ({ id }) => ({ id, ...(await store.themes.evidence(id)) })));
    const votes = evidence.flatMap(({ id, votes: cast }) => cast.map(({ person }) => `${id} ${person}`));
    expect([...ledger.votes.acknowledged].filter((vote) => !votes.includes(vote))).toEqual([]);
    expect(votes.filter((vote) => !ledger.votes.sent.has(vote))).toEqual([]);
    expect(evidence.flatMap(({ memberships }) => memberships)).toHaveLength(stored.length);
  } finally {
    await house.close();
  }
}, 240_000);
