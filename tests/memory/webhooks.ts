import type { WebhookStore } from "@earshot/core/ports/webhooks.ts";
import { type Tell, toldOf } from "@earshot/core/webhook/happening.ts";
import { type Rows, unchanged } from "./rows.ts";

export function memoryWebhooks({ webhooks, secrets, deliveries }: Rows): WebhookStore {
  return {
    async all() {
      return structuredClone([...webhooks.values()].sort((a, b) => (a.id < b.id ? -1 : 1)));
    },
    async listeners() {
      return this.all();
    },
    async get(id) {
      return structuredClone(webhooks.get(id));
    },
    async put(next, previous, more = {}) {
      unchanged(webhooks.get(next.id), previous);
      webhooks.set(next.id, structuredClone(next));
      if (more.secrets) secrets.set(next.id, structuredClone(more.secrets));
      for (const delivery of more.deliveries ?? []) deliveries.set(delivery.id, structuredClone(delivery));
    },
    async remove(id) {
      secrets.delete(id);
      return webhooks.delete(id);
    },
    async secrets(id) {
      return structuredClone([...(secrets.get(id) ?? [])]);
    },
  };
}

/** What follows from heads for those who listen. */
export const tellOf =
  ({ webhooks }: Rows): Tell =>
  (heads) =>
    toldOf(async () => [...webhooks.values()], heads, Date.now());
