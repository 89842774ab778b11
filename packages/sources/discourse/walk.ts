import { type Clock, isoTime, minute } from "@earshot/core/clock.ts";
import type { FeedbackEvent } from "@earshot/core/feedback.ts";
import * as z from "zod";
import type { Api } from "./api.ts";
import { isMembers, type Post, saying, textOf } from "./post.ts";

/** How far polling has come, kept between calls as JSON. Everything up to post `newest` has been told. */
const Stand = z.object({
  newest: z.number().int().min(0),
  /** When something was told last: what was edited since is told again. */
  at: z.string().optional(),
  /** The way down a gap: from `top`, the next page ending before post `before`. */
  walk: z.object({ top: z.number().int(), before: z.number().int(), from: z.string() }).optional(),
});
type Stand = z.infer<typeof Stand>;

/** How far the forum's clock may lag behind ours, and a post's visibility behind its time. */
const slack = 2 * minute;

/**
 * New posts since the cursor, one page of fifty a call. `/posts.json` pages backwards only: so the walk goes down from
 * the newest post until it meets what was told before, and while it is under way the cursor says where it stands
 * (posts newer than its top are left to the next walk). Without a cursor it goes down to the forum's first post.
 *
 * A crash or a refusal at any page loses nothing: the cursor of the page before goes on there, and reading a page
 * twice tells nothing new. Edits are seen as long as the post is among the newest fifty, deletions not at all: those
 * come by webhook.
 */
export async function walk(
  api: Api,
  cursor: string | undefined,
  address: string,
  clock: Clock,
): Promise<{ events: FeedbackEvent[]; cursor: string; more: boolean }> {
  const stand = read(cursor);
  const { top, before, from } = stand.walk ?? { top: stand.newest, before: undefined, from: isoTime(clock()) };
  const posts = await api.latest(before);
  const events = posts.filter((post) => isNew(post, stand)).flatMap((post) => tell(post, address));
  const ids = posts.map(({ id }) => id);
  const way = { top: Math.max(top, ...ids), before: Math.min(before ?? Number.POSITIVE_INFINITY, ...ids), from };
  // Discourse once counted `before` in, and now leaves it out: a page without anything lower is the last one.
  const arrived = posts.length === 0 || way.before <= stand.newest || way.before === before;
  if (!arrived) return { events, cursor: JSON.stringify({ ...stand, walk: way } satisfies Stand), more: true };
  // The time moves only when something was told, so that a quiet forum costs no writes.
  const at = events.length > 0 || stand.walk ? from : stand.at;
  return { events, cursor: JSON.stringify({ newest: way.top, at } satisfies Stand), more: false };
}

/** A cursor that is not ours to read starts over: that costs requests and tells nothing twice. */
function read(cursor: string | undefined): Stand {
  try {
    return Stand.parse(JSON.parse(cursor ?? ""));
  } catch {
    return { newest: 0 };
  }
}

function isNew(post: Post, { newest, at }: Stand): boolean {
  if (post.id > newest) return true;
  return at !== undefined && Date.parse(post.updated_at ?? post.created_at) > Date.parse(at) - slack;
}

function tell(post: Post, address: string): FeedbackEvent[] {
  const text = isMembers(post) ? textOf(post) : undefined;
  return text === undefined ? [] : [saying(post, text, address)];
}
