import * as z from "zod";
import { Conversation } from "./answer.ts";
import { BoardId, type FeedbackEvent } from "./feedback.ts";
import { lazily } from "./lazily.ts";

/** So many weeks at most is a theme left out of digests; who wants more declines it. */
const longestSnooze = 52;
export const longestReason = 3000;

/** What somebody decides about a theme on a message that told of it. */
export const Choice = lazily(() =>
  z.discriminatedUnion("does", [
    /** It is hers, and her team's. */
    z.object({ does: z.literal("take") }),
    z.object({ does: z.literal("plan") }),
    /** The reason is the official answer, which members read. */
    z.object({ does: z.literal("decline"), reason: z.string().trim().min(1).max(longestReason) }),
    z.object({ does: z.literal("merge"), into: z.string() }),
    z.object({ does: z.literal("snooze"), weeks: z.number().int().min(1).max(longestSnooze) }),
    z.object({ does: z.literal("issue") }),
  ]),
);
export type Choice = z.infer<typeof Choice>;

/**
 * A form that a chat shows, with all that has to be known when it is handed in; chats carry it as text. `theme` is what
 * it decides about and `delivery` the one on whose message it was asked for; `kept` is the pass of what is sent to us.
 */
export const Opening = lazily(() =>
  z.object({
    form: z.enum(["decline", "merge", "send"]),
    theme: z.string().optional(),
    delivery: z.string().optional(),
    kept: z.string().optional(),
    from: Conversation,
  }),
);
export type Opening = z.infer<typeof Opening>;

/** What a message's buttons stand for, as the chat carries it: the theme, and the delivery that told of it. */
export const buttonMark = (theme: string, delivery: string): string => `decide ${theme} ${delivery}`;
export function readButtonMark(text: string): { theme: string; delivery: string } | undefined {
  const [, theme, delivery] = /^decide (thm_\w{1,40}) (out_\w{1,40})$/.exec(text) ?? [];
  return theme !== undefined && delivery !== undefined ? { theme, delivery } : undefined;
}

/** What somebody wants of Earshot. */
export type Wish =
  | { asks: "decide"; theme: string; delivery: string | undefined; choice: Choice }
  | { asks: "find"; words: string }
  | { asks: "top"; board: string | undefined }
  /** Takes something in: her own words. */
  | { asks: "add"; event: FeedbackEvent }
  /** A message that she wants taken in: kept until she has filled in the form that goes with it. */
  | { asks: "keep"; event: FeedbackEvent; kept: string }
  | { asks: "send"; kept: string; version: string; filled: Filled }
  /** A form, which was opened already. */
  | { asks: "form" };

/** What the form says that goes with a message. */
export const Filled = lazily(() =>
  z.object({
    board: BoardId.optional(),
    theme: z.string().optional(),
    note: z.string().max(3000).optional(),
  }),
);
export type Filled = z.infer<typeof Filled>;

/** A wish with who has it and where, under a name that it keeps when it is told again. */
export interface Asked {
  name: string;
  from: Conversation;
  wish: Wish;
}
