import type { Page } from "@earshot/core/ports.ts";
import type { ThemeCard } from "@earshot/core/theme.ts";
import { Pager } from "../parts/pager.tsx";
import { StatusRing } from "../parts/status.tsx";
import type { View } from "../view.ts";
import { DeskFrame } from "./desk-frame.tsx";

export const themesPerPage = 30;

/** Where staff decide about a theme. */
export const themePath = (id: string): string => `/admin/themes/${encodeURIComponent(id)}`;

export function FindTheme({ view, find }: { view: View; find: string }) {
  const texts = view.texts.staff;
  return (
    <search>
      <form class="flow tight" method="get" action="/admin/themes">
        <label for="find">{texts.find}</label>
        <p class="hint" id="find-hint">
          {texts.findHint}
        </p>
        <input id="find" name="find" type="search" value={find} maxlength={2_000} aria-describedby="find-hint" />
        {view.lang !== undefined && <input type="hidden" name="lang" value={view.lang} />}
        <p>
          <button class="btn" type="submit">
            {texts.findAct}
          </button>
        </p>
      </form>
    </search>
  );
}

type Row = Pick<ThemeCard, "id" | "title" | "draft" | "status" | "visibility" | "supporters">;

/** Themes a line each, with where they stand and how many people are behind them. */
export function ThemeRows({ view, themes }: { view: View; themes: readonly Row[] }) {
  const texts = view.texts.staff;
  return (
    <dl class="facts">
      {themes.map(({ id, title, draft, status, visibility, supporters }) => (
        <div>
          <dt>
            <a href={view.href(themePath(id))} lang={view.langOf(title)} dir="auto">
              {title === "" ? id : title}
            </a>{" "}
            <StatusRing view={view} status={status} />
            {draft && ` · ${texts.draft}`}
            {visibility === "private" && ` · ${texts.private}`}
          </dt>
          <dd>{view.texts.people(supporters)}</dd>
        </div>
      ))}
    </dl>
  );
}

interface ThemesProps {
  view: View;
  find: string;
  found: Page<Row>;
  cursor: string | undefined;
}

/** All themes, public and private, the largest first, or those that are like some words. */
export function ThemesPage({ view, find, found, cursor }: ThemesProps) {
  const texts = view.texts.staff;
  const { items, next } = found;
  const heading = find === "" ? texts.largest : items.length === 0 ? texts.noThemes : texts.found(items.length);
  return (
    <DeskFrame view={view} title={texts.themes}>
      <div class="split even sec">
        <h1>{heading}</h1>
        <FindTheme view={view} find={find} />
      </div>
      <ThemeRows view={view} themes={items} />
      <Pager
        next={
          next === undefined
            ? undefined
            : { href: view.href("/admin/themes", { cursor: next }), label: view.texts.admin.next }
        }
        first={cursor === undefined ? undefined : { href: view.href("/admin/themes"), label: view.texts.board.toFirst }}
      />
    </DeskFrame>
  );
}
