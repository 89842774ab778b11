import type { Clock } from "@earshot/core/clock.ts";
import * as z from "zod";
import { ask, type Service } from "../ask.ts";
import { shaped } from "../json.ts";
import { Post } from "./post.ts";

/** What Discourse is asked. Limits: 60 requests a minute for an admin's key, 200 a minute and 50 in 10 s an address. */
export interface Api {
  /** A post with its text; undefined when it is gone or the key may not read it. */
  post(id: number): Promise<Post | undefined>;
  /** A topic's posts that are there to be seen; empty when the topic is out of the key's reach. */
  postsOf(topic: number, texts: "with texts" | "ids only"): Promise<TopicPosts>;
  /** The newest public posts before one, newest first; empty behind the first post of the forum. */
  latest(before: number | undefined): Promise<Post[]>;
}

interface TopicPosts {
  /** The ids of its replies, the first post left out. */
  replies: number[];
  /** The posts themselves, as far as they were asked for. */
  posts: Post[];
}

/** How many posts `/t/{id}/posts.json` is asked for at once, and how often for one topic. */
const atOnce = 50;
const mostTurns = 20;

const Stream = z.object({
  post_stream: z.object({ stream: z.array(z.number().int()).default([]), posts: z.array(z.unknown()).default([]) }),
});

export function api(
  url: string,
  { key, username, clock, fetch }: { key: string; username: string; clock: Clock; fetch: typeof globalThis.fetch },
): Api {
  const service: Service = {
    name: "Discourse",
    addressIn: "DISCOURSE_URL",
    keyAdvice: "Put a key with scope posts: read into DISCOURSE_API_KEY",
    headers: { "Api-Key": key, "Api-Username": username },
    fetch,
    clock,
  };
  const address = url.replace(/\/+$/, "");

  async function postsNamed(topic: number, ids: readonly number[]): Promise<Post[]> {
    const query = ids.map((id) => `post_ids[]=${id}`).join("&");
    const answer = await ask(service, `${address}/t/${topic}/posts.json?include_raw=true&${query}`, [404, 410]);
    return answer === undefined
      ? []
      : readable(shaped(Stream, answer, "A page of Discourse's posts", "upstream").post_stream.posts);
  }

  return {
    async post(id) {
      const answer = await ask(service, `${address}/posts/${id}.json`, [404, 410]);
      return answer === undefined ? undefined : shaped(Post, answer, `Post ${id} of Discourse`, "upstream");
    },

    async postsOf(topic, texts) {
      // A deleted topic is shown to staff alone: to other keys it is forbidden (403) or not there.
      const answer = await ask(service, `${address}/t/${topic}.json?include_raw=true`, [403, 404, 410]);
      if (answer === undefined) return { replies: [], posts: [] };
      const { stream, posts: shown } = shaped(Stream, answer, `Topic ${topic} of Discourse`, "upstream").post_stream;
      const posts = readable(shown);
      const first = posts.find(({ post_number }) => post_number === 1)?.id ?? stream[0];
      const replies = stream.filter((id) => id !== first);
      if (texts === "ids only") return { replies, posts };
      const missing = replies.filter((id) => !posts.some((post) => post.id === id)).slice(0, atOnce * mostTurns);
      for (let i = 0; i < missing.length; i += atOnce)
        posts.push(...(await postsNamed(topic, missing.slice(i, i + atOnce))));
      return { replies, posts };
    },

    async latest(before) {
      const answer = await ask(service, `${address}/posts.json${before === undefined ? "" : `?before=${before}`}`);
      const { latest_posts } = shaped(
        z.object({ latest_posts: z.array(z.unknown()) }),
        answer,
        "The list of Discourse's newest posts",
        "upstream",
      );
      return readable(latest_posts);
    },
  };
}

/** The posts of a list that can be read. A plugin's odd post among fifty must not hold up the other forty-nine. */
function readable(list: readonly unknown[]): Post[] {
  return list.flatMap((post) => Post.safeParse(post).data ?? []);
}
