import { isError } from "@earshot/core/error.ts";
import type { Hold, Leases } from "@earshot/core/ports/clustering.ts";
import { leaseKey } from "./keys.ts";
import type { Step, Table } from "./table.ts";

/** Who may do what alone: one row a lease, which stays when it is given back, for its fence. */
export class LeaseRows implements Leases {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  /** First as one's own, to be prolonged; else as a stranger's that is free or has run out, with a new fence. */
  async take(name: string, token: string, now: number, until: number): Promise<Hold | undefined> {
    return (
      (await this.#update(name, token, until, "holder = :token", 0)) ??
      (await this.#update(name, token, until, "(attribute_not_exists(holder) OR #until < :now)", 1, now))
    );
  }

  async #update(
    name: string,
    token: string,
    until: number,
    condition: string,
    step: 0 | 1,
    now?: number,
  ): Promise<Hold | undefined> {
    try {
      const row = await this.#table.update(leaseKey(name), {
        UpdateExpression: "SET holder = :token, #until = :until, fence = if_not_exists(fence, :none) + :step",
        ConditionExpression: condition,
        ExpressionAttributeNames: { "#until": "until" },
        ExpressionAttributeValues: {
          ...{ ":token": token, ":until": until, ":none": 0, ":step": step },
          ...(now !== undefined && { ":now": now }),
        },
        ReturnValues: "ALL_NEW",
      });
      return row && { name, token, fence: row.fence as number, until };
    } catch (error) {
      if (isError(error, "conflict")) return undefined;
      throw error;
    }
  }

  async release({ name, fence }: Hold): Promise<void> {
    try {
      await this.#table.update(leaseKey(name), {
        UpdateExpression: "REMOVE holder, #until",
        ConditionExpression: "fence = :fence",
        ExpressionAttributeNames: { "#until": "until" },
        ExpressionAttributeValues: { ":fence": fence },
      });
    } catch (error) {
      if (!isError(error, "conflict")) throw error;
    }
  }
}

/** The step that makes a transaction fail when the lease has changed hands. */
export function whileHeld({ name, fence }: Hold): Step {
  return { check: leaseKey(name), condition: "fence = :fence", values: { ":fence": fence } };
}
