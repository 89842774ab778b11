import { Allowance } from "@earshot/core/allowance.ts";
import { dollar } from "@earshot/core/budget.ts";
import { EarshotError } from "@earshot/core/error.ts";
import type { Embedder, Summariser } from "@earshot/core/models.ts";
import { once } from "@earshot/core/once.ts";
import type { ConverseOptions } from "@earshot/models/bedrock/converse.ts";
import { priceOf } from "@earshot/models/bedrock/prices.ts";
import type { TitanOptions } from "@earshot/models/bedrock/titan.ts";
import type { Base } from "./base.ts";

/** The models that are plugged in: none, unless the environment names them and what they may cost. */
export interface Models {
  summariser: Summariser | undefined;
  embedder: (() => Promise<Embedder>) | undefined;
}

export function modelsOf({ environment, world, store }: Base): Models {
  const { EARSHOT_SUMMARY_MODEL: summaries, EARSHOT_EMBEDDINGS_MODEL: embeddings } = environment;
  return {
    summariser: summaries === undefined ? undefined : summariserBy(optionsFor(summaries)),
    embedder: embeddings === undefined ? undefined : embedderBy(optionsFor(embeddings)),
  };

  function optionsFor(model: string) {
    const { clock, randomness, log, fetch } = world;
    const limit = Math.floor((environment.EARSHOT_MODEL_BUDGET ?? 0) * dollar);
    const price = priceOf(model, environment.EARSHOT_MODEL_PRICES);
    if (price === undefined) throw new EarshotError("input", "EARSHOT_MODEL_PRICES does not say what a model costs.");
    const allowance = new Allowance(model, { budget: store.budget, limit, price, clock, randomness, log });
    return { model, allowance, endpoint: environment.AWS_ENDPOINT_URL_BEDROCK_RUNTIME, fetch };
  }
}

/** The SDK that asks is loaded with the first question. */
function summariserBy(options: ConverseOptions): Summariser {
  const model = once(async () => (await import("@earshot/models/bedrock/converse.ts")).converse(options));
  return { name: options.model, summarise: async (request) => (await model()).summarise(request) };
}

const embedderBy = (options: TitanOptions): (() => Promise<Embedder>) =>
  once(async () => (await import("@earshot/models/bedrock/titan.ts")).titan(options));
