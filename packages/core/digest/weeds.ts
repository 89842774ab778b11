import * as z from "zod";
import { lazily } from "../lazily.ts";
import { Status } from "../theme.ts";

/**
 * Where users are dumped into the weeds: the theme in which most people got stuck in a week, in their own words and our
 * figures. Everything is counted or quoted; nothing is made up.
 */
export const Weeds = lazily(() =>
  z.object({
    theme: z.string(),
    title: z.string(),
    url: z.string(),
    status: Status,
    /** Different people who wrote about it in the week, and those of them who report a fault or complain. */
    wrote: z.number().int(),
    stuck: z.number().int(),
    /** Those who say that they leave or have left. */
    left: z.number().int(),
    /** 75th percentile of the heat of what the stuck wrote, 0 to 1. */
    heat: z.number(),
    answered: z.boolean(),
    quotes: z.array(z.object({ text: z.string(), source: z.string(), at: z.string(), feedback: z.string() })).max(3),
  }),
);
export type Weeds = z.infer<typeof Weeds>;
