import type { Conversation } from "@earshot/core/answer.ts";
import { Choice, type Filled, Opening, readButtonMark, type Wish } from "@earshot/core/asking.ts";
import { EarshotError } from "@earshot/core/error.ts";
import { idFrom } from "@earshot/core/id.ts";
import { passOf } from "@earshot/core/pass.ts";
import { parseJson, shaped } from "../json.ts";
import { type Action, type Interaction, type SlackRequest, textOf, type View } from "./payload.ts";

/** A wish of which Slack has still to be asked who says it. */
type Unsaid = { asks: "add"; text: string } | { asks: "keep"; message: Told["message"]; channel: string; kept: string };
type Told = Interaction & { type: "message_action" };
export interface Read {
  name: string;
  from: Conversation;
  wish: Exclude<Wish, { asks: "add" } | { asks: "keep" } | { asks: "send" }> | Unsaid | SendForm;
  /** What can be opened only in the seconds after somebody asked for it. */
  opens?: { opening: Opening; trigger: string };
}
interface SendForm {
  asks: "send";
  kept: string;
  filled: Filled;
}

/** The shortcut's name in the app's manifest. */
const sendShortcut = "send_to_earshot";

/**
 * What a request asks for, under a name that it keeps when Slack sends it again: Slack's own for one press of a button,
 * one command, one form. Nothing where it is of no interest.
 * @throws EarshotError `input` where it makes no sense.
 */
export function wishIn(request: SlackRequest): Read | undefined {
  if (request.kind === "command") return ofCommand(request.command);
  if (request.kind !== "interaction") return undefined;
  const { interaction } = request;
  switch (interaction.type) {
    case "block_actions":
      return ofButton(interaction);
    case "message_action":
      return interaction.callback_id === sendShortcut ? ofShortcut(interaction) : undefined;
    case "view_submission":
      return ofForm(interaction);
    case "block_suggestion":
      return undefined;
  }
}

/** What the command's words ask for; undefined for whoever wants to know how it works. */
export function commandOf(text: string): { word: "find" | "top" | "add"; rest: string } | undefined {
  const [, word = "", rest = ""] = /^(\S*)\s*(.*)$/s.exec(text.trim()) ?? [];
  const known = (["find", "top", "add"] as const).find((one) => one === word.toLowerCase());
  return known === undefined || (known !== "top" && rest === "") ? undefined : { word: known, rest };
}

function ofCommand(command: (SlackRequest & { kind: "command" })["command"]): Read | undefined {
  const asked = commandOf(command.text);
  if (asked === undefined) return undefined;
  const { word, rest } = asked;
  const from = conversation(command.user_id, command.channel_id, command.response_url);
  const wish = {
    find: { asks: "find", words: rest },
    top: { asks: "top", board: rest || undefined },
    add: { asks: "add", text: rest },
  } as const;
  return { name: nameOf("command", command.trigger_id), from, wish: wish[word] };
}

const conversation = (user: string, channel?: string, reply?: string, message?: string): Conversation => ({
  user,
  ...(channel !== undefined && { channel }),
  ...(message !== undefined && { message }),
  ...(reply !== undefined && { reply }),
});

/** Slack's names are of any shape; ours have one. */
const nameOf = (...parts: string[]): string => idFrom("pass", "slack", ...parts);

function ofButton(told: Interaction & { type: "block_actions" }): Read | undefined {
  const [action] = told.actions;
  const mark = action && readButtonMark(action.block_id);
  if (!action || !mark) return undefined;
  const channel = told.channel?.id ?? told.container?.channel_id;
  const from = conversation(told.user.id, channel, told.response_url, told.container?.message_ts);
  const name = nameOf("action", told.user.id, told.trigger_id ?? "", action.action_ts ?? "", action.action_id);
  const chosen = chosenBy(action);
  if (chosen === "decline" || chosen === "merge") {
    if (told.trigger_id === undefined) return undefined;
    const opens = { opening: { form: chosen, ...mark, from } as const, trigger: told.trigger_id };
    return { name, from, wish: { asks: "form" }, opens };
  }
  const choice = Choice.safeParse(chosen);
  return choice.success ? { name, from, wish: { asks: "decide", ...mark, choice: choice.data } } : undefined;
}

/** What a button, or an entry of the menu beside it, stands for. */
function chosenBy({ action_id, selected_option }: Action): unknown {
  const chosen = action_id === "more" ? (selected_option?.value ?? "") : action_id;
  if (chosen === "decline" || chosen === "merge") return chosen;
  const [, weeks] = /^snooze (\d{1,2})$/.exec(chosen) ?? [];
  return weeks === undefined ? { does: chosen } : { does: "snooze", weeks: Number(weeks) };
}

function ofShortcut(told: Told): Read | undefined {
  const channel = told.channel?.id;
  if (channel === undefined || told.trigger_id === undefined) return undefined;
  const from = conversation(told.user.id, channel, told.response_url);
  const name = nameOf("shortcut", told.user.id, told.trigger_id);
  const kept = passOf("slack", name);
  const opens = { opening: { form: "send", kept, from } as const, trigger: told.trigger_id };
  const wish = { asks: "keep", message: told.message, channel, kept } as const;
  return { name, from, wish, ...(textOf(told.message) !== "" && { opens }) };
}

/**
 * What a form's sender has to mend, by field.
 * Slack shows it beside the field, as long as it is the answer to the form's own request.
 */
export function formErrors(view: View): Record<string, string> | undefined {
  if (view.callback_id === "decline" && !filledIn(view, "reason")?.trim())
    return { reason: "Say why: it is what members read." };
  if (view.callback_id === "merge" && !filledIn(view, "into")) return { into: "Choose the theme that it belongs to." };
  return undefined;
}

/** Each field stands in a block of its own, of the same name. */
function filledIn({ state }: View, field: string): string | undefined {
  const input = state?.values?.[field]?.[field];
  return input?.selected_option?.value ?? input?.value;
}

/** What a form was opened for. @throws EarshotError `input` for one that is not ours. */
export function openingOf(view: View): Opening {
  return shaped(Opening, parseJson(view.private_metadata, "The form of Slack"), "The form of Slack");
}

function ofForm({ user, view }: Interaction & { type: "view_submission" }): Read | undefined {
  if (!["decline", "merge", "send"].includes(view.callback_id)) return undefined;
  const { form, theme, delivery, kept, from: opened } = openingOf(view);
  const from = { ...opened, user: user.id };
  // One form is handed in once, however often its button is pressed.
  const name = nameOf("form", view.id);
  if (form === "send") {
    if (kept === undefined) throw new EarshotError("input", "This form goes with no message.");
    const [board, chosen, note] = ["board", "theme", "note"].map((field) => filledIn(view, field)?.trim() || undefined);
    const filled = {
      ...(board !== undefined && { board }),
      ...(chosen !== undefined && { theme: chosen }),
      ...(note !== undefined && { note }),
    };
    return { name, from, wish: { asks: "send", kept, filled } };
  }
  if (theme === undefined) throw new EarshotError("input", "This form is about no theme.");
  const choice =
    form === "decline"
      ? { does: form, reason: filledIn(view, "reason") }
      : { does: form, into: filledIn(view, "into") };
  return { name, from, wish: { asks: "decide", theme, delivery, choice: shaped(Choice, choice, "The form of Slack") } };
}
