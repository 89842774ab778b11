import { EarshotError } from "@earshot/core/error.ts";
import { prevailingKind } from "@earshot/core/kind.ts";
import type { ThemeStore } from "@earshot/core/ports.ts";
import { statusSince } from "@earshot/core/progress.ts";
import { type Sort, Standing, type Theme, type ThemeCard } from "@earshot/core/theme.ts";
import { paged, type Rows, unchanged } from "./rows.ts";
import { tellOf } from "./webhooks.ts";

/** By what a theme is ranked; undefined where it stands in no such list. */
function rank(theme: Theme, sort: Sort): number | undefined {
  const { supporters, score, status } = theme;
  if (supporters === 0 || status === "merged" || score === undefined) return undefined;
  if (sort === "top") return supporters + score / 4096;
  if (sort === "new") return Date.parse(theme.createdAt);
  return sort === "trending" ? score : theme.rise;
}

function toCard(theme: Theme): ThemeCard {
  const { id, board, title, draft, summary, status, visibility, team, supporters, votes, feedback } = theme;
  const { score, rise, weeks, heat, createdAt } = theme;
  return {
    ...{ id, board, title, draft, summary, status, visibility, supporters, votes, feedback, weeks, heat, createdAt },
    ...(team !== undefined && { team }),
    ...(theme.guests !== undefined && { guests: theme.guests }),
    ...(score !== undefined && { score }),
    ...(rise !== undefined && { rise }),
    kind: prevailingKind(theme.kinds),
    ...(theme.absorbed && { absorbed: theme.absorbed }),
  };
}

export function memoryThemes(rows: Rows): ThemeStore {
  const { themes, feedback, votes, deliveries } = rows;
  const tell = tellOf(rows);
  return {
    async get(id) {
      return structuredClone(themes.get(id));
    },
    async getMany(ids) {
      const found = ids.flatMap((id): [string, Theme][] => {
        const theme = themes.get(id);
        return theme ? [[id, structuredClone(theme)]] : [];
      });
      return new Map(found);
    },
    async standing(id) {
      const theme = themes.get(id);
      return theme && Standing.parse(theme);
    },
    async titles(ids) {
      return new Map(ids.flatMap((id) => (themes.has(id) ? [[id, themes.get(id)?.title ?? ""]] : [])));
    },
    async list({ boards, visibilities, sort, statuses, kinds }, request) {
      const ranked = [...themes.values()].flatMap((theme) => {
        const at = rank(theme, sort);
        const shown = boards.includes(theme.board) && visibilities.includes(theme.visibility);
        const fits =
          (statuses?.includes(theme.status) ?? true) && (kinds?.includes(prevailingKind(theme.kinds)) ?? true);
        return at !== undefined && shown && fits ? [{ at, theme }] : [];
      });
      const lists = boards.flatMap((board) => visibilities.map((visibility) => `${sort} ${visibility} ${board}`));
      const { items, next } = paged(lists, ranked, ({ at, theme }) => [at, theme.id], request);
      return { items: items.map(({ theme }) => toCard(theme)), next };
    },
    async progressed(statuses, request, visibilities = ["public"]) {
      const wanted = [...themes.values()].filter(
        ({ status, visibility, supporters }) =>
          visibilities.includes(visibility) && supporters > 0 && statuses.some((one) => one === status),
      );
      return paged([...statuses, ...visibilities], wanted, (theme) => [statusSince(theme), theme.id], request);
    },
    async evidence(id) {
      const family = [id, ...(themes.get(id)?.absorbed ?? [])];
      const said = [...feedback.values()].filter(({ theme }) => theme !== undefined && family.includes(theme));
      const cast = [...votes.values()].filter(({ theme }) => family.includes(theme));
      return {
        head: structuredClone(themes.get(id)),
        memberships: said
          .sort((a, b) => (`${a.at}#${a.id}` < `${b.at}#${b.id}` ? -1 : 1))
          .map(({ id: one, person, at, source, segment, visibility, kind, heat, revision }) => ({
            ...{ feedback: one, person, at, source, visibility, kind, heat, revision },
            ...(segment !== undefined && { segment }),
          })),
        votes: cast.map(({ person, at, proxy, guest }) => ({
          ...{ person, at, proxy: proxy !== undefined },
          ...(guest && { guest }),
        })),
      };
    },
    async put(next, previous, pushed = []) {
      const told = await tell([{ next, previous }]);
      unchanged(themes.get(next.id), previous);
      if (pushed.some(({ id }) => deliveries.has(id)))
        throw new EarshotError("conflict", "This effect has been written before.");
      themes.set(next.id, structuredClone(next));
      for (const delivery of [...pushed, ...told]) deliveries.set(delivery.id, structuredClone(delivery));
    },
    async owing(request) {
      const owing = [...themes.values()].filter(
        ({ answerOwed, status }) => answerOwed !== undefined && status !== "merged",
      );
      return paged(["owing"], owing, ({ id }) => ["", id], request);
    },
    async *all() {
      yield* structuredClone([...themes.values()]);
    },
  };
}
