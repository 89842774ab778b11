import type { Board } from "@earshot/core/board.ts";
import { familyOf } from "@earshot/core/family.ts";
import { type Feedback, limits } from "@earshot/core/feedback.ts";
import { newId } from "@earshot/core/id.ts";
import { say } from "@earshot/core/saying.ts";
import { unseal } from "@earshot/core/session.ts";
import { Email } from "@earshot/core/signing-in.ts";
import type { Theme } from "@earshot/core/theme.ts";
import { type Context, Hono } from "hono";
import * as z from "zod";
import type { PortalDeps } from "../deps.ts";
import { formOf } from "../form.ts";
import { memberOf, readerOf } from "../session.ts";
import { answer, failure, fragment } from "./answers.tsx";
import { receiptPath } from "./arriving.ts";
import { type Match, Matches, NewPage, type Wrong } from "./new.tsx";
import { type Outcome, ReceivedPage } from "./received.tsx";
import { readSaid, type Typed, typedIn } from "./saying.ts";
import { mailLink } from "./sign-in-routes.tsx";
import { toForum } from "./sso-routes.ts";
import { speakerOf, standsOf } from "./standing.ts";
import { viewOf } from "./view.ts";

/** Themes shown beside what is being typed; some of those found are private and left out. */
const matchesShown = 3;
const matchesSought = 8;
/** More of a text says nothing new about what it is like. */
const soughtLength = 2_000;
/** What is handed in is taken in within a moment mostly: it is waited for that long, so that one need not ask again. */
const lookAgain = 150;
const looks = 10;

const isOf = (theme: Theme, { theme: id }: Feedback): boolean => id !== undefined && familyOf(theme).includes(id);

const Receipt = z.object({ feedback: z.string(), alias: z.string() });

/** `/new`: find or ask, hand in, and see what became of it. */
export function newRoutes(deps: PortalDeps, limit: (c: Context) => void, boardsOf: () => Promise<Board[]>): Hono {
  const { clock, randomness, signIn, themes, feedback } = deps;
  const site = new Hono();
  const freshKey = (): string => newId("pass", clock(), randomness);

  async function matchesFor(c: Context, text: string): Promise<Match[]> {
    const sought = text.trim().slice(0, soughtLength);
    if (sought === "") return [];
    const near = await deps.similar(sought, undefined, matchesSought);
    const found = await themes.getMany(near.map(({ theme }) => theme));
    const shown = near
      .flatMap(({ theme }) => found.get(theme) ?? [])
      .filter(({ visibility, status }) => visibility === "public" && status !== "merged")
      .slice(0, matchesShown);
    const stands = await standsOf(c, deps, shown);
    return shown.map((theme) => ({ theme, stand: stands.get(theme.id) }));
  }

  async function asking(
    c: Context,
    typed: Typed,
    { wrong, email, step = "rest" }: { wrong?: Wrong; email?: string | undefined; step?: "first" | "rest" } = {},
  ): Promise<Response> {
    if (signIn.secret === undefined) return failure(c, deps, "noSignIn");
    const matches = step === "first" ? undefined : await matchesFor(c, `${typed.title}\n${typed.body}`);
    const page = (
      <NewPage
        view={viewOf(c, clock)}
        typed={typed}
        boards={await boardsOf()}
        matches={matches}
        wrong={wrong}
        email={email}
        forum={signIn.forum !== undefined}
      />
    );
    return answer(c, deps, page, wrong === undefined ? 200 : wrong === "stale" || wrong === "ended" ? 409 : 400);
  }

  /** The board that a text most likely belongs to: where the theme most like it stands. */
  async function boardLike({ title, body }: Typed, boards: number): Promise<string | undefined> {
    if (boards < 2) return undefined;
    const [near] = await deps.similar(`${title}\n${body}`.trim().slice(0, soughtLength), undefined, 1);
    return near && (await themes.get(near.theme))?.board;
  }

  site.get("/new", (c) => {
    const typed = typedIn(new URL(c.req.url).searchParams, freshKey);
    const step = typed.body.trim() === "" && typed.title.trim() === "" ? "first" : "rest";
    return asking(c, { ...typed, key: freshKey() }, { step });
  });

  site.post("/new/similar", async (c) => {
    const { fields } = await formOf(c, deps);
    const text = fields.get("body") ?? "";
    const view = viewOf(c, clock);
    return fragment(c, deps, <Matches view={view} text={text} matches={await matchesFor(c, text)} />);
  });

  site.post("/new", async (c) => {
    limit(c);
    const { fields, own } = await formOf(c, deps);
    const typed = typedIn(fields, freshKey);
    const step = fields.get("step");
    const typedEmail = fields.get("email") ?? undefined;
    if (step === "find") return asking(c, typed, { email: typedEmail });
    if (typed.body.trim() === "" && typed.title.trim() === "")
      return asking(c, typed, { wrong: "empty", email: typedEmail, step: "first" });
    if (typed.body.length > limits.body || typed.title.length > limits.title)
      return asking(c, typed, { wrong: "long", email: typedEmail });
    const boards = await boardsOf();
    if (!boards.some(({ id }) => id === typed.board))
      fields.set("board", (await boardLike(typed, boards.length)) ?? "");
    if (!fields.get("key")) fields.set("key", typed.key);
    const said = readSaid(fields);
    const member = memberOf(c);
    if (member) {
      if (!own) return asking(c, typed, { wrong: "stale" });
      const feedbackId = await say(deps, speakerOf(member, viewOf(c, clock).texts.code), said);
      return c.redirect(receiptPath(c, deps, member, feedbackId ?? ""), 303);
    }
    const intent = { does: "say", said } as const;
    if (step === "forum" && signIn.forum) return toForum(c, deps, { to: "/", intent });
    if (fields.get("as") === "member") return asking(c, typed, { wrong: "ended" });
    const email = Email.safeParse(typedEmail?.trim());
    if (!email.success) return asking(c, typed, { wrong: "email", email: typedEmail });
    return mailLink(c, deps, email.data, { to: "/", intent });
  });

  site.get("/received", async (c) => {
    const { secret } = signIn;
    const view = viewOf(c, clock);
    const read = secret && unseal(secret, "receipt", c.req.query("of") ?? "", Receipt, clock());
    if (!read || read.expired) return failure(c, deps, "missing");
    const { session } = readerOf(c);
    if (session?.alias !== read.value.alias) return c.redirect(view.href("/sign-in", { to: view.here }), 303);
    const outcome = await outcomeOf(read.value.feedback);
    return answer(c, deps, <ReceivedPage view={view} outcome={outcome} />);
  });

  /** Where feedback went. What is not there yet is on its way: it was stored before anybody was told this address. */
  async function outcomeOf(id: string): Promise<Outcome> {
    for (let look = 0; ; look++) {
      const said = await feedback.get(id);
      const theme = said?.theme === undefined ? undefined : await themes.get(said.theme);
      if (said?.apart !== undefined) return { state: "apart", apart: said.apart };
      if (said && theme) {
        const near = await feedback.getMany(said.why.map((one) => one.feedback));
        const why = said.why.flatMap((one) => near.get(one.feedback) ?? []);
        // Of what was nearest some may stand elsewhere: what opened an idea was near to others, and not near enough.
        const others = why.filter((one) => one.person !== said.person && isOf(theme, one));
        const because = others.find((one) => one.visibility === "public" && !one.abusive && !one.withdrawn);
        const joined = others.length > 0 || theme.feedback > 1 || theme.supporters > 1;
        return { state: "placed", said, theme, joined, because };
      }
      if (look === looks) return { state: "waiting" };
      await new Promise((resolve) => setTimeout(resolve, lookAgain));
    }
  }

  return site;
}
