import { hour, second } from "@earshot/core/clock.ts";
import { EarshotError } from "@earshot/core/error.ts";
import type { WebClient } from "@slack/web-api";
import { slackError } from "./failure.ts";
import { eventType } from "./shown.ts";

interface Asking {
  client: WebClient;
  /** Makes a call of a method, in its turn, unless time is up. */
  inTime: <T>(method: string, channel: undefined, call: () => Promise<T>) => Promise<T>;
}

/** So many messages are looked through since the time before which ours cannot have been posted. */
const mostPages = 30;
const perPage = 200;

/**
 * Which parts of a digest or alert stand in the channel already, with their time stamps, and the channel's id: the first among the channel's
 * messages since a time, the others among its replies. Reading is no guess: it fails rather than answer "none" when it
 * could not look at all of them.
 */
export async function postedParts(
  asking: Asking,
  channel: string,
  since: number,
  delivery: string,
): Promise<{ channel: string; parts: Map<number, string> }> {
  const id = await channelId(asking, channel);
  const oldest = String(Math.floor((since - hour) / second));
  const { client } = asking;
  const parts = new Map<number, string>();
  const note = (messages: readonly Seen[]) => {
    for (const message of messages) {
      const part = partOf(message, delivery);
      if (part !== undefined && message.ts !== undefined) parts.set(part, message.ts);
    }
  };

  await pages(asking, "conversations.history", channel, async (cursor) => {
    const page = await client.conversations.history({
      channel: id,
      oldest,
      include_all_metadata: true,
      limit: perPage,
      ...cursor,
    });
    note((page.messages ?? []) as Seen[]);
    return parts.has(1) ? undefined : page;
  });
  const root = parts.get(1);
  if (root === undefined) return { channel: id, parts };
  await pages(asking, "conversations.replies", channel, async (cursor) => {
    const page = await client.conversations.replies({
      channel: id,
      ts: root,
      include_all_metadata: true,
      limit: perPage,
      ...cursor,
    });
    note((page.messages ?? []) as Seen[]);
    return page;
  });
  return { channel: id, parts };
}

/** The metadata comes only with include_all_metadata; the SDK's types know it in part. */
interface Seen {
  ts?: string;
  metadata?: { event_type?: string; event_payload?: Record<string, unknown> };
}

function partOf({ metadata }: Seen, delivery: string): number | undefined {
  if (metadata?.event_type !== eventType || metadata.event_payload?.delivery !== delivery) return undefined;
  const part = Number(metadata.event_payload.part);
  return part > 0 ? part : undefined;
}

/** chat.postMessage takes a channel's name, the methods that read take only its id. */
async function channelId(asking: Asking, channel: string): Promise<string> {
  if (/^[CGD][A-Z0-9]{6,}$/.test(channel)) return channel;
  const name = channel.replace(/^#/, "");
  let id: string | undefined;
  await pages(asking, "conversations.list", channel, async (cursor) => {
    const page = await asking.client.conversations.list({
      types: "public_channel,private_channel",
      exclude_archived: true,
      limit: perPage,
      ...cursor,
    });
    id = page.channels?.find((one) => one.name === name)?.id;
    return id === undefined ? page : undefined;
  });
  if (id !== undefined) return id;
  throw new EarshotError(
    "missing",
    `Slack shows this bot no channel ${channel}. Nothing is lost: the digest waits. Check the team's channel (its id works best), and invite the bot if it is private, then try again.`,
  );
}

/** Asks page after page, until there are no more or the answer is "enough" (undefined). */
async function pages(
  { inTime }: Asking,
  method: string,
  channel: string,
  ask: (cursor: { cursor?: string }) => Promise<{ response_metadata?: { next_cursor?: string } } | undefined>,
): Promise<void> {
  let cursor: { cursor?: string } = {};
  for (let page = 0; page < mostPages; page++) {
    let answer: Awaited<ReturnType<typeof ask>>;
    try {
      answer = await inTime(method, undefined, () => ask(cursor));
    } catch (error) {
      throw slackError(error, "look for the digest", channel);
    }
    const next = answer?.response_metadata?.next_cursor;
    if (!next) return;
    cursor = { cursor: next };
  }
  throw new EarshotError(
    "upstream",
    `Too many messages stand in ${channel} to find out whether the digest is among them. Nothing was posted again. See whether it is there; if not, try again next week.`,
    { final: true },
  );
}
