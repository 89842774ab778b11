import { createHmac } from "node:crypto";
import type { SlackStandIn, StandInMessage, StandInView } from "./slack.ts";

export const signingSecret = "8f742231b10e8888abcd99yyyzzz85a5";

/** A request as Slack signs it. */
export function signed(body: string, at: number, contentType: string, signedWith = signingSecret) {
  const timestamp = String(Math.floor(at / 1000));
  const signature = createHmac("sha256", signedWith).update(`v0:${timestamp}:${body}`).digest("hex");
  return {
    method: "POST",
    headers: {
      "content-type": contentType,
      "x-slack-request-timestamp": timestamp,
      "x-slack-signature": `v0=${signature}`,
    },
    body,
  };
}

export const form = "application/x-www-form-urlencoded";
export const asForm = (fields: Record<string, string>): string => new URLSearchParams(fields).toString();
export const interaction = (payload: object): string => asForm({ payload: JSON.stringify(payload) });

let count = 0;
const trigger = (): string => `1334522.8534564.${++count}`;
const channel = { id: "C0000000001", name: "courses" };
const reply = "https://hooks.slack.com/actions/T1/1/abc";

/** The block of a theme's buttons in the newest message that has one. */
export function buttonsOf(chat: SlackStandIn): { message: StandInMessage; block: string } {
  for (const message of chat.messages.toReversed()) {
    const block = message.blocks.find(({ type }) => type === "actions")?.block_id;
    if (block !== undefined) return { message, block };
  }
  throw new Error("no message has buttons");
}

/** Somebody presses a button of the newest message, or chooses from the menu beside it. */
export function press(chat: SlackStandIn, action: string, user = "U1", on = buttonsOf(chat)): object {
  const menu = /^(?:merge|snooze .*)$/.test(action);
  return {
    type: "block_actions",
    user: { id: user, name: "someone", team_id: "T1" },
    team: { id: "T1" },
    channel,
    container: { type: "message", message_ts: on.message.ts, channel_id: channel.id },
    trigger_id: trigger(),
    response_url: reply,
    actions: [
      {
        type: menu ? "overflow" : "button",
        action_id: menu ? "more" : action,
        block_id: on.block,
        action_ts: `1772452800.${count}`,
        ...(menu && { selected_option: { text: { type: "plain_text", text: "x" }, value: action } }),
      },
    ],
  };
}

/** A form that was shown is handed in. */
export function handIn(view: StandInView, filled: Record<string, object>, user = "U1", id = `V${++count}`): object {
  const values = Object.fromEntries(Object.entries(filled).map(([field, value]) => [field, { [field]: value }]));
  return { type: "view_submission", user: { id: user }, team: { id: "T1" }, view: { ...view, id, state: { values } } };
}

export const typed = (value: string) => ({ type: "plain_text_input", value });
export const chosen = (value: string) => ({ type: "external_select", selected_option: { value } });

/** Somebody types into a form's field that offers themes. */
export function typing(view: StandInView, action: string, value: string, user = "U1"): object {
  return {
    type: "block_suggestion",
    user: { id: user },
    team: { id: "T1" },
    action_id: action,
    value,
    view: { ...view, id: "V1" },
  };
}

export function command(text: string, user = "U1"): string {
  return asForm({
    ...{ command: "/earshot", text, user_id: user, user_name: "ines", team_id: "T1" },
    ...{ channel_id: channel.id, response_url: reply, trigger_id: trigger() },
  });
}

/** "Send to Earshot" in a message's menu. */
export function shortcut(message: object, user = "U1"): object {
  return {
    ...{ type: "message_action", callback_id: "send_to_earshot", trigger_id: trigger(), response_url: reply },
    ...{ user: { id: user, name: "someone" }, team: { id: "T1" }, channel, message },
  };
}
