import type { Ears } from "@earshot/portal/deps.ts";
import { discourseVerifier } from "@earshot/sources/discourse/verify.ts";
import { githubVerifier } from "@earshot/sources/github/verify.ts";
import { zendeskVerifier } from "@earshot/sources/zendesk/verify.ts";
import type { Base } from "./base.ts";
import { frontOf } from "./front.ts";

/** Who listens to what other systems deliver, as the environment sets them up. */
export function earsOf(base: Base): Ears {
  const { environment } = base;
  const verifiers = [
    discourseVerifier(environment.DISCOURSE_WEBHOOK_SECRET),
    zendeskVerifier(environment.ZENDESK_WEBHOOK_SECRET),
    githubVerifier(environment.GITHUB_WEBHOOK_SECRET),
  ];
  return { chat: frontOf(base), sources: new Map(verifiers.map((one) => [one.name, one])) };
}
