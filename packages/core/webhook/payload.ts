import * as z from "zod";
import { weekOf } from "../clock.ts";
import { BoardId, type Feedback, Kind, Source, Visibility } from "../feedback.ts";
import { risingIn } from "../noticing.ts";
import type { FeedbackStore, ThemeStore } from "../ports.ts";
import { IssueLink, Status, type Theme } from "../theme.ts";
import type { EventType, WebhookEvent } from "./event.ts";

const ThemeTold = z
  .object({
    id: z.string(),
    board: BoardId,
    title: z.string().nullable().describe("Null for a private theme: its words were said in private."),
    url: z.string().describe("Its page on the portal."),
    visibility: Visibility,
    status: Status,
    team: z.string().nullable(),
    supporters: z.number().int().describe("Different people, each counted once."),
  })
  .describe("The theme as it stands when this is sent.")
  .meta({ id: "WebhookTheme" });

const FeedbackTold = z
  .object({
    id: z.string(),
    board: BoardId,
    source: Source,
    kind: Kind,
    visibility: Visibility,
    text: z
      .string()
      .nullable()
      .describe("Without contact data. Null for what was said in private, taken back, or aimed at people."),
    url: z.string().nullable().describe("Where it was said in public."),
    theme: z.string().nullable(),
    saidAt: z.string(),
  })
  .meta({ id: "WebhookFeedback" });

function payloadOf<T extends EventType, D extends z.ZodObject>(type: T, summary: string, data: D) {
  return z
    .object({ type: z.literal(type), timestamp: z.string().describe("When it happened, ISO 8601 in UTC."), data })
    .describe(summary)
    .meta({ id: type.replace(/(^|[._])(\w)/g, (_, __, letter: string) => letter.toUpperCase()) });
}

/** What is sent for each type of event: the body of the request, and what the API's description says of it. */
export const payloads = {
  "theme.created": payloadOf(
    "theme.created",
    "People stand behind a theme for the first time.",
    z.object({ theme: ThemeTold }),
  ),
  "theme.rising": payloadOf(
    "theme.rising",
    "More people came to a theme in a week than its own history lets one expect.",
    z.object({
      theme: ThemeTold,
      joined: z.number().int().describe("New people in that week."),
      usual: z.number().int().describe("New people in a usual week."),
    }),
  ),
  "theme.status_changed": payloadOf(
    "theme.status_changed",
    "A theme has another status: by staff, by its GitHub issue, or because it was merged.",
    z.object({
      theme: ThemeTold,
      from: Status,
      to: Status,
      note: z.string().optional().describe("What was noted for the theme's history."),
      mergedInto: z.string().optional(),
    }),
  ),
  "feedback.received": payloadOf(
    "feedback.received",
    "Somebody said something, wherever that was.",
    z.object({ feedback: FeedbackTold }),
  ),
  "issue.linked": payloadOf(
    "issue.linked",
    "A theme has a GitHub issue, or another one than before.",
    z.object({ theme: ThemeTold, issue: IssueLink.unwrap().pick({ repository: true, number: true, url: true }) }),
  ),
  "loop.closed": payloadOf(
    "loop.closed",
    "A theme was shipped or declined, and those who asked have the official answer.",
    z.object({
      theme: ThemeTold,
      status: Status,
      answer: z.string().nullable().describe("The official answer; null for a private theme."),
    }),
  ),
} as const satisfies Record<EventType, z.ZodType>;

export type Payload = { [T in EventType]: z.infer<(typeof payloads)[T]> }[EventType];

export interface PayloadDeps {
  themes: Pick<ThemeStore, "get">;
  feedback: Pick<FeedbackStore, "get">;
  /** The public address, without a slash at the end. */
  url: string;
}

/** An event in words, as they may be told by now; none where there is nothing to tell any more. Reads one row. */
export async function payloadFor(deps: PayloadDeps, event: WebhookEvent): Promise<Payload | undefined> {
  const timestamp = event.at;
  if (event.type === "feedback.received") {
    const feedback = await deps.feedback.get(event.feedback);
    return feedback && { type: event.type, timestamp, data: { feedback: feedbackTold(feedback) } };
  }
  const head = await deps.themes.get(event.theme);
  if (head === undefined) return undefined;
  const theme = themeTold(head, deps.url);
  const open = head.visibility === "public";
  switch (event.type) {
    case "theme.created":
      return { type: event.type, timestamp, data: { theme } };
    case "theme.rising": {
      const rise = risingIn(head, weekOf(Date.parse(event.at)));
      return rise && { type: event.type, timestamp, data: { theme, joined: rise.joined, usual: rise.usual } };
    }
    case "theme.status_changed": {
      const { from, to, note, mergedInto } = event;
      const told = { ...(note !== undefined && { note }), ...(mergedInto !== undefined && { mergedInto }) };
      return { type: event.type, timestamp, data: { theme, from, to, ...told } };
    }
    case "issue.linked":
      return { type: event.type, timestamp, data: { theme, issue: event.issue } };
    case "loop.closed": {
      const { status, answer } = event;
      return { type: event.type, timestamp, data: { theme, status, answer: open ? answer : null } };
    }
  }
}

function themeTold(theme: Theme, url: string): z.infer<typeof ThemeTold> {
  const { id, board, title, visibility, status, team, supporters } = theme;
  const told = visibility === "public" ? title : null;
  return {
    ...{ id, board, title: told, url: `${url}/themes/${id}` },
    ...{ visibility, status, team: team ?? null, supporters },
  };
}

function feedbackTold(feedback: Feedback): z.infer<typeof FeedbackTold> {
  const { id, board, source, kind, visibility, text, url, theme, at, withdrawn, abusive } = feedback;
  const open = visibility === "public" && !withdrawn;
  return {
    ...{ id, board, source, kind, visibility, theme: theme ?? null, saidAt: at },
    text: open && !abusive ? text : null,
    url: open && url !== undefined ? url : null,
  };
}
