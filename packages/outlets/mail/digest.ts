import type { Digest } from "@earshot/core/digest.ts";
import type { Delivery } from "@earshot/core/outbox.ts";
import { clip } from "@earshot/core/phrase.ts";
import type { Outcome } from "@earshot/core/ports/outlets.ts";
import { visible } from "../slack/escape.ts";
import { tell } from "../telling.ts";
import { digestText } from "../text.ts";
import { digestHtml } from "./digest-html.ts";
import { handOver, hostOf } from "./smtp.ts";

/** Longer subjects are cut by mailboxes, and by us between words. */
const longestSubject = 180;

/** A digest as a mail's parts. */
export interface DigestMail {
  subject: string;
  text: string;
  html: string;
}

export function digestMail(digest: Digest): DigestMail {
  const footer = `You get this because the team “${visible(digest.teamName)}” has your address among those that its digest is mailed to. Who may change the team’s settings takes it out.`;
  return {
    subject: clip(visible(digest.summary), longestSubject),
    text: `${digestText(digest)}\n\n-- \n${footer}\n`,
    html: digestHtml(tell(digest), footer),
  };
}

export interface DigestMailOutlet {
  /**
   * Sends a team's digest to all its addresses in one mail, none of which names another. The payload is the mail as it
   * was, or would have been, sent; the result says whom the server refused it for.
   * @throws EarshotError `upstream`, `input`.
   */
  send(
    digest: Digest,
    addresses: readonly string[],
    delivery: Pick<Delivery, "id">,
  ): Promise<Outcome | { state: "superseded" }>;
}

/**
 * Digests by mail, over SMTP.
 *
 * @example
 * await digestMails({ smtpUrl, from: "Earshot <ideas@example.org>" }).send(digest, ["ann@example.org"], delivery);
 */
export function digestMails({
  smtpUrl,
  from,
}: {
  smtpUrl?: string | undefined;
  from?: string | undefined;
}): DigestMailOutlet {
  return {
    async send(digest, addresses, { id }) {
      // The team takes no mail any more.
      if (addresses.length === 0) return { state: "superseded" };
      const mail = digestMail(digest);
      const payload = { to: [...addresses], ...mail };
      if (smtpUrl === undefined || from === undefined) return { state: "dry_run", payload };
      const sent = await handOver({ smtpUrl, from }, id, {
        bcc: [...addresses],
        ...mail,
        list: { id: { url: `digest.${digest.team}.${hostOf(from)}`, comment: clip(visible(digest.teamName), 60) } },
      });
      return { state: "sent", payload, result: sent };
    },
  };
}
