import * as z from "zod";
import { FeedbackEvent } from "./feedback.ts";
import { idFrom } from "./id.ts";
import { lazily } from "./lazily.ts";
import { Said } from "./said.ts";

/** What somebody was about to do when she was asked who she is: done as soon as she has said it. */
export const Intent = lazily(() =>
  z.discriminatedUnion("does", [
    z.object({ does: z.literal("vote"), theme: z.string() }),
    z.object({ does: z.literal("follow"), theme: z.string() }),
    z.object({ does: z.literal("say"), said: Said }),
  ]),
);
export type Intent = z.infer<typeof Intent>;

/**
 * Something that is good for one use: an e-mailed link, a trip to the forum and back, another system's token. Its row
 * goes away by itself. It also keeps what she was about to do, so that nothing typed is lost on the way through a
 * mailbox, another browser or another day.
 */
export const Pass = lazily(() =>
  z.object({
    id: z.string(),
    /** The address that an e-mailed link proves. */
    email: z.string().optional(),
    /** Where on our pages she wanted to go. */
    to: z.string().optional(),
    intent: Intent.optional(),
    /** What was sent to us from a chat, until the form that goes with it is filled in. */
    event: FeedbackEvent.optional(),
    /** The guest in her browser, whose votes become hers. */
    guest: z.string().optional(),
    /** After this it is as if it had never been. */
    until: z.string(),
  }),
);
export type Pass = z.infer<typeof Pass>;

/** The pass of what is named: writing it twice shows that it was used before. */
export const passOf = (...named: string[]): string => idFrom("pass", ...named);

export interface Passes {
  /** Writes a pass unless there is one of that id. Returns whether it was new. */
  put(pass: Pass): Promise<boolean>;
  get(id: string, now: string): Promise<Pass | undefined>;
  /** Takes a pass away: of many who come with it at once, one gets it. */
  take(id: string, now: string): Promise<Pass | undefined>;
}
