import { EarshotError } from "@earshot/core/error.ts";
import { familyOf, rootOf } from "@earshot/core/family.ts";
import { existingTheme } from "@earshot/core/lookup.ts";
import type { Theme } from "@earshot/core/theme.ts";
import { type Context, Hono } from "hono";
import type { PortalDeps } from "../../deps.ts";
import { answer } from "../answers.tsx";
import { viewOf } from "../view.ts";
import { acting } from "./acting.tsx";
import { doneIn } from "./done.tsx";
import type { Refused } from "./field.tsx";
import { refusalTold } from "./refusal.ts";
import { StaffThemePage, voicesPerPage } from "./theme.tsx";
import { orderAbout } from "./theme-orders.ts";
import { mentionedIn } from "./told.ts";

const likeShown = 6;
const entriesShown = 5;

/** `/admin/themes/{id}`: all that staff decide about one theme. */
export function themeRoutes(deps: PortalDeps): Hono {
  const desk = new Hono();

  async function show(c: Context, refused?: Refused): Promise<Response> {
    const theme = await existingTheme(deps, c.req.param("id") ?? "");
    const cursor = c.req.query("cursor") || undefined;
    const [root, heard, alike, teams, trail, parts, done] = await Promise.all([
      rootOf(deps, theme),
      deps.feedback.ofTheme(familyOf(theme), undefined, { limit: voicesPerPage, cursor }),
      like(theme),
      deps.settings.teams(),
      deps.corrections.list(theme.id, { limit: entriesShown }),
      deps.themes.getMany(theme.absorbed ?? []),
      doneIn(deps, c.req.query("done")),
    ]);
    const mentioned = await mentionedIn(deps, trail.items);
    const page = (
      <StaffThemePage
        view={viewOf(c, deps.clock)}
        theme={theme}
        root={root}
        heard={heard}
        cursor={cursor}
        alike={alike}
        teams={teams}
        parts={[...parts.values()].filter(({ mergedInto }) => mergedInto === theme.id)}
        trail={{ entries: trail.items, mentioned }}
        done={done}
        refused={refused}
      />
    );
    return answer(c, deps, page, refused ? 400 : 200);
  }

  /** Other themes of its board that are like it: where it, or feedback of it, may belong. */
  async function like(theme: Theme): Promise<{ theme: Theme; score: number }[]> {
    const text = `${theme.title}\n${theme.summary}`.trim();
    if (text === "") return [];
    const near = await deps.similar(text, [theme.board], likeShown + 1);
    const heads = await deps.themes.getMany(near.map((one) => one.theme));
    return near
      .flatMap(({ theme: id, score }) => {
        const found = heads.get(id);
        return found && id !== theme.id && found.status !== "merged" ? [{ theme: found, score }] : [];
      })
      .slice(0, likeShown);
  }

  desk.get("/themes/:id", (c) => show(c));

  desk.post(
    "/themes/:id",
    acting(
      deps,
      async (c, order) => {
        const theme = await existingTheme(deps, c.req.param("id") ?? "");
        const carryOut = orderAbout(order.fields.get("do") ?? "");
        if (!carryOut) throw new EarshotError("input", "No form of ours asks for this.");
        const { staff } = viewOf(c, deps.clock).texts;
        const toldOf = (error: EarshotError) => refusalTold(error, staff);
        const corrections = await carryOut({ deps, theme, texts: staff.theme, toldOf, ...order });
        return { corrections };
      },
      show,
    ),
  );

  return desk;
}
