import { existingFeedback } from "@earshot/core/lookup.ts";
import { Submission, submit } from "@earshot/core/submit.ts";
import * as z from "zod";
import { route } from "./route.ts";
import { feedbackView, PlacedFeedbackView, shownFeedback } from "./views.ts";

const Received = z.object({ id: z.string() });

export const feedbackRoutes = [
  route({
    method: "post",
    path: "/feedback",
    summary: "Take in one piece of feedback, or up to 500 of them: all or, where one is refused, none.",
    body: z.union([Submission, z.array(Submission).min(1).max(500)]),
    status: 202,
    result: z.union([Received, z.object({ items: z.array(Received) })]),
    async handle(deps, { body }) {
      const ids = await submit(deps, body);
      return Array.isArray(body) ? { items: ids.map((id) => ({ id })) } : { id: ids[0] ?? "" };
    },
  }),

  route({
    method: "get",
    path: "/feedback/{feedback}",
    summary: "One piece of feedback, with its theme and the neighbours that put it there.",
    result: PlacedFeedbackView,
    async handle(deps, { params }) {
      const feedback = await existingFeedback(deps, params.feedback);
      const [neighbours, { shown, theme }] = await Promise.all([
        deps.feedback.getMany(feedback.why.map((near) => near.feedback)),
        shownFeedback(deps, feedback),
      ]);
      const why = feedback.why.map((near) => {
        const neighbour = neighbours.get(near.feedback);
        return neighbour === undefined || neighbour.withdrawn ? near : { ...near, text: neighbour.text };
      });
      return { ...feedbackView(shown), ...(theme && { themeTitle: theme.title }), why };
    },
  }),
];
