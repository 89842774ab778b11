import { hour, minute } from "@earshot/core/clock.ts";
import { deliverAll } from "@earshot/core/webhook/lanes.ts";
import { readChanges, type StreamRecord } from "@earshot/store/changes.ts";
import type { Connection } from "@earshot/store/connection.ts";
import { Store } from "@earshot/store/store.ts";
import { noon } from "../flow/house.ts";
import type { Answer, Answering, Request } from "../stand-ins/dynamodb-line.ts";
import { GithubStandIn } from "../stand-ins/github.ts";
import { SlackStandIn } from "../stand-ins/slack.ts";
import type { Chance } from "./chance.ts";
import { Endpoint } from "./endpoint.ts";
import { Faults } from "./faults.ts";
import { Process, type Surroundings } from "./process.ts";
import { Schedule } from "./schedule.ts";

/** A table for one history, wherever it is. */
export interface Ground {
  name: string;
  answer: (request: Request, reading: { behind?: number; pageOf?: number }) => Answer | Promise<Answer>;
  /** How a store reaches it. */
  connect: (answering: Answering) => Connection;
  /** All records of its stream so far. */
  records: () => Promise<readonly StreamRecord[]>;
  /** Whether nothing else happens in this process, so that time itself can be the seed's. */
  alone: boolean;
}

/** So far a clock is set back in one history: nothing that holds for a time holds for longer than by that. */
export const furthestBack = 90 * minute;

type Worker = "work" | "deliver";

const variables = { GITHUB_TOKEN: "t", SLACK_BOT_TOKEN: "xoxb-1", EARSHOT_LOCAL_WEBHOOKS: "1" };
const isDelivery = ({ dynamodb }: StreamRecord): boolean => (dynamodb?.Keys?.sk as { S?: string })?.S === "DELIVERY";

/** Everything that one history happens in: a table, two outlets, processes that come and go, and bad luck. */
export class World {
  readonly chance: Chance;
  readonly schedule: Schedule;
  readonly faults: Faults;
  readonly time = { now: noon };
  readonly github: GithubStandIn;
  readonly slack: SlackStandIn;
  readonly endpoint = new Endpoint();
  /** The table as somebody sees it who meets no faults. */
  readonly store: Store;
  readonly #ground: Ground;
  readonly #around: Surroundings;
  readonly #workers = new Map<string, Process>();
  readonly #undelivered: Record<Worker, StreamRecord[]> = { work: [], deliver: [] };
  #seen = 0;
  #setBack = 0;

  constructor(chance: Chance, ground: Ground, outside?: Pick<World, "github" | "slack">) {
    this.chance = chance;
    this.#ground = ground;
    this.schedule = new Schedule(chance.fork());
    this.faults = new Faults(chance.fork());
    const clock = () => this.time.now;
    this.github = outside?.github ?? new GithubStandIn(clock, undefined);
    this.slack = outside?.slack ?? new SlackStandIn(clock);
    if (!outside) this.github.repository("acme/ideas", { private: true });
    this.store = new Store(
      ground.name,
      ground.connect(async (request) => ground.answer(request, {})),
    );
    this.#around = {
      ...{ schedule: this.schedule, faults: this.faults, chance: chance.fork(), time: this.time },
      variables: { ...variables, EARSHOT_TABLE: ground.name },
      ...{ table: ground.answer, connect: ground.connect },
      post: this.endpoint.post,
      outside: (input, init) => (String(input).includes("slack") ? this.slack : this.github).fetch(input, init),
    };
  }

  /** The process that bears a name: another one once it has died. */
  process(name: string): Process {
    const known = this.#workers.get(name);
    if (known && !known.dead) return known;
    const fresh = new Process(this.#around);
    this.#workers.set(name, fresh);
    return fresh;
  }

  /** Ends a process as a deployment does, between two of its tasks. */
  replace(name: string): void {
    this.#workers.delete(name);
  }

  /** Reads on what the stream tells. */
  async listen(): Promise<void> {
    const records = await this.#ground.records();
    if (records.length <= this.#seen) return;
    for (const record of records.slice(this.#seen))
      this.#undelivered[isDelivery(record) ? "deliver" : "work"].push(record);
    this.#seen = records.length;
  }

  get left(): number {
    return this.#undelivered.work.length + this.#undelivered.deliver.length;
  }

  /** Some records as a batch: mostly the oldest, sometimes any, so late and out of order. */
  #batch(worker: Worker): StreamRecord[] {
    const queue = this.#undelivered[worker];
    const length = this.chance.between(1, 12);
    if (!this.faults.active || this.chance.happens(0.7)) return queue.slice(0, length);
    return queue.filter(() => this.chance.happens(0.3)).slice(0, length);
  }

  /** Hands a worker a batch; what it did not get done comes again, and some of what it did, too. */
  async batch(worker: Worker, name: string): Promise<void> {
    await this.listen();
    const batch = this.#batch(worker);
    if (batch.length === 0) return;
    const ended = await this.process(name).does((runtime) => handlers[worker](runtime, batch));
    if (ended === undefined || "error" in ended) return;
    const again = new Set(batch.filter(() => this.chance.happens(0.1)));
    const done = new Set(batch.filter((record) => !again.has(record)));
    this.#undelivered[worker] = this.#undelivered[worker].filter((record) => !done.has(record));
  }

  async sweep(name: string): Promise<void> {
    await this.process(name).does((runtime) => runtime.sweep());
  }

  /** A clock that is set right, or wrong. Not while something is on its way out: its claim must outlast it. */
  jump(): void {
    const by = this.chance.weighted({ minutes: 6, hours: 2, back: 2, days: 1 });
    if (by === "minutes") this.time.now += this.chance.between(1, 20) * minute;
    if (by === "hours") this.time.now += this.chance.between(1, 12) * hour;
    if (by === "back") {
      const back = Math.min(this.chance.between(1, 60) * minute, furthestBack - this.#setBack);
      this.#setBack += back;
      this.time.now -= back;
    }
    if (by === "days") this.time.now += this.chance.between(24, 200) * hour;
  }

  async run(tasks: readonly (() => Promise<unknown>)[]): Promise<void> {
    await this.schedule.run(tasks.map((task) => task()));
  }

  /** From now on nothing goes wrong any more: everything is done that is left, as the minutes pass. */
  async settle(): Promise<void> {
    this.faults.active = false;
    for (let round = 0; round < 40; round++) {
      for (await this.listen(); this.left > 0; await this.listen())
        await this.run([() => this.batch("work", "last"), () => this.batch("deliver", "last")]);
      if (round > 3 && (await this.#isQuiet())) return;
      this.time.now += (round < 4 ? 1 : round < 8 ? 16 : round < 16 ? 60 : 12 * 60) * minute;
      await this.endpoint.wake(this.store);
      await this.store.outbox.retry();
      await this.store.inbox.retry();
      await this.run([() => this.sweep("last")]);
    }
    throw new Error(`It does not come to rest: ${JSON.stringify(await this.leftovers())}`);
  }

  async #isQuiet(): Promise<boolean> {
    await this.listen();
    return this.left === 0 && (await this.leftovers()).length === 0;
  }

  /** What is still to be done: rows that somebody would have to come back for. */
  async leftovers(): Promise<Record<string, unknown>[]> {
    const now = new Date(this.time.now).toISOString();
    return Array.fromAsync(
      this.store.table.scan({
        expression:
          "begins_with(pk, :inbox) OR begins_with(pk, :count) OR pk = :parked OR pk = :join OR pk = :begun OR pk = :erasing OR queue = :failed OR begins_with(queue, :lane) OR (queue = :waiting AND due <= :now)",
        values: {
          ...{ ":inbox": "INBOX#", ":count": "COUNT#", ":parked": "PARKED", ":join": "JOIN", ":begun": "BEGUN" },
          ...{ ":erasing": "ERASURES", ":lane": "DELIVERY#waiting#" },
          ...{ ":failed": "DELIVERY#parked", ":waiting": "DELIVERY#waiting", ":now": now },
        },
      }),
    );
  }

  close(): void {
    this.store.close();
    for (const { runtime } of this.#workers.values()) runtime.store.close();
  }
}

const handlers = {
  work: (runtime: Process["runtime"], records: StreamRecord[]) => runtime.work(readChanges(records)),
  deliver: (runtime: Process["runtime"], records: StreamRecord[]) =>
    deliverAll(runtime.deliver, readChanges(records), runtime.world.clock),
};
