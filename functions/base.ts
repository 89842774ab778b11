import type { Clock } from "@earshot/core/clock.ts";
import { type Randomness, secureRandomness } from "@earshot/core/id.ts";
import type { Log } from "@earshot/core/log.ts";
import type { ReportingDeps } from "@earshot/core/reporting.ts";
import type { Mail } from "@earshot/core/signing-in.ts";
import { Store } from "@earshot/store/store.ts";
import type { Meter } from "@earshot/store/table.ts";
import { type Environment, readEnvironment } from "./environment.ts";

/** What a test or the local runtime puts in the place of the world. */
export interface World {
  clock: Clock;
  randomness: Randomness;
  log: Log;
  meter?: Meter | undefined;
  /** Whether this process does all the work there is: it then keeps its leases between two batches. */
  alone?: boolean | undefined;
  /** How long a worker waits for another one, in real milliseconds. */
  patience?: number | undefined;
  fetch?: typeof fetch | undefined;
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
  return {
    environment,
    world,
    store: new Store(environment.EARSHOT_TABLE, endpoint === undefined ? {} : { endpoint }, world.meter),
  };
}

let shared: Base | undefined;

/** The base of this process, from its environment; made when first needed and kept while it is warm. */
export function base(): Base {
  shared ??= baseOf(readEnvironment(process.env), { clock: Date.now, randomness: secureRandomness, log: jsonLog });
  return shared;
}

/** The public address: as set, else where the local server listens. */
export function addressOf(environment: Environment): string {
  return environment.EARSHOT_URL ?? `http://localhost:${environment.PORT}`;
}

export function reportingOf({ environment, world, store }: Base): ReportingDeps {
  const { themes, feedback, settings, outbox } = store;
  return { themes, feedback, settings, outbox, clock: world.clock, url: addressOf(environment) };
}
