import type { Marks } from "@earshot/core/answer.ts";
import { type Clock, minute, second } from "@earshot/core/clock.ts";
import type { Digest } from "@earshot/core/digest.ts";
import { EarshotError } from "@earshot/core/error.ts";
import type { Delivery } from "@earshot/core/outbox.ts";
import type { Outcome } from "@earshot/core/ports/outlets.ts";
import type { Carried } from "@earshot/core/webhook/carrying.ts";
import type { WebClient } from "@slack/web-api";
import { answering, type Decided } from "./answering.ts";
import type { Alert, Part } from "./blocks.ts";
import { connect } from "./client.ts";
import { slackError } from "./failure.ts";
import { type PacedOptions, paced } from "./paced.ts";
import { postedParts } from "./posted.ts";
import { retell } from "./retelling.ts";
import { metadataOf, partsSaid, type Say } from "./shown.ts";

export interface SlackOptions extends PacedOptions {
  /** A bot's token (xoxb-…) with chat:write, and channels:history or groups:history. Without it all is a dry run. */
  token?: string | undefined;
  /** `https://slack.com/api/` by default. */
  apiUrl?: string | undefined;
  clock: Clock;
  fetch?: typeof fetch | undefined;
  /** How long a single request may take, in milliseconds; 10 s by default. */
  timeout?: number | undefined;
  /** Whether themes can be decided on in messages: somebody listens to their buttons. */
  buttons: boolean;
  marks: Marks;
}

export interface SlackOutlet {
  /**
   * Posts a digest: one message, or one with replies in its thread where Slack's limits divide it. Each carries the
   * delivery's id and its part in its metadata, so that after a failure, when nobody knows what arrived, it is looked
   * up before anything is posted again.
   *
   * The payload is `{method, url, messages}`, each message as `chat.postMessage` takes it; the replies' `thread_ts` is
   * known only once the first is posted.
   *
   * @param channel a channel's id or #name
   * @param attempts how often this delivery was attempted before
   * @throws EarshotError `missing`, `auth`, `input` (final); `limited`, `upstream` with the seconds to wait.
   */
  post(digest: Digest, channel: string, deliveryId: string, attempts: number): Promise<Outcome>;
  /** Posts what cannot wait for the digest, under the same conditions. */
  alert(alert: Alert, channel: string, deliveryId: string, attempts: number): Promise<Outcome>;
  /**
   * Tells whoever asked for something: alone, or by showing the message anew that she decided on. Its decisions are
   * rows, so whichever is told last shows all of them. Repeated, it says the same.
   *
   * @param decided the delivery on whose message it was decided
   */
  answer(delivery: Delivery, decided: Decided): Promise<Outcome | { state: "superseded" }>;
  /** Shows the messages of a delivery by what they are to say by now (retelling.ts). */
  retell(delivery: Delivery, on: Delivery, channel: string | undefined, say: Say): Promise<Carried>;
}

/**
 * The Slack outlet: a team's week in its channel, and what is answered there.
 *
 * @example
 * await slack({ token, clock: Date.now, pace, marks, buttons: true }).post(digest, "#payments", delivery.id, 0);
 */
export function slack(options: SlackOptions): SlackOutlet {
  const { token, apiUrl = "https://slack.com/api/", clock, timeout = 10 * second, buttons, marks } = options;
  const send = options.fetch ?? fetch;
  const client = token === undefined ? undefined : connect(token, apiUrl, timeout, send);
  const inTurn = paced(options);
  const address = (method: string) => ({ method: "POST", url: new URL(method, apiUrl.replace(/\/*$/, "/")).href });
  const target = address("chat.postMessage");

  const showing = { client, address, inTurn, marks, buttons };

  return {
    post: (digest, channel, id, attempts) =>
      postAll(partsSaid({ digest }, buttons ? id : undefined), channel, {
        ...{ id, attempts, since: Date.parse(digest.end) },
      }),
    alert: async (alert, channel, id, attempts) => {
      const since = Date.parse(alert.askedAt);
      const posted = await postAll(partsSaid({ alert }, buttons ? id : undefined), channel, { id, attempts, since });
      return { ...posted, result: { ...posted.result, status: alert.status } };
    },
    answer: answering({ ...showing, apiUrl, send, timeout }),
    retell: (delivery, on, channel, say) => retell({ ...showing, clock }, delivery, on, channel, say),
  };

  async function postAll(
    parts: readonly Part[],
    channel: string,
    { id, attempts, since }: Attempted,
  ): Promise<Outcome> {
    const messages = parts.map((part, index) => ({
      channel,
      ...part,
      unfurl_links: false,
      unfurl_media: false,
      metadata: metadataOf(id, index),
    }));
    const payload = { ...target, messages };
    if (!client) return { state: "dry_run", payload };

    // The claim on the delivery holds for five minutes; what is not done by then is somebody else's.
    const deadline = clock() + 2 * minute;
    const inTime = <T>(method: string, into: string | undefined, call: () => Promise<T>): Promise<T> => {
      if (clock() > deadline)
        throw new EarshotError(
          "upstream",
          "Slack is too slow to finish in two minutes. Nothing is lost: it goes on later.",
          {
            retryAfter: 60,
          },
        );
      return inTurn(method, into, call);
    };

    const known = attempts > 0 ? await postedParts({ client, inTime }, channel, since, id) : undefined;
    let at = known?.channel ?? channel;
    const stamps: string[] = [];
    for (const [index, message] of messages.entries()) {
      const there = known?.parts.get(index + 1);
      const one =
        there ?? (await postOne(client, message, stamps[0], (call) => inTime("chat.postMessage", channel, call)));
      if (typeof one !== "string") at = one.channel;
      stamps.push(typeof one === "string" ? one : one.ts);
    }
    return { state: "sent", payload, result: { channel: at, ts: stamps[0], stamps, parts: messages.length } };
  }
}

/** A delivery on its way, and since when its messages may stand in the channel. */
interface Attempted {
  id: string;
  attempts: number;
  since: number;
}

type Message = Parameters<WebClient["chat"]["postMessage"]>[0] & { channel: string };

async function postOne(
  client: WebClient,
  message: Message,
  root: string | undefined,
  inTurn: <T>(call: () => Promise<T>) => Promise<T>,
): Promise<{ ts: string; channel: string }> {
  try {
    const { ts, channel = message.channel } = await inTurn(() =>
      client.chat.postMessage(root === undefined ? message : { ...message, thread_ts: root }),
    );
    if (ts !== undefined) return { ts, channel };
  } catch (error) {
    throw slackError(error, "post the digest", message.channel);
  }
  throw new EarshotError("upstream", "Slack took a message without saying which it is. It is looked up.", {
    retryAfter: 30,
  });
}
