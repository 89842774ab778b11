import { EarshotError } from "@earshot/core/error.ts";
import { type Delivery, DeliveryState } from "@earshot/core/outbox.ts";
import {
  existingWebhook,
  putWebhook,
  removeWebhook,
  rotateSecret,
  WebhookChange,
} from "@earshot/core/webhook/configuring.ts";
import { WebhookEvent } from "@earshot/core/webhook/event.ts";
import { replay } from "@earshot/core/webhook/replaying.ts";
import { Webhook } from "@earshot/core/webhook/webhook.ts";
import * as z from "zod";
import { listOf, PageQuery, page, pageOf, route, Who } from "./route.ts";

const WebhookView = Webhook.unwrap()
  .omit({ revision: true })
  .extend({ state: z.enum(["active", "disabled"]) })
  .meta({ id: "Webhook" });

const by = Who.describe("Who sets it up, for the audit trail.");

const Signing = z.string().describe("Signs what is sent; keep it, for it is not shown again.");

/** A delivery as its endpoint's log tells it. */
const SentView = z
  .object({
    id: z.string(),
    webhookId: z.string().describe("The header webhook-id: the same each time that this event is sent."),
    event: WebhookEvent.describe("What happened. The words are put in when it is sent, and not kept."),
    state: DeliveryState,
    attempts: z.number().int(),
    status: z.number().int().optional().describe("What the endpoint answered last."),
    error: z.string().optional(),
    next: z.string().nullable().describe("When it is tried next."),
    createdAt: z.string(),
    at: z.string().describe("When it was tried last, or reached its state."),
  })
  .meta({ id: "WebhookDelivery" });

function webhookView({ revision: _, ...webhook }: Webhook): z.input<typeof WebhookView> {
  return { ...webhook, state: webhook.disabled ? "disabled" : "active" };
}

function sentView(delivery: Delivery): z.input<typeof SentView>[] {
  const { id, event, state, attempts, result, error, dueAt, createdAt, at } = delivery;
  if (event === undefined) return [];
  const status = typeof result?.status === "number" ? result.status : undefined;
  return [
    {
      ...{ id, webhookId: event.id, event, state, attempts, createdAt, at },
      ...(status !== undefined && { status }),
      ...(error !== undefined && { error }),
      next: state === "waiting" ? dueAt : null,
    },
  ];
}

export const webhookRoutes = [
  route({
    method: "get",
    path: "/webhooks",
    summary: "The endpoints that are told what happens (Standard Webhooks), and how they do.",
    result: z.object({ items: z.array(WebhookView) }),
    handle: async ({ webhooks }) => ({ items: (await webhooks.all()).map(webhookView) }),
  }),

  route({
    method: "get",
    path: "/webhooks/{webhook}",
    summary: "One endpoint.",
    result: WebhookView,
    handle: async (deps, { params }) => webhookView(await existingWebhook(deps, params.webhook)),
  }),

  route({
    method: "put",
    path: "/webhooks/{webhook}",
    summary: "Make or change an endpoint. Its secret is in the answer that makes it, and in no other.",
    body: WebhookChange.extend({ by }),
    result: WebhookView.extend({ secret: Signing.optional() }),
    async handle(deps, { params, body: { by, ...change } }) {
      const { webhook, secret } = await putWebhook(deps, params.webhook, change, { by });
      return { ...webhookView(webhook), ...(secret !== undefined && { secret }) };
    },
  }),

  route({
    method: "delete",
    path: "/webhooks/{webhook}",
    summary: "Forget an endpoint and its secret. What was to be sent there is not.",
    query: z.object({ by }),
    result: z.object({ id: z.string() }),
    async handle(deps, { params, query }) {
      await removeWebhook(deps, params.webhook, query);
      return { id: params.webhook };
    },
  }),

  route({
    method: "post",
    path: "/webhooks/{webhook}/rotate",
    summary: "A new secret. For a day, what is sent is signed with the one before as well.",
    body: z.strictObject({ by }).default({ by: "API" }),
    result: z.object({ secret: Signing, until: z.string().describe("Until when the secret before is used, too.") }),
    handle: (deps, { params, body }) => rotateSecret(deps, params.webhook, body),
  }),

  route({
    method: "get",
    path: "/webhooks/{webhook}/deliveries",
    summary: "What was sent to an endpoint in the last 30 days, what waits, and what could not be sent.",
    query: PageQuery.extend({
      state: listOf(DeliveryState)
        .optional()
        .describe("Any of waiting, sent, parked, superseded, with commas between."),
    }),
    result: pageOf(SentView),
    async handle(deps, { params, query: { state, ...request } }) {
      const { id } = await existingWebhook(deps, params.webhook);
      const { items, next } = await deps.outbox.list(state ?? DeliveryState.options, request, id);
      return page(items.flatMap(sentView), next);
    },
  }),

  route({
    method: "post",
    path: "/webhooks/{webhook}/deliveries/{delivery}/replay",
    summary: "Send something once more, under the same webhook-id and with a new time.",
    status: 202,
    result: SentView,
    async handle(deps, { params }) {
      const [view] = sentView(await replay(deps, params.webhook, params.delivery));
      if (view === undefined) throw new EarshotError("missing", "There is no such delivery to this webhook.");
      return view;
    },
  }),
];
