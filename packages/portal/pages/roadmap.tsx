import type { Page } from "@earshot/core/ports.ts";
import { statusSince, wordOn } from "@earshot/core/progress.ts";
import type { Theme } from "@earshot/core/theme.ts";
import { shippedIn } from "@earshot/core/tracked.ts";
import { Frame } from "./frame.tsx";
import { StatusRing } from "./parts/status.tsx";
import { ThemeLink } from "./parts/theme-link.tsx";
import type { View } from "./view.ts";

/** Of what is under way so many stand on the page, of what is done only the last. */
export const columns = { in_progress: 20, planned: 20, shipped: 8 } as const;
export type Column = keyof typeof columns;

type Roadmap = Record<Column, Page<Theme>>;

/** What is being worked on, what comes next, and what was done last. */
export function RoadmapPage({ view, roadmap }: { view: View; roadmap: Roadmap }) {
  const texts = view.texts.roadmap;
  const { in_progress: doing, planned } = roadmap;
  const onTheWay = doing.items.length + planned.items.length;
  const exact = doing.next === undefined && planned.next === undefined && onTheWay > 0;
  return (
    <Frame view={view} title={texts.title} current="roadmap">
      <div class="hero">
        <h1>{texts.heading}</h1>
        <p class="lede">
          {exact && `${texts.onTheWay(onTheWay)} `}
          {texts.lede}
        </p>
      </div>
      <div class="cols">
        {(Object.keys(columns) as Column[]).map((column) => (
          <Lane view={view} column={column} themes={roadmap[column]} />
        ))}
      </div>
      <p class="row gap">
        <a class="btn" href={view.href("/", { status: "under_review" })}>
          {texts.considering}
        </a>
        <a class="btn" href={view.href("/changelog")}>
          {texts.allShipped}
        </a>
      </p>
    </Frame>
  );
}

function Lane({ view, column, themes }: { view: View; column: Column; themes: Page<Theme> }) {
  const texts = view.texts.roadmap;
  const { items, next } = themes;
  // What is done stands in the order in which it was done; of the rest, what most people wait for comes first.
  const ordered = column === "shipped" ? items : items.toSorted((a, b) => b.supporters - a.supporters);
  return (
    <section aria-labelledby={column}>
      <h2 id={column}>
        <StatusRing view={view} status={column} /> <span class="soft">{next === undefined && items.length}</span>
      </h2>
      {items.length === 0 && <p class="soft sp">{texts.none[column]}</p>}
      <ul class="roomy sp">
        {ordered.map((theme) => (
          <Card view={view} theme={theme} />
        ))}
      </ul>
      {next !== undefined && (
        <p class="sp">
          <a class="small" href={column === "shipped" ? view.href("/changelog") : view.href("/", { status: column })}>
            {texts.more}
          </a>
        </p>
      )}
    </section>
  );
}

function Card({ view, theme }: { view: View; theme: Theme }) {
  const { texts, now } = view;
  const { note } = wordOn(theme);
  const since = statusSince(theme);
  const date = texts.date(since, now);
  const release = shippedIn(theme);
  return (
    <li>
      <h3>
        <ThemeLink view={view} theme={theme} />
      </h3>
      {note !== undefined && (
        <p class="soft small" lang={view.langOf(note)} dir="auto">
          {note}
        </p>
      )}
      <p class="by">
        {texts.people(theme.supporters)}
        {" · "}
        <time datetime={since}>{theme.status === "shipped" ? date : texts.roadmap.since(date)}</time>
        {release && (
          <>
            {" · "}
            <a href={release.url} rel="noopener">
              {texts.changelog.release(release.version)}
            </a>
          </>
        )}
      </p>
    </li>
  );
}
