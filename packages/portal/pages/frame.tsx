import type { Child } from "hono/jsx";
import { scriptAddress, stylesheetAddress } from "./assets.ts";
import { DeskNavigation } from "./parts/desk-navigation.tsx";
import { Mark } from "./parts/mark.tsx";
import { nameOf } from "./parts/name.ts";
import type { View } from "./view.ts";

interface FrameProps {
  view: View;
  title: string;
  /** Closer together, for staff. */
  desk?: boolean;
  /** Whether this is the board, a page that belongs to it, or another that the bar leads to. */
  current?: "page" | "true" | "roadmap" | "changelog" | "new" | "mine" | "signIn";
  foot?: string;
  children?: Child;
}

/** What stands around every page: head, bar, and foot. */
export function Frame({ view, title, desk = false, current, foot, children }: FrameProps) {
  const { texts } = view;
  return (
    <html lang={texts.code}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${title} · Earshot`}</title>
        <meta name="color-scheme" content="light dark" />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href={stylesheetAddress} />
        {!desk && (
          <link
            rel="alternate"
            type="application/atom+xml"
            title={texts.changelog.title}
            href={view.href("/changelog.atom")}
          />
        )}
        {!desk && view.form !== undefined && (
          <script src={scriptAddress} defer data-texts={JSON.stringify(texts.script)} />
        )}
      </head>
      <body class={desk ? "desk" : undefined}>
        <a class="skip" href="#main">
          {texts.skip}
        </a>
        <header class="top">
          <a class="brand" href={view.href("/")}>
            <Mark /> Earshot
          </a>
          <nav aria-label={texts.mainNavigation}>
            <a href={view.href("/")} aria-current={current === "page" || current === "true" ? current : undefined}>
              {texts.ideas}
            </a>
            {!desk && (
              <a href={view.href("/roadmap")} aria-current={current === "roadmap" ? "page" : undefined}>
                {texts.roadmap.title}
              </a>
            )}
            {view.form !== undefined && !desk && (
              <a href={view.href("/new")} aria-current={current === "new" ? "page" : undefined}>
                {texts.ask.nav}
              </a>
            )}
            {view.member && !desk && (
              <a href={view.href("/mine")} aria-current={current === "mine" ? "page" : undefined}>
                {texts.mine.title}
              </a>
            )}
            {view.staff && !desk && <a href={view.href("/admin")}>{texts.staff.nav}</a>}
            {desk && <DeskNavigation view={view} />}
          </nav>
          {view.form !== undefined && (
            <a
              class="cut"
              href={view.href("/sign-in", view.member || current === "signIn" ? {} : { to: view.here })}
              aria-current={current === "signIn" ? "page" : undefined}
            >
              {view.member ? nameOf(view.member) : texts.signIn.heading}
            </a>
          )}
        </header>
        <main class="wrap" id="main">
          {children}
        </main>
        <footer class="foot">
          <p>{foot ?? texts.eachOnce}</p>
          {!desk && (
            <a href={view.href("/changelog")} aria-current={current === "changelog" ? "page" : undefined}>
              {texts.changelog.title}
            </a>
          )}
          {view.translations.map(({ code, name, href }) => (
            <a href={href} lang={code} hreflang={code}>
              {name}
            </a>
          ))}
        </footer>
      </body>
    </html>
  );
}
