import type { Delivery } from "@earshot/core/outbox.ts";
import { type Carried, carryEvent } from "@earshot/core/webhook/carrying.ts";
import type { WebhookAddresses } from "@earshot/core/webhook/configuring.ts";
import { resolve } from "@earshot/outlets/webhook/resolve.ts";
import { webhook } from "@earshot/outlets/webhook/webhook.ts";
import { addressOf, type Base } from "./base.ts";

/** Where events may be sent to. */
export function webhookAddressesOf({ environment }: Base): WebhookAddresses {
  return { resolve, allowLocal: environment.EARSHOT_LOCAL_WEBHOOKS === "1" };
}

/** Carries events out at the endpoints of other systems. */
export function carrierOf(base: Base): (delivery: Delivery) => Promise<Carried> {
  const { environment, store, world } = base;
  const { webhooks, themes, feedback } = store;
  const { clock, randomness } = world;
  const post = world.post ?? webhook({ ...webhookAddressesOf(base), clock });
  const staff = environment.EARSHOT_ADMINS ?? [];
  return (delivery) =>
    carryEvent({ webhooks, themes, feedback, post, staff, clock, randomness, url: addressOf(environment) }, delivery);
}
