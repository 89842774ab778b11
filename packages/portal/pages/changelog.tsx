import type { Page } from "@earshot/core/ports.ts";
import { statusSince } from "@earshot/core/progress.ts";
import type { Theme } from "@earshot/core/theme.ts";
import { shippedIn } from "@earshot/core/tracked.ts";
import { Frame } from "./frame.tsx";
import { Entry } from "./parts/entry.tsx";
import { Pager } from "./parts/pager.tsx";
import type { View } from "./view.ts";

interface ChangelogProps {
  view: View;
  /** What was shipped and declined, the newest first. */
  settled: Page<Theme>;
  cursor: string | undefined;
}

/** Themes by the month in which they were settled, in the order in which they come. */
function byMonth(themes: readonly Theme[]): { month: string; themes: Theme[] }[] {
  const months: { month: string; themes: Theme[] }[] = [];
  for (const theme of themes) {
    const month = statusSince(theme).slice(0, 7);
    const last = months.at(-1);
    if (last?.month === month) last.themes.push(theme);
    else months.push({ month, themes: [theme] });
  }
  return months;
}

/** What came of it: everything shipped and declined, by month, with what was said about it. */
export function ChangelogPage({ view, settled, cursor }: ChangelogProps) {
  const texts = view.texts.changelog;
  const { items, next } = settled;
  return (
    <Frame view={view} title={texts.title} current="changelog">
      <div class="hero">
        <h1>{texts.heading}</h1>
        <p class="lede">{texts.lede}</p>
        <p>
          <a class="btn" href={view.href("/changelog.atom")} type="application/atom+xml">
            {texts.follow}
          </a>
        </p>
      </div>
      {items.length === 0 && cursor === undefined && (
        <div class="empty flow">
          <h2>{texts.emptyHeading}</h2>
          <p class="soft">{texts.emptyText}</p>
          <p>
            <a class="btn main" href={view.href("/roadmap")}>
              {texts.roadmap}
            </a>
          </p>
        </div>
      )}
      {byMonth(items).map(({ month, themes }) => (
        <section class="sec" aria-labelledby={`m${month}`}>
          <h2 id={`m${month}`}>{view.texts.month(`${month}-01`)}</h2>
          <ol>
            {themes.map((theme) => (
              <Outcome view={view} theme={theme} />
            ))}
          </ol>
        </section>
      ))}
      <Pager
        next={next === undefined ? undefined : { href: view.href("/changelog", { cursor: next }), label: texts.older }}
        first={cursor === undefined ? undefined : { href: view.href("/changelog"), label: texts.newest }}
      />
    </Frame>
  );
}

function Outcome({ view, theme }: { view: View; theme: Theme }) {
  const { changelog } = view.texts;
  const release = shippedIn(theme);
  return (
    <Entry view={view} theme={theme} at={statusSince(theme)}>
      {release && (
        <a href={release.url} rel="noopener">
          {changelog.release(release.version)}
        </a>
      )}
      <span>{changelog.askedBy(theme.supporters)}</span>
    </Entry>
  );
}
