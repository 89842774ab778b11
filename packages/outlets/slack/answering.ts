import type { Answer, Mark } from "@earshot/core/answer.ts";
import { EarshotError } from "@earshot/core/error.ts";
import type { Delivery } from "@earshot/core/outbox.ts";
import { clip } from "@earshot/core/phrase.ts";
import type { Outcome } from "@earshot/core/ports/outlets.ts";
import { type KnownBlock, WebAPIPlatformError } from "@slack/web-api";
import { formatted, type Part, plain } from "./blocks.ts";
import { offers } from "./buttons.ts";
import { escapeText, inertLabel, link, visible } from "./escape.ts";
import { slackError } from "./failure.ts";
import { stampsOf } from "./retelling.ts";
import { keepShown, partsSaid, type Say, type Showing } from "./shown.ts";

interface Answering extends Showing {
  apiUrl: string;
  send: typeof fetch;
  timeout: number;
}

/** The delivery on whose message something was decided, and what that says by now. */
export interface Decided {
  on: Delivery | undefined;
  say: Say;
}

const longestTitle = 200;

type Carried = Outcome | { state: "superseded" };

/** Who has deleted the message, or left the channel, has nothing more to be told. */
const nobodyThere = new Set(["message_not_found", "channel_not_found", "user_not_in_channel", "cant_update_message"]);

/** Carries answers out (see SlackOutlet). */
export function answering(slack: Answering): (delivery: Delivery, decided: Decided) => Promise<Carried> {
  return async ({ answer }, decided) => {
    if (!answer) throw new EarshotError("input", "There is nothing to be answered.");
    return answer.marks ? showDecision(slack, answer, answer.marks.mark, decided) : tellAlone(slack, answer);
  };
}

/**
 * Shows a message anew, that was decided on. Which of the delivery's messages it is was noted when it was posted, and of
 * those of before it is the one that offers the theme.
 */
async function showDecision(
  slack: Answering,
  { to: { channel, message: ts } }: Answer,
  mark: Mark,
  { on, say }: Decided,
): Promise<Carried> {
  if (on === undefined || channel === undefined || ts === undefined) return { state: "superseded" };
  if (on.state === "waiting")
    throw new EarshotError("upstream", "The message is still being posted. It is shown anew in a moment.", {
      retryAfter: 5,
    });
  const said = await say();
  const offering = said ? partsSaid(said, on.id).findIndex(({ blocks }) => offers(blocks, mark.theme)) : -1;
  if (offering < 0) return { state: "superseded" };
  const noted = stampsOf(on).indexOf(ts);
  await slack.marks.put(on.id, mark);
  const shown = await keepShown(slack, on, [{ channel, ts, part: noted < 0 ? offering : noted }], say, nobodyThere);
  return shown.state === "superseded" ? shown : { ...shown, result: { channel, ts } };
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
