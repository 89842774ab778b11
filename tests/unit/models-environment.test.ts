import { describe, expect, test } from "vitest";
import { readEnvironment } from "../../functions/environment.ts";

const budget = { EARSHOT_MODEL_BUDGET: "2.50" };
const summaries = { EARSHOT_SUMMARY_MODEL: "eu.amazon.nova-lite-v1:0" };
const embeddings = { EARSHOT_EMBEDDINGS_MODEL: "amazon.titan-embed-text-v2:0" };

describe("the models' variables", () => {
  test("may all be absent, or empty", () => {
    expect(readEnvironment({})).toMatchObject({ EARSHOT_MODEL_PRICES: {} });
    expect(
      readEnvironment({ EARSHOT_SUMMARY_MODEL: " ", EARSHOT_MODEL_BUDGET: "", EARSHOT_MODEL_PRICES: "" }),
    ).toMatchObject({});
  });

  test("are a model and what may be spent on it in a day", () => {
    expect(readEnvironment({ ...summaries, ...budget })).toMatchObject({ ...summaries, EARSHOT_MODEL_BUDGET: 2.5 });
    expect(readEnvironment({ ...summaries, ...embeddings, ...budget })).toMatchObject(embeddings);
  });

  test.each([
    ["EARSHOT_MODEL_BUDGET", summaries],
    ["EARSHOT_MODEL_BUDGET", embeddings],
    ["EARSHOT_SUMMARY_MODEL", budget],
    ["EARSHOT_MODEL_BUDGET", { ...summaries, EARSHOT_MODEL_BUDGET: "0" }],
    ["EARSHOT_MODEL_BUDGET", { ...summaries, EARSHOT_MODEL_BUDGET: "-1" }],
    ["EARSHOT_MODEL_BUDGET", { ...summaries, EARSHOT_MODEL_BUDGET: "much" }],
    ["EARSHOT_MODEL_BUDGET", { ...summaries, EARSHOT_MODEL_BUDGET: "Infinity" }],
    ["EARSHOT_SUMMARY_MODEL", { ...budget, EARSHOT_SUMMARY_MODEL: "arn:aws:bedrock:eu-central-1::foundation-model/x" }],
    ["EARSHOT_EMBEDDINGS_MODEL", { ...budget, EARSHOT_EMBEDDINGS_MODEL: "cohere.embed-multilingual-v3" }],
    ["EARSHOT_MODEL_PRICES", { ...budget, EARSHOT_SUMMARY_MODEL: "acme.oracle-v9:0" }],
    ["EARSHOT_MODEL_PRICES", { ...budget, ...summaries, EARSHOT_MODEL_PRICES: "cheap" }],
    ["EARSHOT_MODEL_PRICES", { ...budget, ...summaries, EARSHOT_MODEL_PRICES: '{"x": 3}' }],
    ["EARSHOT_MODEL_PRICES", { ...budget, ...summaries, EARSHOT_MODEL_PRICES: '{"x": {"input": -1, "output": 1}}' }],
    ["AWS_ENDPOINT_URL_BEDROCK_RUNTIME", { AWS_ENDPOINT_URL_BEDROCK_RUNTIME: "localhost" }],
  ])("stop the start with a line about %s for %j", (name, variables) => {
    expect(() => readEnvironment(variables)).toThrow(new RegExp(`^${name}[ .]`));
  });

  test("take the price of a model that is not known", () => {
    const prices = { EARSHOT_MODEL_PRICES: '{"acme.oracle-v9:0": {"input": 3, "output": 15}}' };
    const environment = readEnvironment({ ...budget, ...prices, EARSHOT_SUMMARY_MODEL: "acme.oracle-v9:0" });
    expect(environment.EARSHOT_MODEL_PRICES).toEqual({ "acme.oracle-v9:0": { input: 3, output: 15 } });
  });
});
