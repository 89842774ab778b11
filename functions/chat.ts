import type { Asked } from "@earshot/core/asking.ts";
import type { BoardClusters } from "@earshot/core/clusters.ts";
import { once } from "@earshot/core/once.ts";
import type { Chat } from "@earshot/core/ports/chat.ts";
import { addressOf, type Base } from "./base.ts";

/** Where colleagues ask things of Earshot, and who attends to them: both loaded when one of them asks. */
export function chatsOf(base: Base, clusters: () => Promise<BoardClusters>) {
  const { environment, store, world } = base;
  const { clock, fetch } = world;
  const { SLACK_BOT_TOKEN: token, SLACK_API_URL: apiUrl, EARSHOT_ADMINS: admins = [] } = environment;
  const opened = once(async () => {
    const { slack, slackPeople } = await import("./colleagues.ts");
    return slack(slackPeople({ token, apiUrl, clock, fetch }));
  });
  const chat: Chat = {
    name: "slack",
    interpret: async (delivery) => (await opened()).interpret(delivery),
    who: async (user) => (await opened()).who(user),
  };
  const deps = { ...attendedBy(store), clock, admins, url: addressOf(environment) };
  return {
    chats: new Map([[chat.name, chat]]),
    attend: async (one: Chat, asked: Asked) => {
      const { attend } = await import("./colleagues.ts");
      return attend({ ...deps, clusters: await clusters() }, one, asked);
    },
  };
}

const attendedBy = ({ themes, feedback, corrections, clustering, settings, outbox, passes }: Base["store"]) => ({
  ...{ themes, feedback, corrections, clustering, settings, outbox, passes },
});
