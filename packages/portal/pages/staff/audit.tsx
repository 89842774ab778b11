import type { Correction } from "@earshot/core/correction.ts";
import type { Page } from "@earshot/core/ports.ts";
import type { Theme } from "@earshot/core/theme.ts";
import { Pager } from "../parts/pager.tsx";
import { Titled } from "../parts/titled.tsx";
import type { View } from "../view.ts";
import { DeskFrame } from "./desk-frame.tsx";
import { type Done, Undo } from "./done.tsx";
import { themePath } from "./themes.tsx";

export const entriesPerPage = 30;

interface EntryProps {
  view: View;
  entry: Correction;
  themes: ReadonlyMap<string, Theme>;
}

/** One entry: what, by whom, when, how it stood before and after, and Undo. What was recorded is in English. */
export function Entry({ view, entry, themes }: EntryProps) {
  const texts = view.texts.staff.trail;
  const about = [...new Set(entry.themes)].flatMap((id) => themes.get(id) ?? []);
  const english = view.texts.code === "en" ? undefined : "en";
  return (
    <article class="card">
      <p>
        <strong>{texts.kind[entry.kind]}</strong>
        {entry.undoes !== undefined && <span class="soft small"> {texts.takesBack}</span>}
        {entry.undoneBy !== undefined && <span class="soft small"> {texts.isUndone}</span>}
      </p>
      <p class="by">
        <span dir="auto">{texts.by(entry.by)}</span>
        {" · "}
        <time datetime={entry.at}>{view.texts.dateTime(entry.at)}</time>
      </p>
      <p lang={english} dir="auto">
        {entry.text}
      </p>
      <dl class="facts defs">
        {entry.before !== "" && (
          <div>
            <dt>{texts.before}</dt>
            <dd lang={english} dir="auto">
              {entry.before}
            </dd>
          </div>
        )}
        {entry.after !== "" && (
          <div>
            <dt>{texts.after}</dt>
            <dd lang={english} dir="auto">
              {entry.after}
            </dd>
          </div>
        )}
      </dl>
      <div class="row">
        {about.map(({ id, title }) => (
          <a href={view.href(themePath(id))} lang={view.langOf(title)} dir="auto">
            {title === "" ? id : title}
          </a>
        ))}
        {entry.undoneBy === undefined && <Undo view={view} corrections={[entry.id]} what={entry.text} button="btn" />}
      </div>
    </article>
  );
}

interface AuditProps {
  view: View;
  done: Done | undefined;
  /** The one that it is about; all without it. */
  theme: Theme | undefined;
  found: Page<Correction>;
  themes: ReadonlyMap<string, Theme>;
  cursor: string | undefined;
}

export function AuditPage({ view, done, theme, found, themes, cursor }: AuditProps) {
  const texts = view.texts.staff.trail;
  const query = theme && { theme: theme.id };
  return (
    <DeskFrame view={view} title={texts.heading} done={done}>
      <div class="sec flow">
        <h1>
          {theme ? (
            <Titled sentence={texts.about} title={theme.title} lang={view.langOf(theme.title)} />
          ) : (
            texts.heading
          )}
        </h1>
        {theme && (
          <p>
            <a href={view.href("/admin/audit")}>{texts.everything}</a>
          </p>
        )}
        {found.items.length === 0 && <p class="empty">{texts.empty}</p>}
        {found.items.map((entry) => (
          <Entry view={view} entry={entry} themes={themes} />
        ))}
        <Pager
          next={
            found.next === undefined
              ? undefined
              : { href: view.href("/admin/audit", { ...query, cursor: found.next }), label: texts.older }
          }
          first={cursor === undefined ? undefined : { href: view.href("/admin/audit", query), label: texts.newest }}
        />
      </div>
    </DeskFrame>
  );
}
