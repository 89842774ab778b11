import type { Audience, Hearer } from "@earshot/core/audience.ts";
import { hearsOf } from "@earshot/core/saying.ts";
import type { Rows } from "./rows.ts";

export function memoryAudience({ follows, votes, feedback }: Rows): Audience {
  return {
    async of(themes, after, limit) {
      const wished = [...follows.values(), ...votes.values()]
        .filter(({ theme }) => themes.includes(theme))
        .flatMap(({ person, hears }): Hearer[] => (hears ? [{ person, hears }] : []));
      const said = [...feedback.values()].flatMap((one): Hearer[] => {
        const hears = one.theme !== undefined && themes.includes(one.theme) ? hearsOf(one) : undefined;
        return hears ? [{ person: one.person, hears }] : [];
      });
      const all = [...wished, ...said];
      const from = Number(after ?? 0);
      return {
        hearers: all.slice(from, from + limit),
        next: from + limit < all.length ? String(from + limit) : undefined,
      };
    },
  };
}
