import { budgetDay } from "@earshot/core/budget.ts";
import type { Generated } from "@earshot/core/models.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { BedrockStandIn, exception } from "../stand-ins/bedrock.ts";
import { landlord, noon, open, themesOf, until } from "./house.ts";

const engine = landlord();
const bedrock = new BedrockStandIn();
let address = "";
beforeAll(async () => {
  address = await bedrock.start();
});
afterAll(() => bedrock.stop());

const sentence = "The calendar needs a dark mode because its white pages hurt at night.";
const said = [
  "Please add a dark mode to the calendar, its white pages hurt at night.",
  "The calendar needs a dark mode: at night its white pages hurt.",
  "A dark mode for the calendar at night would be great.",
  "I use the calendar at night and its white pages hurt, dark mode please.",
  "Any plans for a dark mode? The calendar at night is too bright.",
  "Dark mode for the calendar please, white pages at night hurt my eyes.",
  "The calendar at night needs a dark mode, the pages are too white.",
  "Dark mode in the calendar at night, white pages hurt.",
  "Calendar at night: dark mode, please, the white pages hurt.",
];
const variables = (budget: string) => ({
  EARSHOT_SUMMARY_MODEL: "eu.amazon.nova-lite-v1:0",
  EARSHOT_MODEL_BUDGET: budget,
  AWS_ENDPOINT_URL_BEDROCK_RUNTIME: address,
});
const feedback = said.map((body, i) => ({
  externalId: `post ${i}`,
  body,
  author: { email: `member${i}@example.org` },
}));

/** The theme that all of them are in, once all of them are counted. */
async function themeIn({ runtime, settle }: Awaited<ReturnType<typeof open>>) {
  await settle();
  const themes = await until(
    () => themesOf(runtime),
    (all) => all.reduce((sum, one) => sum + one.feedback, 0) === said.length,
  );
  return themes.reduce((largest, one) => (one.feedback > largest.feedback ? one : largest));
}

test("a summary by a model goes the whole way: worded, checked, paid for, and shown", async () => {
  bedrock.write = (members): Generated => ({ sentences: [{ text: sentence, feedback: members.map(({ id }) => id) }] });
  const world = await open({ endpoint: engine(), variables: variables("1"), fetch });
  await world.tell("POST", "/api/v1/feedback", feedback);
  const theme = await themeIn(world);
  expect(theme).toMatchObject({ summary: sentence, narrated: { by: "eu.amazon.nova-lite-v1:0" } });
  const { summary } = await world.tell<{ summary: string }>("GET", `/api/v1/themes/${theme.id}`);
  expect(summary).toBe(sentence);
  const { amount, requests } = await world.runtime.store.budget.spent(budgetDay(noon));
  expect(requests).toBe(bedrock.calls.length);
  expect(amount).toBeGreaterThan(0);
});

test("a sentence that cites feedback that there is not, or that nobody said, is never shown", async () => {
  const answers: ((ids: string[]) => Generated)[] = [
    (ids) => ({ sentences: [{ text: sentence, feedback: [...ids, "fbk_00000000000000000000"] }] }),
    () => ({ sentences: [{ text: sentence, feedback: [] }] }),
    (ids) => ({ sentences: [{ text: "Everybody should buy the premium plan at once.", feedback: ids }] }),
  ];
  for (const answer of answers) {
    bedrock.write = (members) => answer(members.map(({ id }) => id));
    const world = await open({ endpoint: engine(), variables: variables("1"), fetch });
    await world.tell("POST", "/api/v1/feedback", feedback);
    const theme = await themeIn(world);
    expect(theme.narrated).toBeUndefined();
    expect(theme.summary).not.toMatch(/premium|white pages hurt at night\.$/);
    expect(theme.quotes.length).toBeGreaterThan(0);
    expect(world.logged.map(({ event }) => event)).toContain("summary.unusable");
  }
});

test("a model that fails leaves no trace but a line in the log", async () => {
  bedrock.fault = () => exception(503, "ServiceUnavailableException");
  const failing = await open({ endpoint: engine(), variables: variables("1"), fetch });
  const without = await open({ endpoint: engine() });
  for (const world of [failing, without]) await world.tell("POST", "/api/v1/feedback", feedback);
  const told = [await themeIn(failing), await themeIn(without)].map(({ title, summary, quotes, narrated }) => ({
    title,
    summary,
    quotes,
    narrated,
  }));
  expect(told[0]).toEqual(told[1]);
  expect(failing.logged.map(({ event }) => event)).toContain("summary.failed");
});

test("a budget that is too small asks nobody", async () => {
  bedrock.fault = () => undefined;
  const before = bedrock.calls.length;
  const world = await open({ endpoint: engine(), variables: variables("0.000001"), fetch });
  await world.tell("POST", "/api/v1/feedback", feedback);
  expect((await themeIn(world)).narrated).toBeUndefined();
  expect(bedrock.calls.length).toBe(before);
  expect((await world.runtime.store.budget.spent(budgetDay(noon))).amount).toBe(0);
});
