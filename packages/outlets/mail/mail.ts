import { type Clock, isoTime } from "@earshot/core/clock.ts";
import { EarshotError, reasonOf } from "@earshot/core/error.ts";
import type { Delivery } from "@earshot/core/outbox.ts";
import type { Outcome } from "@earshot/core/ports/outlets.ts";
import { linkHolds, Mail } from "@earshot/core/signing-in.ts";

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

const timeout = 10_000;

/**
 * The mail outlet, over SMTP.
 *
 * @example
 * await mail({ smtpUrl, from: "Earshot <ideas@example.org>", clock: Date.now }).send(delivery);
 */
export function mail({ smtpUrl, from, show, clock }: MailOptions): MailOutlet {
  return {
    async send({ id, payload, createdAt }) {
      const { to, subject, body } = Mail.parse(payload);
      if (smtpUrl === undefined || from === undefined) {
        show?.({ to, subject, body });
        return { state: "dry_run", payload };
      }
      if (createdAt < isoTime(clock() - linkHolds)) return { state: "superseded" };
      // Loaded when first needed: most deliveries are no mails.
      const { createTransport } = await import("nodemailer");
      const transport = createTransport(smtpUrl, {});
      transport.set("connectionTimeout", timeout);
      const messageId = `<${id}@${from.replace(/^.*@|>.*$/g, "")}>`;
      try {
        await transport.sendMail({
          from,
          to,
          subject,
          text: body,
          messageId,
          disableFileAccess: true,
          disableUrlAccess: true,
        });
      } catch (error) {
        throw smtpError(error);
      } finally {
        transport.close();
      }
      return { state: "sent", payload: { to, subject, body: body.replaceAll(/(token=)[^\s&]+/g, "$1…") } };
    },
  };
}

/** Replies of 500 and above are for good (RFC 5321, 4.2.1), all else may pass. The server's words, without its key. */
function smtpError(error: unknown): EarshotError {
  const code = (error as { responseCode?: unknown }).responseCode;
  const refused = typeof code === "number" && code >= 500;
  const what = refused ? "The mail server refused" : "The mail server could not be reached or asks for patience";
  return new EarshotError(refused ? "input" : "upstream", `${what}: ${reasonOf(error)}`, { cause: error });
}
