import type { Board } from "@earshot/core/board.ts";
import type { Page } from "@earshot/core/ports.ts";
import { Sort, Status, type ThemeCard } from "@earshot/core/theme.ts";
import * as z from "zod";
import { Frame } from "./frame.tsx";
import { FindOrAsk } from "./parts/ask.tsx";
import { Pager } from "./parts/pager.tsx";
import { StatusRing } from "./parts/status.tsx";
import { Titled } from "./parts/titled.tsx";
import { Vote } from "./parts/vote.tsx";
import { newInTwoWeeks, TwelveWeeks } from "./parts/weeks.tsx";
import type { View } from "./view.ts";

export const themesPerPage = 10;
const sorts: readonly Sort[] = ["trending", "top", "new", "rising"];

/** What an address asks of the board. Whatever makes no sense is left out, as people mend addresses by hand. */
export const BoardQuery = z.object({
  sort: Sort.catch("trending"),
  board: z.string().min(1).optional().catch(undefined),
  status: Status.exclude(["merged"]).optional().catch(undefined),
  cursor: z.string().min(1).optional().catch(undefined),
});
export type BoardQuery = z.infer<typeof BoardQuery>;

interface BoardProps {
  view: View;
  query: BoardQuery;
  boards: readonly Board[];
  themes: Page<ThemeCard>;
  /** Those of them that the reader stands behind. */
  voted: ReadonlySet<string>;
}

const langOfCard = (view: View, { title, summary }: ThemeCard) => view.langOf(`${title}. ${summary}`);

/** The heading is the finding: what leads, and how many people stand behind it. */
function finding(view: View, query: BoardQuery, leader: ThemeCard): string {
  const texts = view.texts.board;
  const recent = newInTwoWeeks(leader.weeks, view.now);
  if (query.cursor !== undefined) return texts.furtherDown(leader.supporters);
  if (query.sort === "new") return texts.newest(leader.supporters);
  if (query.sort === "rising" && recent > 0) return texts.risesFastest(recent);
  const selected = query.board !== undefined || query.status !== undefined;
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

function Filters({ view, query, boards }: Pick<BoardProps, "view" | "query" | "boards">) {
  const texts = view.texts.board;
  return (
    <form class="filters" action="/" aria-label={texts.filter}>
      {query.sort !== "trending" && <input type="hidden" name="sort" value={query.sort} />}
      {view.lang !== undefined && <input type="hidden" name="lang" value={view.lang} />}
      {boards.length > 1 && (
        <>
          <label class="vh" for="area">
            {texts.area}
          </label>
          <select id="area" name="board">
            <option value="">{texts.allAreas}</option>
            {boards.map(({ id, name }) => (
              <option value={id} selected={id === query.board}>
                {name}
              </option>
            ))}
          </select>
        </>
      )}
      <label class="vh" for="status">
        {texts.statusLabel}
      </label>
      <select id="status" name="status">
        <option value="">{texts.anyStatus}</option>
        {BoardQuery.shape.status
          .unwrap()
          .unwrap()
          .options.map((status) => (
            <option value={status} selected={status === query.status}>
              {view.texts.status[status]}
            </option>
          ))}
      </select>
      <button class="btn" type="submit">
        {texts.show}
      </button>
    </form>
  );
}

interface RowProps {
  view: View;
  theme: ThemeCard;
  board: string | undefined;
  id: string;
  voted: boolean;
}

function Row({ view, theme, board, id, voted }: RowProps) {
  const lang = langOfCard(view, theme);
  return (
    <li class="theme" id={theme.id}>
      <Vote view={view} theme={theme} voted={voted} lang={lang} />
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

/** Nothing to rank: why that is fine, and the one thing to do. */
function Nothing({ view, query }: Pick<BoardProps, "view" | "query">) {
  const texts = view.texts.board;
  const [heading, text] =
    query.cursor !== undefined
      ? [texts.endHeading, texts.endText]
      : query.board !== undefined || query.status !== undefined
        ? [texts.emptySelectionHeading, texts.emptySelectionText]
        : [texts.emptyHeading, texts.emptyText];
  return (
    <div class="empty flow">
      <h2>{heading}</h2>
      <p class="soft">{text}</p>
      {(query.cursor ?? query.board ?? query.status) !== undefined && (
        <p>
          <a class="btn main" href={view.href("/")}>
            {texts.showAll}
          </a>
        </p>
      )}
    </div>
  );
}

/** The ranked board: is my wish there, and does anybody listen? */
export function BoardPage({ view, query, boards, themes, voted }: BoardProps) {
  const { texts } = view;
  const { items, next } = themes;
  const [leader] = items;
  const names = new Map(boards.map(({ id, name }) => [id, name]));
  const selection = { board: query.board, status: query.status };
  const sorted = (sort: Sort) => (sort === "trending" ? undefined : sort);
  const here = { ...selection, sort: sorted(query.sort) };
  const beginning = query.cursor === undefined;
  return (
    <Frame view={view} title={texts.ideas} current="page">
      {leader && (
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
      )}
      {!leader && (
        <div class="hero">
          <h1>{texts.ask.heading}</h1>
          {view.form !== undefined && <FindOrAsk view={view} />}
        </div>
      )}
      <section aria-label={texts.board.listHeading(texts.sort[query.sort])}>
        <div class="bar">
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
          <Filters view={view} query={query} boards={boards} />
        </div>
        {leader ? (
          <ol>
            {items.map((theme, i) => (
              <Row view={view} theme={theme} board={names.get(theme.board)} id={`w${i}`} voted={voted.has(theme.id)} />
            ))}
          </ol>
        ) : (
          <div class="sec">
            <Nothing view={view} query={query} />
          </div>
        )}
        {leader && (
          <Pager
            shown={
              beginning && next !== undefined ? texts.board.firstShown(items.length) : texts.board.shown(items.length)
            }
            next={
              next === undefined
                ? undefined
                : { href: view.href("/", { ...here, cursor: next }), label: texts.board.next(themesPerPage) }
            }
            first={beginning ? undefined : { href: view.href("/", here), label: texts.board.toFirst }}
          />
        )}
      </section>
    </Frame>
  );
}
