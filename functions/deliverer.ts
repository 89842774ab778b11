import { deliver, teamOf } from "@earshot/core/delivering.ts";
import { EarshotError } from "@earshot/core/error.ts";
import type { Delivery } from "@earshot/core/outbox.ts";
import type { Outcome } from "@earshot/core/ports.ts";
import { digestFor, reportOn } from "@earshot/core/reporting.ts";
import { github } from "@earshot/outlets/github/github.ts";
import { slack } from "@earshot/outlets/slack/slack.ts";
import { addressOf, type Base, reportingOf } from "./base.ts";

/** Everything outside: carries a delivery out through the outlet it is for. */
export function delivererOf(base: Base): (delivery: string) => Promise<void> {
  const { store, world } = base;
  const { clock, randomness, log } = world;
  const carryOut = outletsOf(base);
  return (id) => deliver({ outbox: store.outbox, carryOut, clock, randomness, log }, id);
}

function outletsOf(base: Base): (delivery: Delivery) => Promise<Outcome> {
  const { environment, world, store } = base;
  const { clock, fetch } = world;
  const reporting = reportingOf(base);
  const issues = github({
    token: environment.GITHUB_TOKEN,
    appId: environment.GITHUB_APP_ID,
    privateKey: environment.GITHUB_PRIVATE_KEY,
    apiUrl: environment.GITHUB_API_URL,
    url: addressOf(environment),
    clock,
    fetch,
  });
  const messages = slack({ token: environment.SLACK_BOT_TOKEN, apiUrl: environment.SLACK_API_URL, clock, fetch });

  async function pushIssue(theme: string): Promise<Outcome> {
    const report = await reportOn(reporting, theme);
    const { repository, name } = teamOf(await store.settings.teams(), report.theme.team);
    if (repository === undefined)
      throw new EarshotError("missing", `${name} has no repository. Set one and press Try again.`);
    const { link, ...outcome } = await issues.push(report, repository, store.issues);
    if (link) await store.themes.link(theme, link);
    return outcome;
  }

  async function postDigest({ id, team: name, occasion, attempts }: Delivery): Promise<Outcome> {
    const team = teamOf(await store.settings.teams(), name);
    if (team.channel === undefined)
      throw new EarshotError("missing", `${team.name} has no Slack channel. Set one and press Try again.`);
    return messages.post(await digestFor(reporting, team, occasion), team.channel, id, attempts - 1);
  }

  return (delivery) => (delivery.kind === "issue" ? pushIssue(delivery.theme ?? "") : postDigest(delivery));
}
