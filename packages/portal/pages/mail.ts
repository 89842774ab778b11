import type { Intent } from "@earshot/core/pass.ts";
import type { Mail } from "@earshot/core/signing-in.ts";
import type { Texts } from "./texts.ts";

/** The mail with the link: what it does, for how long, and what to do with it if one did not ask for it. */
export function mailOf(texts: Texts, to: string, link: string, intent: Intent | undefined): Mail {
  const { subject, open, errand, ignore } = texts.mail;
  const does = intent && errand[intent.does];
  return { to, subject, body: [open, link, ...(does === undefined ? [] : [does]), ignore].join("\n\n") };
}
