import { discourse } from "@earshot/sources/discourse/discourse";
import { zendesk } from "@earshot/sources/zendesk/zendesk";
import type { Clock } from "@earshot/core/clock";
import { BoardClusters } from "@earshot/core/clusters";
import { deliver, teamOf } from "@earshot/core/delivering";
import { EarshotError } from "@earshot/core/error";
import { type Randomness, secureRandomness } from "@earshot/core/id";
import type { Log } from "@earshot/core/log";
import type { Delivery } from "@earshot/core/outbox";
import type { Outcome, SourceAdapter } from "@earshot/core/ports";
import { digestFor, type ReportingDeps, reportOn, scheduleDigests } from "@earshot/core/reporting";
import { sweep } from "@earshot/core/sweeping";
import { type Work, work } from "@earshot/core/working";
import { github } from "@earshot/outlets/github/github";
import { slack } from "@earshot/outlets/slack/slack";
import { Store } from "@earshot/store/store";
import type { Meter } from "@earshot/store/table";
import { type Environment, readEnvironment } from "./environment.ts";

/** What a test or the local runtime puts in the place of the world. */
export interface World {
  clock: Clock;
  randomness: Randomness;
  log: Log;
  meter?: Meter | undefined;
  fetch?: typeof fetch | undefined;
}

/** Everything that the handlers need, wired once: the only place where adapters meet. */
export interface Runtime {
  environment: Environment;
  world: World;
  store: Store;
  sources: ReadonlyMap<string, SourceAdapter>;
  clusters: BoardClusters;
  reporting: ReportingDeps;
  work(changes: Work): Promise<void>;
  deliver(delivery: string): Promise<void>;
  sweep(): Promise<void>;
  close(): void;
}

export function createRuntime(environment: Environment, world: World): Runtime {
  const { clock, randomness, log } = world;
  const endpoint = environment.AWS_ENDPOINT_URL_DYNAMODB;
  const store = new Store(environment.EARSHOT_TABLE, endpoint === undefined ? {} : { endpoint }, world.meter);
  const sources = new Map([discourseOf(environment, world), zendeskOf(environment, world)].map((one) => [one.name, one]));
  const clusters = new BoardClusters(() => store.feedback.all(), clock, randomness);
  const reporting = { ...storePorts(store), clock, url: addressOf(environment) };
  const carryOut = outlets(environment, world, store, reporting);
  const deliverOne = (id: string) => deliver({ outbox: store.outbox, carryOut, clock, randomness, log }, id);
  return {
    environment,
    world,
    store,
    sources,
    clusters,
    reporting,
    work: (changes) => work({ ...storePorts(store), sources, clusters, clock, log }, changes),
    deliver: deliverOne,
    sweep: () =>
      sweep({
        ...storePorts(store),
        sources,
        scheduleDigests: () => scheduleDigests(reporting),
        deliver: deliverOne,
        clock,
        log,
      }),
    close: () => store.close(),
  };
}

function storePorts({ inbox, feedback, themes, votes, people, outbox, settings, cursors, recounts }: Store) {
  return { inbox, feedback, themes, votes, people, outbox, settings, cursors, recounts };
}

/** The public address: as set, else where the local server listens. */
export function addressOf(environment: Environment): string {
  return environment.EARSHOT_URL ?? `http://localhost:${environment.PORT}`;
}

function discourseOf(environment: Environment, { clock, fetch }: World): SourceAdapter {
  return discourse({
    url: environment.DISCOURSE_URL,
    apiKey: environment.DISCOURSE_API_KEY,
    apiUsername: environment.DISCOURSE_API_USERNAME,
    webhookSecret: environment.DISCOURSE_WEBHOOK_SECRET,
    fetch,
    clock,
  });
}

function zendeskOf(environment: Environment, { clock, fetch }: World): SourceAdapter {
  return zendesk({
    url: environment.ZENDESK_URL,
    email: environment.ZENDESK_EMAIL,
    apiToken: environment.ZENDESK_API_TOKEN,
    webhookSecret: environment.ZENDESK_WEBHOOK_SECRET,
    fetch,
    clock,
  });
}

/** Carries deliveries out through the outlet that each is for. */
function outlets(
  environment: Environment,
  { clock, fetch }: World,
  store: Store,
  reporting: ReportingDeps,
): (delivery: Delivery) => Promise<Outcome | { state: "superseded" }> {
  const issues = github({
    token: environment.GITHUB_TOKEN,
    appId: environment.GITHUB_APP_ID,
    privateKey: environment.GITHUB_PRIVATE_KEY,
    apiUrl: environment.GITHUB_API_URL,
    url: addressOf(environment),
    clock,
    fetch,
  });
  const messages = slack({ token: environment.SLACK_BOT_TOKEN, apiUrl: environment.SLACK_API_URL, clock });
  return async (delivery) => {
    const teams = await store.settings.teams();
    if (delivery.kind === "issue") {
      const report = await reportOn(reporting, delivery.theme ?? "");
      const { repository, name } = teamOf(teams, report.theme.team);
      if (repository === undefined)
        throw new EarshotError("missing", `${name} has no repository. Set one and press Try again.`);
      const { link, ...outcome } = await issues.push(report, repository, store.issues);
      if (link) await store.themes.link(report.theme.id, link);
      return outcome;
    }
    const team = teamOf(teams, delivery.team);
    const digest = await digestFor(reporting, team, delivery.occasion);
    if (team.channel === undefined)
      throw new EarshotError("missing", `${team.name} has no Slack channel. Set one and press Try again.`);
    return messages.post(digest, team.channel, delivery.id, delivery.attempts - 1);
  };
}

const jsonLog: Log = (event, fields) => {
  process.stdout.write(`${JSON.stringify({ event, ...fields })}\n`);
};

let shared: Runtime | undefined;

/** The one runtime of this process, from its environment; made when first needed and kept while it is warm. */
export function runtime(): Runtime {
  shared ??= createRuntime(readEnvironment(process.env), {
    clock: Date.now,
    randomness: secureRandomness,
    log: jsonLog,
  });
  return shared;
}
