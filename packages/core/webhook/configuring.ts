import * as z from "zod";
import { type Clock, day, isoTime } from "../clock.ts";
import type { Corrector } from "../correcting.ts";
import type { Correction } from "../correction.ts";
import { EarshotError, isError } from "../error.ts";
import { BoardId, limits } from "../feedback.ts";
import type { Randomness } from "../id.ts";
import { boardsNamed } from "../lookup.ts";
import type { WebhookStore } from "../ports/webhooks.ts";
import type { Settings } from "../ports.ts";
import { addressesOf, type Resolve, webhookUrl } from "./address.ts";
import { EventType } from "./event.ts";
import { current, newSecret } from "./signature.ts";
import { webhookSet } from "./trail.ts";
import { mostWebhooks, Webhook } from "./webhook.ts";

/** An endpoint as people set it up. */
export const WebhookChange = z
  .strictObject({
    url: z.string().trim().max(limits.url).describe("An https address on the public internet."),
    events: z
      .array(EventType)
      .min(1)
      .transform((events) => [...new Set(events)].sort()),
    boards: z.array(BoardId).min(1).max(50).optional().describe("Only what happens there; all boards without any."),
    state: z.enum(["active", "disabled"]).default("active"),
  })
  .meta({ id: "WebhookChange" });
export type WebhookChange = z.infer<typeof WebhookChange>;

export interface ConfiguringDeps {
  webhooks: WebhookStore;
  settings: Settings;
  webhookAddresses: WebhookAddresses;
  clock: Clock;
  randomness: Randomness;
}

/** How addresses are looked up, and whether the machine itself may be one, for trying things out. */
export interface WebhookAddresses {
  resolve: Resolve;
  allowLocal: boolean;
}

/** A replaced secret goes on signing for so long, beside the new one. */
const secretOverlaps = day;

/** What became of an endpoint that was set: no correction where that is how it already was. */
interface WebhookSetUp {
  webhook: Webhook;
  /** Given when it is made, and never again. */
  secret: string | undefined;
  correction: Correction | undefined;
}

/**
 * Makes or changes an endpoint, with its entry in the audit trail as one; setting it active begins anew, whatever it
 * failed at before.
 * @throws EarshotError `input` for an address that nothing may be sent to, a board that is not there, or one endpoint
 *   too many; `conflict` when somebody else has changed it meanwhile.
 */
export async function putWebhook(
  deps: ConfiguringDeps,
  id: string,
  { url: text, events, boards, state }: WebhookChange,
  corrector: Corrector,
): Promise<WebhookSetUp> {
  const name = Webhook.unwrap().shape.id.safeParse(id);
  if (!name.success) throw new EarshotError("input", `${name.error.issues[0]?.message}.`, { field: "id" });
  const url = await allowedUrl(deps.webhookAddresses, text);
  if (boards !== undefined) await boardsNamed(deps, boards, () => "boards");
  const known = await deps.webhooks.get(id);
  if (!known) await roomForMore(deps.webhooks);
  const at = isoTime(deps.clock());
  const webhook: Webhook = {
    ...{ id, url: url.href, events, ...(boards && { boards }) },
    ...(state === "disabled" && {
      disabled: known?.disabled ?? { at, because: "staff", reason: "Staff disabled it." },
    }),
    createdAt: known?.createdAt ?? at,
    revision: (known?.revision ?? 0) + 1,
  };
  const secret = known ? undefined : newSecret(deps.randomness);
  const trail = webhookSet(deps, corrector, { previous: known, next: webhook });
  await deps.webhooks.put(webhook, known, { trail, ...(secret !== undefined && { secrets: [{ key: secret }] }) });
  return { webhook, secret, correction: trail };
}

async function allowedUrl({ resolve, allowLocal }: WebhookAddresses, text: string): Promise<URL> {
  const url = webhookUrl(text, allowLocal);
  try {
    await addressesOf(url, resolve, allowLocal);
  } catch (error) {
    // Whoever sets it up can mend a name that leads nowhere.
    if (isError(error, "upstream")) {
      const { reason, about } = error;
      throw new EarshotError("input", error.message, { field: "url", cause: error, ...(reason && { reason, about }) });
    }
    throw error;
  }
  return url;
}

async function roomForMore(webhooks: Pick<WebhookStore, "all">): Promise<void> {
  if ((await webhooks.all()).length >= mostWebhooks)
    throw new EarshotError("input", `There are ${mostWebhooks} webhooks already, which is as many as there can be.`, {
      ...{ reason: "tooManyWebhooks", about: { most: String(mostWebhooks) } },
    });
}

/** @throws EarshotError `missing`. */
export async function existingWebhook({ webhooks }: Pick<ConfiguringDeps, "webhooks">, id: string): Promise<Webhook> {
  const webhook = Webhook.unwrap().shape.id.safeParse(id).success ? await webhooks.get(id) : undefined;
  if (!webhook) throw noSuchWebhook();
  return webhook;
}

const noSuchWebhook = (): EarshotError =>
  new EarshotError("missing", "There is no such webhook.", { reason: "noWebhook" });

/**
 * Gives an endpoint a new secret. For a day each delivery is signed with the one before as well.
 * @throws EarshotError `missing`; `conflict` when somebody else has changed it meanwhile.
 */
export async function rotateSecret(
  deps: Pick<ConfiguringDeps, "webhooks" | "clock" | "randomness">,
  id: string,
  corrector: Corrector,
): Promise<{ secret: string; until: string }> {
  const webhook = await existingWebhook(deps, id);
  const now = deps.clock();
  const [newest] = current(await deps.webhooks.secrets(id), now);
  const secret = newSecret(deps.randomness);
  const until = isoTime(now + secretOverlaps);
  const secrets = [{ key: secret }, ...(newest ? [{ key: newest.key, until }] : [])];
  const trail = webhookSet(deps, corrector, { previous: webhook, next: webhook, rotated: true });
  await deps.webhooks.put({ ...webhook, revision: webhook.revision + 1 }, webhook, { secrets, trail });
  return { secret, until };
}

/** Forgets an endpoint and its secrets; what was to be sent there is not. @throws EarshotError `missing`. */
export async function removeWebhook(
  deps: Pick<ConfiguringDeps, "webhooks" | "clock">,
  id: string,
  corrector: Corrector,
): Promise<Correction | undefined> {
  const webhook = await existingWebhook(deps, id);
  const trail = webhookSet(deps, corrector, { previous: webhook, next: undefined });
  // Somebody else may have been faster, whose entry stands for it.
  if (!(await deps.webhooks.remove(id, trail))) throw noSuchWebhook();
  return trail;
}
