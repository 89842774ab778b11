import { EarshotError, reasonOf } from "@earshot/core/error.ts";
import type { SendMailOptions } from "nodemailer";

/** Milliseconds for each step: finding the host, connecting, being greeted, and each silence after that. */
const patience = 10_000;

/** Where mails are handed over, and whose name stands on them: `Earshot <ideas@example.org>`. */
export interface Postbox {
  smtpUrl: string;
  from: string;
  /** Milliseconds of silence after which it is given up. */
  timeout?: number | undefined;
}

/**
 * Hands a mail over. Sent again after a crash it has the same Message-ID, by which mailboxes tell that it is the same.
 * Returns the addresses that the server took it for, and those that it refused where it took it for others.
 * @throws EarshotError `upstream` where another attempt may succeed, `input` where the server refuses for good.
 */
export async function handOver(
  { smtpUrl, from, timeout = patience }: Postbox,
  delivery: string,
  message: Pick<SendMailOptions, "to" | "bcc" | "subject" | "text" | "html" | "headers" | "list">,
): Promise<{ accepted: string[]; rejected: string[] }> {
  // Loaded when first needed: most deliveries are no mails.
  const { createTransport } = await import("nodemailer");
  const waits = { dnsTimeout: timeout, connectionTimeout: timeout, greetingTimeout: timeout, socketTimeout: timeout };
  const transport = createTransport({ url: smtpUrl, ...waits });
  const messageId = `<${delivery}@${hostOf(from)}>`;
  try {
    const sent = await transport.sendMail({
      ...{ from, ...message, messageId },
      headers: { "Auto-Submitted": "auto-generated", ...message.headers },
      ...{ disableFileAccess: true, disableUrlAccess: true },
    });
    const textOf = (address: string | { address: string }) => (typeof address === "string" ? address : address.address);
    return { accepted: (sent.accepted ?? []).map(textOf), rejected: (sent.rejected ?? []).map(textOf) };
  } catch (error) {
    throw smtpError(error);
  } finally {
    transport.close();
  }
}

/** The host that an address is at. */
export const hostOf = (from: string): string => from.replace(/^.*@|>.*$/g, "");

/** Replies of 500 and above are for good (RFC 5321, 4.2.1), all else may pass. The server's words, without its key. */
function smtpError(error: unknown): EarshotError {
  const code = (error as { responseCode?: unknown }).responseCode;
  const refused = typeof code === "number" && code >= 500;
  const what = refused ? "The mail server refused" : "The mail server could not be reached or asks for patience";
  return new EarshotError(refused ? "input" : "upstream", `${what}: ${reasonOf(error)}`, { cause: error });
}
