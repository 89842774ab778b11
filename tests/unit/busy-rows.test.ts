import { Store } from "@earshot/store/store.ts";
import { expect, test } from "vitest";
import { DynamoStandIn } from "../stand-ins/dynamodb.ts";
import { answered, lineTo, refusal } from "../stand-ins/dynamodb-line.ts";

const vote = { theme: "thm_1", person: "psn_1", alias: "email:ann@example.org", at: "2026-03-02T12:00:00.000Z" };
const conflict = refusal("TransactionConflictException", "A transaction has this item.");

/** A store whose first so many writes meet a transaction that has the row. */
function busyFor(writes: number): Store {
  const table = new DynamoStandIn();
  let left = writes;
  return new Store(
    "busy",
    lineTo(async (request) =>
      /^(Put|Update|Delete)Item$/.test(request.operation) && left-- > 0 ? conflict : answered(table, request),
    ),
  );
}

test("a vote that meets a transaction on its row is written, and not taken for one that is there already", async () => {
  const { votes } = busyFor(2);
  expect(await votes.put(vote)).toBe(true);
  expect(await votes.has(vote.theme, vote.person)).toBe(true);
  expect(await votes.put(vote)).toBe(false);
});

test("a row that stays busy is said to be busy, which is no answer to whether it is there", async () => {
  const { votes } = busyFor(100);
  await expect(votes.put(vote)).rejects.toMatchObject({ kind: "limited" });
  await expect(votes.remove(vote.theme, vote.person)).rejects.toMatchObject({ kind: "limited" });
});
