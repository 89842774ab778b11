import { type Clock, second } from "@earshot/core/clock.ts";
import type { Correction } from "@earshot/core/correction.ts";
import { isError } from "@earshot/core/error.ts";
import type { WebhookStore, WithWebhook } from "@earshot/core/ports/webhooks.ts";
import { remember } from "@earshot/core/remember.ts";
import { Secret, Webhook } from "@earshot/core/webhook/webhook.ts";
import * as z from "zod";
import { correctionSteps } from "./corrections.ts";
import { configPartition, secretsKey, webhookKey, webhookPrefix } from "./keys.ts";
import { newDelivery } from "./outbox.ts";
import { type Step, type Table, unchanged } from "./table.ts";

const listenersKept = 5 * second;

/** The endpoints of other systems. Secrets are rows of their own: whoever lists endpoints does not have them at hand. */
export class WebhookRows implements WebhookStore {
  readonly #table: Table;
  readonly #clock: Clock;
  #remembered: () => Promise<readonly Webhook[]>;

  constructor(table: Table, clock: Clock) {
    this.#table = table;
    this.#clock = clock;
    this.#remembered = this.#remember();
  }

  #remember(): () => Promise<readonly Webhook[]> {
    return remember(() => this.all(), this.#clock, listenersKept);
  }

  async all(): Promise<Webhook[]> {
    const rows = await this.#table.partition(configPartition, webhookPrefix, true);
    return rows.map((row) => Webhook.parse(row));
  }

  listeners(): Promise<readonly Webhook[]> {
    return this.#remembered();
  }

  async get(id: string): Promise<Webhook | undefined> {
    const row = await this.#table.get(webhookKey(id), true);
    return row && Webhook.parse(row);
  }

  async put(next: Webhook, previous: Webhook | undefined, { secrets, deliveries = [], trail }: WithWebhook = {}) {
    const steps: Step[] = [
      { put: { ...webhookKey(next.id), ...next }, ...unchanged(previous?.revision) },
      ...(secrets ? [{ put: { ...secretsKey(next.id), secrets } }] : []),
      ...deliveries.map(newDelivery),
      ...trailSteps(trail),
    ];
    await this.#table.transact(steps);
    this.#remembered = this.#remember();
  }

  async remove(id: string, trail?: Correction): Promise<boolean> {
    const there = { delete: webhookKey(id), condition: "attribute_exists(pk)" };
    try {
      await this.#table.transact([there, { delete: secretsKey(id) }, ...trailSteps(trail)]);
    } catch (error) {
      if (isError(error, "conflict")) return false;
      throw error;
    }
    this.#remembered = this.#remember();
    return true;
  }

  async secrets(id: string): Promise<Secret[]> {
    const row = await this.#table.get(secretsKey(id), true);
    return z.array(Secret).parse(row?.secrets ?? []);
  }
}

const trailSteps = (trail: Correction | undefined): Step[] =>
  trail === undefined ? [] : correctionSteps({ next: trail, previous: undefined });
