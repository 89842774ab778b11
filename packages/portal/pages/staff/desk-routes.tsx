import { existingBoards } from "@earshot/core/lookup.ts";
import { openSuggestions } from "@earshot/core/suggesting.ts";
import { Hono } from "hono";
import type { PortalDeps } from "../../deps.ts";
import { answer } from "../answers.tsx";
import { viewOf } from "../view.ts";
import { DeskPage } from "./desk.tsx";
import { doneIn } from "./done.tsx";
import { ThemesPage, themesPerPage } from "./themes.tsx";

/** Beyond this it is enough to know that it is many. */
const mostCounted = 100;
/** Names are asked for where many people would read them; what one person said is in her own words. */
const largest = 100;
const namesAsked = 10;

/** `/admin`, the work list, and `/admin/themes`, where any theme is found. */
export function deskRoutes(deps: PortalDeps): Hono {
  const { themes, feedback, clock } = deps;
  const desk = new Hono();
  const every = async () => (await existingBoards(deps)).map(({ id }) => id);

  desk.get("/", async (c) => {
    const [waiting, proposals, status, owing, top, done] = await Promise.all([
      feedback.waiting({ limit: mostCounted }),
      openSuggestions(deps, undefined),
      deps.status(),
      themes.owing({ limit: mostCounted }),
      themes.list({ boards: await every(), visibilities: ["public", "private"], sort: "top" }, { limit: largest }),
      doneIn(deps, c.req.query("done")),
    ]);
    const page = (
      <DeskPage
        view={viewOf(c, clock)}
        done={done}
        waiting={{ count: waiting.items.length, more: waiting.next !== undefined }}
        proposals={proposals.length}
        parked={status.parked}
        troubles={status.troubles.filter(({ name }) => !name.endsWith("Parked")).length}
        owing={owing.items}
        unnamed={top.items.filter(({ draft, supporters }) => draft && supporters > 1).slice(0, namesAsked)}
      />
    );
    return answer(c, deps, page);
  });

  desk.get("/themes", async (c) => {
    const find = (c.req.query("find") ?? "").trim().slice(0, 2_000);
    const cursor = c.req.query("cursor") || undefined;
    const list = { boards: await every(), visibilities: ["public", "private"], sort: "top" } as const;
    const found = find === "" ? await themes.list(list, { limit: themesPerPage, cursor }) : await like(find);
    return answer(c, deps, <ThemesPage view={viewOf(c, clock)} find={find} found={found} cursor={cursor} />);
  });

  async function like(find: string) {
    const near = await deps.similar(find, undefined, themesPerPage);
    const heads = await themes.getMany(near.map(({ theme }) => theme));
    return { items: near.flatMap(({ theme }) => heads.get(theme) ?? []), next: undefined };
  }

  return desk;
}
