import { type Clock, isoTime } from "@earshot/core/clock.ts";
import { linkHolds, Mail } from "@earshot/core/mail.ts";
import type { Delivery } from "@earshot/core/outbox.ts";
import type { Outcome } from "@earshot/core/ports/outlets.ts";
import { handOver } from "./smtp.ts";

export interface MailOptions {
  /** `smtps://user:password@smtp.example.org:465`. Without it all is a dry run. */
  smtpUrl?: string | undefined;
  /** `Earshot <ideas@example.org>` */
  from?: string | undefined;
  /** Shown what is not sent: on one machine, where the reader of the link sits before the console. */
  show?: ((mail: Mail) => void) | undefined;
  clock: Clock;
}

export interface MailOutlet {
  /**
   * Sends a mail that was composed with its delivery. Sent again after a crash it has the same Message-ID, by which
   * mailboxes tell that it is the same. A link that has run out while the server was away is not sent at all. Once it
   * is sent, the link is not kept: the outbox is read by people.
   * @throws EarshotError `upstream` where another attempt may succeed, `input` where the server refuses for good.
   */
  send(delivery: Delivery): Promise<Outcome | { state: "superseded" }>;
}

/**
 * The mail outlet, over SMTP.
 *
 * @example
 * await mail({ smtpUrl, from: "Earshot <ideas@example.org>", clock: Date.now }).send(delivery);
 */
export function mail({ smtpUrl, from, show, clock }: MailOptions): MailOutlet {
  return {
    async send({ id, kind, payload, createdAt }) {
      const mail = Mail.parse(payload);
      const { to, subject, body, unsubscribe } = mail;
      if (smtpUrl === undefined || from === undefined) {
        show?.(mail);
        return { state: "dry_run", payload };
      }
      if (kind === "sign_in" && createdAt < isoTime(clock() - linkHolds)) return { state: "superseded" };
      const headers = unsubscribe === undefined ? {} : oneClick(unsubscribe);
      await handOver({ smtpUrl, from }, id, { to, subject, text: body, headers });
      return { state: "sent", payload: { to, subject, body: body.replaceAll(/(token=)[^\s&]+/g, "$1…") } };
    },
  };
}

/**
 * Lets mailboxes show a button to be told no more, which posts to the address given and asks for nothing else (RFC 8058).
 * The address stays in one piece, as not all of them put folded ones together again.
 */
const oneClick = (address: string) => ({
  "List-Unsubscribe": { prepared: true, value: `<${address}>` },
  "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
});
