import { second } from "@earshot/core/clock.ts";
import { existingBoards } from "@earshot/core/lookup.ts";
import type { ChatFront } from "@earshot/core/ports/chat.ts";
import { suggestions } from "@earshot/outlets/slack/forms.ts";
import { opener } from "@earshot/outlets/slack/opening.ts";
import { readSlack } from "@earshot/sources/slack/front.ts";
import { slackPeople } from "@earshot/sources/slack/people.ts";
import { slackVerifier } from "@earshot/sources/slack/verify.ts";
import type { Base } from "./base.ts";

/** Slack waits three seconds for everything together. */
const patience = second;

/** The part of Slack that answers while somebody waits. Its token is used to ask who she is and to show a form. */
export function frontOf({ environment, store, world: { clock, fetch } }: Base): ChatFront {
  const { SLACK_BOT_TOKEN: token, SLACK_API_URL: apiUrl, SLACK_SIGNING_SECRET: secret } = environment;
  return {
    ...slackVerifier(secret),
    read: readSlack,
    who: slackPeople({ token, apiUrl, clock, fetch, patience }).who,
    open: opener({ token, apiUrl, fetch, boards: () => existingBoards(store) }),
    suggestions,
  };
}
