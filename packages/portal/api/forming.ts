import { granularities } from "@earshot/core/clustering/granularity.ts";
import { BoardId } from "@earshot/core/feedback.ts";
import { boardsNamed } from "@earshot/core/lookup.ts";
import { acceptSuggestion, dismissSuggestion, openSuggestions } from "@earshot/core/suggesting.ts";
import { Run, Suggestion } from "@earshot/core/suggestion.ts";
import * as z from "zod";
import { listOf, route, Who } from "./route.ts";

const Decision = z.strictObject({ by: Who.describe("Who decides, for the audit trail.") }).default({ by: "API" });

const ProposalView = Suggestion.unwrap()
  .omit({ revision: true })
  .extend({
    now: z
      .object({ changing: z.number().int(), of: z.number().int() })
      .optional()
      .describe("In lists: how many pieces would change their theme by now, of how many that it has."),
  })
  .meta({ id: "Proposal" });
const RunView = Run.meta({ id: "Run" });

const proposalView = ({ revision: _, ...suggestion }: Suggestion): z.input<typeof ProposalView> => suggestion;

const Named = z.object({ id: z.string(), title: z.string() });
const PreviewView = z
  .object({
    granularity: z.enum(granularities),
    items: z.number().int(),
    themes: z.object({ before: z.number().int(), after: z.number().int() }),
    merges: z.array(z.object({ into: Named, from: z.array(Named), feedback: z.number().int() })),
    splits: z.array(z.object({ from: Named, title: z.string(), feedback: z.number().int() })),
  })
  .meta({ id: "Preview" });

export const formingRoutes = [
  route({
    method: "get",
    path: "/proposals",
    summary: "Changes proposed to themes that people have touched, the largest first: merge, split, move.",
    query: z.object({ board: listOf(BoardId).optional() }),
    result: z.object({ items: z.array(ProposalView) }),
    async handle(deps, { query }) {
      return { items: (await openSuggestions(deps, query.board)).map(proposalView) };
    },
  }),

  route({
    method: "post",
    path: "/proposals/{proposal}/accept",
    summary: "Do what is proposed, as a correction that can be undone.",
    body: Decision,
    result: ProposalView,
    async handle(deps, { params, body }) {
      const { suggestion } = await acceptSuggestion(deps, params.proposal, body.by);
      return proposalView(suggestion);
    },
  }),

  route({
    method: "post",
    path: "/proposals/{proposal}/dismiss",
    summary: "Say no: it is not proposed again.",
    body: Decision,
    result: ProposalView,
    async handle(deps, { params, body }) {
      const { suggestion } = await dismissSuggestion(deps, params.proposal, body.by);
      return proposalView(suggestion);
    },
  }),

  route({
    method: "get",
    path: "/boards/{board}/preview",
    summary: "What another granularity would make of a board; nothing is changed.",
    query: z.object({ granularity: z.enum(granularities).default("normal") }),
    result: PreviewView,
    async handle(deps, { params, query }) {
      await boardsNamed(deps, [params.board]);
      return deps.preview(params.board, query.granularity);
    },
  }),

  route({
    method: "get",
    path: "/boards/{board}/runs",
    summary: "When a board's themes were formed anew, and what that changed; the newest first.",
    result: z.object({ items: z.array(RunView) }),
    async handle(deps, { params }) {
      await boardsNamed(deps, [params.board]);
      return { items: await deps.forming.runs(params.board, 20) };
    },
  }),
];
