import type { Marks } from "@earshot/core/answer.ts";
import type { Digest } from "@earshot/core/digest.ts";
import type { Delivery } from "@earshot/core/outbox.ts";
import type { Outcome } from "@earshot/core/ports/outlets.ts";
import { type MessageMetadata, WebAPIPlatformError, type WebClient } from "@slack/web-api";
import { type Alert, alertPart, type Part, partsOf, plain } from "./blocks.ts";
import { marked } from "./buttons.ts";
import { slackError } from "./failure.ts";
import type { Paced } from "./paced.ts";

/** What a delivery's messages tell. */
export type Said = { digest: Digest } | { alert: Alert };

/** The same as it is by now, without what was taken back; undefined where it is kept no longer. */
export type Say = () => Promise<Said | undefined>;

export interface Showing {
  client: WebClient | undefined;
  address: (method: string) => { method: string; url: string };
  inTurn: Paced;
  marks: Marks;
  /** Whether themes can be decided on in messages. */
  buttons: boolean;
}

/** Where one of a delivery's messages stands, and which of them it is: 0 is the first. */
export interface Place {
  channel: string;
  ts: string;
  part: number;
}

/** What our messages' metadata calls them. */
export const eventType = "earshot_digest";

/** By which a message is found again: the delivery, and which of its messages it is, from 1 on. */
export const metadataOf = (delivery: string, part: number): MessageMetadata => ({
  event_type: eventType,
  event_payload: { delivery, part: part + 1 },
});

/** A delivery's messages, as they are posted. */
export function partsSaid(said: Said, delivery: string | undefined): Part[] {
  return "digest" in said ? partsOf(said.digest, delivery) : [alertPart(said.alert, delivery)];
}

const instead = (text: string): Part => ({ text, blocks: [plain(text)] });
const keptNoLonger = instead(
  "What stood here was taken out: somebody took back words that it may have repeated, and it is kept no longer.",
);
/** Without the words that were taken out the rest fits into fewer messages. */
const leftOver = instead("What stood here stands above, without what was taken back.");

type Shown = Omit<Place, "part"> & Part & { metadata: MessageMetadata };

/**
 * Shows messages by what they are to say by now and by all the decisions on them. What is told, taken back or decided
 * meanwhile, by another worker, is seen before or after:
 *
 *   A: writes a → reads a    → shows a        → reads a, b → shows a, b
 *   B:                     writes b → reads a, b → shows a, b
 *
 * Showing the same again changes nothing.
 *
 * @param forgiven Slack's error codes by which there is nothing to be shown there any more
 */
export async function keepShown(
  { client, address, inTurn, marks, buttons }: Showing,
  on: Delivery,
  places: readonly Place[],
  say: Say,
  forgiven: ReadonlySet<string>,
): Promise<Outcome | { state: "superseded" }> {
  let shown: readonly Shown[] = [];
  for (;;) {
    const current = await messages();
    const payload = { ...address("chat.update"), messages: current };
    if (!client) return { state: "dry_run", payload };
    if (JSON.stringify(current) === JSON.stringify(shown)) return { state: "sent", payload };
    shown = current;
    let standing = 0;
    for (const message of current) if (await show(client, message)) standing++;
    if (standing === 0) return { state: "superseded" };
  }

  async function messages(): Promise<Shown[]> {
    const [said, decided] = [await say(), await marks.of(on.id)];
    const parts = said && partsSaid(said, buttons ? on.id : undefined);
    return places.map(({ channel, ts, part }) => {
      const { text, blocks } = parts === undefined ? keptNoLonger : (parts[part] ?? leftOver);
      return { channel, ts, text, blocks: marked(blocks, decided), metadata: metadataOf(on.id, part) };
    });
  }

  async function show(slack: WebClient, message: Shown): Promise<boolean> {
    try {
      await inTurn("chat.update", message.channel, () => slack.chat.update(message));
      return true;
    } catch (error) {
      if (error instanceof WebAPIPlatformError && forgiven.has(error.data.error)) return false;
      throw slackError(error, "show a message anew", message.channel);
    }
  }
}
