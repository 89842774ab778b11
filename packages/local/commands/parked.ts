import { printable } from "../console.ts";
import type { Command } from "../earshot.ts";
import { wordsOf } from "./words.ts";

/** What could not be taken in or sent, and why; with --retry all of it is tried again. */
export const run: Command = async ({ runtime, working, settle }, words) => {
  const { values } = wordsOf(words, { retry: { type: "boolean", default: false } });
  const { inbox, outbox } = runtime.store;
  if (values.retry) {
    const retried = (await inbox.retry()) + (await outbox.retry());
    if (working) {
      await settle();
      await runtime.sweep();
    }
    console.log(`${retried} tried again.`);
  }
  const entries = (await inbox.parked({ limit: 1000 })).items;
  const deliveries = (await outbox.list(["parked"], { limit: 1000 })).items;
  for (const { id, receivedAt, error } of entries)
    console.log(`${id}  received ${receivedAt}  ${printable(error ?? "")}`);
  for (const { id, kind, at, error } of deliveries) console.log(`${id}  ${kind}, ${at}  ${printable(error ?? "")}`);
  if (entries.length + deliveries.length === 0) console.log("Nothing is parked.");
};
