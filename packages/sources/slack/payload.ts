import { EarshotError } from "@earshot/core/error.ts";
import { lazily } from "@earshot/core/lazily.ts";
import * as z from "zod";
import { parseJson, shaped } from "../json.ts";

/** What is not needed is not asked for: Slack adds to its payloads all the time. */
const text = z.string().max(50_000);
const maybe = text.nullish().transform((value) => value || undefined);
const id = z.string().min(1).max(255);

const Command = lazily(() =>
  z.object({
    command: text,
    text: text.default(""),
    user_id: id,
    user_name: maybe,
    team_id: maybe,
    channel_id: maybe,
    response_url: maybe,
    trigger_id: id,
  }),
);

const User = lazily(() => z.object({ id, name: maybe, username: maybe }));
const Channel = lazily(() => z.object({ id: maybe }).nullish());

const Message = lazily(() =>
  z.object({
    ts: text,
    text: maybe,
    user: maybe,
    bot_id: maybe,
    username: maybe,
    bot_profile: z.object({ name: maybe }).nullish(),
    attachments: z.array(z.object({ text: maybe, fallback: maybe })).nullish(),
  }),
);
export type Message = z.infer<typeof Message>;

/** What a message says, be it in what is attached to it; empty where that is a picture. */
export function textOf({ text: own, attachments }: Message): string {
  return (
    own ??
    (attachments ?? [])
      .map(({ text: attached, fallback }) => attached ?? fallback ?? "")
      .join("\n")
      .trim()
  );
}

const Action = lazily(() =>
  z.object({
    action_id: id,
    block_id: id,
    action_ts: maybe,
    selected_option: z.object({ value: text }).nullish(),
  }),
);
export type Action = z.infer<typeof Action>;

const Selected = lazily(() => z.object({ value: text }).nullish());
const View = lazily(() =>
  z.object({
    id,
    callback_id: text.default(""),
    private_metadata: text.default(""),
    state: z
      .object({
        values: z
          .record(z.string(), z.record(z.string(), z.object({ value: maybe, selected_option: Selected })))
          .optional(),
      })
      .nullish(),
  }),
);
export type View = z.infer<typeof View>;

const Common = lazily(() => z.object({ user: User, trigger_id: maybe, response_url: maybe, channel: Channel }));
const Interaction = lazily(() =>
  z.discriminatedUnion("type", [
    Common.unwrap().extend({
      type: z.literal("block_actions"),
      actions: z.array(Action).min(1),
      container: z.object({ channel_id: maybe, message_ts: maybe }).nullish(),
    }),
    Common.unwrap().extend({ type: z.literal("message_action"), callback_id: text, message: Message }),
    Common.unwrap().extend({ type: z.literal("view_submission"), view: View }),
    Common.unwrap().extend({
      type: z.literal("block_suggestion"),
      action_id: id,
      value: text.default(""),
      view: View.nullish(),
    }),
  ]),
);
export type Interaction = z.infer<typeof Interaction>;

const Event = lazily(() => z.object({ type: z.string(), challenge: maybe }));

/** A request of Slack's, by the three addresses that it has for us; what is new to us is `unknown`. */
export type SlackRequest =
  | { kind: "command"; command: z.infer<typeof Command> }
  | { kind: "interaction"; interaction: Interaction }
  | { kind: "event"; event: z.infer<typeof Event> }
  | { kind: "unknown" };

const known = new Set<unknown>(["block_actions", "message_action", "view_submission", "block_suggestion"]);

/**
 * Reads a request: events come as JSON, commands as a form, interactions as a form with the JSON in its field `payload`.
 * @throws EarshotError `input` when it makes no sense.
 */
export function readRequest(body: string, contentType: string | undefined): SlackRequest {
  if (contentType?.startsWith("application/json"))
    return { kind: "event", event: shaped(Event, parseJson(body, "The event of Slack"), "The event of Slack") };
  const form = new URLSearchParams(body);
  const payload = form.get("payload");
  if (payload !== null) {
    const told = parseJson(payload, "The interaction of Slack");
    const type = typeof told === "object" && told !== null && "type" in told ? told.type : undefined;
    if (!known.has(type)) return { kind: "unknown" };
    return { kind: "interaction", interaction: shaped(Interaction, told, "The interaction of Slack") };
  }
  // Slack looks in now and then whether somebody is there.
  if (form.has("ssl_check")) return { kind: "unknown" };
  if (!form.has("command")) throw new EarshotError("input", "This is no request of Slack's: it has no command.");
  return { kind: "command", command: shaped(Command, Object.fromEntries(form), "The command of Slack") };
}
