import { inRounds, insertTogether, putTogether } from "@earshot/store/batches.ts";
import { Calls } from "@earshot/store/calls.ts";
import type { Commands } from "@earshot/store/connection.ts";
import { beforeEach, describe, expect, test } from "vitest";

const rows = ["a", "b", "c"].map((pk) => ({ pk, sk: "ROW", missing: undefined, "it's": 1 }));

/** What DynamoDB answers, and what it was asked. */
function answering(answer: () => object): { calls: Calls; asked: object[] } {
  const asked: object[] = [];
  const send = async ({ input }: { input: object }) => {
    asked.push(input);
    return answer();
  };
  return { calls: new Calls("table", { send, destroy: () => {} } as unknown as Commands, undefined), asked };
}

const invalid = () => {
  throw Object.assign(new Error("Item size has exceeded the maximum allowed size"), { name: "ValidationException" });
};

describe("rows inserted together", () => {
  test("are told apart: written, there already, and refused for a reason that has to be found out", async () => {
    const { calls, asked } = answering(() => ({
      Responses: [{}, { Error: { Code: "DuplicateItem" } }, { Error: { Code: "ThrottlingError" } }],
    }));
    expect(await insertTogether(calls, rows)).toEqual([true, false, undefined]);
    expect(asked).toMatchObject([{ Statements: rows.map(({ pk }) => ({ Parameters: [pk, "ROW", 1] })) }]);
  });

  test("are none of them written where the call is refused as it is, and each has to be asked by itself", async () => {
    const { calls } = answering(invalid);
    expect(await insertTogether(calls, rows)).toEqual([undefined, undefined, undefined]);
    expect(await putTogether(calls, rows)).toEqual([undefined, undefined, undefined]);
  });

  test("fail with the call where it does", async () => {
    const { calls } = answering(() => {
      throw new Error("gone");
    });
    await expect(insertTogether(calls, rows)).rejects.toMatchObject({ kind: "upstream" });
  });
});

describe("what DynamoDB is too busy for", () => {
  const rested: number[] = [];
  const rest = async (ms: number) => rested.push(ms);

  beforeEach(() => {
    rested.length = 0;
  });

  test("is asked again, as much of it as is left", async () => {
    const asked: number[] = [];
    const ask = async (left: readonly number[]) => {
      asked.push(left.length);
      return left.slice(1);
    };
    await inRounds([1, 2, 3], ask, rest);
    expect(asked).toEqual([3, 2, 1]);
    expect(rested).toEqual([25, 50]);
  });

  test("is given up after some seconds, and whoever waits is told to come again", async () => {
    const given = inRounds([1], async (left) => left, rest);
    await expect(given).rejects.toMatchObject({ kind: "limited", retryAfter: 1 });
    expect(rested.reduce((sum, ms) => sum + ms, 0)).toBe(3175);
  });
});
