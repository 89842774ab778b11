import type { DynamoDBClientConfig } from "@aws-sdk/client-dynamodb";
import type { Clock } from "@earshot/core/clock.ts";
import type { DigestingDeps } from "@earshot/core/digesting.ts";
import { type Randomness, secureRandomness } from "@earshot/core/id.ts";
import { guarded, type Log } from "@earshot/core/log.ts";
import type { Mail } from "@earshot/core/mail.ts";
import type { Poster } from "@earshot/core/ports/webhooks.ts";
import type { Meter } from "@earshot/store/calls.ts";
import type { Connection } from "@earshot/store/connection.ts";
import { Store } from "@earshot/store/store.ts";
import { type Environment, readEnvironment, secretsOf } from "./environment.ts";

/** What a test or the local runtime puts in the place of the world. */
export interface World {
  clock: Clock;
  randomness: Randomness;
  log: Log;
  meter?: Meter | undefined;
  /** How the table is reached, where that is not over the network: by a test that has faults on the way. */
  connection?: Connection | undefined;
  /** How long the table is waited for, and how often asked, by whoever cannot wait as long as work may. */
  patienceWithTable?: Pick<DynamoDBClientConfig, "maxAttempts" | "requestHandler"> | undefined;
  /** Whether this process does all the work there is: it then keeps its leases between two batches. */
  alone?: boolean | undefined;
  /** How long a worker waits for another one, in real milliseconds. */
  patience?: number | undefined;
  /** Waits so many milliseconds for one's turn with a system that is asked no more than it bears. */
  pause?: ((ms: number) => Promise<void>) | undefined;
  fetch?: typeof fetch | undefined;
  /** Answers for the endpoints of webhooks, whose addresses are otherwise checked and asked. */
  post?: Poster | undefined;
  /** Shows mails that are not sent: to whoever sits at this one machine. */
  showMail?: ((mail: Mail) => void) | undefined;
}

/** What every handler rests on; each adds only what it needs, so that each bundle holds only that. */
export interface Base {
  environment: Environment;
  world: World;
  store: Store;
}

const jsonLog: Log = (event, fields) => {
  process.stdout.write(`${JSON.stringify({ event, ...fields })}\n`);
};

export function baseOf(environment: Environment, world: World): Base {
  const endpoint = environment.AWS_ENDPOINT_URL_DYNAMODB;
  const connection = world.connection ?? { ...(endpoint !== undefined && { endpoint }), ...world.patienceWithTable };
  return {
    environment,
    world: { ...world, log: guarded(world.log, secretsOf(environment)) },
    store: new Store(environment.EARSHOT_TABLE, connection, world.meter, world.clock),
  };
}

let shared: Base | undefined;

/** The base of this process, from its environment; made when first needed and kept while it is warm. */
export function base(more: Pick<World, "patienceWithTable"> = {}): Base {
  const world = { clock: Date.now, randomness: secureRandomness, log: jsonLog, ...more };
  shared ??= baseOf(readEnvironment(process.env), world);
  return shared;
}

/** The public address: as set, else where the local server listens. */
export function addressOf(environment: Environment): string {
  return environment.EARSHOT_URL ?? `http://localhost:${environment.PORT}`;
}

/** What reports and digests rest on. */
export function reportingOf({ environment, world, store }: Base): DigestingDeps {
  const { themes, feedback, settings, outbox, digests } = store;
  const { EARSHOT_SECRET: secret } = environment;
  return { themes, feedback, settings, outbox, digests, clock: world.clock, url: addressOf(environment), secret };
}
