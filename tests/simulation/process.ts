import { EarshotError } from "@earshot/core/error.ts";
import type { Poster } from "@earshot/core/ports/webhooks.ts";
import type { Connection } from "@earshot/store/connection.ts";
import { readEnvironment } from "../../functions/environment.ts";
import { createRuntime, type Runtime } from "../../functions/runtime.ts";
import { secret } from "../flow/house.ts";
import { type Answer, type Answering, type Request, refusal } from "../stand-ins/dynamodb-line.ts";
import type { Chance } from "./chance.ts";
import type { Fate, Faults } from "./faults.ts";
import type { Schedule } from "./schedule.ts";

/** What a process lives in. */
export interface Surroundings {
  schedule: Schedule;
  faults: Faults;
  chance: Chance;
  time: { now: number };
  /** Carries a request to the table out. */
  table: (request: Request, reading: { behind?: number; pageOf?: number }) => Answer | Promise<Answer>;
  /** GitHub and Slack. */
  outside: typeof fetch;
  /** The endpoint of another system. */
  post: Poster;
  /** How the store reaches it. */
  connect: (answering: Answering) => Connection;
  variables: Record<string, string>;
}

export const key = "key-of-the-simulation";

/**
 * One process of Earshot, with a clock of its own, that may be killed at each call it makes. Who is dead never hears
 * an answer again, and nothing that she would still do is done.
 */
export class Process {
  readonly runtime: Runtime;
  dead = false;
  /** Spared from faults: at some time even a visitor with bad luck gets through. */
  spared = false;
  /** Pages are at most so long for it, whatever else it is spared. */
  pageOf: number | undefined;
  readonly #around: Surroundings;
  #die: () => void = () => {};
  readonly #death = new Promise<"died">((resolve) => {
    this.#die = () => resolve("died");
  });

  constructor(around: Surroundings) {
    this.#around = around;
    const { time, chance } = around;
    const skew = chance.happens(0.3) ? chance.between(-120_000, 120_000) : 0;
    this.runtime = createRuntime(
      readEnvironment({
        EARSHOT_API_KEY: key,
        EARSHOT_URL: "https://ideas.example",
        EARSHOT_RATE_LIMIT: "0",
        DISCOURSE_WEBHOOK_SECRET: secret,
        ...around.variables,
      }),
      {
        clock: () => time.now + skew,
        randomness: (length) => chance.bytes(length),
        log: () => {},
        connection: around.connect(this.#table),
        fetch: this.#outside,
        post: this.#post,
        pause: async () => {},
        patience: 0,
      },
    );
  }

  /** What comes of some work of this process: undefined where it died over it. */
  async does<T>(work: (runtime: Runtime) => Promise<T>): Promise<{ value: T } | { error: unknown } | undefined> {
    const done = work(this.runtime).then(
      (value) => ({ value }),
      (error: unknown) => ({ error }),
    );
    const end = await Promise.race([done, this.#death]);
    return end === "died" ? undefined : end;
  }

  #kill(): void {
    this.dead = true;
    this.#die();
  }

  get #fate(): Fate {
    return this.spared ? "goes well" : this.#around.faults.fateOf();
  }

  readonly #table: Answering = (request) => new Promise((resolve, reject) => this.#call(request, resolve, reject));

  #call(request: Request, resolve: (answer: Answer) => void, reject: (error: Error) => void): void {
    const { schedule, faults, table } = this.#around;
    const hear = (answer: Answer) => schedule.add(() => (this.dead ? undefined : resolve(answer)));
    schedule.add(async () => {
      if (this.dead) return;
      this.#tick();
      const fate = this.#fate;
      if (fate === "dies before") return this.#kill();
      const instead = refusing(fate, request);
      if (instead) return hear(instead);
      if (fate === "unprocessed" && request.operation === "BatchExecuteStatement")
        return hear(await halfOf(request, table));
      const answer = await table(
        request,
        this.spared ? { ...(this.pageOf !== undefined && { pageOf: this.pageOf }) } : faults.reading(),
      );
      if (fate === "dies after") return this.#kill();
      if (fate !== "answer lost") return hear(answer);
      schedule.add(() => (this.dead ? undefined : reject(lost())));
    });
  }

  readonly #outside: typeof fetch = (input, init) =>
    this.#leave({
      call: () => this.#around.outside(input, init),
      refused: () => new Response(null, { status: 502 }),
      unanswered: () => new TypeError("fetch failed", { cause: lost() }),
    });

  readonly #post: Poster = (post) =>
    this.#leave({
      call: () => this.#around.post(post),
      refused: () => ({ status: 503 }),
      unanswered: () => new EarshotError("upstream", "The endpoint did not answer in time."),
    });

  /** A call to another system: how it is made, how refused, and what the caller is left with where no answer comes. */
  #leave<T>({
    call,
    refused,
    unanswered,
  }: {
    call: () => Promise<T>;
    refused: () => T;
    unanswered: () => Error;
  }): Promise<T> {
    return new Promise((resolve, reject) => {
      const { schedule } = this.#around;
      schedule.add(async () => {
        if (this.dead) return;
        this.#tick();
        const fate = this.#fate;
        if (fate === "dies before") return this.#kill();
        if (fate === "throttled") return resolve(refused());
        const answer = await call();
        if (fate === "dies after") return this.#kill();
        schedule.add(() => {
          if (this.dead) return;
          if (fate === "answer lost") reject(unanswered());
          else resolve(answer);
        });
      });
    });
  }

  /** Each call takes some milliseconds. */
  #tick(): void {
    this.#around.time.now += this.#around.chance.between(1, 9);
  }
}

const lost = (): Error => Object.assign(new Error("The line is dead."), { code: "ECONNRESET", name: "TimeoutError" });

/** Of a batch of statements each second one is throttled, and the others are carried out. */
async function halfOf({ operation, input }: Request, table: Surroundings["table"]): Promise<Answer> {
  const Statements = input.Statements as unknown[];
  const done = await table(
    { operation, input: { ...input, Statements: Statements.filter((_, i) => i % 2 === 0) } },
    {},
  );
  const answers = done.output.Responses as unknown[];
  const Responses = Statements.map((_, i) => (i % 2 === 0 ? answers[i / 2] : { Error: { Code: "ThrottlingError" } }));
  return done.status === 200 ? { ...done, output: { Responses } } : done;
}

function refusing(fate: Fate, { operation, input }: Request): Answer | undefined {
  if (fate === "throttled") return refusal("ProvisionedThroughputExceededException", "Too fast.");
  if (fate === "unprocessed" && operation === "BatchWriteItem")
    return { status: 200, output: { UnprocessedItems: input.RequestItems } };
  if (fate !== "conflict") return undefined;
  if (operation === "TransactWriteItems")
    return refusal("TransactionCanceledException", "Conflict.", {
      CancellationReasons: [{ Code: "TransactionConflict" }],
    });
  if (operation === "BatchExecuteStatement")
    return {
      status: 200,
      output: { Responses: (input.Statements as []).map(() => ({ Error: { Code: "TransactionConflict" } })) },
    };
  if (["PutItem", "UpdateItem", "DeleteItem"].includes(operation))
    return refusal("TransactionConflictException", "Conflict.");
  return undefined;
}
