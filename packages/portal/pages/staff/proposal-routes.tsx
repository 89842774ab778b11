import { acceptSuggestion, dismissSuggestion, openSuggestions } from "@earshot/core/suggesting.ts";
import { sidesOf } from "@earshot/core/suggestion.ts";
import { Hono } from "hono";
import type { PortalDeps } from "../../deps.ts";
import { answer } from "../answers.tsx";
import { viewOf } from "../view.ts";
import { acting } from "./acting.tsx";
import { doneIn } from "./done.tsx";
import { ProposalsPage, proposalsShown } from "./proposals.tsx";

/** `/admin/proposals`: what re-clustering would change on themes that people have touched. */
export function proposalRoutes(deps: PortalDeps): Hono {
  const desk = new Hono();

  desk.get("/proposals", async (c) => {
    const [open, done] = await Promise.all([openSuggestions(deps, undefined), doneIn(deps, c.req.query("done"))]);
    const shown = open.slice(0, proposalsShown);
    const [themes, feedback] = await Promise.all([
      deps.themes.getMany([...new Set(shown.flatMap((one) => one.themes))]),
      deps.feedback.getMany([...new Set(shown.flatMap((one) => sidesOf(one).flat()))]),
    ]);
    const page = (
      <ProposalsPage
        view={viewOf(c, deps.clock)}
        done={done}
        count={open.length}
        proposals={shown}
        themes={themes}
        feedback={feedback}
      />
    );
    return answer(c, deps, page);
  });

  desk.post(
    "/proposals/:id",
    acting(deps, async (c, { fields, by }) => {
      const id = c.req.param("id") ?? "";
      if (fields.get("do") !== "accept") {
        const { correction } = await dismissSuggestion(deps, id, by);
        return { corrections: [correction], note: "dismissed" };
      }
      const { corrections } = await acceptSuggestion(deps, id, by);
      return { corrections, note: "accepted" };
    }),
  );

  return desk;
}
