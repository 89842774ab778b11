import { Allowance } from "@earshot/core/allowance.ts";
import {
  asked,
  type Breaker,
  closed,
  failed,
  firstRest,
  longestRest,
  mostFailures,
  succeeded,
} from "@earshot/core/breaker.ts";
import { type Budget, budgetDay, costOf, dollar, type Tokens } from "@earshot/core/budget.ts";
import { day, hour, minute, second } from "@earshot/core/clock.ts";
import { EarshotError } from "@earshot/core/error.ts";
import { failingModels, noteModel } from "@earshot/core/failing-models.ts";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { memory } from "../memory/memory.ts";

describe("what tokens cost", () => {
  test("is their price for a million, in whole billionths of a dollar, rounded up", () => {
    expect(costOf({ input: 0.02, output: 0 }, { input: 1_000_000, output: 5 })).toBe(0.02 * dollar);
    expect(costOf({ input: 0.02, output: 0 }, { input: 1, output: 0 })).toBe(20);
    expect(costOf({ input: 0.0001, output: 0.0001 }, { input: 1, output: 1 })).toBe(2);
    expect(costOf({ input: 3, output: 15 }, { input: 2000, output: 100 })).toBe(0.0075 * dollar);
  });
});

describe("the breaker", () => {
  const tripped = (now: number): Breaker =>
    Array.from({ length: mostFailures }).reduce<Breaker>((breaker) => failed(breaker, now), closed);

  test("opens after failures in a row, not after as many with an answer between", () => {
    let breaker = closed;
    for (let i = 0; i < 50; i++) breaker = i % mostFailures === 0 ? succeeded(breaker) : failed(breaker, i);
    expect(breaker.state).toBe("closed");
    expect(tripped(0)).toEqual({ state: "open", until: firstRest, rest: firstRest });
  });

  test("lets one through after its rest, and another only when that one is not heard of", () => {
    const open = tripped(0);
    expect(asked(open, firstRest - 1).allowed).toBe(false);
    const probe = asked(open, firstRest);
    expect(probe.allowed).toBe(true);
    expect(asked(probe.next, firstRest + minute).allowed).toBe(false);
    expect(asked(probe.next, firstRest + 2 * minute).allowed).toBe(true);
  });

  test("closes when the probe is answered, rests twice as long when it is not, and never too long", () => {
    let breaker = asked(tripped(0), firstRest).next;
    expect(succeeded(breaker)).toEqual(closed);
    let now = firstRest;
    for (let i = 0; i < 20; i++) {
      breaker = failed(breaker, now);
      expect(breaker.state === "open" && breaker.until - now).toBe(Math.min(firstRest * 2 ** (i + 1), longestRest));
      now = breaker.state === "open" ? breaker.until : now;
      breaker = asked(breaker, now).next;
    }
  });

  test("waits as long as it is asked to", () => {
    const open = Array.from({ length: mostFailures }).reduce<Breaker>((one) => failed(one, 0, hour), closed);
    expect(asked(open, hour - 1).allowed).toBe(false);
  });

  test("an answer or a failure from before it opened changes nothing", () => {
    const open = tripped(0);
    expect(succeeded(open)).toBe(open);
    expect(failed(open, 10 * second)).toBe(open);
  });

  test("whatever happens, it asks again some day, and never more than once in a rest", () => {
    const event = fc.record({ after: fc.integer({ min: 0, max: 10 * minute }), answered: fc.boolean() });
    fc.assert(
      fc.property(fc.array(event, { maxLength: 60 }), (events) => {
        let breaker = closed;
        let now = 0;
        let probed = Number.NEGATIVE_INFINITY;
        for (const { after, answered } of events) {
          now += after;
          const resting = breaker.state !== "closed";
          const { allowed, next } = asked(breaker, now);
          if (allowed && resting) {
            expect(now - probed).toBeGreaterThanOrEqual(firstRest);
            probed = now;
          }
          if (!allowed) expect(next).toBe(breaker);
          else breaker = answered ? succeeded(next) : failed(next, now);
        }
        expect(asked(breaker, now + longestRest).allowed).toBe(true);
      }),
    );
  });
});

const noon = Date.parse("2026-03-02T12:00:00Z");
const price = { input: 1, output: 2 };
/** A call that takes at most a thousandth of a dollar's worth of input: 1,000 tokens. */
const thousand: Tokens = { input: 1000, output: 0 };

function setUp({ dollars = 0.01, budget = memory().budget as Budget } = {}) {
  const time = { now: noon };
  const logged: string[] = [];
  const { cursors } = memory();
  let made = 0;
  const worker = () =>
    new Allowance("a-model", {
      budget,
      limit: dollars * dollar,
      price,
      clock: () => time.now,
      randomness: () => Uint8Array.from([made >> 8, made++ & 255]),
      log: (event) => logged.push(event),
      note: (fails) => noteModel(cursors, "a-model", fails, time.now),
    });
  const failing = async () => (await failingModels(cursors, ["a-model"], time.now)).map(({ since }) => since);
  const spent = async (on = budgetDay(time.now)) => (await budget.spent(on)).amount / dollar;
  return { time, logged, budget, worker, allowance: worker(), spent, failing };
}

const works =
  <T>(value: T, tokens = 100) =>
  async (took: (tokens: Tokens) => void): Promise<T> => {
    took({ input: tokens, output: 0 });
    return value;
  };
const fails = (kind: EarshotError["kind"]) => async (): Promise<never> => {
  throw new EarshotError(kind, "It failed.");
};

describe("an allowance", () => {
  test("gives what the call gives, and counts what it took", async () => {
    const { allowance, spent } = setUp();
    expect(await allowance.spend(thousand, works("a summary"))).toBe("a summary");
    expect(await spent()).toBe(0.0001);
  });

  test("makes no call that could cost more than is left, although it might cost less", async () => {
    const { allowance, spent } = setUp({ dollars: 0.0015 });
    await allowance.spend(thousand, works("first", 600));
    let called = false;
    const second = allowance.spend(thousand, async () => {
      called = true;
    });
    await expect(second).rejects.toMatchObject({ kind: "limited", retryAfter: (12 * hour) / 1000 });
    expect(called).toBe(false);
    expect(await spent()).toBe(0.0006);
  });

  test("what was refused costs nothing but what it took until then", async () => {
    for (const kind of ["limited", "auth", "input", "missing"] as const) {
      const { allowance, spent } = setUp();
      await expect(allowance.spend(thousand, fails(kind))).rejects.toMatchObject({ kind });
      expect(await spent()).toBe(0);
      const halfway = allowance.spend(thousand, async (took) => {
        took({ input: 30, output: 0 });
        throw new EarshotError(kind, "No more.");
      });
      await expect(halfway).rejects.toMatchObject({ kind });
      expect(await spent()).toBe(0.00003);
    }
  });

  test("what failed somewhere is taken to have cost all that was set aside, whoever's error it is", async () => {
    const { allowance, spent } = setUp();
    await expect(allowance.spend(thousand, fails("upstream"))).rejects.toThrow("It failed.");
    expect(await spent()).toBe(0.001);
    const broken = allowance.spend(thousand, async () => {
      throw new TypeError("a mistake of ours");
    });
    await expect(broken).rejects.toThrow("a mistake of ours");
    expect(await spent()).toBe(0.002);
  });

  test("a crash between setting aside and settling leaves it spent, for all workers", async () => {
    const { allowance, worker, spent } = setUp({ dollars: 0.0015 });
    // Never ends: the process that made it is gone.
    void allowance.spend(thousand, () => new Promise(() => {}));
    await new Promise((resolve) => setImmediate(resolve));
    expect(await spent()).toBe(0.001);
    await expect(worker().spend(thousand, works("next"))).rejects.toMatchObject({ kind: "limited" });
  });

  test("runs out in the middle, and is whole again at midnight", async () => {
    const { allowance, time, spent } = setUp({ dollars: 0.0025 });
    time.now = Date.parse("2026-03-02T23:59:59.500Z");
    const answers: string[] = [];
    for (let i = 0; i < 4; i++)
      await allowance.spend(thousand, works("told", 1000)).then(
        (told) => answers.push(told),
        (error: EarshotError) => answers.push(`${error.kind} ${error.retryAfter}`),
      );
    expect(answers).toEqual(["told", "told", "limited 1", "limited 1"]);
    time.now += 500;
    expect(await allowance.spend(thousand, works("told"))).toBe("told");
    expect(await spent("2026-03-02")).toBe(0.002);
    expect(await spent("2026-03-03")).toBe(0.0001);
  });

  test("a call that ends after midnight is settled on the day that it was begun", async () => {
    const { allowance, time, spent } = setUp();
    time.now = Date.parse("2026-03-02T23:59:59Z");
    await allowance.spend(thousand, async (took) => {
      time.now += 5 * second;
      took({ input: 10, output: 0 });
    });
    expect(await spent("2026-03-02")).toBe(0.00001);
    expect(await spent("2026-03-03")).toBe(0);
  });

  test("two workers share it", async () => {
    const { worker, spent } = setUp({ dollars: 0.01 });
    const workers = [worker(), worker()];
    const outcomes = await Promise.allSettled(
      Array.from({ length: 30 }, (_, i) => workers[i % 2]?.spend(thousand, works("told", 1000))),
    );
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(10);
    expect(await spent()).toBe(0.01);
  });

  test("asks nobody while the model rests, and costs the table nothing either", async () => {
    const { budget } = memory();
    let writes = 0;
    const counting: Budget = {
      reserve: (...given) => {
        writes++;
        return budget.reserve(...given);
      },
      settle: (...given) => budget.settle(...given),
      spent: (on) => budget.spent(on),
    };
    const { allowance, time } = setUp({ budget: counting, dollars: 1 });
    for (let i = 0; i < 20; i++) await expect(allowance.spend(thousand, fails("upstream"))).rejects.toThrow();
    expect(writes).toBe(mostFailures);
    await expect(allowance.spend(thousand, works("?"))).rejects.toMatchObject({ kind: "limited", retryAfter: 30 });
    time.now += firstRest;
    expect(await allowance.spend(thousand, works("back"))).toBe("back");
    expect(await allowance.spend(thousand, works("for good"))).toBe("for good");
  });

  test("a budget that cannot be reached lets nothing through; one that cannot be settled keeps all", async () => {
    const { budget } = memory();
    const gone = async (): Promise<never> => {
      throw new EarshotError("upstream", "The table cannot be reached.");
    };
    const closedDown = setUp({ budget: { ...budget, reserve: gone } });
    let called = false;
    const call = closedDown.allowance.spend(thousand, async () => {
      called = true;
    });
    await expect(call).rejects.toThrow("The table cannot be reached.");
    expect(called).toBe(false);
    const unsettled = setUp({ budget: { ...budget, settle: gone } });
    expect(await unsettled.allowance.spend(thousand, works("a summary"))).toBe("a summary");
    expect(unsettled.logged).toEqual(["budget.unsettled"]);
    expect(await unsettled.spent()).toBe(0.001);
  });

  test("whatever happens on however many workers, no day costs more than it may", async () => {
    const step = fc.record({
      worker: fc.integer({ min: 0, max: 2 }),
      after: fc.integer({ min: 0, max: 8 * hour }),
      most: fc.integer({ min: 0, max: 4000 }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
      outcome: fc.constantFrom("works", "refused", "lost", "crashed"),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const { worker, time, spent } = setUp({ dollars: 0.01 });
        const workers = [worker(), worker(), worker()];
        /** What the provider would charge by day. */
        const charged = new Map<string, number>();
        for (const one of steps) {
          time.now += one.after;
          const today = budgetDay(time.now);
          const call = workers[one.worker]?.spend({ input: one.most, output: 0 }, async (took) => {
            if (one.outcome === "refused") throw new EarshotError("limited", "Too much.");
            const tokens = { input: Math.floor(one.most * one.share), output: 0 };
            charged.set(today, (charged.get(today) ?? 0) + costOf(price, tokens));
            if (one.outcome === "lost") throw new EarshotError("upstream", "Nobody knows.");
            if (one.outcome === "crashed") await new Promise(() => {});
            took(tokens);
          });
          const settled = call?.catch(() => {});
          if (one.outcome === "crashed") await new Promise((resolve) => setImmediate(resolve));
          else await settled;
          expect(await spent(today)).toBeLessThanOrEqual(0.01);
        }
        for (const [on, amount] of charged) expect(amount / dollar).toBeLessThanOrEqual(await spent(on));
      }),
    );
  });
});

test("a day begins at midnight in UTC", () => {
  expect(budgetDay(Date.parse("2026-03-02T23:59:59.999Z"))).toBe("2026-03-02");
  expect(budgetDay(Date.parse("2026-03-02T00:00:00Z") + day)).toBe("2026-03-03");
});

describe("a model that does not answer", () => {
  const broken = async () => {
    throw new EarshotError("upstream", "It failed.");
  };

  test("is known to fail when it is left alone, since then, and no more once it answers, whichever worker asked", async () => {
    const { time, allowance, worker, failing } = setUp();
    for (let i = 1; i < mostFailures; i++) await allowance.spend(thousand, broken).catch(() => {});
    expect(await failing()).toEqual([]);
    await allowance.spend(thousand, broken).catch(() => {});
    expect(await failing()).toEqual(["2026-03-02T12:00:00.000Z"]);
    time.now += minute;
    await allowance.spend(thousand, broken).catch(() => {});
    expect(await failing()).toEqual(["2026-03-02T12:00:00.000Z"]);
    await worker().spend(thousand, works("an answer"));
    expect(await failing()).toEqual([]);
  });

  test.each(["auth", "missing", "input"] as const)(
    "is known at once where asking again does not help: %s",
    async (kind) => {
      const { allowance, failing } = setUp();
      await allowance.spend(thousand, fails(kind)).catch(() => {});
      expect(await failing()).toHaveLength(1);
    },
  );

  test("is forgotten when nobody has asked it for long", async () => {
    const { time, allowance, failing } = setUp();
    await allowance.spend(thousand, fails("auth")).catch(() => {});
    time.now += hour;
    expect(await failing()).toEqual([]);
  });

  test("is none where only the budget is used up", async () => {
    const { allowance, failing } = setUp({ dollars: 0 });
    await allowance.spend(thousand, works("an answer")).catch(() => {});
    expect(await failing()).toEqual([]);
  });
});
