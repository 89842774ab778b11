import type { WebhookStore } from "@earshot/core/ports/webhooks.ts";
import { type Tell, toldOf } from "@earshot/core/webhook/happening.ts";
import { type Rows, unchanged } from "./rows.ts";

export function memoryWebhooks({ webhooks, secrets, deliveries, corrections }: Rows): WebhookStore {
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
      if (more.trail) corrections.set(more.trail.id, structuredClone(more.trail));
      for (const delivery of more.deliveries ?? []) deliveries.set(delivery.id, structuredClone(delivery));
    },
    async remove(id, trail) {
      if (!webhooks.delete(id)) return false;
      secrets.delete(id);
      if (trail) corrections.set(trail.id, structuredClone(trail));
      return true;
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
