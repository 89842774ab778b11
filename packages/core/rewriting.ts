import type { Clock } from "./clock.ts";
import { isError } from "./error.ts";
import { issueDelivery } from "./issue.ts";
import { existingTheme } from "./lookup.ts";
import type { Delivery } from "./outbox.ts";
import type { ThemeStore } from "./ports.ts";
import type { Theme } from "./theme.ts";

export interface RewritingDeps {
  themes: ThemeStore;
  clock: Clock;
}

/** How often a write is tried again that somebody else's write got ahead of, mostly a recount's. */
const attempts = 5;

/**
 * Reads a theme, decides, and writes it with the push that follows; once more from the start when it changed in
 * between. Nothing is written where nothing was decided (`decide` gives back what it got) and no push is due.
 *
 * @param tell what else follows from the decision for the outside, to be written with it
 * @throws EarshotError `missing`; whatever `decide` throws.
 */
export async function rewriteTheme(
  { themes, clock }: RewritingDeps,
  id: string,
  decide: (theme: Theme, now: number) => Theme | Promise<Theme>,
  tell: (before: Theme, after: Theme, now: number) => Delivery[] = () => [],
): Promise<Theme> {
  for (let attempt = 1; ; attempt++) {
    const before = await existingTheme({ themes }, id);
    const now = clock();
    const after = await decide(before, now);
    const next = { ...after, revision: before.revision + 1 };
    const push = issueDelivery(before, next, now);
    if (after === before && push === undefined) return before;
    const head = push ? { ...push.theme, issueDelivery: push.delivery.id } : next;
    try {
      await themes.put(head, before, [...tell(before, next, now), ...(push ? [push.delivery] : [])]);
      return head;
    } catch (error) {
      if (!isError(error, "conflict") || attempt === attempts) throw error;
    }
  }
}
