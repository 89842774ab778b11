import { EarshotError } from "@earshot/core/error.ts";
import type { ThemeStore } from "@earshot/core/ports.ts";
import type { Sort, Theme, ThemeCard } from "@earshot/core/theme.ts";
import { paged, type Rows, unchanged } from "./rows.ts";

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
  };
}

export function memoryThemes({ themes, feedback, votes, deliveries }: Rows): ThemeStore {
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
    async list({ boards, visibilities, sort, statuses }, request) {
      const ranked = [...themes.values()].flatMap((theme) => {
        const at = rank(theme, sort);
        const shown = boards.includes(theme.board) && visibilities.includes(theme.visibility);
        return at !== undefined && shown && (!statuses || statuses.includes(theme.status)) ? [{ at, theme }] : [];
      });
      const lists = boards.flatMap((board) => visibilities.map((visibility) => `${sort} ${visibility} ${board}`));
      const { items, next } = paged(lists, ranked, ({ at, theme }) => [at, theme.id], request);
      return { items: items.map(({ theme }) => toCard(theme)), next };
    },
    async evidence(id) {
      const family = [id, ...(themes.get(id)?.absorbed ?? [])];
      const said = [...feedback.values()].filter(({ theme }) => theme !== undefined && family.includes(theme));
      const cast = [...votes.values()].filter(({ theme }) => family.includes(theme));
      return {
        head: structuredClone(themes.get(id)),
        memberships: said
          .sort((a, b) => (`${a.at}#${a.id}` < `${b.at}#${b.id}` ? -1 : 1))
          .map(({ id: one, person, at, source, visibility, kind, heat, revision }) => ({
            ...{ feedback: one, person, at, source, visibility, kind, heat, revision },
          })),
        votes: cast.map(({ person, at, proxy, guest }) => ({
          ...{ person, at, proxy: proxy !== undefined },
          ...(guest && { guest }),
        })),
      };
    },
    async put(next, previous, pushed = []) {
      unchanged(themes.get(next.id), previous);
      if (pushed.some(({ id }) => deliveries.has(id)))
        throw new EarshotError("conflict", "This effect has been written before.");
      themes.set(next.id, structuredClone(next));
      for (const delivery of pushed) deliveries.set(delivery.id, structuredClone(delivery));
    },
    async *all() {
      yield* structuredClone([...themes.values()]);
    },
  };
}
