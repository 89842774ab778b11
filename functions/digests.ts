import { teamOf } from "@earshot/core/delivering.ts";
import { type Digest, namedIn, quotedIn } from "@earshot/core/digest.ts";
import { digestFor, keptDigest, toldDigest } from "@earshot/core/digesting.ts";
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
  /** What the message of a delivery is to say by now; undefined where the digest is kept no longer. */
  saidBy(delivery: Delivery): Promise<Digest | undefined>;
}

export function digestsOf(base: Base, messages: () => Promise<SlackOutlet>): Digests {
  const { environment, store } = base;
  const reporting = reportingOf(base);
  const mails = digestMails({ smtpUrl: environment.SMTP_URL, from: environment.EARSHOT_MAIL_FROM });
  return {
    async post({ id, team: name, occasion, attempts }) {
      const team = teamOf(await store.settings.teams(), name);
      const kept = await keptDigest(reporting, team, occasion);
      // After it is kept: it has a page all the same.
      if (team.channel === undefined)
        throw new EarshotError("missing", `${team.name} has no Slack channel. Set one and press Try again.`);
      // Noted before it is read what may still be quoted: whoever takes words back later finds the message.
      await store.tellings.note([...quotedIn(kept), ...namedIn(kept).map(({ theme }) => theme)], id);
      const digest = await digestFor(reporting, team, occasion);
      const posted = await (await messages()).post(digest, team.channel, id, attempts - 1);
      return { ...posted, cites: quotedIn(digest) };
    },
    saidBy: ({ team = "", occasion }) => toldDigest(store, team, occasion),
    async mail(delivery) {
      const team = teamOf(await store.settings.teams(), delivery.team);
      const digest = await keptDigest(reporting, team, delivery.occasion);
      const sent = await mails.send(digest, team.mail ?? [], delivery);
      return sent.state === "superseded" ? sent : { ...sent, cites: quotedIn(digest) };
    },
  };
}
