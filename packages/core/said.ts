import * as z from "zod";
import { BoardId, limits } from "./feedback.ts";
import { lazily } from "./lazily.ts";

/** What a member says on the portal: an idea of her own, or her words about one that is there. */
export const Said = lazily(() =>
  z.object({
    /** Made with the form, so that the same form sent twice says the same thing once. */
    key: z.string().regex(/^[\w-]{8,64}$/),
    board: BoardId.optional(),
    /** The theme that she has too, in which case she may leave the words out. */
    theme: z.string().optional(),
    title: z.string().max(limits.title).optional(),
    body: z.string().max(limits.body),
  }),
);
export type Said = z.infer<typeof Said>;
