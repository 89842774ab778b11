import * as z from "zod";
import { BoardId } from "./feedback.ts";

/** One product or area. */
export const Board = z.object({
  id: BoardId,
  name: z.string().min(1).max(120),
  /** The team that receives its themes. */
  team: z.string().optional(),
  /** Hints of feedback events that belong here, such as `discourse:category:7`. */
  claims: z.array(z.string().max(200)).max(100).default([]),
});
export type Board = z.infer<typeof Board>;

/** Who receives themes: a repository, a Slack channel, and the hour at which the digest comes. */
export const Team = z.object({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, "a team is a short lower-case word such as payments"),
  name: z.string().min(1).max(120),
  /** `owner/name` on GitHub. */
  repository: z
    .string()
    .regex(/^[\w.-]+\/[\w.-]+$/, "a repository is owner/name")
    .optional(),
  /** A Slack channel's id or #name. */
  channel: z.string().max(80).optional(),
  /** When the weekly digest is due: 1 = Monday … 7 = Sunday, hour 0–23, an IANA time zone. */
  digest: z
    .object({
      weekday: z.number().int().min(1).max(7),
      hour: z.number().int().min(0).max(23),
      timeZone: z.string().max(64),
    })
    .default({ weekday: 1, hour: 8, timeZone: "UTC" }),
});
export type Team = z.infer<typeof Team>;

/** Where feedback goes that names no board when nobody has made one. */
export const defaultBoard: Board = { id: "ideas", name: "Ideas", claims: [] };
