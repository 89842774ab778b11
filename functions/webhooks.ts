import type { Delivery } from "@earshot/core/outbox.ts";
import { type Carried, carryEvent } from "@earshot/core/webhook/carrying.ts";
import { webhook } from "@earshot/outlets/webhook/webhook.ts";
import { addressOf, type Base } from "./base.ts";
import { webhookAddressesOf } from "./webhook-addresses.ts";

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
