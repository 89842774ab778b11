import type { Opening } from "@earshot/core/asking.ts";
import { reasonOf } from "@earshot/core/error.ts";
import type { Visibility } from "@earshot/core/feedback.ts";
import { existingBoards, existingTheme } from "@earshot/core/lookup.ts";
import { answerDelivery } from "@earshot/core/outbox.ts";
import type { AtOnce } from "@earshot/core/ports/chat.ts";
import { isStaff } from "@earshot/core/staff.ts";
import { receiveWebhook } from "@earshot/core/submit.ts";
import { type Context, Hono } from "hono";
import { bytesOf, largestStored, textOf } from "./body.ts";
import type { Ears, PortalDeps } from "./deps.ts";
import { problem } from "./problem.ts";
import type { Verify } from "./verifying.ts";

type Listening = PortalDeps & Ears;

const mostSuggested = 30;

/**
 * Where a chat delivers what colleagues ask for. Like every delivery it is stored, and only then acknowledged; the work
 * is done later. What cannot wait is answered at once: what is typed gets its suggestions, a form its mistakes, and
 * whoever pressed a button the form that it asks for, which has to be opened within three seconds.
 *
 * A request costs two writes; suggestions cost a page of the ranked list.
 */
export function chatRoutes(deps: Listening, verify: Verify): Hono {
  const app = new Hono();

  app.post("/:surface{commands|interactions|events}", async (c) => {
    const { chat } = deps;
    const bytes = await bytesOf(c, largestStored);
    verify(c, chat, bytes);
    const body = textOf(bytes);
    const contentType = c.req.header("content-type");
    const asked = chat.read(body, contentType);
    if (asked.needs === "answer") return answered(c, asked.body);
    if (asked.needs === "suggestions") return answered(c, chat.suggestions(await suggested(deps, asked)));
    const headers = contentType === undefined ? {} : { "content-type": contentType };
    const fresh = await receiveWebhook(deps, { source: chat.name, headers, body }, asked.name);
    if (fresh && asked.opens) await open(deps, asked.name, asked.opens);
    return c.body(null, 200);
  });
  app.all("/:surface{commands|interactions|events}", () =>
    problem(405, "Requests of a chat come by POST.", {}, { allow: "POST" }),
  );
  return app;
}

const answered = (c: Context, body: unknown) => (body === undefined ? c.body(null, 200) : c.json(body as object));

/**
 * Opens a form for staff; whoever is not is told so by the worker, which has the request too. Where it cannot be known
 * in time who asks, the form opens: nothing is decided by it before the worker knows. What could not be opened is said.
 */
async function open(
  deps: Listening,
  name: string,
  { opening, trigger }: { opening: Opening; trigger: string },
): Promise<void> {
  const { chat, outbox, clock, log } = deps;
  if (opening.form !== "send" && (await staff(deps, opening.from.user)) === false) return;
  try {
    await chat.open(opening, trigger);
  } catch (error) {
    log("chat.unopened", { form: opening.form, reason: reasonOf(error) });
    const sentences = ["The form could not be opened in time. If you do not see one, please try once more."];
    await outbox.add(answerDelivery(name, { to: opening.from, sentences }, clock()));
  }
}

/** Whether somebody is staff; undefined where the chat does not say. */
async function staff({ chat, admins, log }: Listening, user: string): Promise<boolean | undefined> {
  try {
    const email = (await chat.who(user))?.email;
    return email !== undefined && isStaff(admins, `email:${email}`);
  } catch (error) {
    log("chat.unknown", { reason: reasonOf(error) });
    return undefined;
  }
}

/**
 * Themes that somebody may mean: those with what she types in their titles, and those that are about it; of the board of
 * the theme that she decides about, and like that one as long as she has typed nothing.
 */
async function suggested(deps: Listening, { user, about, words }: AtOnce & { needs: "suggestions" }) {
  const visibilities: Visibility[] = (await staff(deps, user)) ? ["public", "private"] : ["public"];
  const theme = about === undefined ? undefined : await existingTheme(deps, about, visibilities);
  const boards = theme ? [theme.board] : (await existingBoards(deps)).map(({ id }) => id);
  const [ranked, near] = await Promise.all([
    deps.themes.list({ boards, visibilities, sort: "top" }, { limit: 100 }),
    deps.similar(words === "" ? (theme?.title ?? "") : words, boards, mostSuggested),
  ]);
  const typed = words.toLowerCase();
  const named = ranked.items.filter(({ title }) => words !== "" && title.toLowerCase().includes(typed));
  const heads = await deps.themes.getMany(near.map((one) => one.theme));
  const nearest = near
    .flatMap((one) => heads.get(one.theme) ?? [])
    .filter(({ visibility }) => visibilities.includes(visibility));
  const rest = words === "" ? ranked.items : [];
  const all = new Map([...named, ...nearest, ...rest].map((one) => [one.id, one]));
  return [...all.values()]
    .filter(({ id }) => id !== about)
    .slice(0, mostSuggested)
    .map(({ id, title, supporters }) => ({ id, title, people: supporters }));
}
