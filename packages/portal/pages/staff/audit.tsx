import type { Correction } from "@earshot/core/correction.ts";
import type { Page } from "@earshot/core/ports.ts";
import type { Theme } from "@earshot/core/theme.ts";
import { isUndoable } from "@earshot/core/undoing.ts";
import { Pager } from "../parts/pager.tsx";
import { Titled } from "../parts/titled.tsx";
import type { View } from "../view.ts";
import { DeskFrame } from "./desk-frame.tsx";
import { type Done, Undo } from "./done.tsx";
import { themePath } from "./themes.tsx";
import { type Mentioned, told } from "./told.ts";

export const entriesPerPage = 30;

interface EntryProps {
  view: View;
  entry: Correction;
  mentioned: Mentioned;
}

/** One entry: what, by whom, when, how it stood before and after, and Undo. */
export function Entry({ view, entry, mentioned }: EntryProps) {
  const texts = view.texts.staff.trail;
  const about = [...new Set(entry.themes)].flatMap((id) => mentioned.themes.get(id) ?? []);
  const { text, before, after } = told(view, entry, mentioned);
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
      <p dir="auto">{text}</p>
      <dl class="facts defs">
        {before !== "" && (
          <div>
            <dt>{texts.before}</dt>
            <dd dir="auto">{before}</dd>
          </div>
        )}
        {after !== "" && (
          <div>
            <dt>{texts.after}</dt>
            <dd dir="auto">{after}</dd>
          </div>
        )}
      </dl>
      <div class="row">
        {about.map(({ id, title }) => (
          <a href={view.href(themePath(id))} lang={view.langOf(title)} dir="auto">
            {title === "" ? id : title}
          </a>
        ))}
        {isUndoable(entry) && <Undo view={view} corrections={[entry.id]} what={text} button="btn" />}
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
  mentioned: Mentioned;
  cursor: string | undefined;
}

export function AuditPage({ view, done, theme, found, mentioned, cursor }: AuditProps) {
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
          <Entry view={view} entry={entry} mentioned={mentioned} />
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
