import { weekOf } from "@earshot/core/clock.ts";
import { weeksUntil } from "@earshot/core/tally.ts";
import type { ThemeCard } from "@earshot/core/theme.ts";
import { colour, printable } from "./console.ts";

/** Twelve weeks as block characters, scaled from zero and at least eight high, so that three people are no storm. */
function line(weeks: readonly number[]): string {
  const top = Math.max(8, ...weeks);
  return weeks.map((people) => "▁▂▃▄▅▆▇█"[Math.ceil((people / top) * 7)]).join("");
}

/** A ranked list for people to read: how many, what, since when it grows. */
export function themeLines(themes: readonly ThemeCard[], now = Date.now()): string {
  return themes
    .map(({ supporters, title, board, status, weeks, draft }) => {
      const people = colour(String(supporters).padStart(5));
      const growth = line(weeksUntil(weeks, weekOf(now), 12));
      const stands = status === "open" ? board : `${board}, ${status.replace("_", " ")}`;
      return `${people}  ${growth}  ${printable(title)}${draft ? " (draft title)" : ""}  · ${stands}`;
    })
    .join("\n");
}
