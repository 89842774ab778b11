import type { Budget } from "@earshot/core/budget.ts";
import { minute } from "@earshot/core/clock.ts";
import { EarshotError } from "@earshot/core/error.ts";
import { secureRandomness } from "@earshot/core/id.ts";
import { vectorOf } from "@earshot/core/meaning.ts";
import { readEnvironment } from "../../../functions/environment.ts";
import { meaningsOf } from "../../../functions/models.ts";

const textsAtOnce = 480;

/**
 * The vectors of texts by the embedding model that the environment names, within the budget that it sets for one run.
 * @throws EarshotError `input` where it names none, `upstream` where the model leaves out any.
 */
export async function vectorsOf(texts: readonly string[]): Promise<Map<string, Int8Array>> {
  const world = {
    clock: Date.now,
    randomness: secureRandomness,
    log: (event: string, fields?: object) => console.error(JSON.stringify({ event, ...fields })),
  };
  const meanings = meaningsOf({
    environment: readEnvironment(process.env),
    world,
    store: { budget: ofOneRun(), cursors: nowhere },
  });
  if (!meanings) throw new EarshotError("input", "EARSHOT_EMBEDDINGS_MODEL does not say which model to ask.");
  const vectors = new Map<string, Int8Array>();
  for (let from = 0; from < texts.length; from += textsAtOnce)
    for (const [text, meaning] of await meanings.of(texts.slice(from, from + textsAtOnce), 10 * minute)) {
      const vector = vectorOf(meaning, meanings.model);
      if (vector) vectors.set(text, vector);
    }
  const missing = texts.filter((text) => !vectors.has(text)).length;
  if (missing > 0) throw new EarshotError("upstream", `The model said nothing of ${missing} texts.`);
  return vectors;
}

/** The log of the run says what fails. */
const nowhere = { get: async () => undefined, put: async () => {} };

function ofOneRun(): Budget {
  let amount = 0;
  return {
    async reserve(reservation, limit) {
      if (amount + reservation.amount > limit) return false;
      amount += reservation.amount;
      return true;
    },
    async settle(reservation, cost) {
      amount += cost - reservation.amount;
    },
    spent: async () => ({ amount, requests: 0, tokens: { input: 0, output: 0 } }),
  };
}
