import type { Conversation } from "@earshot/core/answer.ts";
import type { Asked, Wish } from "@earshot/core/asking.ts";
import { isoTime, second } from "@earshot/core/clock.ts";
import { type FeedbackEvent, limits } from "@earshot/core/feedback.ts";
import type { WebhookDelivery } from "@earshot/core/inbox.ts";
import type { Chat, Colleague } from "@earshot/core/ports/chat.ts";
import { type Message, readRequest, textOf } from "./payload.ts";
import type { SlackPeople } from "./people.ts";
import { plainText } from "./text.ts";
import { type Read, wishIn } from "./wishes.ts";

/**
 * Slack, as far as colleagues ask things of Earshot there: buttons, commands, forms and messages sent to us. What is
 * said in Slack is said inside: private, whoever may read the channel.
 */
export function slack(people: SlackPeople): Chat {
  return {
    name: "slack",
    who: people.who,
    async interpret({ headers, body, receivedAt }: WebhookDelivery): Promise<Asked | undefined> {
      const read = wishIn(readRequest(body, headers["content-type"]));
      return read && { name: read.name, from: read.from, wish: await wished(people, read, receivedAt) };
    },
  };
}

async function wished(people: SlackPeople, { name, from, wish }: Read, receivedAt: string): Promise<Wish> {
  const version = `${receivedAt}#000#${name}`;
  switch (wish.asks) {
    case "add": {
      const author = authorOf(from.user, undefined, await people.who(from.user));
      const event = { ...said(wish.text, from.channel), externalId: `command:${name}`, version, author };
      return { asks: "add", event };
    }
    case "keep":
      return { asks: "keep", kept: wish.kept, event: await written(people, wish.message, wish.channel, version) };
    case "send":
      return { ...wish, version };
    default:
      return wish;
  }
}

function said(
  text: string,
  channel: Conversation["channel"],
): Pick<FeedbackEvent, "source" | "body" | "withdrawn" | "visibility" | "hints"> {
  return {
    source: "slack",
    body: plainText(text).slice(0, limits.body),
    withdrawn: false,
    visibility: "private",
    ...(channel !== undefined && { hints: [`slack:channel:${channel}`] }),
  };
}

/** A message as its author said it: sent to us by two colleagues it is still one. */
async function written(
  people: SlackPeople,
  message: Message,
  channel: string,
  version: string,
): Promise<FeedbackEvent> {
  const { user, bot_id, username, bot_profile, ts } = message;
  const [who, url] = await Promise.all([
    user !== undefined && bot_id === undefined ? people.who(user) : undefined,
    people.permalink(channel, ts),
  ]);
  return {
    ...said(textOf(message), channel),
    externalId: `message:${channel}:${ts}`,
    version,
    author: authorOf(bot_id === undefined ? user : undefined, username ?? bot_profile?.name, who),
    ...(/^\d{1,11}\.\d+$/.test(ts) && { saidAt: isoTime(Math.floor(Number(ts) * second)) }),
    ...(url !== undefined && { url }),
  };
}

/** Programs that write are nobody: what each of them passes on may be somebody else's. */
function authorOf(
  user: string | undefined,
  name: string | undefined,
  who: Colleague | undefined,
): NonNullable<FeedbackEvent["author"]> {
  const shown = (who?.name ?? name)?.slice(0, limits.name);
  return {
    aliases: [
      ...(user === undefined ? [] : [`slack:${user}`]),
      ...(who?.email === undefined ? [] : [`email:${who.email}`]),
    ],
    ...(shown !== undefined && { name: shown }),
  };
}
