import type { SourceAdapter, Tracker, Verifier } from "@earshot/core/ports/sources.ts";
import { discourse } from "@earshot/sources/discourse/discourse.ts";
import { github } from "@earshot/sources/github/github.ts";
import { zendesk } from "@earshot/sources/zendesk/zendesk.ts";
import type { Base } from "./base.ts";

const byName = <T extends Verifier>(sources: T[]): ReadonlyMap<string, T> =>
  new Map(sources.map((one) => [one.name, one]));

/** All sources, as the environment sets them up. */
export function sourcesOf({ environment, world }: Base): ReadonlyMap<string, SourceAdapter> {
  const { clock, fetch } = world;
  return byName([
    discourse({
      url: environment.DISCOURSE_URL,
      apiKey: environment.DISCOURSE_API_KEY,
      apiUsername: environment.DISCOURSE_API_USERNAME,
      webhookSecret: environment.DISCOURSE_WEBHOOK_SECRET,
      fetch,
      clock,
    }),
    zendesk({
      url: environment.ZENDESK_URL,
      email: environment.ZENDESK_EMAIL,
      apiToken: environment.ZENDESK_API_TOKEN,
      webhookSecret: environment.ZENDESK_WEBHOOK_SECRET,
      fetch,
      clock,
    }),
  ]);
}

/** Where the issues live that stand for themes. */
export function trackersOf({ environment }: Base): ReadonlyMap<string, Tracker> {
  return byName([github({ webhookSecret: environment.GITHUB_WEBHOOK_SECRET })]);
}
