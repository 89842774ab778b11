import * as z from "zod";
import { granularities } from "./clustering/granularity.ts";
import { BoardId, Kind, Segment, Source } from "./feedback.ts";
import { lazily } from "./lazily.ts";

/** One product or area. */
export const Board = lazily(() =>
  z.object({
    id: BoardId,
    name: z.string().min(1).max(120),
    /** The team that receives its themes. */
    team: z.string().optional(),
    /** Hints of feedback events that belong here, such as `discourse:category:7`. */
    claims: z.array(z.string().max(200)).max(100).default([]),
    /** Whether people may vote without signing in. They are counted apart: a browser is not a person. */
    guests: z.boolean().optional(),
    /** Whether staff read what newcomers write before others can. */
    approval: z.boolean().optional(),
    /** How fine its themes are cut: few large ones or many small ones; normal without it. */
    granularity: z.enum(granularities).optional(),
  }),
);
export type Board = z.infer<typeof Board>;

/**
 * Which themes a team is given: all that it names must hold, of each any will do. Words are looked for in title,
 * summary and quotes, whatever their endings; several words in a row stand for just that.
 */
export const RouteRule = lazily(() =>
  z
    .strictObject({
      boards: z.array(BoardId).min(1).max(50),
      /** What kind most of a theme's feedback is of. */
      kinds: z.array(Kind).min(1),
      /** Where most of its people spoke first. */
      sources: z.array(Source).min(1).max(50),
      /** In which segment most of those are of whom it is known, in whatever case. */
      segments: z.array(Segment).min(1).max(50),
      words: z.array(z.string().trim().min(1).max(80)).min(1).max(100),
    })
    .partial()
    .refine((rule) => Object.values(rule).some((value) => value !== undefined), {
      error: "says nothing: give boards, kinds, sources, segments or words",
    }),
);
export type RouteRule = z.infer<typeof RouteRule>;

/** When a team's themes get an issue without anybody's asking: from so many people on, or when one starts rising. */
const IssueRule = lazily(() => z.strictObject({ supporters: z.number().int().min(1), rising: z.boolean() }).partial());

/** Who receives themes: a repository, a Slack channel, and the hour at which the digest comes. */
export const Team = lazily(() =>
  z.object({
    id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, "a team is a short lower-case word such as payments"),
    name: z.string().min(1).max(120),
    /** `owner/name` on GitHub. */
    repository: z
      .string()
      .regex(/^[\w.-]+\/[\w.-]+$/, "a repository is owner/name")
      .optional(),
    /** A Slack channel's id or #name. */
    channel: z.string().max(80).optional(),
    /** Addresses that the digest is mailed to. */
    mail: z.array(z.email().max(254)).max(50).optional(),
    /** Which themes are its own, whatever their boards' teams (route.ts). */
    rules: z.array(RouteRule).max(50).optional(),
    /** The default team: it is given what no rule and no board gives to anybody. */
    fallback: z.boolean().optional(),
    issueRule: IssueRule.optional(),
    /** When the weekly digest is due: 1 = Monday … 7 = Sunday, hour 0–23, an IANA time zone. */
    digest: z
      .object({
        weekday: z.number().int().min(1).max(7),
        hour: z.number().int().min(0).max(23),
        timeZone: z.string().max(64),
      })
      .default({ weekday: 1, hour: 8, timeZone: "UTC" }),
  }),
);
export type Team = z.infer<typeof Team>;

/** Where feedback goes that names no board when nobody has made one. */
export const defaultBoard: Board = { id: "ideas", name: "Ideas", claims: [] };
