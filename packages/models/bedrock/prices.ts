import type { Price } from "@earshot/core/budget.ts";

/**
 * What some models cost on demand, in US dollars for a million tokens: the list prices of us-east-1 as of early 2026
 * and half as much again, because other regions are dearer and a hard budget must not be counted too low. Whoever
 * knows better sets EARSHOT_MODEL_PRICES.
 * @see https://aws.amazon.com/bedrock/pricing/
 */
const known: Record<string, Price> = {
  "amazon.titan-embed-text-v2:0": { input: 0.03, output: 0 },
  "amazon.nova-micro-v1:0": { input: 0.053, output: 0.21 },
  "amazon.nova-lite-v1:0": { input: 0.09, output: 0.36 },
  "amazon.nova-pro-v1:0": { input: 1.2, output: 4.8 },
  "anthropic.claude-3-haiku-20240307-v1:0": { input: 0.38, output: 1.88 },
  "anthropic.claude-3-5-haiku-20241022-v1:0": { input: 1.2, output: 6 },
  "anthropic.claude-haiku-4-5-20251001-v1:0": { input: 1.5, output: 7.5 },
};

/** The model that an inference profile of a geography stands for: `eu.amazon.nova-lite-v1:0` → `amazon.nova-lite-v1:0`. */
export function foundationOf(model: string): string {
  return model.replace(/^(?:us|us-gov|eu|apac|jp|au|ca|sa|global)\./, "");
}

/** What a model costs: as set, else as known; nothing where neither says. */
export function priceOf(model: string, set: Record<string, Price> = {}): Price | undefined {
  return set[model] ?? set[foundationOf(model)] ?? known[foundationOf(model)];
}
