import { type Delivery, DeliveryState } from "@earshot/core/outbox.ts";
import { colour } from "../console.ts";
import type { Command } from "../earshot.ts";
import { oneOf, wordsOf } from "./words.ts";

/** What was sent, or would be, word for word. */
export const run: Command = async ({ runtime }, words) => {
  const { values } = wordsOf(words, {
    state: { type: "string" },
    json: { type: "boolean", default: false },
    limit: { type: "string", default: "50" },
  });
  const states =
    values.state === undefined ? DeliveryState.options : [oneOf("state", values.state, DeliveryState.options)];
  const limit = Math.max(1, Math.min(1000, Number(values.limit) || 50));
  const { items } = await runtime.store.outbox.list(states, { limit });
  if (values.json) console.log(JSON.stringify(items, null, 2));
  else console.log(items.length === 0 ? "The outbox is empty." : items.map(shown).join("\n\n"));
};

function shown({ state, outlet, kind, theme, team, at, error, payload }: Delivery): string {
  const head = colour(`${state.replace("_", " ")} · ${outlet} ${kind} · ${theme ?? team ?? ""} · ${at}`);
  return [
    head,
    ...(error === undefined ? [] : [`Why: ${error}`]),
    ...(payload === undefined ? [] : [readable(payload)]),
  ].join("\n");
}

/** A request with its texts as lines instead of one long string. */
function readable(payload: unknown): string {
  return JSON.stringify(payload, null, 2).replaceAll("\\n", "\n      ").replaceAll('\\"', '"');
}
