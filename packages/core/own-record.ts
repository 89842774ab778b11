import * as z from "zod";
import { BoardId, Kind, Visibility } from "./feedback.ts";

/** A theme as somebody may know it who stands behind it. */
export const AboutTheme = z.object({
  id: z.string(),
  /** Absent where it may not be shown to everybody: it may be in the words of somebody else's ticket. */
  title: z.string().optional(),
  url: z.string().optional(),
});
export type AboutTheme = z.infer<typeof AboutTheme>;

const SaidRecord = z.object({
  id: z.string(),
  source: z.string(),
  externalId: z.string(),
  url: z.string().optional(),
  board: BoardId,
  as: z.array(z.string()).describe("The names under which it was said."),
  author: z.string().optional(),
  title: z.string().optional(),
  body: z.string(),
  saidAt: z.string(),
  receivedAt: z.string(),
  changedAt: z.string().describe("When its source last told of its text. Earlier wordings are not kept."),
  visibility: Visibility,
  withdrawn: z.boolean(),
  toldAt: z.string().optional().describe("The address at which she is told what becomes of it."),
  theme: AboutTheme.optional(),
  kind: Kind.describe("What we took it for."),
  anger: z.number().describe("How angry we took it for, 0 to 1."),
  quotable: z.boolean().describe("False where we took it for an attack on people, which is never quoted."),
});

/** Everything that is kept about one person, under all her names. */
export const OwnRecord = z
  .object({
    exportedAt: z.string(),
    names: z.array(z.string()).describe("Every name by which she is known here."),
    feedback: z.array(SaidRecord),
    votes: z.array(
      z.object({
        theme: AboutTheme,
        at: z.string(),
        as: z.string().optional(),
        castBy: z.string().optional().describe("Who voted for her, where somebody else did."),
        toldAt: z.string().optional().describe("The address at which she is told what becomes of it."),
      }),
    ),
    follows: z.array(
      z.object({
        theme: AboutTheme,
        at: z.string(),
        as: z.string(),
        toldAt: z.string().optional(),
        wantsNoMore: z.boolean().describe("True where she said that she wants to hear nothing of it."),
      }),
    ),
    waiting: z
      .array(
        z.object({
          source: z.string(),
          externalId: z.string(),
          title: z.string().optional(),
          body: z.string().optional(),
          receivedAt: z.string(),
          error: z.string().optional(),
        }),
      )
      .describe("What is received and not yet taken in."),
    messages: z
      .array(
        z.object({
          what: z.string().describe("issue, digest, sign_in …"),
          through: z.string(),
          state: z.string(),
          at: z.string(),
          toHer: z.boolean(),
          text: z.unknown().optional().describe("What was sent to her, word for word."),
          quotes: z.array(z.string()).describe("Her feedback whose words it passes on."),
        }),
      )
      .describe("What was sent to her, and what was sent or would be sent elsewhere with her words."),
  })
  .meta({ id: "OwnRecord" });
export type OwnRecord = z.infer<typeof OwnRecord>;
