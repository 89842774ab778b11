import type { Child } from "hono/jsx";
import { stylesheetAddress } from "./assets.ts";
import { Mark } from "./parts/mark.tsx";
import type { View } from "./view.ts";

interface FrameProps {
  view: View;
  title: string;
  /** Closer together, for staff. */
  desk?: boolean;
  /** Whether this is the board, or a page that belongs to it. */
  current?: "page" | "true";
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
            <a href={view.href("/")} aria-current={current}>
              {texts.ideas}
            </a>
            {desk && (
              <a href={view.href("/admin")} aria-current="page">
                {texts.admin.title}
              </a>
            )}
          </nav>
        </header>
        <main class="wrap" id="main">
          {children}
        </main>
        <footer class="foot">
          <p>{foot ?? texts.eachOnce}</p>
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
