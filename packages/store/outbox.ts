import { day } from "@earshot/core/clock.ts";
import { isError } from "@earshot/core/error.ts";
import type { Delivery, DeliveryState } from "@earshot/core/outbox.ts";
import type { Outbox, Page, PageRequest } from "@earshot/core/ports.ts";
import { deliveryKey, deliveryQueue, type Key } from "./keys.ts";
import { mergedPage } from "./pages.ts";
import { queueLane } from "./queue-lane.ts";
import { schema } from "./schema.ts";
import type { Row, Step, Table } from "./table.ts";
import { deliveryOf } from "./unreadable.ts";

/** What is to happen outside, and what became of it. */
export class OutboxRows implements Outbox {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async get(id: string): Promise<Delivery | undefined> {
    const row = await this.#table.get(deliveryKey(id), true);
    return row && deliveryOf(row);
  }

  async add(delivery: Delivery): Promise<boolean> {
    return this.#table.putNew(toRow(delivery));
  }

  async claim(id: string, token: string, now: string, until: string): Promise<Delivery | undefined> {
    try {
      const row = await this.#table.update(deliveryKey(id), {
        UpdateExpression: "SET claim = :claim, attempts = attempts + :one",
        ConditionExpression:
          "#state = :waiting AND dueAt <= :now AND (attribute_not_exists(claim) OR claim.#until < :now)",
        ExpressionAttributeNames: { "#state": "state", "#until": "until" },
        ExpressionAttributeValues: { ":claim": { token, until }, ":one": 1, ":waiting": "waiting", ":now": now },
        ReturnValues: "ALL_NEW",
      });
      const delivery = row && deliveryOf(row);
      return delivery && (await this.#readable([delivery], now))[0];
    } catch (error) {
      if (isError(error, "conflict")) return undefined;
      // A row of another shape may be one that cannot be claimed.
      const unreadable = await this.get(id);
      if (unreadable === undefined || isReadable(unreadable)) throw error;
      await this.#park(unreadable, now);
      return undefined;
    }
  }

  /** Those that can be read; the others are parked with their reason, where they wait, and hold up nothing. */
  async #readable(deliveries: readonly Delivery[], now: string): Promise<Delivery[]> {
    for (const delivery of deliveries) if (!isReadable(delivery)) await this.#park(delivery, now);
    return deliveries.filter(isReadable);
  }

  /** Leaves all else in its row as it stands: a version that can read it goes on with it. */
  async #park({ id, error }: Delivery, now: string): Promise<void> {
    try {
      await this.#table.update(deliveryKey(id), {
        UpdateExpression:
          "SET #state = :parked, #queue = :queue, #due = :now, #at = :now, #error = :error REMOVE claim",
        ConditionExpression: "begins_with(#queue, :waiting)",
        ExpressionAttributeNames: {
          "#state": "state",
          "#queue": "queue",
          "#due": "due",
          "#at": "at",
          "#error": "error",
        },
        ExpressionAttributeValues: {
          ...{ ":parked": "parked", ":queue": deliveryQueue("parked"), ":waiting": deliveryQueue("waiting") },
          ...{ ":now": now, ":error": error },
        },
      });
    } catch (conflict) {
      // Somebody else has parked it meanwhile.
      if (!isError(conflict, "conflict")) throw conflict;
    }
  }

  /** @throws EarshotError `conflict` when the claim ran out and somebody else took it. */
  async settle(delivery: Delivery, token: string): Promise<void> {
    const { claim: _, ...settled } = delivery;
    await this.#table.put(toRow(settled), {
      ConditionExpression: "claim.#token = :token",
      ExpressionAttributeNames: { "#token": "token" },
      ExpressionAttributeValues: { ":token": token },
    });
  }

  async due(now: string, limit: number, webhook?: string): Promise<Delivery[]> {
    const due: Delivery[] = [];
    let from: Row | undefined;
    do {
      const { rows, last } = await this.#table.page({
        IndexName: "queue",
        KeyConditionExpression: "queue = :queue AND due <= :now",
        ExpressionAttributeValues: { ":queue": deliveryQueue("waiting", webhook), ":now": now },
        Limit: limit,
        ...(from && { ExclusiveStartKey: from }),
      });
      const found = await this.#readable(await this.#byKeys(rows), now);
      due.push(...found.filter(({ state, claim }) => state === "waiting" && (!claim || claim.until < now)));
      from = last;
    } while (from && due.length < limit);
    return due.slice(0, limit);
  }

  async list(states: readonly DeliveryState[], request: PageRequest, webhook?: string): Promise<Page<Delivery>> {
    const { items, next } = await mergedPage(
      states.map((state) => queueLane(this.#table, queueOf({ state, webhook }), deliveryKey("").sk)),
      (a, b) => ((a.due as string) < (b.due as string) ? 1 : -1),
      (row) => row,
      request,
    );
    const asked = ({ state, webhook: its }: Delivery): boolean =>
      states.includes(state) && (webhook === undefined || its === webhook);
    return { items: (await this.#byKeys(items)).filter(asked), next };
  }

  async again(delivery: Delivery, dueAt: string): Promise<Delivery | undefined> {
    const { error: _, claim, ...rest } = delivery;
    if (!isReadable(delivery)) return undefined;
    if (claim !== undefined && claim.until >= dueAt) return undefined;
    const next: Delivery = { ...rest, state: "waiting", attempts: 0, dueAt };
    try {
      await this.#table.put(toRow(next), {
        ConditionExpression: "#state = :state AND #at = :at AND attempts = :attempts",
        ExpressionAttributeNames: { "#state": "state", "#at": "at" },
        ExpressionAttributeValues: { ":state": delivery.state, ":at": delivery.at, ":attempts": delivery.attempts },
      });
      return next;
    } catch (error) {
      if (isError(error, "conflict")) return undefined;
      throw error;
    }
  }

  /** One attempt stays on the books: what was tried before may have arrived, and outlets look that up. */
  async retry(ids?: readonly string[]): Promise<number> {
    const parked = ids ?? (await this.#idsOf("parked"));
    let retried = 0;
    for (const id of parked) {
      const delivery = await this.get(id);
      if (delivery?.state === "parked" && isReadable(delivery) && (await this.#unpark(delivery))) retried++;
    }
    return retried;
  }

  /** On condition that the delivery is still parked: somebody else may have had it tried again meanwhile. */
  async #unpark({ error: _, claim: __, ...delivery }: Delivery): Promise<boolean> {
    try {
      await this.#table.put(toRow({ ...delivery, state: "waiting", attempts: 1 }), {
        ConditionExpression: "#state = :parked",
        ExpressionAttributeNames: { "#state": "state" },
        ExpressionAttributeValues: { ":parked": "parked" },
      });
      return true;
    } catch (error) {
      if (isError(error, "conflict")) return false;
      throw error;
    }
  }

  async #idsOf(state: DeliveryState): Promise<string[]> {
    const ids: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await this.list([state], { limit: 100, cursor });
      ids.push(...page.items.map(({ id }) => id));
      cursor = page.next;
    } while (cursor);
    return ids;
  }

  /** The deliveries that rows of the index stand for, in their order. */
  async #byKeys(rows: readonly Row[]): Promise<Delivery[]> {
    const found = await this.#table.getMany(rows.map(({ pk }) => deliveryKey(pk as string)));
    const byKey = new Map(found.map((row) => [row.pk, deliveryOf(row)]));
    return rows.flatMap(({ pk }) => byKey.get(pk) ?? []);
  }
}

/** The step that writes a delivery with the fact that causes it; a repeat of the fact leaves it as it is. */
export function newDelivery(delivery: Delivery): Step {
  return { put: toRow(delivery), condition: "attribute_not_exists(pk)" };
}

/** Mails and answers name people, and are of no use for long, nor is what was shown anew; events are a log. Their rows go away by themselves. */
const mailKept: Partial<Record<Delivery["kind"], number>> = {
  sign_in: 7 * day,
  answer: 7 * day,
  retelling: 7 * day,
  follower_mail: 30 * day,
  event: 30 * day,
};

/** What is parked stands with the rest, whatever it is for: there staff look. */
const queueOf = ({ state, webhook }: Pick<Delivery, "state" | "webhook">): string =>
  deliveryQueue(state, state === "parked" ? undefined : webhook);

function toRow(delivery: Delivery): Row & Key {
  const { id, state, kind, createdAt } = delivery;
  const kept = mailKept[kind];
  return {
    ...deliveryKey(id),
    ...delivery,
    queue: queueOf(delivery),
    due: state === "waiting" ? delivery.dueAt : delivery.at,
    ...(kept !== undefined && { [schema.ttl]: Math.ceil((Date.parse(createdAt) + kept) / 1000) }),
  };
}

const isReadable = ({ kind }: Delivery): boolean => kind !== "unreadable";
