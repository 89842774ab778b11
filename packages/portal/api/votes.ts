import { parseAlias, parseNewAlias } from "@earshot/core/person.ts";
import { castVote, withdrawVote } from "@earshot/core/voting.ts";
import * as z from "zod";
import { route } from "./route.ts";

const VoteView = z.object({
  theme: z.string().describe("The theme it counts for: the one named, or the one that was merged into."),
  person: z.string(),
  voted: z.boolean(),
  changed: z.boolean().describe("False where that is how it already was."),
});

export const voteRoutes = [
  route({
    method: "put",
    path: "/themes/{theme}/votes/{alias}",
    summary: "Stand behind a theme, as email:ann@example.org or discourse:42. Again changes nothing.",
    result: VoteView,
    async handle(deps, { params: { theme, alias } }) {
      return { voted: true, ...(await castVote(deps, { theme, alias: parseNewAlias(alias) })) };
    },
  }),

  route({
    method: "delete",
    path: "/themes/{theme}/votes/{alias}",
    summary: "Take a vote back. Again changes nothing.",
    result: VoteView,
    async handle(deps, { params: { theme, alias } }) {
      return { voted: false, ...(await withdrawVote(deps, { theme, alias: parseAlias(alias) })) };
    },
  }),
];
