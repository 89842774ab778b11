import type { Team } from "@earshot/core/board.ts";
import { citedBy } from "@earshot/core/citing.ts";
import { isoTime, minute } from "@earshot/core/clock.ts";
import { deliver, teamOf } from "@earshot/core/delivering.ts";
import { EarshotError, isError, reasonOf } from "@earshot/core/error.ts";
import { rootOf } from "@earshot/core/family.ts";
import { noteLost, notePush, noteRelease } from "@earshot/core/hearing.ts";
import { newsSaid } from "@earshot/core/news.ts";
import { stillNews } from "@earshot/core/noticing.ts";
import { once } from "@earshot/core/once.ts";
import type { Delivery } from "@earshot/core/outbox.ts";
import { reportOn, themeUrl } from "@earshot/core/reporting.ts";
import { Status, type Theme } from "@earshot/core/theme.ts";
import type { Carried } from "@earshot/core/webhook/carrying.ts";
import type { Deliver } from "@earshot/core/webhook/lanes.ts";
import { mail } from "@earshot/outlets/mail/mail.ts";
import type { Said } from "@earshot/outlets/slack/shown.ts";
import { type Base, reportingOf } from "./base.ts";
import { githubOf } from "./github.ts";
import { onlyWhenOpen } from "./opening.ts";

/** Everything outside: carries a delivery out through the outlet it is for. */
export function delivererOf(base: Base): Deliver {
  const { store, world } = base;
  const { clock, randomness, log } = world;
  const carryOut = outletsOf(base);
  return onlyWhenOpen(base)((id) => deliver({ outbox: store.outbox, carryOut, clock, randomness, log }, id));
}

/** Most runs have something for one outlet: each is loaded with the first delivery for it. */
function outletsOf(base: Base): (delivery: Delivery) => Promise<Carried> {
  const { environment, world, store } = base;
  const { clock, fetch } = world;
  const reporting = reportingOf(base);
  const hearing = { themes: store.themes, issues: store.issues, settings: store.settings, outbox: store.outbox, clock };
  const issues = githubOf(base);
  const token = environment.SLACK_BOT_TOKEN;
  const messages = once(async () => {
    const { slack } = await import("@earshot/outlets/slack/slack.ts");
    return slack({
      token,
      apiUrl: environment.SLACK_API_URL,
      clock,
      fetch,
      pace: store.pace,
      pause: world.pause,
      marks: store.marks,
      // Without a token what is shown is what would be sent once everything is set up.
      buttons: token === undefined || environment.SLACK_SIGNING_SECRET !== undefined,
    });
  });
  const mails = mail({
    smtpUrl: environment.SMTP_URL,
    from: environment.EARSHOT_MAIL_FROM,
    show: world.showMail,
    clock,
  });

  const digests = once(async () => (await import("./digests.ts")).digestsOf(base, messages));
  const followers = once(async () => (await import("./followers.ts")).followersOf(base));
  const webhooks = once(async () => (await import("./webhooks.ts")).carrierOf(base));

  async function pushIssue({ theme = "", attempts }: Delivery): Promise<Carried> {
    const told = await reportOn(reporting, theme);
    const { status, issueLent } = told.theme;
    const root = status === "merged" ? await rootOf(store, told.theme) : undefined;
    if (root && (issueLent || !root.issueWanted || !told.theme.issue)) return { state: "superseded" };
    // Which issue it is a duplicate of is not known yet. No attempt was made, so none counts.
    if (root && !root.issue) return { state: "waiting", dueAt: isoTime(clock() + minute), attempts: attempts - 1 };
    const report = { ...told, duplicateOf: root?.issue };
    const { issue, issueToAttach } = report.theme;
    const repository = (issueToAttach ?? issue)?.repository ?? repositoryOf(await store.settings.teams(), report.theme);
    return orLost(theme, async () => {
      const { link, standing, ...outcome } = await (await issues()).push(report, repository, store.issues);
      await notePush(hearing, theme, { link, standing }, issueToAttach);
      return { ...outcome, cites: citedBy(report.theme) };
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

  /** News as it is by now: what is none any more is not told. */
  async function telling({ theme, news, createdAt }: Delivery) {
    const report = await reportOn(reporting, theme ?? "");
    const told = news && stillNews(news, report.theme, createdAt);
    return { report, sentences: told && newsSaid(told, report.theme, clock()) };
  }

  async function postAlert(delivery: Delivery): Promise<Carried> {
    const { channel } = teamOf(await store.settings.teams(), delivery.team);
    // Before its title is read: whoever takes those words back later finds the message.
    if (channel !== undefined) await store.tellings.note([delivery.theme ?? ""], delivery.id);
    const { report, sentences } = await telling(delivery);
    if (sentences === undefined || channel === undefined) return { state: "superseded" };
    const { id: theme, title, status } = report.theme;
    const alert = { theme, status, title, url: report.url, sentences, askedAt: delivery.createdAt };
    return (await messages()).alert(alert, channel, delivery.id, delivery.attempts - 1);
  }

  /** What the message of a delivery is to say by now; undefined where that is kept no longer. */
  async function saidBy(delivery: Delivery): Promise<Said | undefined> {
    if (delivery.kind === "digest") {
      const digest = await (await digests()).saidBy(delivery);
      return digest && { digest };
    }
    const { theme: id = "", news, result, createdAt: askedAt } = delivery;
    const theme = await store.themes.get(id);
    if (theme === undefined || news === undefined) return undefined;
    const sentences = newsSaid(stillNews(news, theme, askedAt) ?? news, theme, clock());
    // What can be decided there is what could be when it was posted.
    const status = Status.safeParse(result?.status).data ?? theme.status;
    return { alert: { theme: id, status, title: theme.title, url: themeUrl(reporting.url, id), sentences, askedAt } };
  }

  async function answer(delivery: Delivery): Promise<Carried> {
    const id = delivery.answer?.marks?.delivery;
    const on = id === undefined ? undefined : await store.outbox.get(id);
    return (await messages()).answer(delivery, { on, say: async () => on && saidBy(on) });
  }

  async function retell(delivery: Delivery): Promise<Carried> {
    const on = delivery.retells === undefined ? undefined : await store.outbox.get(delivery.retells);
    if (on === undefined) return { state: "superseded" };
    const channel = (await store.settings.teams()).find(({ id }) => id === on.team)?.channel;
    return (await messages()).retell(delivery, on, channel, () => saidBy(on));
  }

  async function postComment(delivery: Delivery): Promise<Carried> {
    const { report, sentences } = await telling(delivery);
    const { id, issue } = report.theme;
    if (sentences === undefined || issue === undefined) return { state: "superseded" };
    const remark = { delivery: delivery.id, askedAt: delivery.createdAt, attempts: delivery.attempts - 1, sentences };
    return orLost(id, async () => (await issues()).comment(report, issue, remark));
  }

  /** The themes whose issues a release's pull requests close came with it. */
  async function askClosings({ closings }: Delivery): Promise<Carried> {
    if (closings === undefined) return { state: "superseded" };
    const { numbers, ...outcome } = await (await issues()).closings(closings);
    await noteRelease(hearing, { ...closings, numbers });
    return outcome;
  }

  const carriers: Record<Delivery["kind"], (delivery: Delivery) => Promise<Carried>> = {
    issue: pushIssue,
    comment: postComment,
    closings: askClosings,
    digest: async (delivery) => (await digests()).post(delivery),
    digest_mail: async (delivery) => (await digests()).mail(delivery),
    alert: postAlert,
    retelling: retell,
    answer,
    sign_in: (delivery) => mails.send(delivery),
    followers: async (delivery) => (await followers()).tell(delivery),
    event: async (delivery) => (await webhooks())(delivery),
    notice: (delivery) => mails.send(delivery),
    unreadable: async ({ error = "It cannot be read." }) => {
      throw new EarshotError("input", error);
    },
    follower_mail: async (delivery) =>
      (await (await followers()).stillListens(delivery)) ? mails.send(delivery) : { state: "superseded" },
  };
  return (delivery) => carriers[delivery.kind](delivery);
}
