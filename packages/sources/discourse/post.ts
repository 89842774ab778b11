import { type FeedbackEvent, Link, limits, Time } from "@earshot/core/feedback.ts";
import * as z from "zod";
import { authorOf } from "../author.ts";
import { plainFromHtml } from "../html.ts";
import { clip, tidy } from "../text.ts";
import { laterOf } from "../time.ts";
import { plainFromMarkdown } from "./markup.ts";

/**
 * A post as webhooks and the API tell it (PostSerializer, WebHookPostSerializer). Times are ISO; `version` counts
 * edits. Webhooks of some versions leave `raw` out, some both texts; only `/posts.json` and `/posts/{id}.json` have it
 * always.
 */
export const Post = z.object({
  id: z.number().int().positive(),
  topic_id: z.number().int().positive(),
  post_number: z.number().int(),
  created_at: Time,
  updated_at: Time.nullish(),
  version: z.number().int().min(0).nullish(),
  /** 1 is what people write; 2 and 3 are traces of moderation, 4 a whisper among staff. */
  post_type: z.number().int().nullish(),
  user_id: z.number().int().nullish(),
  username: z.string().nullish(),
  name: z.string().nullish(),
  raw: z.string().nullish(),
  cooked: z.string().nullish(),
  topic_title: z.string().nullish(),
  topic_slug: z.string().nullish(),
  topic_archetype: z.string().nullish(),
  category_id: z.number().int().nullish(),
  admin: z.boolean().nullish(),
  moderator: z.boolean().nullish(),
  /** Flagged by members and out of sight until staff look at it. */
  hidden: z.boolean().nullish(),
  /** Taken back by its author; `raw` then says so. */
  user_deleted: z.boolean().nullish(),
  deleted_at: Time.nullish(),
});
export type Post = z.infer<typeof Post>;

/** Whether it was said in public at all, by whomever. */
export function isPublic(post: Post): boolean {
  return (post.post_type ?? 1) === 1 && post.topic_archetype !== "private_message";
}

/** Whether a member said it, and not staff or the system. */
export function isMembers(post: Post): boolean {
  return isPublic(post) && post.admin !== true && post.moderator !== true && (post.user_id ?? 1) > 0;
}

/** The text as its author wrote it; undefined when the post was told without any. */
export function textOf({ raw, cooked }: Post): string | undefined {
  if (typeof raw === "string") return plainFromMarkdown(raw);
  return typeof cooked === "string" ? plainFromHtml(cooked) : undefined;
}

/** A topic's first post and the topic are one feedback, told of by the events of both; each reply is its own. */
function nameOf({ id, topic_id, post_number }: Pick<Post, "id" | "topic_id" | "post_number">): string {
  return post_number === 1 ? `topic:${topic_id}` : `post:${id}`;
}

function changedAt(post: Post): string {
  return post.updated_at ?? post.created_at;
}

/** What a post says, as of its last edit. `address` is the forum's. */
export function saying(post: Post, text: string, address: string): FeedbackEvent {
  const author = authorOf("discourse", { id: post.user_id?.toString(), name: post.name || post.username || "" });
  const url = linkTo(address, post.topic_id, post.post_number);
  const title = post.post_number === 1 ? tidy(post.topic_title ?? "") : "";
  return {
    source: "discourse",
    externalId: nameOf(post),
    // The edit's number tells edits within one moment apart.
    version: `${changedAt(post)}#${String(post.version ?? 1).padStart(6, "0")}`,
    body: clip(text, limits.body),
    saidAt: post.created_at,
    visibility: "public",
    withdrawn: post.hidden === true || post.user_deleted === true,
    hints: hintsOf(post.category_id),
    ...(author && { author }),
    ...(title !== "" && { title: clip(title, limits.title) }),
    ...(url && { url }),
  };
}

/**
 * That something was taken away. `at` is when: Discourse changes neither `updated_at` nor `version` on a deletion. At
 * the same moment as an edit it holds against it (`~` comes after `#`).
 */
export function withdrawal(externalId: string, at: string): FeedbackEvent {
  return { source: "discourse", externalId, version: `${at}~`, withdrawn: true };
}

/** That a post was deleted: when Discourse says it was, else when we heard of it. */
export function deletion(post: Post, receivedAt: string): FeedbackEvent {
  return withdrawal(nameOf(post), laterOf(post.deleted_at ?? receivedAt, changedAt(post)));
}

/**
 * What a post says now that it is back. Everything is told anew, as of when we heard of it, because a withdrawal
 * leaves nothing of the text behind.
 */
export function recovery(post: Post, text: string, address: string, receivedAt: string): FeedbackEvent {
  return { ...saying(post, text, address), version: `${laterOf(receivedAt, changedAt(post))}~`, withdrawn: false };
}

/** What boards may claim: where it was said and how it was tagged. */
export function hintsOf(category: number | null | undefined, tags: readonly string[] = []): string[] {
  const hints = [...(category ? [`discourse:category:${category}`] : []), ...tags.map((tag) => `discourse:tag:${tag}`)];
  return hints.map((hint) => hint.slice(0, 200)).slice(0, 20);
}

/** Where a post is read. Discourse finds it without the title in the address. */
export function linkTo(address: string, topic: number, post: number): string | undefined {
  return Link.safeParse(`${address.replace(/\/+$/, "")}/t/${topic}/${post}`).data;
}
