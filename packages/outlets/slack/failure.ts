import { EarshotError, type ErrorKind } from "@earshot/core/error.ts";
import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from "@slack/web-api";

const nothingLost = "Nothing is lost: it waits.";

/**
 * Slack's error codes that need a person, with what to do. All others are tried again.
 * https://docs.slack.dev/reference/methods/chat.postMessage#errors
 */
const needsPerson: Record<string, readonly [ErrorKind, string]> = {
  channel_not_found: [
    "missing",
    "Slack shows this bot no such channel. Check the team's channel, and invite the bot if it is private.",
  ],
  not_in_channel: ["auth", "The bot is not in the channel. Invite it there (/invite)."],
  is_archived: ["missing", "The channel is archived. Give the team another."],
  restricted_action: ["auth", "A setting of this workspace forbids the bot to post in the channel."],
  restricted_action_read_only_channel: ["auth", "Only some may post in this channel, and the bot is none of them."],
  invalid_auth: ["auth", "Slack refused the key. Put a valid bot token into SLACK_BOT_TOKEN."],
  not_authed: ["auth", "Slack refused the key. Put a valid bot token into SLACK_BOT_TOKEN."],
  account_inactive: [
    "auth",
    "The bot was removed from the workspace. Install it again and put its token into SLACK_BOT_TOKEN.",
  ],
  token_revoked: ["auth", "The key was revoked. Put a new bot token into SLACK_BOT_TOKEN."],
  token_expired: ["auth", "The key has expired. Put a new bot token into SLACK_BOT_TOKEN."],
  no_permission: ["auth", "The bot may not do this in the channel. Check its rights."],
  missing_scope: ["auth", "The bot lacks a scope. Add it in the app's settings and install the app again."],
  edit_window_closed: [
    "auth",
    "This workspace lets messages be edited for a while only, and this one may repeat what somebody took back: delete it there by hand.",
  ],
  cant_update_message: ["auth", "Only the bot that posted a message can edit it: delete it there by hand."],
  invalid_blocks: ["input", "Slack found the message's blocks invalid, which is a fault of ours."],
  invalid_blocks_format: ["input", "Slack found the message's blocks invalid, which is a fault of ours."],
  msg_blocks_too_long: ["input", "Slack found the message too long, which is a fault of ours."],
  msg_too_long: ["input", "Slack found the message too long, which is a fault of ours."],
  invalid_arguments: ["input", "Slack did not understand the request, which is a fault of ours."],
  invalid_metadata_format: ["input", "Slack did not understand the message's metadata, which is a fault of ours."],
};

/**
 * An error of Slack's SDK in the words of whoever runs this: what failed, what is safe, what to do.
 *
 * @param doing what was tried, as "post the digest"
 * @param where the channel as the team names it
 */
export function slackError(error: unknown, doing: string, where: string): unknown {
  if (error instanceof WebAPIRateLimitedError)
    return new EarshotError(
      "limited",
      `Slack asks to wait ${error.retryAfter} s before the next request. ${nothingLost}`,
      {
        cause: error,
        retryAfter: Math.max(1, error.retryAfter),
      },
    );
  if (error instanceof WebAPIRequestError)
    return upstream(`Slack did not answer when asked to ${doing} in ${where}.`, error);
  if (error instanceof WebAPIHTTPError)
    return upstream(`Slack failed when asked to ${doing} in ${where} (${error.statusCode}).`, error);
  if (error instanceof WebAPIPlatformError) return refusal(error, doing, where);
  return error;
}

function refusal(error: WebAPIPlatformError, doing: string, where: string): EarshotError {
  const { data } = error;
  // Where no JSON came, the SDK puts the whole answer here.
  const code = /^[a-z_]{1,60}$/.test(data.error) ? data.error : "an answer that makes no sense";
  if (code === "ratelimited" || code === "rate_limited")
    return new EarshotError("limited", `Slack asks to wait before the next request. ${nothingLost}`, {
      cause: error,
      retryAfter: data.response_metadata?.retryAfter ?? 60,
    });
  const known = needsPerson[code];
  if (!known) return upstream(`Slack failed when asked to ${doing} in ${where} (${code}).`, error);
  const [kind, remedy] = known;
  const { needed } = data as { needed?: unknown };
  const details = [
    ...(typeof needed === "string" ? [`needed: ${needed}`] : []),
    ...(data.response_metadata?.messages ?? []),
  ].join("; ");
  return new EarshotError(
    kind,
    `Slack would not ${doing} in ${where}: ${code}${details === "" ? "" : ` (${details.slice(0, 500)})`}. ${nothingLost} ${remedy} Then try again.`,
    { cause: error },
  );
}

function upstream(what: string, cause: unknown): EarshotError {
  return new EarshotError("upstream", `${what} ${nothingLost} It is tried again by itself.`, { cause, retryAfter: 30 });
}
