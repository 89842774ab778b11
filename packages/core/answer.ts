import * as z from "zod";
import { lazily } from "./lazily.ts";

/** Where somebody asked something of Earshot in a chat, by the chat's own names: there she is answered. */
export const Conversation = lazily(() =>
  z.object({
    user: z.string(),
    channel: z.string().optional(),
    /** The message that she acted on. */
    message: z.string().optional(),
    /** An address at which an answer for her alone can be left for a while. */
    reply: z.string().optional(),
  }),
);
export type Conversation = z.infer<typeof Conversation>;

export const ChoiceKind = z.enum(["take", "plan", "decline", "merge", "snooze", "issue"]);
export type ChoiceKind = z.infer<typeof ChoiceKind>;

/** What somebody decided about a theme on a message of ours, as the message tells it from then on. */
export const Mark = lazily(() =>
  z.object({
    theme: z.string(),
    choice: ChoiceKind,
    /** "Planned by Ines Okafor." */
    said: z.string(),
    at: z.string(),
  }),
);
export type Mark = z.infer<typeof Mark>;

/** Where the decisions that were taken on a message stand, the last about each theme: the message is shown by them. */
export interface Marks {
  /** Writes a mark unless a later one about its theme is there. */
  put(delivery: string, mark: Mark): Promise<void>;
  /** The marks on a delivery's messages, read consistently, in the order of their themes. */
  of(delivery: string): Promise<Mark[]>;
}

/** What somebody who asked is told. Titles are members' words. */
export const Answer = lazily(() =>
  z.object({
    to: Conversation,
    sentences: z.array(z.string()),
    themes: z.array(z.object({ title: z.string(), url: z.string(), facts: z.array(z.string()) })).optional(),
    /** The delivery on whose message something was decided, and what. */
    marks: z.object({ delivery: z.string(), mark: Mark }).optional(),
  }),
);
export type Answer = z.infer<typeof Answer>;
