import { EarshotError } from "@earshot/core/error.ts";
import type { Outbox } from "@earshot/core/ports.ts";
import { paged, type Rows } from "./rows.ts";

export function memoryOutbox({ deliveries }: Rows): Outbox {
  return {
    async get(id) {
      return structuredClone(deliveries.get(id));
    },
    async add(delivery) {
      if (deliveries.has(delivery.id)) return false;
      deliveries.set(delivery.id, structuredClone(delivery));
      return true;
    },
    async claim(id, token, now, until) {
      const delivery = deliveries.get(id);
      if (delivery?.state !== "waiting" || delivery.dueAt > now) return undefined;
      if (delivery.claim !== undefined && delivery.claim.until >= now) return undefined;
      const claimed = { ...delivery, claim: { token, until }, attempts: delivery.attempts + 1 };
      deliveries.set(id, claimed);
      return structuredClone(claimed);
    },
    async settle({ claim: _, ...delivery }, token) {
      if (deliveries.get(delivery.id)?.claim?.token !== token)
        throw new EarshotError("conflict", "Somebody else has claimed this.");
      deliveries.set(delivery.id, structuredClone(delivery));
    },
    async due(now, limit, webhook) {
      return [...deliveries.values()]
        .filter(({ state, dueAt, claim }) => state === "waiting" && dueAt <= now && !(claim && claim.until >= now))
        .filter((delivery) => delivery.webhook === webhook)
        .sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1))
        .slice(0, limit);
    },
    async list(states, request, webhook) {
      const wanted = [...deliveries.values()].filter(
        ({ state, webhook: its }) =>
          states.includes(state) && (its === webhook || (webhook === undefined && state === "parked")),
      );
      return paged(states, wanted, ({ state, dueAt, at, id }) => [state === "waiting" ? dueAt : at, id], request);
    },
    async again({ error: _, claim, ...delivery }, dueAt) {
      const known = deliveries.get(delivery.id);
      const same = known?.state === delivery.state && known.at === delivery.at && known.attempts === delivery.attempts;
      if (!same || (claim !== undefined && claim.until >= dueAt)) return undefined;
      const next = { ...delivery, state: "waiting" as const, attempts: 0, dueAt };
      deliveries.set(delivery.id, structuredClone(next));
      return next;
    },
    async retry(ids) {
      const parked = [...deliveries.values()].filter(
        ({ state, id }) => state === "parked" && (ids === undefined || ids.includes(id)),
      );
      for (const { error: _, claim: __, ...delivery } of parked)
        deliveries.set(delivery.id, { ...delivery, state: "waiting", attempts: 1 });
      return parked.length;
    },
  };
}
