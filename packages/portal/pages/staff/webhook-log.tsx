import type { Delivery } from "@earshot/core/outbox.ts";
import type { Page } from "@earshot/core/ports.ts";
import type { Webhook } from "@earshot/core/webhook/webhook.ts";
import { Pager } from "../parts/pager.tsx";
import { Table } from "../parts/table.tsx";
import { Own } from "../parts/vote.tsx";
import type { View } from "../view.ts";
import { webhookPath } from "./webhook-form.tsx";

interface LogProps {
  view: View;
  webhook: Webhook;
  sent: Page<Delivery>;
  cursor: string | undefined;
}

/** One attempt to tell the endpoint of an event, and the button that sends the same once more. */
function Attempted({ view, webhook, delivery }: Pick<LogProps, "view" | "webhook"> & { delivery: Delivery }) {
  const texts = view.texts.staff.webhooks;
  const { id, event, state, attempts, result, error, dueAt, at } = delivery;
  const status = typeof result?.status === "number" ? result.status : undefined;
  const rests = state === "waiting" && webhook.disabled === undefined && attempts > 0;
  return (
    <tr>
      <td>
        <code>{event?.type}</code>
      </td>
      <td>
        <time datetime={at}>{view.texts.dateTime(at)}</time>
      </td>
      <td>
        <strong class={state === "parked" ? "hotword" : undefined}>{view.texts.admin.state[state]}</strong>
        {status !== undefined && `, ${status}`}
        {attempts > 1 && `, ${view.texts.admin.attempts(attempts)}`}
        {error !== undefined && (
          <p class="small" lang={view.langOf(error)}>
            {error}
          </p>
        )}
        {rests && <p class="small">{texts.next(view.texts.dateTime(dueAt))}</p>}
      </td>
      <td>
        {webhook.disabled === undefined && (
          <form method="post" action={view.href(webhookPath(webhook.id))}>
            <Own view={view} />
            <input type="hidden" name="delivery" value={id} />
            <button class="btn" type="submit" name="do" value="replay">
              {texts.replay}
              <span class="vh">: {event?.type}</span>
            </button>
          </form>
        )}
      </td>
    </tr>
  );
}

/** What was sent to an endpoint in the last thirty days, what waits, and what could not be sent. */
export function WebhookLog({ view, webhook, sent, cursor }: LogProps) {
  const texts = view.texts.staff.webhooks;
  const items = sent.items.filter(({ event }) => event !== undefined);
  const path = `${webhookPath(webhook.id)}#log`;
  return (
    <section class="sec flow" aria-labelledby="log">
      <h2 id="log">
        {texts.log} <span class="soft small">{texts.logHint}</span>
      </h2>
      {items.length === 0 && <p class="empty">{texts.logEmpty}</p>}
      {items.length > 0 && (
        <Table
          labelledBy="log"
          columns={[
            { title: texts.what },
            { title: texts.when },
            { title: texts.outcome },
            { title: texts.replay, unseen: true },
          ]}
        >
          {items.map((delivery) => (
            <Attempted view={view} webhook={webhook} delivery={delivery} />
          ))}
        </Table>
      )}
      <Pager
        next={
          sent.next === undefined
            ? undefined
            : { href: view.href(path, { cursor: sent.next }), label: view.texts.admin.next }
        }
        first={cursor === undefined ? undefined : { href: view.href(path), label: view.texts.admin.toFirst }}
      />
    </section>
  );
}
