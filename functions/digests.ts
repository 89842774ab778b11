import { teamOf } from "@earshot/core/delivering.ts";
import { quotedIn } from "@earshot/core/digest.ts";
import { keptDigest } from "@earshot/core/digesting.ts";
import { EarshotError } from "@earshot/core/error.ts";
import type { Delivery } from "@earshot/core/outbox.ts";
import type { Outcome } from "@earshot/core/ports/outlets.ts";
import type { Carried } from "@earshot/core/webhook/carrying.ts";
import { digestMails } from "@earshot/outlets/mail/digest.ts";
import type { SlackOutlet } from "@earshot/outlets/slack/slack.ts";
import { type Base, reportingOf } from "./base.ts";

/** The weekly report, for a team's channel and its mailboxes. */
export interface Digests {
  post(delivery: Delivery): Promise<Outcome>;
  mail(delivery: Delivery): Promise<Carried>;
}

export function digestsOf(base: Base, messages: () => Promise<SlackOutlet>): Digests {
  const { environment, store } = base;
  const reporting = reportingOf(base);
  const mails = digestMails({ smtpUrl: environment.SMTP_URL, from: environment.EARSHOT_MAIL_FROM });
  return {
    async post({ id, team: name, occasion, attempts }) {
      const team = teamOf(await store.settings.teams(), name);
      const digest = await keptDigest(reporting, team, occasion);
      // After it is kept: it has a page all the same.
      if (team.channel === undefined)
        throw new EarshotError("missing", `${team.name} has no Slack channel. Set one and press Try again.`);
      const posted = await (await messages()).post(digest, team.channel, id, attempts - 1);
      return { ...posted, cites: quotedIn(digest) };
    },
    async mail(delivery) {
      const team = teamOf(await store.settings.teams(), delivery.team);
      const digest = await keptDigest(reporting, team, delivery.occasion);
      const sent = await mails.send(digest, team.mail ?? [], delivery);
      return sent.state === "superseded" ? sent : { ...sent, cites: quotedIn(digest) };
    },
  };
}
