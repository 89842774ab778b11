import { Kind } from "@earshot/core/feedback.ts";
import { Sort, Status } from "@earshot/core/theme.ts";
import * as z from "zod";

/** More words than these say nothing new about what is looked for. */
export const longestSearch = 300;

/** What an address asks of the board. Whatever makes no sense is left out, as people mend addresses by hand. */
export const BoardQuery = z.object({
  sort: Sort.catch("trending"),
  board: z.string().min(1).optional().catch(undefined),
  status: Status.exclude(["merged"]).optional().catch(undefined),
  kind: Kind.exclude(["unclear"]).optional().catch(undefined),
  /** Words to look for. */
  q: z
    .string()
    .transform((words) => words.replace(/\s+/gu, " ").trim().slice(0, longestSearch))
    .pipe(z.string().min(1))
    .optional()
    .catch(undefined),
  cursor: z.string().min(1).optional().catch(undefined),
});
export type BoardQuery = z.infer<typeof BoardQuery>;

/** Whether it is a part of the board only. */
export const isSelection = ({ board, status, kind }: BoardQuery): boolean => (board ?? status ?? kind) !== undefined;
