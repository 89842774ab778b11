import { EarshotError } from "@earshot/core/error.ts";
import { existingBoards } from "@earshot/core/lookup.ts";
import { DeliveryState } from "@earshot/core/outbox.ts";
import {
  existingWebhook,
  putWebhook,
  removeWebhook,
  rotateSecret,
  WebhookChange,
} from "@earshot/core/webhook/configuring.ts";
import { EventType } from "@earshot/core/webhook/event.ts";
import { replay } from "@earshot/core/webhook/replaying.ts";
import { Webhook } from "@earshot/core/webhook/webhook.ts";
import { type Context, Hono } from "hono";
import type { PortalDeps } from "../../deps.ts";
import { answer, failure } from "../answers.tsx";
import { viewOf } from "../view.ts";
import { acting, type Order, type Outcome, textIn } from "./acting.tsx";
import { doneIn } from "./done.tsx";
import type { Refused } from "./field.tsx";
import { wrong } from "./refusal.ts";
import { readAs } from "./rules.ts";
import { type Shown, WebhookPage } from "./webhook.tsx";
import { boardBox, eventBox, webhookPath } from "./webhook-form.tsx";

/** Where the form for one that is not there yet stands; none can be called so. */
const fresh = "new";
const rowsPerPage = 20;

/** `/admin/settings/webhooks`: the endpoints of other systems, what they are told, and what they were told. */
export function webhookRoutes(deps: PortalDeps): Hono {
  const { webhooks, outbox, clock } = deps;
  const desk = new Hono();
  const nameOf = (c: Context): string => c.req.param("webhook") ?? "";

  async function show(c: Context, name: string, { refused, shown }: { refused?: Refused; shown?: Shown } = {}) {
    const webhook = name === fresh ? undefined : (await webhooks.all()).find(({ id }) => id === name);
    if (webhook === undefined && name !== fresh) return failure(c, deps, "missing");
    const cursor = c.req.query("cursor") || undefined;
    const nothing = { items: [], next: undefined };
    const [boards, done, sent] = await Promise.all([
      existingBoards(deps),
      doneIn(deps, c.req.query("done")),
      webhook ? outbox.list(DeliveryState.options, { limit: rowsPerPage, cursor }, webhook.id) : nothing,
    ]);
    const page = <WebhookPage view={viewOf(c, clock)} {...{ webhook, boards, sent, cursor, refused, done, shown }} />;
    return answer(c, deps, page, refused ? 400 : 200);
  }

  /** What the form says of an endpoint. */
  async function asTyped(fields: URLSearchParams) {
    const events = EventType.options.filter((type) => fields.has(eventBox(type)));
    const boards = (await existingBoards(deps)).map(({ id }) => id).filter((id) => fields.has(boardBox(id)));
    return {
      url: textIn(fields, "url"),
      events: readAs(WebhookChange.shape.events, events, "events"),
      boards: boards.length > 0 ? readAs(WebhookChange.shape.boards, boards, "boards") : undefined,
    };
  }

  async function make(c: Context, { fields, by }: Order): Promise<Outcome> {
    const id = readAs(Webhook.unwrap().shape.id, textIn(fields, "id"), "id");
    if (id === fresh || (await webhooks.get(id))) throw wrong("id", viewOf(c, clock).texts.staff.setup.taken);
    const { secret } = await putWebhook(deps, id, { ...(await asTyped(fields)), state: "active" }, { by });
    return { page: await show(c, id, secret === undefined ? {} : { shown: { secret, until: undefined } }) };
  }

  const acts: Record<string, (c: Context, name: string, order: Order) => Promise<Outcome>> = {
    async save(_, name, { fields, by }) {
      const { disabled } = await existingWebhook(deps, name);
      const change = { ...(await asTyped(fields)), state: disabled ? ("disabled" as const) : ("active" as const) };
      const { correction } = await putWebhook(deps, name, change, { by });
      return { corrections: [correction], note: "saved" };
    },
    enable: (_, name, order) => set(name, "active", order),
    disable: (_, name, order) => set(name, "disabled", order),
    async rotate(c, name, { by }) {
      return { page: await show(c, name, { shown: await rotateSecret(deps, name, { by }) }) };
    },
    async remove(c, name, { by }) {
      const correction = await removeWebhook(deps, name, { by });
      return { corrections: [correction], note: "saved", to: viewOf(c, clock).href("/admin/settings") };
    },
    async replay(_, name, { fields }) {
      await replay(deps, name, textIn(fields, "delivery"));
      return { note: "sendsAgain" };
    },
  };

  async function set(name: string, state: "active" | "disabled", { by }: Order): Promise<Outcome> {
    const { url, events, boards } = await existingWebhook(deps, name);
    const { correction } = await putWebhook(deps, name, { url, events, boards, state }, { by });
    return { corrections: [correction], note: "saved" };
  }

  desk.get("/settings/webhooks/:webhook", (c) => show(c, nameOf(c)));
  desk.post(
    "/settings/webhooks/:webhook",
    acting(
      deps,
      async (c, order) => {
        const name = nameOf(c);
        if (name === fresh) return make(c, order);
        const act = acts[order.fields.get("do") ?? ""];
        if (act === undefined) throw new EarshotError("input", "This form asks for nothing that is known here.");
        return { to: viewOf(c, clock).href(webhookPath(name)), ...(await act(c, name, order)) };
      },
      (c, refused) => show(c, nameOf(c), { refused }),
    ),
  );
  return desk;
}
