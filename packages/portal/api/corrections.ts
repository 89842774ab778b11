import { Correction } from "@earshot/core/correction.ts";
import { limits } from "@earshot/core/feedback.ts";
import { existingTheme } from "@earshot/core/lookup.ts";
import { lockTheme, mergeThemes, unmergeTheme } from "@earshot/core/merging.ts";
import { moveFeedback } from "@earshot/core/moving.ts";
import { largestSplit, splitTheme } from "@earshot/core/splitting.ts";
import { existingCorrection, isUndoable, undo } from "@earshot/core/undoing.ts";
import * as z from "zod";
import { PageQuery, page, pageOf, route, Who } from "./route.ts";
import { CorrectedTheme, CorrectionId, correctedTheme, FeedbackView, feedbackView, shownFeedback } from "./views.ts";

const By = Who.describe("Who corrects, for the audit trail.");
const Corrector = z.strictObject({ by: By }).default({ by: "API" });

/** An entry of the audit trail, as it is told. */
const CorrectionView = Correction.unwrap()
  .omit({ revision: true })
  .extend({
    undo: z
      .string()
      .nullable()
      .describe("The request that takes it back; null once something has, and for what was made."),
  })
  .meta({ id: "Correction" });

const CorrectedFeedback = FeedbackView.extend({ correction: CorrectionId }).meta({ id: "CorrectedFeedback" });

function correctionView(entry: Correction): z.input<typeof CorrectionView> {
  const { revision: _, ...correction } = entry;
  const undoing = `POST /api/v1/audit/${correction.id}/undo`;
  return { ...correction, undo: isUndoable(entry) ? undoing : null };
}

export const correctionRoutes = [
  route({
    method: "post",
    path: "/themes/{theme}/merge",
    summary: "Merge a theme into another of its board: its people count there from now on, each once. Reversible.",
    body: z.strictObject({ into: z.string().max(100), by: By }),
    result: CorrectedTheme,
    async handle(deps, { params, body }) {
      return correctedTheme(deps, await mergeThemes(deps, { ...body, ...params }));
    },
  }),

  route({
    method: "post",
    path: "/themes/{theme}/unmerge",
    summary: "Give a merged theme back to itself, with exactly what was its own.",
    body: Corrector,
    result: CorrectedTheme,
    async handle(deps, { params, body }) {
      return correctedTheme(deps, await unmergeTheme(deps, { ...body, ...params }));
    },
  }),

  route({
    method: "post",
    path: "/themes/{theme}/split",
    summary: "Make a theme of its own of some of a theme's feedback. Gives the new theme; votes stay with the old one.",
    body: z.strictObject({
      feedback: z.array(z.string().max(100)).min(1).max(largestSplit),
      title: z.string().trim().min(1).max(limits.title).optional(),
      by: By,
    }),
    result: CorrectedTheme,
    async handle(deps, { params, body }) {
      return correctedTheme(deps, await splitTheme(deps, { ...body, ...params }));
    },
  }),

  ...([true, false] as const).map((locked) =>
    route({
      method: "post",
      path: `/themes/{theme}/${locked ? "lock" : "unlock"}`,
      summary: locked
        ? "Close a theme to the machine: it neither adds feedback to it nor takes any away. People still can."
        : "Open a theme to the machine again.",
      body: Corrector,
      result: CorrectedTheme,
      async handle(deps, { params, body }) {
        return correctedTheme(deps, await lockTheme(deps, { ...body, theme: params.theme, locked }));
      },
    }),
  ),

  route({
    method: "post",
    path: "/feedback/{feedback}/move",
    summary: "Put feedback into another theme of its board, or (theme: null) say that it is no request.",
    body: z.strictObject({ theme: z.string().max(100).nullable(), by: By }),
    result: CorrectedFeedback,
    async handle(deps, { params, body }) {
      const { feedback, correction } = await moveFeedback(deps, { ...body, ...params });
      const { shown } = await shownFeedback(deps, feedback);
      return { ...feedbackView(shown), correction: correction?.id ?? null };
    },
  }),

  route({
    method: "get",
    path: "/audit",
    summary: "What people have corrected, newest first: all of it, or what is about one theme.",
    query: PageQuery.extend({ theme: z.string().max(100).optional() }),
    result: pageOf(CorrectionView),
    async handle(deps, { query: { theme, ...request } }) {
      const about = theme === undefined ? undefined : (await existingTheme(deps, theme)).id;
      const { items, next } = await deps.corrections.list(about, request);
      return page(items.map(correctionView), next);
    },
  }),

  route({
    method: "get",
    path: "/audit/{correction}",
    summary: "One correction.",
    result: CorrectionView,
    async handle(deps, { params }) {
      return correctionView(await existingCorrection(deps, params.correction));
    },
  }),

  route({
    method: "post",
    path: "/audit/{correction}/undo",
    summary: "Take a correction back, where everything is still as it left it. Gives the correction that did.",
    body: Corrector,
    result: CorrectionView,
    async handle(deps, { params, body }) {
      return correctionView(await undo(deps, { ...params, ...body }));
    },
  }),
];
