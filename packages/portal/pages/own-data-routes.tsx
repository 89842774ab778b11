import { askErasure } from "@earshot/core/erasure.ts";
import { ownFigures, ownRecordText } from "@earshot/core/recording.ts";
import type { Session } from "@earshot/core/session.ts";
import { type Context, Hono } from "hono";
import { streamText } from "hono/streaming";
import type { PortalDeps } from "../deps.ts";
import { formOf } from "../form.ts";
import { leave, memberOf } from "../session.ts";
import { AgainPage } from "./again.tsx";
import { answer } from "./answers.tsx";
import { strictness } from "./guard.ts";
import { ErasingPage, OwnDataPage, ownDataPath } from "./own-data.tsx";
import { nameOf } from "./parts/name.ts";
import { viewOf } from "./view.ts";

const same = (typed: string, name: string): boolean =>
  typed.normalize("NFC").trim().toLowerCase() === name.normalize("NFC").trim().toLowerCase();

/** `/me/data`: what is kept about a member, as a file to take along, and the way to have all of it erased. */
export function ownDataRoutes(deps: PortalDeps, limit: (c: Context) => void): Hono {
  const { clock } = deps;
  const site = new Hono();

  const signInFirst = (c: Context): Response => c.redirect(viewOf(c, clock).href("/sign-in", { to: ownDataPath }), 303);

  const page = async (c: Context, member: Session, wrong?: string) => {
    const figures = await ownFigures(deps, member.alias);
    const shown = <OwnDataPage view={viewOf(c, clock)} name={nameOf(member)} figures={figures} wrong={wrong} />;
    return answer(c, deps, shown, wrong === undefined ? 200 : 400);
  };

  site.get(ownDataPath, async (c) => {
    const member = memberOf(c);
    return member ? page(c, member) : signInFirst(c);
  });

  site.get(`${ownDataPath}/export`, async (c) => {
    const member = memberOf(c);
    if (!member) return signInFirst(c);
    limit(c);
    for (const [name, value] of Object.entries(strictness())) c.header(name, value);
    c.header("cache-control", "no-store");
    c.header("content-disposition", 'attachment; filename="earshot.json"');
    const response = streamText(c, async (stream) => {
      for await (const part of ownRecordText(deps, member.alias)) await stream.write(part);
    });
    response.headers.set("content-type", "application/json; charset=utf-8");
    return response;
  });

  site.post(`${ownDataPath}/erase`, async (c) => {
    limit(c);
    const { fields, own } = await formOf(c, deps);
    const member = memberOf(c);
    if (!member) return signInFirst(c);
    if (!own) {
      const again = <AgainPage view={viewOf(c, clock)} fields={fields} action={c.req.path} to={ownDataPath} />;
      return answer(c, deps, again, 409);
    }
    const typed = fields.get("confirm") ?? "";
    if (!same(typed, nameOf(member))) return page(c, member, typed);
    await askErasure(deps, member.alias);
    leave(c, deps);
    return answer(c, deps, <ErasingPage view={{ ...viewOf(c, clock), member: undefined }} />);
  });

  return site;
}
