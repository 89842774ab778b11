import type { InboxEntry } from "@earshot/core/inbox.ts";
import { DeliveryState } from "@earshot/core/outbox.ts";
import * as z from "zod";
import { listOf, PageQuery, page, pageOf, route } from "./route.ts";
import { DeliveryView, deliveryView } from "./views.ts";

const ParkedView = z
  .object({
    id: z.string(),
    source: z.string(),
    externalId: z.string().optional(),
    receivedAt: z.string(),
    attempts: z.number().int(),
    error: z.string(),
  })
  .meta({ id: "Parked" });

/** Which of them to try again; all without any. */
const Retry = z.strictObject({ ids: z.array(z.string().max(100)).max(1_000).optional() }).optional();
const Retried = z.object({ retried: z.number().int() });

function parkedView({ id, receivedAt, attempts, error = "", content }: InboxEntry): z.input<typeof ParkedView> {
  const { source } = content.type === "event" ? content.event : content.webhook;
  return {
    ...{ id, source, receivedAt, attempts, error },
    ...(content.type === "event" && { externalId: content.event.externalId }),
  };
}

export const operationRoutes = [
  route({
    method: "get",
    path: "/outbox",
    summary: "What was sent, what would be sent (dry run), what waits and what is parked.",
    query: PageQuery.extend({
      state: listOf(DeliveryState)
        .optional()
        .describe(`Any of ${DeliveryState.options.join(", ")}, with commas between.`),
    }),
    result: pageOf(DeliveryView),
    async handle(deps, { query: { state, ...request } }) {
      const { items, next } = await deps.outbox.list(state ?? DeliveryState.options, request);
      return page(items.map(deliveryView), next);
    },
  }),

  route({
    method: "post",
    path: "/outbox/retry",
    summary: "Try parked deliveries again: those named, or all.",
    body: Retry,
    result: Retried,
    async handle(deps, { body }) {
      return { retried: await deps.outbox.retry(body?.ids) };
    },
  }),

  route({
    method: "get",
    path: "/parked",
    summary: "What was received and could not be taken in, with the reason.",
    query: PageQuery,
    result: pageOf(ParkedView),
    async handle(deps, { query }) {
      const { items, next } = await deps.inbox.parked(query);
      return page(items.map(parkedView), next);
    },
  }),

  route({
    method: "post",
    path: "/parked/retry",
    summary: "Take parked entries in again: those named, or all.",
    body: Retry,
    result: Retried,
    async handle(deps, { body }) {
      return { retried: await deps.inbox.retry(body?.ids) };
    },
  }),

  route({
    method: "get",
    path: "/status",
    summary: "What waits, what is parked, and how far behind the workers are, in seconds.",
    result: z.object({
      backlog: z.number().int(),
      parked: z.number().int(),
      lag: z.object({ work: z.number(), deliver: z.number() }),
    }),
    handle: (deps) => deps.status(),
  }),
];
