import { prevailingKind } from "@earshot/core/kind.ts";
import type { Theme } from "@earshot/core/theme.ts";
import type { PortalDeps } from "../deps.ts";
import type { BoardQuery } from "./board-query.ts";

/** So many are looked for; some of them are private or not of the selection, and are left out. */
const sought = 40;
const shown = 20;

/**
 * Public themes that are like some words, most alike first, within the selection. One look into the index in memory and
 * one batch of heads, however many themes there are.
 */
export async function searched(
  { similar, themes }: Pick<PortalDeps, "similar" | "themes">,
  { q = "", board, status, kind }: Pick<BoardQuery, "q" | "board" | "status" | "kind">,
): Promise<Theme[]> {
  const near = await similar(q, board === undefined ? undefined : [board], sought);
  const found = await themes.getMany(near.map(({ theme }) => theme));
  return near
    .flatMap(({ theme }) => found.get(theme) ?? [])
    .filter((theme) => theme.visibility === "public" && theme.status !== "merged" && theme.supporters > 0)
    .filter((theme) => status === undefined || theme.status === status)
    .filter((theme) => kind === undefined || prevailingKind(theme.kinds) === kind)
    .slice(0, shown);
}
