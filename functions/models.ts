import { Allowance } from "@earshot/core/allowance.ts";
import { type Budget, dollar } from "@earshot/core/budget.ts";
import { EarshotError } from "@earshot/core/error.ts";
import { noteModel } from "@earshot/core/failing-models.ts";
import { Meanings } from "@earshot/core/meaning.ts";
import type { Narrator } from "@earshot/core/narrator.ts";
import { once } from "@earshot/core/once.ts";
import type { Cursors } from "@earshot/core/ports/sources.ts";
import { priceOf } from "@earshot/models/bedrock/prices.ts";
import type { World } from "./base.ts";
import type { Environment } from "./environment.ts";

/** What asking a model rests on. */
interface AskingBase {
  environment: Environment;
  world: World;
  store: { budget: Budget; cursors: Cursors };
}

/** Who sums themes up, where the environment names a model and what it may cost. */
export function narratorOf(base: AskingBase): Pick<Narrator, "retell"> | undefined {
  const { EARSHOT_SUMMARY_MODEL: name } = base.environment;
  if (name === undefined) return undefined;
  const options = optionsFor(base, name);
  const narrator = once(async () => {
    const { converse, Narrator } = await import("./bedrock.ts");
    return new Narrator(converse(options), base.world.log);
  });
  return { retell: async (...given) => (await narrator()).retell(...given) };
}

/** What texts mean, where the environment names a model and what it may cost. */
export function meaningsOf(base: AskingBase): Meanings | undefined {
  const { EARSHOT_EMBEDDINGS_MODEL: name } = base.environment;
  if (name === undefined) return undefined;
  const options = optionsFor(base, name);
  const model = once(async () => (await import("./bedrock.ts")).titan(options));
  return new Meanings({ name, embed: async (texts) => (await model()).embed(texts) }, base.world.log);
}

function optionsFor({ environment, world, store }: AskingBase, model: string) {
  const { clock, randomness, log, fetch } = world;
  const limit = Math.floor((environment.EARSHOT_MODEL_BUDGET ?? 0) * dollar);
  const price = priceOf(model, environment.EARSHOT_MODEL_PRICES);
  if (price === undefined) throw new EarshotError("input", "EARSHOT_MODEL_PRICES does not say what a model costs.");
  const note = (fails: boolean) => noteModel(store.cursors, model, fails, clock());
  const allowance = new Allowance(model, { budget: store.budget, limit, price, clock, randomness, log, note });
  return { model, allowance, endpoint: environment.AWS_ENDPOINT_URL_BEDROCK_RUNTIME, fetch };
}
