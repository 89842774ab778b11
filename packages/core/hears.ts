import * as z from "zod";
import { lazily } from "./lazily.ts";

/** Where a member is told what becomes of something, by her own wish: an address that is proved to be hers. */
export const Hears = lazily(() =>
  z.object({
    email: z.string(),
    /** The language of the page on which she said so. */
    language: z.string(),
  }),
);
export type Hears = z.infer<typeof Hears>;
