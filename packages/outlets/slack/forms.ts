import { longestReason, type Opening } from "@earshot/core/asking.ts";
import type { Board } from "@earshot/core/board.ts";
import { clip } from "@earshot/core/phrase.ts";
import type { KnownBlock, ModalView, PlainTextOption } from "@slack/web-api";
import { words } from "./buttons.ts";
import { visible } from "./escape.ts";

/** Slack's: 75 characters an option's text, 100 options, 24 a form's title. https://docs.slack.dev/reference/views/modal-views */
const limits = { option: 75, options: 100 } as const;

/** A form as Slack shows it. Each field stands in a block of its own, of the same name; Slack carries the opening. */
export function formView(opening: Opening, boards: readonly Board[]): ModalView {
  const form = (title: string, submit: string, blocks: KnownBlock[]): ModalView => ({
    type: "modal",
    callback_id: opening.form,
    private_metadata: JSON.stringify(opening),
    title: words(title),
    submit: words(submit),
    close: words("Cancel"),
    blocks,
  });
  switch (opening.form) {
    case "decline":
      return form("Decline", "Decline", [
        field(
          "reason",
          "Why?",
          { multiline: true, max_length: longestReason },
          "It is the official answer, signed with your name: members read it.",
        ),
      ]);
    case "merge":
      return form("Merge", "Merge", [
        theme("into", "Into which theme?", "Its people count there from then on. This can be taken back."),
      ]);
    case "send":
      return form("Send to Earshot", "Send", [
        ...(boards.length > 1 ? [boardField(boards)] : []),
        { ...theme("theme", "Theme", "Without one it finds its own."), optional: true },
        {
          ...field(
            "note",
            "Note",
            { multiline: true, max_length: 3000 },
            "For staff. The message itself is taken in as it stands, private, as its author's words.",
          ),
          optional: true,
        },
      ]);
  }
}

type Input = Extract<KnownBlock, { type: "input" }>;

function field(name: string, label: string, more: { multiline: boolean; max_length: number }, hint: string): Input {
  return {
    type: "input",
    block_id: name,
    label: words(label),
    hint: words(hint),
    element: { type: "plain_text_input", action_id: name, ...more },
  };
}

function theme(name: string, label: string, hint: string): Input {
  return {
    type: "input",
    block_id: name,
    label: words(label),
    hint: words(hint),
    element: {
      type: "external_select",
      action_id: name,
      min_query_length: 0,
      placeholder: words("Type a few of its words"),
    },
  };
}

function boardField(boards: readonly Board[]): Input {
  return {
    type: "input",
    block_id: "board",
    optional: true,
    label: words("Board"),
    element: {
      type: "static_select",
      action_id: "board",
      options: boards.slice(0, limits.options).map(({ id, name }) => option(name, id)),
    },
  };
}

function option(text: string, value: string): PlainTextOption {
  return { text: words(clip(visible(text), limits.option) || value), value };
}

/** Themes to choose from, as the answer to what somebody has typed. */
export function suggestions(themes: readonly { id: string; title: string; people: number }[]): {
  options: PlainTextOption[];
} {
  return {
    options: themes.slice(0, limits.options).map(({ id, title, people }) => {
      const count = ` · ${people}`;
      return option(`${clip(visible(title), limits.option - count.length)}${count}`, id);
    }),
  };
}
