import type { Clock } from "@earshot/core/clock.ts";
import { detectLanguage } from "@earshot/core/language.ts";
import type { Session } from "@earshot/core/session.ts";
import type { Context, MiddlewareHandler } from "hono";
import { memberOf, readerOf } from "../session.ts";
import { languages, type Texts, textsFor } from "./texts.ts";

/** What every page is drawn with: the reader's language, the present, and the address she asked for. */
export interface View {
  texts: Texts;
  now: number;
  /** The language where it was chosen by name, for forms to carry along. */
  lang: string | undefined;
  /** An address of ours; carries a language chosen by name along. */
  href: (path: string, query?: Record<string, string | undefined>) => string;
  /** This same page in the other languages. */
  translations: { code: string; name: string; href: string }[];
  /** The member who reads, if she is signed in. */
  member: Session | undefined;
  /** Whether she is staff. */
  staff: boolean;
  /** What her forms carry; absent where nobody can sign in, and there are no forms. */
  form: string | undefined;
  /** The address of this very page, for forms to come back to. */
  here: string;
  /** The `lang` of what somebody else wrote; none where it is the page's own. */
  langOf: (text: string) => string | undefined;
}

const textsKey = "texts";

/** Loads the language that a page is asked for in, for `viewOf`. */
export async function speak(c: Context): Promise<void> {
  const chosen = new URL(c.req.url).searchParams.get("lang") ?? undefined;
  c.set(textsKey, await textsFor(chosen, c.req.header("accept-language")));
}

/** The same, before all pages. */
export const spoken: MiddlewareHandler = async (c, next) => {
  await speak(c);
  await next();
};

const withQuery = (path: string, query: URLSearchParams): string => (query.size === 0 ? path : `${path}?${query}`);

/** What a page is drawn with, its language having been loaded (`speak`). */
export function viewOf(c: Context, clock: Clock): View {
  const url = new URL(c.req.url);
  const chosen = url.searchParams.get("lang") ?? undefined;
  const texts: Texts = c.get(textsKey);
  const carried = chosen === texts.code ? chosen : undefined;

  const inLanguage = (code: string): string => {
    const query = new URLSearchParams(url.searchParams);
    query.set("lang", code);
    // An address of two slashes would name another host.
    return withQuery(url.pathname.replace(/^\/+/, "/"), query);
  };

  return {
    texts,
    now: clock(),
    member: memberOf(c),
    staff: readerOf(c).staff,
    form: readerOf(c).form,
    here: withQuery(url.pathname.replace(/^\/+/, "/"), url.searchParams),
    lang: carried,
    href(path, query = {}) {
      const [page = path, fragment] = path.split("#");
      const parameters = new URLSearchParams();
      for (const [name, value] of Object.entries({ ...query, lang: carried })) {
        if (value !== undefined) parameters.set(name, value);
      }
      return withQuery(page, parameters) + (fragment === undefined ? "" : `#${fragment}`);
    },
    translations: languages
      .filter(({ code }) => code !== texts.code)
      .map(({ code, name }) => ({ code, name, href: inLanguage(code) })),
    langOf(text) {
      const language = detectLanguage(text);
      return language === texts.code ? undefined : language;
    },
  };
}
