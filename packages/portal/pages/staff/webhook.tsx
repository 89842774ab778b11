import type { Board } from "@earshot/core/board.ts";
import type { Delivery } from "@earshot/core/outbox.ts";
import type { Page } from "@earshot/core/ports.ts";
import type { Webhook } from "@earshot/core/webhook/webhook.ts";
import { Own } from "../parts/vote.tsx";
import type { View } from "../view.ts";
import { DeskFrame } from "./desk-frame.tsx";
import type { Done } from "./done.tsx";
import type { Refused } from "./field.tsx";
import { WebhookForm, webhookPath } from "./webhook-form.tsx";
import { WebhookLog } from "./webhook-log.tsx";

/** A secret that was just made: this page is the only place where it is ever shown. */
export interface Shown {
  secret: string;
  /** Until when the one before it signs as well. */
  until: string | undefined;
}

interface WebhookPageProps {
  view: View;
  /** The endpoint that is there; none for a new one. */
  webhook: Webhook | undefined;
  boards: readonly Board[];
  sent: Page<Delivery>;
  cursor: string | undefined;
  refused: Refused | undefined;
  done: Done | undefined;
  shown: Shown | undefined;
}

function Secret({ view, shown: { secret, until } }: { view: View; shown: Shown }) {
  const texts = view.texts.staff.webhooks;
  return (
    <section class="note" aria-labelledby="secret" role="status">
      <h2 id="secret">{texts.secret}</h2>
      <p>{texts.secretHint}</p>
      <pre>{secret}</pre>
      {until !== undefined && <p>{texts.overlaps(view.texts.dateTime(until))}</p>}
    </section>
  );
}

/** Whether it is sent anything; if not, since when and why. */
function Health({ view, webhook: { disabled, failing } }: { view: View; webhook: Webhook }) {
  const texts = view.texts.staff.webhooks;
  if (disabled)
    return (
      <div class="note bad">
        <p>
          <strong>{texts.disabled[disabled.because](view.texts.dateTime(disabled.at))}</strong>
        </p>
        {disabled.because !== "staff" && <p lang={view.langOf(disabled.reason)}>{disabled.reason}</p>}
        <p>{texts.waits}</p>
      </div>
    );
  if (!failing) return <p>{texts.active}</p>;
  return (
    <div class="note bad">
      <p>
        <strong>{texts.failing(view.texts.dateTime(failing.since))}</strong>
      </p>
      <p lang={view.langOf(failing.reason)}>{failing.reason}</p>
    </div>
  );
}

/** What can be done about an endpoint besides changing it. Forgetting its secret cannot be undone: it takes two steps. */
function Acts({ view, webhook }: { view: View; webhook: Webhook }) {
  const texts = view.texts.staff.webhooks;
  return (
    <form class="row" method="post" action={view.href(webhookPath(webhook.id))}>
      <Own view={view} />
      {webhook.disabled ? (
        <button class="btn main" type="submit" name="do" value="enable">
          {texts.enable}
        </button>
      ) : (
        <button class="btn" type="submit" name="do" value="disable">
          {texts.disable}
        </button>
      )}
      <button class="btn" type="submit" name="do" value="rotate">
        {texts.rotate}
      </button>
      {webhook.disabled && (
        <button class="btn bare" type="submit" name="do" value="remove">
          {texts.remove}
        </button>
      )}
    </form>
  );
}

/** `/admin/settings/webhooks/{name}`: how an endpoint does, what it is told, and what it was told. */
export function WebhookPage(props: WebhookPageProps) {
  const { view, webhook, boards, sent, cursor, refused, done, shown } = props;
  const texts = view.texts.staff.webhooks;
  const heading = webhook ? texts.heading(webhook.id) : texts.add;
  return (
    <DeskFrame view={view} title={heading} done={done}>
      <div class="sec flow">
        <h1>{heading}</h1>
        {refused && (
          <p class="note bad" role="alert">
            {view.texts.staff.setup.wrong}
          </p>
        )}
        {shown && <Secret view={view} shown={shown} />}
        {webhook ? (
          <>
            <Health view={view} webhook={webhook} />
            <Acts view={view} webhook={webhook} />
          </>
        ) : (
          <p class="soft">{texts.lede}</p>
        )}
        <WebhookForm view={view} webhook={webhook} boards={boards} refused={refused} />
      </div>
      {webhook && <WebhookLog view={view} webhook={webhook} sent={sent} cursor={cursor} />}
    </DeskFrame>
  );
}
