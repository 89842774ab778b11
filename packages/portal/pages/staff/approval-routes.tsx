import { judge, judgeAllOf, type Verdict } from "@earshot/core/moderating.ts";
import { type Context, Hono } from "hono";
import type { PortalDeps } from "../../deps.ts";
import { answer } from "../answers.tsx";
import { viewOf } from "../view.ts";
import { acting, textIn } from "./acting.tsx";
import { ApprovalPage, postsPerPage } from "./approval.tsx";
import { doneIn } from "./done.tsx";
import type { Refused } from "./field.tsx";
import { wrong } from "./refusal.ts";

/** `/admin/approval`: what newcomers wrote on boards that ask for it to be read first. */
export function approvalRoutes(deps: PortalDeps): Hono {
  const desk = new Hono();

  async function show(c: Context, refused?: Refused): Promise<Response> {
    const cursor = c.req.query("cursor") || undefined;
    const [waiting, done] = await Promise.all([
      deps.feedback.waiting({ limit: postsPerPage, cursor }),
      doneIn(deps, c.req.query("done")),
    ]);
    const themes = await deps.themes.getMany([...new Set(waiting.items.flatMap(({ theme }) => theme ?? []))]);
    const page = (
      <ApprovalPage
        view={viewOf(c, deps.clock)}
        done={done}
        waiting={waiting}
        themes={themes}
        cursor={cursor}
        refused={refused}
      />
    );
    return answer(c, deps, page, refused ? 400 : 200);
  }

  desk.get("/approval", (c) => show(c));

  desk.post(
    "/approval",
    acting(
      deps,
      async (c, { fields, by }) => {
        const [asked = "", all] = (fields.get("do") ?? "").split(" ");
        const verdict: Verdict = asked === "approve" ? "approve" : "reject";
        const reason = textIn(fields, "reason");
        if (verdict === "reject" && reason === "")
          throw wrong("reason", viewOf(c, deps.clock).texts.staff.approve.reasonMissing);
        const judged = { verdict, by, ...(verdict === "reject" && { reason }) };
        if (all === "all")
          return { corrections: await judgeAllOf(deps, { ...judged, person: fields.get("person") ?? "" }) };
        const { correction } = await judge(deps, { ...judged, feedback: fields.get("feedback") ?? "" });
        return { corrections: [correction] };
      },
      show,
    ),
  );

  return desk;
}
