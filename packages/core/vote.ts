import * as z from "zod";
import { Hears } from "./hears.ts";
import { lazily } from "./lazily.ts";
import { Alias } from "./person.ts";

/** One person's vote for one theme. Voting again changes nothing; withdrawing deletes the row. */
export const Vote = lazily(() =>
  z.object({
    theme: z.string(),
    person: z.string(),
    /** The name under which the vote was cast, so that a person can be shown and erased. */
    alias: Alias.optional(),
    at: z.string(),
    /** Where she is told what becomes of it, where she voted as a member on our pages. */
    hears: Hears.optional(),
    /** Who voted for them, where somebody else did (support, at an event). */
    proxy: z.string().optional(),
    /** Cast from a browser whose owner did not say who she is: counted apart from people. */
    guest: z.boolean().optional(),
  }),
);
export type Vote = z.infer<typeof Vote>;
