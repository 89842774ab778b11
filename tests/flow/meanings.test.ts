import { budgetDay } from "@earshot/core/budget.ts";
import { minute } from "@earshot/core/clock.ts";
import type { Feedback } from "@earshot/core/feedback.ts";
import { once } from "@earshot/core/once.ts";
import { reclusterBoard } from "@earshot/core/reclustering.ts";
import type { StreamRecord } from "@earshot/store/changes.ts";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Runtime } from "../../functions/runtime.ts";
import { type Answer, BedrockStandIn, exception, hangsUp, keepsSilent, says } from "../stand-ins/bedrock.ts";
import { faultsOf, landlord, newTable, noon, open, themesOf, type World } from "./house.ts";
import { lineTo, runtimeAt, Tap, work } from "./network.ts";

const engine = landlord();
const bedrock = new BedrockStandIn();
let address = "";
beforeAll(async () => {
  address = await bedrock.start();
});
afterAll(() => bedrock.stop());

const model = "amazon.titan-embed-text-v2:0";
const variables = (budget = "1") => ({
  EARSHOT_EMBEDDINGS_MODEL: model,
  EARSHOT_MODEL_BUDGET: budget,
  AWS_ENDPOINT_URL_BEDROCK_RUNTIME: address,
});

/** What a model knows and a stemmer does not. */
const synonyms = [
  "dark night black midnight dim",
  "mode theme colours appearance look",
  "cancel quit terminate end leave",
  "subscription membership contract plan account",
];
const silent = new Set(
  "a an my i me to for of is it in please can how do want would like and need us give the".split(" "),
);
const meaningOf = (word: string): string => {
  if (silent.has(word)) return "";
  return synonyms.find((group) => group.split(" ").includes(word)) ?? word;
};

beforeEach(() => {
  bedrock.calls.length = 0;
  bedrock.fault = () => undefined;
  bedrock.means = meaningOf;
});

/** Two needs, each in words that no two of its texts share. */
const appearance = ["Dark mode please", "Give us a night theme", "We need black colours", "Midnight appearance please"];
const leaving = ["Cancel my subscription", "How do I quit the membership", "Please terminate my contract"];
const items = [...appearance, ...leaving].map((body, i) => ({
  externalId: `post ${i}`,
  body,
  author: { email: `member${i}@example.org` },
}));

async function tell(world: World, ...some: readonly object[]): Promise<void> {
  await world.tell("POST", "/api/v1/feedback", some);
  await world.settle();
}

async function tellOneByOne(world: World): Promise<void> {
  for (const one of items) await tell(world, one);
}

const rowsOf = async ({ store }: Runtime): Promise<Feedback[]> =>
  (await Array.fromAsync(store.feedback.all())).sort((a, b) => (a.externalId < b.externalId ? -1 : 1));
const sizesOf = async (runtime: Runtime): Promise<number[]> =>
  (await themesOf(runtime)).map(({ feedback }) => feedback).sort((a, b) => b - a);
const failuresOf = ({ logged }: World): string[] =>
  logged.flatMap(({ event, fields }) => (event === "embedding.failed" ? [String(fields.reason)] : []));
/** The sizes of the themes as words alone form them. */
const withoutModel = once(async () => {
  const world = await open({ endpoint: engine() });
  await tell(world, ...items);
  return sizesOf(world.runtime);
});
const form = ({ reclustering }: Runtime) => reclusterBoard(reclustering, "ideas", "normal");

describe("what people say in other words", () => {
  test("joins one theme by what it means, which words alone miss", async () => {
    expect((await withoutModel()).length).toBeGreaterThan(4);
    expect(bedrock.calls).toEqual([]);

    const world = await open({ endpoint: engine(), variables: variables(), fetch });
    await tellOneByOne(world);
    expect(await sizesOf(world.runtime)).toEqual([appearance.length, leaving.length]);
    expect(await faultsOf(world.runtime)).toEqual([]);
    expect(bedrock.calls).toHaveLength(items.length);
    const { amount, requests } = await world.runtime.store.budget.spent(budgetDay(noon));
    expect([requests, amount > 0]).toEqual([items.length, true]);
  });

  test("is asked about once, whatever is told again, and anew when its text is another", async () => {
    const world = await open({ endpoint: engine(), variables: variables(), fetch });
    const say = async (body: string) => {
      world.time.now += minute;
      await tell(world, { ...items[0], body });
    };
    await say("Dark mode please");
    const [first] = await rowsOf(world.runtime);
    expect(first?.meaning?.by).toBe(model);
    await say("Dark mode please");
    expect(bedrock.calls).toHaveLength(1);
    const [second] = await rowsOf(world.runtime);
    expect(second?.revision).toBeGreaterThan(first?.revision ?? 0);
    expect([second?.meaning, second?.theme]).toEqual([first?.meaning, first?.theme]);
    await say("Cancel my subscription");
    expect(bedrock.calls).toHaveLength(2);
    expect((await rowsOf(world.runtime))[0]?.meaning).not.toEqual(first?.meaning);
  });

  test("is told to the model without contact data, and its vector to nobody", async () => {
    const world = await open({ endpoint: engine(), variables: variables(), fetch });
    await tell(world, { ...items[0], body: "Dark mode please, write to ann@example.org or +49 170 1234567" });
    expect(bedrock.calls[0]?.body.inputText).toContain("[email]");
    expect(JSON.stringify(bedrock.calls)).not.toMatch(/ann@|1234567/);
    const [row] = await rowsOf(world.runtime);
    expect(JSON.stringify(await world.tell("GET", `/api/v1/feedback/${row?.id}`))).not.toContain("meaning");
    await world.tell("DELETE", "/api/v1/people/email:member0@example.org");
    await world.settle();
    expect((await world.runtime.store.feedback.get(row?.id ?? ""))?.meaning).toBeUndefined();
  });

  test("is asked about together where several things come together", async () => {
    const world = await open({ endpoint: engine(), variables: variables(), fetch });
    await tell(world, ...items, { ...items[0], externalId: "again" });
    // The same text once; what asks for nothing not at all.
    expect(bedrock.calls.length).toBe(items.length);
    expect((await rowsOf(world.runtime)).every(({ meaning }) => meaning?.by === model)).toBe(true);
    await tell(world, { ...items[0], externalId: "thanks", body: "Thanks!" });
    expect(bedrock.calls.length).toBe(items.length);
  });
});

describe("a model that fails", () => {
  /** As it comes out without a model, to the last theme. */
  async function asWithout(world: World): Promise<void> {
    const rows = await rowsOf(world.runtime);
    expect(rows).toHaveLength(items.length);
    expect(rows.every(({ theme, meaning }) => theme !== undefined && meaning === undefined)).toBe(true);
    expect((await world.runtime.store.inbox.backlog()).waiting).toBe(0);
    expect((await world.runtime.store.inbox.parked({ limit: 10 })).items).toEqual([]);
    expect(await sizesOf(world.runtime)).toEqual(await withoutModel());
    expect(await faultsOf(world.runtime)).toEqual([]);
  }

  const vector = (values: unknown[]) => says(JSON.stringify({ embedding: values, inputTextTokenCount: 3 }));
  test.each<[string, Answer]>([
    ["is throttled", exception(429, "ThrottlingException")],
    ["may not be asked", exception(403, "AccessDeniedException")],
    ["does not take the text", exception(400, "ValidationException")],
    ["hangs up", hangsUp],
    ["answers what is no JSON", says('{"embedding": [0.1, ')],
    ["answers in other dimensions", vector(Array(1024).fill(0.03))],
    ["answers what are no numbers", vector(Array(256).fill("0.1"))],
    ["answers nothing but zeros", vector(Array(256).fill(0))],
  ])("and %s changes nothing but how themes are found", async (_, answer) => {
    bedrock.fault = () => answer;
    const world = await open({ endpoint: engine(), variables: variables(), fetch });
    await tell(world, ...items);
    await asWithout(world);
    expect(world.logged.every(({ fields }) => !/\bmode\b|subscription/i.test(String(fields.reason)))).toBe(true);
  });

  test("and says nothing is waited for some seconds, and then left alone", async () => {
    bedrock.fault = () => keepsSilent;
    const world = await open({ endpoint: engine(), variables: variables(), fetch });
    const began = performance.now();
    await tell(world, ...items);
    expect(performance.now() - began).toBeLessThan(9000);
    expect(failuresOf(world)).toHaveLength(1);
    expect((await rowsOf(world.runtime)).map(({ theme }) => typeof theme)).toEqual(items.map(() => "string"));
  }, 30_000);

  test("again and again is given a rest, and asked again after it", async () => {
    bedrock.fault = () => exception(403, "AccessDeniedException");
    const world = await open({ endpoint: engine(), variables: variables(), fetch });
    await tellOneByOne(world);
    expect(bedrock.calls).toHaveLength(5);
    expect(failuresOf(world)).toHaveLength(items.length);
    bedrock.fault = () => undefined;
    world.time.now += minute;
    await tell(world, { ...items[0], externalId: "later" });
    expect(bedrock.calls).toHaveLength(6);
    expect((await rowsOf(world.runtime)).filter(({ meaning }) => meaning)).toHaveLength(1);
  });

  test("or whose budget is used up is not asked", async () => {
    const world = await open({ endpoint: engine(), variables: variables("0.0000001"), fetch });
    await tell(world, ...items);
    expect(bedrock.calls).toEqual([]);
    expect((await world.runtime.store.budget.spent(budgetDay(noon))).amount).toBe(0);
    await asWithout(world);
  });
});

describe("feedback that has no meaning yet", () => {
  /** A board that was there before its model. */
  async function boardWithoutModel(): Promise<string> {
    const table = newTable();
    const world = await open({ endpoint: engine(), table });
    await tell(world, ...items);
    await form(world.runtime);
    await world.settle();
    await world.close();
    return table;
  }

  test("gets it when themes are formed anew, which then brings together what means the same", async () => {
    const table = await boardWithoutModel();
    const world = await open({ endpoint: engine(), table, variables: variables(), fetch });
    expect(await sizesOf(world.runtime)).not.toEqual([appearance.length, leaving.length]);
    await form(world.runtime);
    await world.settle();
    expect((await rowsOf(world.runtime)).every(({ meaning }) => meaning?.by === model)).toBe(true);
    expect(await sizesOf(world.runtime)).toEqual([appearance.length, leaving.length]);
    expect(await faultsOf(world.runtime)).toEqual([]);
    await form(world.runtime);
    expect(bedrock.calls).toHaveLength(items.length);

    // A stranger, who knows the snapshot only, finds the same; so does who makes it anew from the rows.
    const stranger = runtimeAt(engine(), table, world.time, variables(), fetch);
    const { index } = await stranger.clusters.stateOf("ideas");
    await stranger.store.clustering.forget("ideas");
    const rebuilt = await runtimeAt(engine(), table, world.time, variables(), fetch).clusters.stateOf("ideas");
    for (const { id } of await rowsOf(world.runtime)) {
      expect(index.isUnderstood(id)).toBe(true);
      expect(rebuilt.index.isUnderstood(id)).toBe(true);
    }
  });

  test("waits for the next time when the model fails in the middle", async () => {
    const table = await boardWithoutModel();
    bedrock.fault = () => exception(429, "ThrottlingException");
    const world = await open({ endpoint: engine(), table, variables: variables(), fetch });
    expect(await form(world.runtime)).toMatchObject({ items: items.length, moved: 0 });
    expect(failuresOf(world)).toHaveLength(1);
    bedrock.fault = () => undefined;
    world.time.now += minute;
    await form(world.runtime);
    await world.settle();
    expect(await sizesOf(world.runtime)).toEqual([appearance.length, leaving.length]);
  });

  test("is understood again at no cost when a model that was taken away comes back", async () => {
    const table = newTable();
    const world = await open({ endpoint: engine(), table, variables: variables(), fetch });
    await tell(world, ...items);
    await form(world.runtime);
    await world.settle();
    await world.close();
    const without = await open({ endpoint: engine(), table });
    await form(without.runtime);
    await without.settle();
    const { index } = await without.runtime.clusters.stateOf("ideas");
    expect([...index.ids()].some((id) => index.isUnderstood(id))).toBe(false);
    await without.close();
    const asked = bedrock.calls.length;
    const again = await open({ endpoint: engine(), table, variables: variables(), fetch });
    await form(again.runtime);
    const state = await again.runtime.clusters.stateOf("ideas");
    expect([...state.index.ids()].every((id) => state.index.isUnderstood(id))).toBe(true);
    expect(bedrock.calls.length).toBe(asked);
  });
});

test("a worker killed at any write has others finish what it began, each thing in one theme", async () => {
  for (let n = 1; ; n++) {
    const table = newTable();
    const time = { now: noon };
    const tap = await Tap.on(engine(), table);
    const front = runtimeAt(engine(), table, time, variables(), fetch);
    const received = await front.portal.request("/api/v1/feedback", {
      method: "POST",
      headers: { authorization: "Bearer k", "content-type": "application/json" },
      body: JSON.stringify(items),
    });
    expect(received.status).toBe(202);
    let met = false;
    const line = await lineTo(engine(), ({ write = 0 }) => {
      if (write === n) met = true;
      return met ? "dies" : "goes well";
    });
    const left: StreamRecord[] = [];
    await work(runtimeAt(line.url, table, time, variables(), fetch), tap, left, 100).catch(() =>
      work(runtimeAt(engine(), table, time, variables(), fetch), tap, left, 100),
    );
    time.now += minute;
    await front.sweep();
    await work(runtimeAt(engine(), table, time, variables(), fetch), tap, left, 100);
    expect(await sizesOf(front), `killed at write ${n}`).toEqual([appearance.length, leaving.length]);
    expect(await faultsOf(front)).toEqual([]);
    if (!met) {
      expect(n).toBeGreaterThan(6);
      return;
    }
  }
}, 120_000);
