import type { Clock } from "@earshot/core/clock.ts";
import { once } from "@earshot/core/once.ts";
import type { SourceAdapter } from "@earshot/core/ports/sources.ts";
import { discourseVerifier } from "./verify.ts";

export interface DiscourseOptions {
  /** The forum's address, `https://forum.example`, with its folder where it has one. */
  url?: string | undefined;
  /** A key with scope *posts: read* and *topics: read*; an admin's also sees what was deleted. */
  apiKey?: string | undefined;
  /** In whose name the key is used; `system` for a key of all users. */
  apiUsername?: string | undefined;
  webhookSecret?: string | undefined;
  fetch?: typeof fetch | undefined;
  clock: Clock;
}

/**
 * A Discourse forum: by webhook (post and topic events), and by polling where address and key are set.
 *
 * - A webhook tells posts of closed categories too; choose the public ones in Discourse, under *Triggered categories*.
 * - Only the body is signed, not the headers: whoever holds a signed body could send it again under another event.
 *   There is no timestamp either. Telling something twice changes nothing, and a polled or edited post comes back.
 * - Staff and the system are not the community: their posts tell nothing. Deletions are believed whoever wrote the
 *   post, for she may have been a member then.
 */
export function discourse(options: DiscourseOptions): SourceAdapter {
  const { url, apiKey: key, apiUsername: username = "system", webhookSecret, clock } = options;
  const forum = () => import("./forum.ts");
  const client =
    url && key
      ? once(async () => (await forum()).api(url, { key, username, clock, fetch: options.fetch ?? fetch }))
      : undefined;
  return {
    ...discourseVerifier(webhookSecret),
    interpret: async (delivery) => (await forum()).interpret(delivery, await client?.(), url),
    ...(client &&
      url && { poll: async (cursor: string | undefined) => (await forum()).walk(await client(), cursor, url, clock) }),
  };
}
