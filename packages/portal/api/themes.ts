import { issueAt } from "@earshot/core/attaching.ts";
import { ThemeChange, updateTheme, wantIssue } from "@earshot/core/curate.ts";
import { familyOf, rootOf } from "@earshot/core/family.ts";
import { BoardId } from "@earshot/core/feedback.ts";
import { boardsNamed, existingTheme } from "@earshot/core/lookup.ts";
import { Sort, Status } from "@earshot/core/theme.ts";
import * as z from "zod";
import { listOf, PageQuery, page, pageOf, route } from "./route.ts";
import {
  CardView,
  CorrectedTheme,
  cardView,
  correctedTheme,
  DeliveryView,
  deliveryView,
  FeedbackView,
  feedbackView,
  momentOf,
  ThemeView,
  themeView,
} from "./views.ts";

export const themeRoutes = [
  route({
    method: "get",
    path: "/themes",
    summary: "Ranked themes, public and private: of one board, of several with commas between, or of all.",
    query: PageQuery.extend({
      board: listOf(BoardId).optional(),
      status: listOf(Status)
        .optional()
        .describe(`Any of ${Status.options.join(", ")}, with commas between.`),
      sort: Sort.default("top"),
    }),
    result: pageOf(CardView),
    async handle(deps, { query: { board, status, sort, limit, cursor } }) {
      const boards = await boardsNamed(deps, board);
      const list = { boards, visibilities: ["public", "private"] as const, sort, statuses: status };
      const { items, next } = await deps.themes.list(list, { limit, cursor });
      return page(
        items.map((card) => cardView(card, momentOf(deps))),
        next,
      );
    },
  }),

  route({
    method: "get",
    path: "/themes/{theme}",
    summary: "A theme with its weeks, voices, sources, quotes, history and answer.",
    result: ThemeView,
    async handle(deps, { params }) {
      return themeView(await existingTheme(deps, params.theme), momentOf(deps));
    },
  }),

  route({
    method: "get",
    path: "/themes/{theme}/feedback",
    summary: "The feedback behind a theme, newest first.",
    query: PageQuery,
    result: pageOf(FeedbackView),
    async handle(deps, { params, query }) {
      const theme = await existingTheme(deps, params.theme);
      const root = await rootOf(deps, theme);
      const { items, next } = await deps.feedback.ofTheme(familyOf(root), undefined, query);
      return page(
        items.map((feedback) => feedbackView({ ...feedback, theme: root.id })),
        next,
      );
    },
  }),

  route({
    method: "patch",
    path: "/themes/{theme}",
    summary:
      "Decide about a theme: its title, status (with a note or an answer), workaround, team and visibility. Reversible.",
    body: ThemeChange,
    result: CorrectedTheme,
    async handle(deps, { params, body }) {
      return correctedTheme(deps, await updateTheme(deps, params.theme, body));
    },
  }),

  route({
    method: "post",
    path: "/themes/{theme}/issue",
    summary:
      "Have a GitHub issue made for a theme, or an existing one attached, and kept up to date. Again gives the same delivery.",
    body: z
      .strictObject({
        url: z.string().max(500).describe("The address of an issue there is already; without it one is made."),
      })
      .partial()
      .optional(),
    status: 202,
    result: DeliveryView,
    async handle(deps, { params, body }) {
      const attach = body?.url === undefined ? undefined : await issueAt(deps, body.url, deps.issuesHost);
      return deliveryView(await wantIssue(deps, params.theme, attach));
    },
  }),

  route({
    method: "get",
    path: "/similar",
    summary: "Themes about the same need as a text, most alike first.",
    query: z.object({
      text: z.string().trim().min(1).max(5_000),
      board: listOf(BoardId).optional(),
      limit: PageQuery.shape.limit.unwrap().default(5),
    }),
    result: z.object({ items: z.array(z.object({ theme: z.string(), title: z.string(), score: z.number() })) }),
    async handle(deps, { query: { text, board, limit } }) {
      const boards = board && (await boardsNamed(deps, board));
      const near = await deps.similar(text, boards, limit);
      const titles = await deps.themes.titles(near.map(({ theme }) => theme));
      const items = near.flatMap((one) => {
        const title = titles.get(one.theme);
        return title === undefined ? [] : [{ ...one, title }];
      });
      return { items };
    },
  }),
];
