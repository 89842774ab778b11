import type { Budget, Reservation, Spent, Tokens } from "@earshot/core/budget.ts";
import { day as dayLong } from "@earshot/core/clock.ts";
import { isError } from "@earshot/core/error.ts";
import { budgetKey } from "./keys.ts";
import type { Table } from "./table.ts";

/** How long a day's account is kept, for whoever wants to look. */
const keptFor = 90 * dayLong;

/**
 * What models cost, a row a day. What is set aside stands in the sum at once, and beside it under a name of its own,
 * which is what makes settling happen once:
 *
 *   reserve a: spent + 300, held_a = 300      if spent ≤ limit − 300 and there is no held_a
 *   settle a:  spent − 300 + 120, no held_a   if there is held_a
 *
 * The SDK repeats a call whose answer was lost. A repeated settlement fails its condition; so does a repeated
 * reservation, which is then taken for refused although it stands: too much is counted, never too little. A crash
 * between the two leaves `held_a` behind, and in the sum, until the row goes.
 */
export class BudgetRows implements Budget {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async reserve({ id, day, amount }: Reservation, limit: number): Promise<boolean> {
    const room = limit - amount;
    if (room < 0) return false;
    return this.#happened(
      this.#table.update(budgetKey(day), {
        UpdateExpression: "SET #held = :amount, expires = :expires ADD spent :amount, requests :one",
        ConditionExpression: "attribute_not_exists(#held) AND (attribute_not_exists(spent) OR spent <= :room)",
        ExpressionAttributeNames: { "#held": held(id) },
        ExpressionAttributeValues: {
          ":amount": amount,
          ":room": room,
          ":one": 1,
          ":expires": Math.ceil((Date.parse(day) + keptFor) / 1000),
        },
      }),
    );
  }

  async settle({ id, day, amount }: Reservation, cost: number, { input, output }: Tokens): Promise<void> {
    await this.#happened(
      this.#table.update(budgetKey(day), {
        UpdateExpression: "REMOVE #held ADD spent :difference, inputTokens :input, outputTokens :output",
        ConditionExpression: "attribute_exists(#held)",
        ExpressionAttributeNames: { "#held": held(id) },
        ExpressionAttributeValues: { ":difference": cost - amount, ":input": input, ":output": output },
      }),
    );
  }

  async spent(day: string): Promise<Spent> {
    const row = await this.#table.get(budgetKey(day), true);
    const figure = (name: string): number => (row?.[name] as number | undefined) ?? 0;
    return {
      amount: figure("spent"),
      requests: figure("requests"),
      tokens: { input: figure("inputTokens"), output: figure("outputTokens") },
    };
  }

  /** Whether a write's condition held. */
  async #happened(write: Promise<unknown>): Promise<boolean> {
    try {
      await write;
      return true;
    } catch (error) {
      if (isError(error, "conflict")) return false;
      throw error;
    }
  }
}

const held = (reservation: string): string => `held_${reservation}`;
