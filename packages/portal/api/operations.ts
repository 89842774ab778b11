import { type Trouble, troubleNames } from "@earshot/core/condition.ts";
import { type InboxEntry, sourceOf } from "@earshot/core/inbox.ts";
import { DeliveryState } from "@earshot/core/outbox.ts";
import * as z from "zod";
import { type Texts, textsFor } from "../pages/texts.ts";
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
  return {
    ...{ id, source: sourceOf({ content }), receivedAt, attempts, error },
    ...(content.type === "event" && { externalId: content.event.externalId }),
  };
}

const TroubleView = z
  .object({
    name: z.enum(troubleNames).describe("The name of its alarm."),
    since: z.string().nullable().describe("Where that is known."),
    figure: z.number().describe("Seconds, a count or a percentage; the words say of what."),
    wrong: z.string().describe("What is wrong, for a person."),
    next: z.string().describe("What to do next."),
  })
  .meta({ id: "Trouble" });

function troubleView({ staff }: Texts, { name, since, figure }: Trouble): z.input<typeof TroubleView> {
  const { wrong, next } = staff.health.trouble[name];
  return { name, since: since ?? null, figure, wrong: wrong(figure), next };
}

export const operationRoutes = [
  route({
    method: "get",
    path: "/outbox",
    summary:
      "What was sent, would be sent (dry run), waits and is parked; webhooks have logs of their own until parked.",
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
    summary: "What waits, what is parked, how far behind the workers are, in seconds, and what needs a person.",
    result: z.object({
      backlog: z.number().int(),
      parked: z.number().int(),
      lag: z.object({ work: z.number(), deliver: z.number() }),
      webhooks: z
        .object({ failing: z.array(z.string()), disabled: z.array(z.string()) })
        .describe("Endpoints that do not answer as they should, and those disabled for it."),
      erasures: z.number().int().describe("People who are being erased."),
      sweep: z.object({
        failing: z
          .array(z.string())
          .describe(
            "Parts of the work in the background that fail, such as poll discourse or model eu.amazon.nova-lite-v1:0.",
          ),
      }),
      budget: z.number().optional().describe("The share of the day's budget for models that is used, 0 to 1."),
      troubles: z.array(TroubleView).describe("What needs a person, since when, and what to do next."),
    }),
    async handle(deps) {
      const { troubles, ...status } = await deps.status();
      const texts = await textsFor("en", undefined);
      return { ...status, troubles: troubles.map((trouble) => troubleView(texts, trouble)) };
    },
  }),
];
