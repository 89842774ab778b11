import { type FeedbackEvent, limits, Time } from "@earshot/core/feedback.ts";
import * as z from "zod";
import { clip, tidy } from "../text.ts";
import { hintsOf, linkTo } from "./post.ts";

/**
 * A topic as webhooks tell it (WebHookTopicViewSerializer): no text, no time of its last edit, and `deleted_at` null
 * even in a real `topic_destroyed`. Tags were words until 2025 and are objects since.
 */
export const Topic = z.object({
  id: z.number().int().positive(),
  title: z.string().nullish(),
  archetype: z.string().nullish(),
  user_id: z.number().int().nullish(),
  category_id: z.number().int().nullish(),
  created_at: Time.nullish(),
  tags: z
    .array(z.union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)]).catch(""))
    .nullish(),
});
export type Topic = z.infer<typeof Topic>;

/** Whether a member opened it in public. Who is staff a topic does not tell: its first post does. */
export function isMembersTopic({ archetype, user_id }: Topic): boolean {
  return archetype !== "private_message" && (user_id ?? 1) > 0;
}

/**
 * The title of a topic and where it stands, as of `at`; its text is told by its first post. Nothing else is known to
 * have changed, so nothing else is told.
 */
export function titling(topic: Topic, address: string, at: string): FeedbackEvent[] {
  const title = tidy(topic.title ?? "");
  if (title === "") return [];
  const url = linkTo(address, topic.id, 1);
  return [
    {
      source: "discourse",
      externalId: `topic:${topic.id}`,
      version: `${at}#000000`,
      title: clip(title, limits.title),
      hints: hintsOf(
        topic.category_id,
        topic.tags?.filter((tag) => tag !== ""),
      ),
      ...(url && { url }),
    },
  ];
}
