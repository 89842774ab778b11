import type { Asked } from "@earshot/core/asking.ts";
import { attend } from "@earshot/core/attending.ts";
import type { BoardClusters } from "@earshot/core/clusters.ts";
import type { Chat } from "@earshot/core/ports/chat.ts";
import { slackPeople } from "@earshot/sources/slack/people.ts";
import { slack } from "@earshot/sources/slack/slack.ts";
import { addressOf, type Base } from "./base.ts";

/** Where colleagues ask things of Earshot, and who attends to them. */
export function chatsOf(base: Base, clusters: BoardClusters) {
  const { environment, store, world } = base;
  const { clock, fetch } = world;
  const { SLACK_BOT_TOKEN: token, SLACK_API_URL: apiUrl, EARSHOT_ADMINS: admins = [] } = environment;
  const chat = slack(slackPeople({ token, apiUrl, clock, fetch }));
  const deps = { ...attendedBy(store), clusters, clock, admins, url: addressOf(environment) };
  return {
    chats: new Map<string, Chat>([[chat.name, chat]]),
    attend: (one: Chat, asked: Asked) => attend(deps, one, asked),
  };
}

const attendedBy = ({ themes, feedback, corrections, clustering, settings, outbox, passes }: Base["store"]) => ({
  ...{ themes, feedback, corrections, clustering, settings, outbox, passes },
});
