import type { Theme } from "./theme.ts";

/**
 * The feedback whose words a theme is told in. Kept with what was sent of it, so that this is found when somebody is
 * erased who has changed her words since.
 */
export function citedBy({ quotes, narrated }: Pick<Theme, "quotes" | "narrated">): string[] {
  const told = narrated?.sentences.flatMap(({ feedback }) => feedback) ?? [];
  return [...new Set([...quotes.map(({ feedback }) => feedback), ...told])];
}
