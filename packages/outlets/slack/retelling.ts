import { type Clock, isoTime, second } from "@earshot/core/clock.ts";
import type { Delivery } from "@earshot/core/outbox.ts";
import type { Carried } from "@earshot/core/webhook/carrying.ts";
import type { WebClient } from "@slack/web-api";
import * as z from "zod";
import { postedParts } from "./posted.ts";
import { keepShown, type Place, type Say, type Showing } from "./shown.ts";

/** Where a delivery's messages were posted, the first of them first. */
const Posted = z.object({ channel: z.string(), stamps: z.array(z.string()) });

/** The time stamps of a delivery's messages, the first of them first; none where that was not noted. */
export const stampsOf = ({ result }: Delivery): string[] => Posted.safeParse(result).data?.stamps ?? [];

export interface Retelling extends Showing {
  clock: Clock;
}

/** Where nobody let us in any more, or lets us edit, words may still stand: that is for a person to see to. */
const deleted: ReadonlySet<string> = new Set(["message_not_found"]);
/** So soon what is just being posted is looked at again. */
const soon = 10 * second;

/**
 * Shows a delivery's messages by what they are to say by now: without words that were taken back, with themes as they
 * are called. What waits to be posted and was never tried is composed when its turn comes, and says no such words.
 *
 * @param channel where its team's messages go, by id or #name: to look them up where that was not noted
 */
export async function retell(
  slack: Retelling,
  { attempts }: Delivery,
  on: Delivery,
  channel: string | undefined,
  say: Say,
): Promise<Carried> {
  if (on.state === "superseded" || (on.state === "waiting" && on.attempts === 0)) return { state: "superseded" };
  // No attempt was made, so none counts.
  if (on.state === "waiting") return { state: "waiting", dueAt: isoTime(slack.clock() + soon), attempts: attempts - 1 };
  const places = await placesOf(slack, on, channel);
  return places.length === 0 ? { state: "superseded" } : keepShown(slack, on, places, say, deleted);
}

async function placesOf(slack: Retelling, on: Delivery, channel: string | undefined): Promise<Place[]> {
  const noted = Posted.safeParse(on.result).data;
  if (noted) return noted.stamps.map((ts, part) => ({ channel: noted.channel, ts, part }));
  if (!slack.client || channel === undefined) return [];
  const { channel: id, parts } = await lookedUp(slack, slack.client, on, channel);
  return [...parts].map(([number, ts]) => ({ channel: id, ts, part: number - 1 }));
}

function lookedUp({ inTurn }: Retelling, client: WebClient, on: Delivery, channel: string) {
  return postedParts({ client, inTime: inTurn }, channel, Date.parse(on.createdAt), on.id);
}
