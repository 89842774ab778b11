import { EarshotError } from "@earshot/core/error.ts";
import type { FeedbackEvent } from "@earshot/core/feedback.ts";
import type { WebhookDelivery } from "@earshot/core/inbox.ts";
import * as z from "zod";
import { parseJson, shaped } from "../json.ts";
import type { Api } from "./api.ts";
import { deletion, isMembers, isPublic, Post, recovery, saying, textOf, withdrawal } from "./post.ts";
import { isMembersTopic, Topic, titling } from "./topic.ts";

type Verb = "created" | "edited" | "destroyed" | "recovered";

/** The feedback events that a delivery of Discourse tells. */
export async function interpret(
  delivery: WebhookDelivery,
  client: Api | undefined,
  url: string | undefined,
): Promise<FeedbackEvent[]> {
  const event = /^(post|topic)_(created|edited|destroyed|recovered)$/.exec(delivery.headers["x-discourse-event"] ?? "");
  if (!event) return [];
  const verb = event[2] as Verb;
  const body = shaped(Told, parseJson(delivery.body, "The delivery of Discourse"), "The delivery of Discourse");
  // What the operator set is trusted before what a header says, which is not signed.
  const from = { client, address: url ?? delivery.headers["x-discourse-instance"] ?? "", at: delivery.receivedAt };
  if (event[1] === "topic") return ofTopic(verb, shaped(Topic, body.topic, "The topic of Discourse"), from);
  return ofPost(verb, shaped(Post, body.post, "The post of Discourse"), from);
}

/** The body's key is the event's type. */
const Told = z.object({ post: z.unknown(), topic: z.unknown() }).partial();

interface From {
  client: Api | undefined;
  address: string;
  at: string;
}

async function ofPost(verb: Verb, told: Post, { client, address, at }: From): Promise<FeedbackEvent[]> {
  if (!isPublic(told)) return [];
  // `deleted_at` may be null in a deletion: the header is what counts.
  if (verb === "destroyed") return [deletion(told, at)];
  if (!isMembers(told)) return [];
  const post = typeof told.raw === "string" || !client ? told : await wholeOf(told, client);
  // Gone since: what was never told needs no taking back.
  if (!post) return verb === "created" ? [] : [deletion(told, at)];
  if (!isMembers(post)) return [];
  const text = textOf(post);
  if (text === undefined)
    throw new EarshotError(
      "upstream",
      `Discourse told of post ${post.id} without its text. Nothing is lost: the delivery is kept. Put the forum's address into DISCOURSE_URL and a key with scope posts: read into DISCOURSE_API_KEY, and press Try again.`,
      { final: true },
    );
  if (verb === "recovered") return [recovery(post, text, address, at)];
  return [saying(post, text, address), ...(post.deleted_at ? [deletion(post, at)] : [])];
}

/** The post as it is now. The API leaves the topic's title out, which the delivery has. */
async function wholeOf(told: Post, client: Api): Promise<Post | undefined> {
  const found = await client.post(told.id);
  return found && { ...told, ...found };
}

async function ofTopic(verb: Verb, topic: Topic, { client, address, at }: From): Promise<FeedbackEvent[]> {
  if (topic.archetype === "private_message") return [];
  if (verb === "destroyed") {
    // Discourse tells of the topic alone, its replies go with it.
    const { replies } = (await client?.postsOf(topic.id, "ids only")) ?? { replies: [] };
    return [`topic:${topic.id}`, ...replies.map((id) => `post:${id}`)].map((name) => withdrawal(name, at));
  }
  if (!isMembersTopic(topic)) return [];
  if (verb === "created") return titling(topic, address, topic.created_at ?? at);
  if (verb === "edited") return titling(topic, address, at);
  const { posts } = (await client?.postsOf(topic.id, "with texts")) ?? { posts: [] };
  // Without a key the replies stay hidden; the first post is told by an event of its own.
  if (posts.length === 0) return titling(topic, address, at).map((title) => ({ ...title, withdrawn: false }));
  return posts.filter(isMembers).flatMap((post) => {
    const text = textOf(post);
    return text === undefined ? [] : [recovery({ topic_title: topic.title, ...post }, text, address, at)];
  });
}
