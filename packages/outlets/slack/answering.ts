import type { Answer, Mark, Marks } from "@earshot/core/answer.ts";
import { EarshotError } from "@earshot/core/error.ts";
import type { Delivery } from "@earshot/core/outbox.ts";
import { clip } from "@earshot/core/phrase.ts";
import type { Outcome } from "@earshot/core/ports/outlets.ts";
import { type KnownBlock, type MessageMetadata, WebAPIPlatformError, type WebClient } from "@slack/web-api";
import { formatted, type Part, plain } from "./blocks.ts";
import { marked, offers } from "./buttons.ts";
import { escapeText, inertLabel, link, visible } from "./escape.ts";
import { slackError } from "./failure.ts";
import type { Paced } from "./paced.ts";

interface Answering {
  client: WebClient | undefined;
  address: (method: string) => { method: string; url: string };
  apiUrl: string;
  send: typeof fetch;
  timeout: number;
  inTurn: Paced;
  marks: Marks;
}

const longestTitle = 200;

type Carried = Outcome | { state: "superseded" };

/** Who has deleted the message, or left the channel, has nothing more to be told. */
const nobodyThere = new Set(["message_not_found", "channel_not_found", "user_not_in_channel", "cant_update_message"]);

/** Carries answers out (see SlackOutlet). */
export function answering(slack: Answering): (delivery: Delivery, on: Delivery | undefined) => Promise<Carried> {
  return async ({ answer }, on) => {
    if (!answer) throw new EarshotError("input", "There is nothing to be answered.");
    return answer.marks ? showAnew(slack, answer, answer.marks.mark, on) : tellAlone(slack, answer);
  };
}

type PostedPart = Part & { metadata?: MessageMetadata };
const postedIn = (payload: unknown): PostedPart[] =>
  (payload as { messages?: PostedPart[] } | undefined)?.messages ?? [];

/**
 * Shows a message by all the decisions on it. One that is told meanwhile, by another worker, is seen before or after:
 *
 *   A: writes a → reads a    → shows a        → reads a, b → shows a, b
 *   B:                     writes b → reads a, b → shows a, b
 */
async function showAnew(slack: Answering, { to }: Answer, mark: Mark, on: Delivery | undefined): Promise<Carried> {
  const { client, address, inTurn, marks } = slack;
  if (on === undefined || to.channel === undefined || to.message === undefined) return { state: "superseded" };
  if (on.state === "waiting")
    throw new EarshotError("upstream", "The message is still being posted. It is shown anew in a moment.", {
      retryAfter: 5,
    });
  const message = postedIn(on.payload).find(({ blocks }) => offers(blocks, mark.theme));
  if (message === undefined) return { state: "superseded" };
  await marks.put(on.id, mark);
  const { channel, message: ts } = to;
  let shown: readonly Mark[] = [];
  for (;;) {
    const current = await marks.of(on.id);
    if (JSON.stringify(current) === JSON.stringify(shown))
      return { state: "sent", payload: payloadOf(shown), result: { channel, ts } };
    shown = current;
    if (!client) return { state: "dry_run", payload: payloadOf(shown) };
    const update = messageAs(shown);
    try {
      await inTurn("chat.update", channel, () => client.chat.update(update));
    } catch (error) {
      if (error instanceof WebAPIPlatformError && nobodyThere.has(error.data.error)) return { state: "superseded" };
      throw slackError(error, "show the decision", channel);
    }
  }

  function messageAs(decided: readonly Mark[]) {
    const { text, blocks, metadata } = message as PostedPart;
    return { channel, ts, text, blocks: marked(blocks, decided), ...(metadata && { metadata }) };
  }
  function payloadOf(decided: readonly Mark[]) {
    return { ...address("chat.update"), messages: [messageAs(decided)] };
  }
}

/** Tells something to whoever asked and to nobody else. A failure whose outcome is unknown may tell her twice. */
async function tellAlone(slack: Answering, answer: Answer): Promise<Carried> {
  const { client, address, apiUrl } = slack;
  const { user, channel, reply } = answer.to;
  const part = answerPart(answer);
  const payload = { ...address("chat.postEphemeral"), messages: [{ ...part, ...(channel && { channel }), user }] };
  if (!client) return { state: "dry_run", payload };
  if (reply !== undefined && isSlacks(reply, apiUrl) && (await left(slack, reply, part)))
    return { state: "sent", payload };
  if (channel === undefined) return { state: "superseded" };
  try {
    await slack.inTurn("chat.postEphemeral", undefined, () => client.chat.postEphemeral({ ...part, channel, user }));
  } catch (error) {
    if (
      error instanceof WebAPIPlatformError &&
      (nobodyThere.has(error.data.error) || error.data.error === "not_in_channel")
    )
      return { state: "superseded" };
    throw slackError(error, "answer", channel);
  }
  return { state: "sent", payload };
}

/** Whether an address is one that Slack takes answers at. */
function isSlacks(reply: string, apiUrl: string): boolean {
  const url = URL.parse(reply);
  if (url === null) return false;
  return url.origin === new URL(apiUrl).origin || /^https:\/\/hooks\.slack(?:-gov)?\.com$/.test(url.origin);
}

/**
 * Leaves an answer where Slack takes it, five times within half an hour. Returns false where that is over.
 * https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
 */
async function left({ send, timeout }: Answering, reply: string, part: Part): Promise<boolean> {
  const body = JSON.stringify({ ...part, response_type: "ephemeral", replace_original: false });
  let response: Response;
  try {
    response = await send(reply, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
      redirect: "manual",
      signal: AbortSignal.timeout(timeout),
    });
    await response.arrayBuffer();
  } catch (error) {
    throw new EarshotError("upstream", "Slack did not take the answer. It is tried again.", { cause: error });
  }
  if (response.ok) return true;
  if (response.status === 429 || response.status >= 500)
    throw new EarshotError("upstream", `Slack did not take the answer (${response.status}). It is tried again.`, {
      retryAfter: Number(response.headers.get("retry-after")) || 5,
    });
  return false;
}

/** What is told to one, as a message. */
function answerPart({ sentences, themes = [] }: Pick<Answer, "sentences" | "themes">): Part {
  const text = sentences.join(" ");
  const lines = themes.map(({ title, url, facts }): KnownBlock => {
    const about = [
      `*${link(url, inertLabel(clip(visible(title), longestTitle) || "A theme without a name yet"))}*`,
      ...facts.map(escapeText),
    ];
    return formatted(about.join(" · "));
  });
  return { text: escapeText(text), blocks: [plain(text), ...lines] };
}
