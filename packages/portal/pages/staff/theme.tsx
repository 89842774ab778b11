import { StatusRing } from "../parts/status.tsx";
import { Titled } from "../parts/titled.tsx";
import { Entry } from "./audit.tsx";
import { DeskFrame } from "./desk-frame.tsx";
import { Wrong } from "./field.tsx";
import { OrderForm, refusedOf, type StaffThemeProps } from "./order-form.tsx";
import { AboutForm, AnswerForm, WorkaroundForm } from "./theme-decisions.tsx";
import { Voices } from "./theme-voices.tsx";
import { MergeForm, Parts } from "./theme-whole.tsx";
import { themePath } from "./themes.tsx";

export const voicesPerPage = 20;

function Head({ view, theme, root }: Pick<StaffThemeProps, "view" | "theme" | "root">) {
  const texts = view.texts.staff.theme;
  const lang = view.langOf(theme.title);
  return (
    <header class="sec flow tight">
      <p class="meta">
        <a href={view.href("/admin/themes")}>{texts.allThemes}</a>
        {theme.visibility === "public" && (
          <a href={view.href(`/themes/${encodeURIComponent(theme.id)}`)}>{texts.publicPage}</a>
        )}
      </p>
      <h1 lang={lang} dir="auto">
        {theme.title === "" ? theme.id : theme.title}
      </h1>
      <p>
        <StatusRing view={view} status={theme.status} /> · {texts.behind(theme.supporters, theme.feedback)}
      </p>
      {theme.visibility === "private" && <p class="soft">{texts.isPrivate}</p>}
      {theme.answerOwed && <p class="hotword">{texts.owes}</p>}
      {root.id !== theme.id && (
        <OrderForm view={view} theme={theme}>
          <p>
            <a href={view.href(themePath(root.id))}>
              <Titled sentence={texts.partOf} title={root.title} lang={view.langOf(root.title)} />
            </a>
          </p>
          <button class="btn" type="submit" name="do" value="unmerge">
            {texts.takeOut}
          </button>
        </OrderForm>
      )}
    </header>
  );
}

function Lock({ view, theme }: Pick<StaffThemeProps, "view" | "theme">) {
  const texts = view.texts.staff.theme;
  return (
    <section class="sec" aria-labelledby="lock">
      <h2 id="lock">{texts.lockHeading}</h2>
      <OrderForm view={view} theme={theme}>
        <p>{theme.locked ? texts.lockedNow : texts.openNow}</p>
        <button class="btn" type="submit" name="do" value={theme.locked ? "unlock" : "lock"}>
          {theme.locked ? texts.unlock : texts.lock}
        </button>
      </OrderForm>
    </section>
  );
}

function Trail({ view, theme, trail }: Pick<StaffThemeProps, "view" | "theme" | "trail">) {
  const texts = view.texts.staff.theme;
  if (trail.entries.length === 0) return null;
  return (
    <section class="sec flow" aria-labelledby="trail">
      <h2 id="trail">{texts.historyHeading}</h2>
      {trail.entries.map((entry) => (
        <Entry view={view} entry={entry} mentioned={trail.mentioned} />
      ))}
      <p>
        <a href={view.href("/admin/audit", { theme: theme.id })}>{texts.wholeHistory}</a>
      </p>
    </section>
  );
}

/** Everything that staff decide about a theme, on one page of plain forms; each sends one order and has its own button. */
export function StaffThemePage(props: StaffThemeProps) {
  const { view, theme, root, done } = props;
  return (
    <DeskFrame view={view} title={theme.title} done={done}>
      <Head view={view} theme={theme} root={root} />
      <Wrong
        refused={root.id === theme.id ? refusedOf(props.refused, "unmerge", "lock", "unlock", "") : props.refused}
        fields={[]}
      />
      {root.id === theme.id && (
        <div class="split even">
          <AnswerForm {...props} />
          <div>
            <AboutForm {...props} />
            <WorkaroundForm {...props} />
          </div>
        </div>
      )}
      <Voices {...props} />
      {root.id === theme.id && (
        <div class="split even">
          <div>
            <MergeForm {...props} />
            <Parts {...props} />
          </div>
          <Lock view={view} theme={theme} />
        </div>
      )}
      <Trail {...props} />
    </DeskFrame>
  );
}
