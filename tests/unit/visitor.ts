import type { Session } from "@earshot/core/session.ts";
import type { PortalDeps } from "@earshot/portal/deps.ts";
import { pages } from "@earshot/portal/pages/pages.ts";
import { community } from "../browser/community.ts";

const origin = "http://localhost:3000";

export interface Seen {
  status: number;
  headers: Headers;
  html: string;
  /** Where it led, without the origin. */
  location: string | undefined;
}

/** Benchday's portal, with a clock to move. */
export function place(given: Partial<PortalDeps> = {}) {
  const base = community();
  const clock = { now: base.clock() };
  const deps = { ...base, clock: () => clock.now, ...given };
  const site = pages(deps);
  const themes = [...deps.rows.themes.values()];
  const [theme, second] = themes;
  if (!theme || !second) throw new Error("the community has lost its themes");
  return { deps, site, clock, rows: deps.rows, theme, second };
}
export type Place = ReturnType<typeof place>;

/** A browser without a screen: keeps cookies, follows forms as browsers send them. */
export function visitor({ site, rows }: Place) {
  const jar = new Map<string, string>();

  async function ask(path: string, init: RequestInit = {}): Promise<Seen> {
    const headers = new Headers(init.headers);
    if (jar.size > 0) headers.set("cookie", [...jar].map(([name, value]) => `${name}=${value}`).join("; "));
    const response = await site.request(`${origin}${path}`, { ...init, headers });
    for (const line of response.headers.getSetCookie()) {
      const [pair = "", ...attributes] = line.split("; ");
      const [name = "", value = ""] = [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)];
      if (attributes.includes("Max-Age=0")) jar.delete(name);
      else jar.set(name, value);
    }
    const location = response.headers.get("location") ?? undefined;
    return {
      status: response.status,
      headers: response.headers,
      html: await response.text(),
      location: location?.replace(origin, ""),
    };
  }

  const get = (path: string) => ask(path);
  const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
    ask(path, {
      method: "POST",
      headers: { "sec-fetch-site": "same-origin", "content-type": "application/x-www-form-urlencoded", ...headers },
      body: new URLSearchParams(fields).toString(),
    });
  /** What a form on a page carries along. */
  const token = (html: string): string => /name="form" value="([^"]+)"/.exec(html)?.[1] ?? "";
  /** Sends a form as it stands on a page. */
  const press = async (page: string, path: string, fields: Record<string, string>, headers = {}) =>
    post(path, { form: token((await get(page)).html), ...fields }, headers);

  const lastLink = (): string => {
    const mails = [...rows.deliveries.values()].filter(({ kind }) => kind === "sign_in");
    const body = (mails.at(-1)?.payload as { body: string } | undefined)?.body ?? "";
    return /http\S+\/sign-in\/link\S+/.exec(body)?.[0].replace(origin, "") ?? "";
  };

  /** Signs in by a link, as if it came by mail. */
  async function signIn(email: string): Promise<Seen> {
    await press("/sign-in", "/sign-in", { email });
    return get(lastLink());
  }

  return { jar, get, post, press, token, lastLink, signIn };
}

/** The session in a jar, as it can be read by anybody who holds it. */
export function sessionIn(jar: Map<string, string>): Session | undefined {
  const body = jar.get("earshot")?.split(".")[0];
  return body === undefined ? undefined : JSON.parse(Buffer.from(body, "base64url").toString("utf8")).value;
}
