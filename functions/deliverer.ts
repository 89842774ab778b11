import type { Team } from "@earshot/core/board.ts";
import { deliver, teamOf } from "@earshot/core/delivering.ts";
import { EarshotError, isError, reasonOf } from "@earshot/core/error.ts";
import { noteLost, notePush } from "@earshot/core/hearing.ts";
import { newsSaid } from "@earshot/core/news.ts";
import { stillNews } from "@earshot/core/noticing.ts";
import type { Delivery } from "@earshot/core/outbox.ts";
import type { Outcome } from "@earshot/core/ports/outlets.ts";
import { digestFor, reportOn } from "@earshot/core/reporting.ts";
import type { Theme } from "@earshot/core/theme.ts";
import { mail } from "@earshot/outlets/mail/mail.ts";
import { slack } from "@earshot/outlets/slack/slack.ts";
import { type Base, reportingOf } from "./base.ts";
import { githubOf } from "./github.ts";

/** Everything outside: carries a delivery out through the outlet it is for. */
export function delivererOf(base: Base): (delivery: string) => Promise<void> {
  const { store, world } = base;
  const { clock, randomness, log } = world;
  const carryOut = outletsOf(base);
  return (id) => deliver({ outbox: store.outbox, carryOut, clock, randomness, log }, id);
}

type Carried = Outcome | { state: "superseded" };

function outletsOf(base: Base): (delivery: Delivery) => Promise<Carried> {
  const { environment, world, store } = base;
  const { clock, fetch } = world;
  const reporting = reportingOf(base);
  const hearing = { themes: store.themes, issues: store.issues, settings: store.settings, clock };
  const issues = githubOf(base);
  const messages = slack({ token: environment.SLACK_BOT_TOKEN, apiUrl: environment.SLACK_API_URL, clock, fetch });
  const mails = mail({
    smtpUrl: environment.SMTP_URL,
    from: environment.EARSHOT_MAIL_FROM,
    show: world.showMail,
    clock,
  });

  async function pushIssue({ theme = "" }: Delivery): Promise<Outcome> {
    const report = await reportOn(reporting, theme);
    const { issue, issueToAttach } = report.theme;
    const repository = (issueToAttach ?? issue)?.repository ?? repositoryOf(await store.settings.teams(), report.theme);
    return orLost(theme, async () => {
      const { link, standing, ...outcome } = await issues.push(report, repository, store.issues);
      await notePush(hearing, theme, { link, standing }, issueToAttach);
      return outcome;
    });
  }

  /** An issue that is out of reach is said to its team, besides being parked with the reason. */
  async function orLost<T>(theme: string, attempt: () => Promise<T>): Promise<T> {
    try {
      return await attempt();
    } catch (error) {
      if (isError(error, "missing")) await noteLost(hearing, theme, reasonOf(error));
      throw error;
    }
  }

  function repositoryOf(teams: readonly Team[], { team }: Theme): string {
    const { repository, name } = teamOf(teams, team);
    if (repository !== undefined) return repository;
    throw new EarshotError("missing", `${name} has no repository. Set one and press Try again.`);
  }

  async function postDigest({ id, team: name, occasion, attempts }: Delivery): Promise<Outcome> {
    const team = teamOf(await store.settings.teams(), name);
    if (team.channel === undefined)
      throw new EarshotError("missing", `${team.name} has no Slack channel. Set one and press Try again.`);
    return messages.post(await digestFor(reporting, team, occasion), team.channel, id, attempts - 1);
  }

  /** News as it is by now: what is none any more is not told. */
  async function telling({ theme, news, createdAt }: Delivery) {
    const report = await reportOn(reporting, theme ?? "");
    const told = news && stillNews(news, report.theme, createdAt);
    return { report, sentences: told && newsSaid(told, report.theme, clock()) };
  }

  async function postAlert(delivery: Delivery): Promise<Carried> {
    const { report, sentences } = await telling(delivery);
    const { channel } = teamOf(await store.settings.teams(), delivery.team);
    if (sentences === undefined || channel === undefined) return { state: "superseded" };
    const { title } = report.theme;
    const alert = { title, url: report.url, sentences, askedAt: delivery.createdAt };
    return messages.alert(alert, channel, delivery.id, delivery.attempts - 1);
  }

  async function postComment(delivery: Delivery): Promise<Carried> {
    const { report, sentences } = await telling(delivery);
    const { id, issue } = report.theme;
    if (sentences === undefined || issue === undefined) return { state: "superseded" };
    const remark = { delivery: delivery.id, askedAt: delivery.createdAt, attempts: delivery.attempts - 1, sentences };
    return orLost(id, () => issues.comment(report, issue, remark));
  }

  const carriers: Record<Delivery["kind"], (delivery: Delivery) => Promise<Carried>> = {
    issue: pushIssue,
    comment: postComment,
    digest: postDigest,
    alert: postAlert,
    sign_in: (delivery) => mails.send(delivery),
  };
  return (delivery) => carriers[delivery.kind](delivery);
}
