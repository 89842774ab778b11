import type { Team } from "@earshot/core/board.ts";
import type { Correction } from "@earshot/core/correction.ts";
import type { Feedback } from "@earshot/core/feedback.ts";
import type { Page } from "@earshot/core/ports.ts";
import type { Theme } from "@earshot/core/theme.ts";
import { Own } from "../parts/vote.tsx";
import type { View } from "../view.ts";
import type { Done } from "./done.tsx";
import type { Refused } from "./field.tsx";
import { themePath } from "./themes.tsx";
import type { Mentioned } from "./told.ts";

/** What a theme's page of staff is drawn from; each of its forms takes what it needs. */
export interface StaffThemeProps {
  view: View;
  theme: Theme;
  /** The theme that stands for it: itself, unless it was merged. */
  root: Theme;
  /** A page of its feedback, private as well as public. */
  heard: Page<Feedback>;
  cursor: string | undefined;
  /** Other themes like it, most alike first. */
  alike: readonly { theme: Theme; score: number }[];
  teams: readonly Team[];
  /** The themes that were merged into it. */
  parts: readonly Theme[];
  trail: { entries: readonly Correction[]; mentioned: Mentioned };
  done: Done | undefined;
  refused: Refused | undefined;
}

/** Forms that send one order about this theme: what all of them carry. */
export function OrderForm({ view, theme, children }: { view: View; theme: Theme; children?: unknown }) {
  return (
    <form class="flow" method="post" action={view.href(themePath(theme.id))}>
      <Own view={view} to={view.href(themePath(theme.id))} />
      {children}
    </form>
  );
}

/** What was refused, where this very form was. */
export const refusedOf = (refused: Refused | undefined, ...orders: string[]): Refused | undefined =>
  orders.includes(refused?.fields.get("do") ?? "") ? refused : undefined;
