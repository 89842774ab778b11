import type { ChoiceKind, Mark } from "@earshot/core/answer.ts";
import { buttonMark, readButtonMark } from "@earshot/core/asking.ts";
import type { Status } from "@earshot/core/theme.ts";
import type { KnownBlock, PlainTextElement } from "@slack/web-api";
import { visible } from "./escape.ts";

const longestContext = 2000;

export const words = (text: string): PlainTextElement => ({ type: "plain_text", text, emoji: false });

/** Our own words need no `emoji: false`, and each character counts towards what a message may hold. */
const label = (text: string): PlainTextElement => ({ type: "plain_text", text });

const labels = { take: "Take it", plan: "Plan", decline: "Decline…", issue: "Issue" } as const;
type Button = keyof typeof labels;
const all = Object.keys(labels) as Button[];

const settled: ReadonlySet<Status> = new Set(["shipped", "declined", "merged"]);
const promised: ReadonlySet<Status> = new Set(["planned", "in_progress"]);

/**
 * What can be decided about a theme where it is told of. The block names theme and delivery, each button what it
 * decides: an action's name has to be unique within its block only.
 * https://docs.slack.dev/reference/block-kit/block-elements/button-element
 */
export function buttons(theme: string, status: Status, delivery: string | undefined): KnownBlock[] {
  if (delivery === undefined || settled.has(status)) return [];
  const offered = all.filter((button) => button !== "plan" || !promised.has(status));
  return [row(buttonMark(theme, delivery), offered)];
}

function row(block: string, offered: readonly Button[]): KnownBlock {
  const menu = {
    merge: "Merge…",
    "snooze 2": "Snooze 2 weeks",
    "snooze 4": "Snooze 4 weeks",
    "snooze 12": "Snooze 12 weeks",
  };
  return {
    type: "actions",
    block_id: block,
    elements: [
      ...offered.map((button) => ({ type: "button" as const, action_id: button, text: label(labels[button]) })),
      {
        type: "overflow",
        action_id: "more",
        options: Object.entries(menu).map(([value, text]) => ({ value, text: label(text) })),
      },
    ],
  };
}

/** After these there is something left to decide. */
const goesOn: ReadonlySet<ChoiceKind> = new Set(["take", "issue"]);

/** A message's blocks as they were posted, by the decisions that were taken on it since. */
export function marked(blocks: readonly KnownBlock[], marks: readonly Mark[]): KnownBlock[] {
  const byTheme = new Map(marks.map((mark) => [mark.theme, mark]));
  return blocks.flatMap((block): KnownBlock[] => {
    const { theme } = readButtonMark(block.block_id ?? "") ?? {};
    const mark = theme === undefined ? undefined : byTheme.get(theme);
    if (block.type !== "actions" || mark === undefined) return [block];
    const said = { type: "context" as const, elements: [words(visible(mark.said).slice(0, longestContext))] };
    if (!goesOn.has(mark.choice)) return [said];
    const left = block.elements.flatMap(({ action_id }) =>
      all.filter((one) => one === action_id && one !== mark.choice),
    );
    return [said, row(block.block_id ?? "", left)];
  });
}

/** Whether a message tells of a theme in such a way that it can be decided on. */
export function offers(blocks: readonly KnownBlock[], theme: string): boolean {
  return blocks.some(({ block_id }) => readButtonMark(block_id ?? "")?.theme === theme);
}
