import type { Board } from "@earshot/core/board.ts";
import type { Page } from "@earshot/core/ports.ts";
import type { Sort, Status, ThemeCard } from "@earshot/core/theme.ts";
import { type BoardQuery, isSelection } from "./board-query.ts";
import { Frame } from "./frame.tsx";
import { FindOrAsk } from "./parts/ask.tsx";
import { Filters } from "./parts/filters.tsx";
import { Pager } from "./parts/pager.tsx";
import { StatusRing } from "./parts/status.tsx";
import { Titled } from "./parts/titled.tsx";
import { Vote } from "./parts/vote.tsx";
import { newInTwoWeeks, TwelveWeeks } from "./parts/weeks.tsx";
import type { Stand } from "./standing.ts";
import type { View } from "./view.ts";

export const themesPerPage = 10;
const sorts: readonly Sort[] = ["trending", "top", "new", "rising"];

interface BoardProps {
  view: View;
  query: BoardQuery;
  boards: readonly Board[];
  themes: Page<ThemeCard>;
  /** How the reader stands behind them. */
  stands: ReadonlyMap<string, Stand>;
}

const langOfCard = (view: View, { title, summary }: ThemeCard) => view.langOf(`${title}. ${summary}`);

/** The heading is the finding: what leads, and how many people stand behind it. */
function finding(view: View, query: BoardQuery, leader: ThemeCard): string {
  const texts = view.texts.board;
  const recent = newInTwoWeeks(leader.weeks, view.now);
  if (query.cursor !== undefined) return texts.furtherDown(leader.supporters);
  if (query.sort === "new") return texts.newest(leader.supporters);
  if (query.sort === "rising" && recent > 0) return texts.risesFastest(recent);
  const selected = isSelection(query);
  return selected ? texts.leadsSelection(leader.supporters) : texts.leads(leader.supporters);
}

/** Three figures about the ideas in sight. They count ideas: people may not be added up over ideas. */
function InSight({ view, themes }: { view: View; themes: readonly ThemeCard[] }) {
  const texts = view.texts.board;
  const considered: readonly Status[] = ["under_review", "planned", "in_progress"];
  const figures = [
    { label: texts.gained, figure: themes.filter(({ weeks }) => newInTwoWeeks(weeks, view.now) > 0).length },
    { label: texts.considered, figure: themes.filter(({ status }) => considered.includes(status)).length },
    { label: texts.done, figure: themes.filter(({ status }) => status === "shipped").length },
  ];
  return (
    <div>
      <p class="by">{texts.ofThese(themes.length)}</p>
      <dl class="facts big">
        {figures.map(({ label, figure }) => (
          <div>
            <dt>{label}</dt>
            <dd>{view.texts.number(figure)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

interface RowProps {
  view: View;
  theme: ThemeCard;
  board: string | undefined;
  id: string;
  stand: Stand | undefined;
}

function Row({ view, theme, board, id, stand }: RowProps) {
  const lang = langOfCard(view, theme);
  return (
    <li class="theme" id={theme.id}>
      <Vote view={view} theme={theme} stand={stand} lang={lang} />
      <div class="flow tight">
        <h2 lang={lang} dir="auto">
          <a href={view.href(`/themes/${encodeURIComponent(theme.id)}`)}>{theme.title}</a>
        </h2>
        <p class="sum" lang={lang} dir="auto">
          {theme.summary}
        </p>
        <p class="meta">
          <StatusRing view={view} status={theme.status} />
          {board !== undefined && <span>{board}</span>}
          {theme.draft && <span>{view.texts.board.workingTitle}</span>}
        </p>
      </div>
      <TwelveWeeks view={view} id={id} weeks={theme.weeks} status={theme.status} />
    </li>
  );
}

interface NothingProps extends Pick<BoardProps, "view" | "query"> {
  /** Where the list goes on, of which nothing so far fits. */
  next: string | undefined;
}

/** Nothing to rank: why that is fine, and the one thing to do. */
function Nothing({ view, query, next }: NothingProps) {
  const texts = view.texts.board;
  const [heading, text] =
    query.q !== undefined
      ? [texts.emptySelectionHeading, texts.unlikeText]
      : next !== undefined
        ? [texts.sparseHeading, texts.sparseText]
        : query.cursor !== undefined
          ? [texts.endHeading, texts.endText]
          : isSelection(query)
            ? [texts.emptySelectionHeading, texts.emptySelectionText]
            : [texts.emptyHeading, texts.emptyText];
  const ask = query.q !== undefined && view.form !== undefined;
  const narrowed = (query.cursor ?? query.q) !== undefined || isSelection(query);
  return (
    <div class="empty flow">
      {query.q === undefined && <h2>{heading}</h2>}
      <p class="soft">{text}</p>
      {narrowed && (
        <p class="row">
          {ask && (
            <a class="btn main" href={view.href("/new", { title: query.q, board: query.board })}>
              {texts.unlikeAct}
            </a>
          )}
          {next !== undefined && (
            <a class="btn main" href={next} rel="next">
              {texts.lookOn}
            </a>
          )}
          <a class={ask || next !== undefined ? "btn" : "btn main"} href={view.href("/")}>
            {texts.showAll}
          </a>
        </p>
      )}
    </div>
  );
}

/** What the page opens with: what leads, or what was found, and one field to find or ask. */
function Opening({ view, query, themes }: Pick<BoardProps, "view" | "query" | "themes">) {
  const { texts } = view;
  const { items } = themes;
  const [leader] = items;
  if (query.q !== undefined)
    return (
      <div class="hero">
        <h1>
          <Titled
            sentence={items.length === 0 ? texts.board.unlikeHeading : texts.board.likeHeading(items.length)}
            title={query.q}
            lang={view.langOf(query.q)}
          />
        </h1>
      </div>
    );
  if (leader === undefined)
    return (
      <div class="hero">
        <h1>{texts.ask.heading}</h1>
        {view.form !== undefined && <FindOrAsk view={view} />}
      </div>
    );
  return (
    <div class="hero split">
      <div class="flow">
        <h1>
          <Titled sentence={finding(view, query, leader)} title={leader.title} lang={langOfCard(view, leader)} />
        </h1>
        {view.form === undefined ? (
          <p class="lede">{texts.order[query.sort]}</p>
        ) : (
          <>
            <FindOrAsk view={view} />
            <p class="hint">{texts.ask.hint}</p>
          </>
        )}
      </div>
      {items.length > 2 && <InSight view={view} themes={items} />}
    </div>
  );
}

/** The ranked board: is my wish there, and does anybody listen? */
export function BoardPage({ view, query, boards, themes, stands }: BoardProps) {
  const { texts } = view;
  const { items, next } = themes;
  const names = new Map(boards.map(({ id, name }) => [id, name]));
  const selection = { board: query.board, status: query.status, kind: query.kind };
  const sorted = (sort: Sort) => (sort === "trending" ? undefined : sort);
  const here = { ...selection, sort: sorted(query.sort) };
  const beginning = query.cursor === undefined;
  const onward = next === undefined ? undefined : view.href("/", { ...here, cursor: next });
  return (
    <Frame view={view} title={query.q ?? texts.ideas} current="page">
      <Opening view={view} query={query} themes={themes} />
      <section aria-label={texts.board.listHeading(query.q ?? texts.sort[query.sort])}>
        <div class="bar">
          {query.q === undefined ? (
            <nav class="tabs" aria-label={texts.board.order}>
              {sorts.map((sort) => (
                <a
                  href={view.href("/", { ...selection, sort: sorted(sort) })}
                  aria-current={sort === query.sort ? "true" : undefined}
                >
                  {texts.sort[sort]}
                </a>
              ))}
            </nav>
          ) : (
            <p class="tabs">
              <a href={view.href("/")}>{texts.theme.allIdeas}</a>
              {items.length > 0 && <span class="hint">{texts.board.likeOrder}</span>}
            </p>
          )}
          <Filters view={view} query={query} boards={boards} />
        </div>
        {items.length > 0 ? (
          <ol>
            {items.map((theme, i) => (
              <Row view={view} theme={theme} board={names.get(theme.board)} id={`w${i}`} stand={stands.get(theme.id)} />
            ))}
          </ol>
        ) : (
          <div class="sec">
            <Nothing view={view} query={query} next={onward} />
          </div>
        )}
        {items.length > 0 && query.q === undefined && (
          <Pager
            shown={
              beginning && next !== undefined ? texts.board.firstShown(items.length) : texts.board.shown(items.length)
            }
            next={onward === undefined ? undefined : { href: onward, label: texts.board.next(themesPerPage) }}
            first={beginning ? undefined : { href: view.href("/", here), label: texts.board.toFirst }}
          />
        )}
      </section>
    </Frame>
  );
}
