import type { Theme } from "@earshot/core/theme.ts";
import type { View } from "../view.ts";

interface ThemeLinkProps {
  view: View;
  theme: Pick<Theme, "id" | "title">;
  /** Whether it stands among other words, and not alone as a heading. */
  inline?: boolean;
}

/** A theme by its title, as a link to its page. */
export function ThemeLink({ view, theme, inline = false }: ThemeLinkProps) {
  return (
    <a
      class={inline ? undefined : "plain"}
      href={view.href(`/themes/${encodeURIComponent(theme.id)}`)}
      lang={view.langOf(theme.title)}
      dir="auto"
    >
      {theme.title}
    </a>
  );
}
