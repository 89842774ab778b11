import * as z from "zod";
import { minute } from "./clock.ts";
import { lazily } from "./lazily.ts";

/** A mail, put into words by whoever knows the reader's language. */
export const Mail = lazily(() =>
  z.object({
    to: z.string(),
    subject: z.string(),
    body: z.string(),
    /** Where its reader, or her mailbox for her, says that she wants no more of the kind. */
    unsubscribe: z.string().optional(),
  }),
);
export type Mail = z.infer<typeof Mail>;

/** A link in a mail that signs its reader in works for this long. */
export const linkHolds = 20 * minute;
