import type { Theme } from "@earshot/core/theme.ts";
import type { Child } from "hono/jsx";
import type { View } from "../view.ts";
import { StatusRing } from "./status.tsx";
import { ThemeLink } from "./theme-link.tsx";
import { Word } from "./word.tsx";

/** What became of a theme on a day: the official word on it, where it stands, and what else there is to say. */
export function Entry({ view, theme, at, children }: { view: View; theme: Theme; at: string; children?: Child }) {
  const { texts, now } = view;
  return (
    <li class="entry">
      <p class="soft">
        <time datetime={at}>{texts.date(at, now)}</time>
      </p>
      <div class="flow tight">
        <h3>
          <ThemeLink view={view} theme={theme} />
        </h3>
        <Word view={view} theme={theme} />
        <p class="meta">
          <StatusRing view={view} status={theme.status} />
          {children}
        </p>
      </div>
    </li>
  );
}
