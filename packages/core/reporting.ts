import { existingTheme } from "./lookup.ts";
import type { ThemeReport } from "./ports/outlets.ts";
import type { FeedbackStore, ThemeStore } from "./ports.ts";
import { isQuotable } from "./quoting.ts";
import type { Theme } from "./theme.ts";

export interface ReportingDeps {
  themes: ThemeStore;
  feedback: FeedbackStore;
  /** The public address, without a slash at the end. */
  url: string;
}

export const themeUrl = (url: string, theme: string): string => `${url}/themes/${theme}`;

/** All that an outlet needs to write about a theme. @throws EarshotError `missing`. */
export async function reportOn(deps: ReportingDeps, id: string): Promise<ThemeReport> {
  const theme = await existingTheme(deps, id);
  return { theme, url: themeUrl(deps.url, id), voices: await voicesOf(deps, theme) };
}

async function voicesOf({ feedback }: ReportingDeps, theme: Theme): Promise<ThemeReport["voices"]> {
  const found = await feedback.getMany(theme.quotes.map((quote) => quote.feedback));
  return theme.quotes.flatMap(({ text, feedback: id, visibility }) => {
    const said = found.get(id);
    return isQuotable(said) ? [{ text, source: said.source, at: said.at, url: said.url, visibility }] : [];
  });
}
