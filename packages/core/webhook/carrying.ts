import { type Clock, hour, isoTime } from "../clock.ts";
import { EarshotError, isError, reasonOf } from "../error.ts";
import type { Randomness } from "../id.ts";
import { type Delivery, deliveryId } from "../outbox.ts";
import type { Outcome } from "../ports/outlets.ts";
import type { Poster, WebhookStore } from "../ports/webhooks.ts";
import { type Failure, failed, nextAttempt, succeeded } from "./health.ts";
import { type PayloadDeps, payloadFor } from "./payload.ts";
import { signed } from "./signature.ts";
import type { Webhook } from "./webhook.ts";

export interface CarryingDeps extends PayloadDeps {
  webhooks: WebhookStore;
  post: Poster;
  /** Where staff are told by mail that an endpoint is sent nothing more. */
  staff: readonly string[];
  clock: Clock;
  randomness: Randomness;
}

/** What became of an attempt: also that it is to be made again at a time, or that there will be none. */
export type Carried =
  | Outcome
  | { state: "superseded" }
  | (Pick<Delivery, "dueAt"> & { state: "waiting"; attempts?: number; error?: string; result?: Delivery["result"] })
  | { state: "parked"; error: string; result?: Delivery["result"] };

/** What is for a disabled endpoint waits until that is active again; the sweep passes it by. */
const disabledWaits = hour;

/**
 * Sends an event to its endpoint, signed. Anything but a 2xx is a failure, after which it is tried again over three days;
 * the endpoint is disabled where it is gone or has failed for as long. Reads endpoint, secrets and what is told: three
 * rows; writes the endpoint when its health changes.
 */
export async function carryEvent(deps: CarryingDeps, delivery: Delivery): Promise<Carried> {
  const { event, webhook: id = "" } = delivery;
  const webhook = await deps.webhooks.get(id);
  if (event === undefined || webhook === undefined) return { state: "superseded" };
  const now = deps.clock();
  const rests = webhook.disabled ? isoTime(now + disabledWaits) : (webhook.failing?.until ?? "");
  // No attempt was made, so none counts.
  if (rests > isoTime(now)) return { state: "waiting", dueAt: rests, attempts: delivery.attempts - 1 };
  const payload = await payloadFor(deps, event);
  if (payload === undefined) return { state: "superseded" };
  const answer = await attempt(deps, webhook, event.id, JSON.stringify(payload));
  if (!("reason" in answer)) {
    await note(deps, id, succeeded);
    // Its words are not kept: they would outlive what was taken back.
    return { state: "sent", payload: undefined, result: answer };
  }
  const after = await note(deps, id, (one) => failed(one, answer, deps.clock()));
  return afterFailure(deps, delivery, after, answer);
}

async function attempt(
  { webhooks, post, clock }: CarryingDeps,
  { id, url }: Webhook,
  event: string,
  body: string,
): Promise<{ status: number } | Failure> {
  const headers = signed(event, body, await webhooks.secrets(id), clock());
  try {
    const { status, retryAfter } = await post({ url, headers, body });
    if (status >= 200 && status < 300) return { status };
    return { status, retryAfter, reason: `The endpoint answered ${status}${meaningOf(status)}.` };
  } catch (error) {
    if (!(error instanceof EarshotError)) throw error;
    return { reason: reasonOf(error) };
  }
}

function meaningOf(status: number): string {
  if (status >= 300 && status < 400) return ", and redirects are not followed";
  return status === 410 ? " (gone): it wants no more" : "";
}

function afterFailure(
  { clock, randomness }: CarryingDeps,
  { attempts }: Delivery,
  webhook: Webhook | undefined,
  { reason, status, retryAfter }: Failure,
): Carried {
  const result = status === undefined ? undefined : { status };
  if (webhook?.disabled)
    return {
      state: "parked",
      error: `${reason} The webhook ${webhook.id} is disabled, and what else is for it waits. Set it active once it answers again, then try this again.`,
      result,
    };
  const wait = nextAttempt(attempts, retryAfter, chance(randomness));
  if (wait === undefined) return { state: "parked", error: `${reason} It was tried for three days.`, result };
  return { state: "waiting", dueAt: isoTime(clock() + wait), error: reason, result };
}

/** Between 0 and 1. */
function chance(randomness: Randomness): number {
  const [byte = 0] = randomness(1);
  return byte / 255;
}

/** How often noting is tried again that another write of the endpoint got ahead of. */
const attempts = 5;

/** Writes what an attempt says of its endpoint; nothing where that was known. Gives the endpoint as it is from then on. */
async function note(
  deps: CarryingDeps,
  id: string,
  change: (webhook: Webhook) => Webhook,
): Promise<Webhook | undefined> {
  for (let nth = 1; ; nth++) {
    const before = await deps.webhooks.get(id);
    const after = before && change(before);
    if (before === undefined || after === undefined || isSame(before, after)) return before;
    const next = { ...after, revision: before.revision + 1 };
    const disabled = next.disabled !== undefined && before.disabled === undefined;
    try {
      await deps.webhooks.put(next, before, disabled ? { deliveries: notices(deps, next) } : {});
      return next;
    } catch (error) {
      if (!isError(error, "conflict") || nth === attempts) throw error;
    }
  }
}

const isSame = (one: Webhook, other: Webhook): boolean => JSON.stringify(one) === JSON.stringify(other);

/** A mail to staff that an endpoint is sent nothing more. Its address is not in it: what follows the host is often secret. */
function notices({ staff, url, clock }: CarryingDeps, { id, url: to, disabled }: Webhook): Delivery[] {
  if (staff.length === 0 || disabled === undefined) return [];
  const at = isoTime(clock());
  const because =
    disabled.because === "gone"
      ? "It answered that it is gone (410)."
      : `It has failed for three days. Last of all: ${disabled.reason}`;
  const body = [
    `The webhook ${id}, at ${new URL(to).host}, is sent nothing more. ${because}`,
    "What was to be sent waits for up to thirty days. Once the other side answers again, set the webhook active and it goes on.",
    `${url}/admin/settings/webhooks/${id}`,
  ].join("\n\n");
  return [
    {
      id: deliveryId("notice", id, disabled.at),
      outlet: "mail",
      kind: "notice",
      occasion: disabled.at,
      state: "waiting",
      payload: { to: staff.join(", "), subject: `The webhook ${id} was disabled`, body },
      attempts: 0,
      createdAt: at,
      dueAt: at,
      at,
    },
  ];
}
