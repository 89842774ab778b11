import { updateTheme } from "@earshot/core/curate.ts";
import { judge, judgeAllOf } from "@earshot/core/moderating.ts";
import type { Said } from "@earshot/core/said.ts";
import { say } from "@earshot/core/saying.ts";
import { undo } from "@earshot/core/undoing.ts";
import { expect, test } from "vitest";
import { faultsOf, landlord, open, themesOf, type World } from "./house.ts";

const endpoint = landlord();
const by = "ines@example.org";
const newcomer = { alias: "email:ann@example.org", name: "Ann" };
const receipts = "Let me send a receipt for each part of a payment that a guest makes.";

/** A board that asks for approval, and somebody who is new there. */
async function guarded() {
  const world = await open({ endpoint: endpoint() });
  await world.tell("PUT", "/api/v1/boards/payments", { name: "Payments", approval: true });
  const deps = { ...world.runtime.store, clock: () => world.time.now, log: world.runtime.world.log };
  const said = async (words: Partial<Said>) => {
    const id = await say(deps, newcomer, { key: "the-first-one", board: "payments", body: receipts, ...words });
    await world.settle();
    return id ?? "";
  };
  const page = async (theme: string) => (await world.runtime.portal.request(`/themes/${theme}`)).status;
  return { ...world, deps, said, page };
}

const waitingIn = async ({ runtime }: World) =>
  (await runtime.store.feedback.waiting({ limit: 10 })).items.map(({ id }) => id);

test("a newcomer's post waits, is approved, is public and counted, and her next one does not wait", async () => {
  const world = await guarded();
  const { deps, said, page } = world;
  const post = await said({});
  const theme = (await deps.feedback.get(post))?.theme ?? "";
  expect(await waitingIn(world)).toEqual([post]);
  expect(await deps.themes.get(theme)).toMatchObject({ visibility: "private", supporters: 1, publicFeedback: 0 });
  expect(await page(theme)).toBe(404);

  await Promise.allSettled([1, 2].map(() => judge(deps, { feedback: post, verdict: "approve", by })));
  await world.settle();
  expect(await waitingIn(world)).toEqual([]);
  expect(await deps.themes.get(theme)).toMatchObject({ visibility: "public", supporters: 1, publicFeedback: 1 });
  expect(await page(theme)).toBe(200);
  expect((await deps.corrections.list(theme, { limit: 10 })).items).toMatchObject([{ kind: "approve", by }]);

  const next = await said({ key: "the-second-one", body: "Show on one page what each guest still owes me." });
  expect(await deps.feedback.get(next)).toMatchObject({ visibility: "public" });
  expect(await waitingIn(world)).toEqual([]);
  expect(await faultsOf(world.runtime)).toEqual([]);
});

test("an edit of hers while it waits still waits, and after it was hidden stays hidden", async () => {
  const world = await guarded();
  const { deps, said } = world;
  const post = await said({});
  world.time.now += 60_000;
  await said({ body: `${receipts} By mail, please.` });
  expect(await waitingIn(world)).toEqual([post]);
  await judge(deps, { feedback: post, verdict: "approve", by });
  await judge(deps, { feedback: post, verdict: "hide", by });
  world.time.now += 60_000;
  await said({ body: `${receipts} On paper, please.` });
  expect(await deps.feedback.get(post)).toMatchObject({ visibility: "private", told: "public" });
  expect((await deps.feedback.get(post))?.body).toContain("On paper");
  expect(await faultsOf(world.runtime)).toEqual([]);
});

test("what is rejected leaves its theme and waits no more; undone, all is as it was", async () => {
  const world = await guarded();
  const { deps, said } = world;
  const post = await said({});
  const before = await deps.feedback.get(post);
  const { correction } = await judge(deps, { feedback: post, verdict: "reject", by, reason: "It sells watches." });
  await world.settle();
  expect(await deps.themes.get(before?.theme ?? "")).toMatchObject({ supporters: 0 });
  expect(await waitingIn(world)).toEqual([]);
  await undo(deps, { correction: correction?.id ?? "", by });
  await world.settle();
  expect(await deps.themes.get(before?.theme ?? "")).toMatchObject({ supporters: 1 });
  expect(await waitingIn(world)).toEqual([post]);
  await judgeAllOf(deps, { person: before?.person ?? "", verdict: "approve", by });
  await world.settle();
  expect((await themesOf(world.runtime)).map(({ visibility }) => visibility)).toEqual(["public"]);
  expect(await faultsOf(world.runtime)).toEqual([]);
});

test("who declines without a word owes one: the theme is listed until it is given, and again when that is undone", async () => {
  const world = await guarded();
  const { deps, said } = world;
  const post = await said({});
  const theme = (await deps.feedback.get(post))?.theme ?? "";
  const owing = async () => (await deps.themes.owing({ limit: 10 })).items.map(({ id }) => id);
  await updateTheme(deps, theme, { status: "declined" });
  expect(await owing()).toEqual([theme]);
  const { correction } = await updateTheme(deps, theme, { answer: "It would break the till.", by: "Ines" });
  expect(await owing()).toEqual([]);
  await undo(deps, { correction: correction?.id ?? "", by });
  expect(await owing()).toEqual([theme]);
  expect(await deps.themes.get(theme)).not.toHaveProperty("answer");
  await world.settle();
  expect(await owing()).toEqual([theme]);
});

test("a decision by the API is in the audit trail, and undoing it gives the machine its word back", async () => {
  const world = await guarded();
  const { deps, said } = world;
  const post = await said({});
  await judge(deps, { feedback: post, verdict: "approve", by });
  await world.settle();
  const theme = (await deps.feedback.get(post))?.theme ?? "";
  const first = await deps.themes.get(theme);
  const change = { title: "Receipts", status: "planned", visibility: "private", by: "Ines" };
  const { correction } = await world.tell<{ correction: string }>("PATCH", `/api/v1/themes/${theme}`, change);
  await world.settle();
  expect(await deps.themes.get(theme)).toMatchObject({ title: "Receipts", status: "planned", visibility: "private" });
  expect(await world.tell("GET", `/api/v1/audit/${correction}`)).toMatchObject({ kind: "decide", by: "Ines" });
  await world.tell("POST", `/api/v1/audit/${correction}/undo`, {});
  await world.settle();
  const { title, titleBy, status, history, visibility, visibilityBy, quotes } = first ?? {};
  expect(await deps.themes.get(theme)).toMatchObject({
    ...{ title, titleBy, status, history, visibility, visibilityBy, quotes },
  });
  expect((await world.ask("POST", `/api/v1/audit/${correction}/undo`, {})).status).toBe(409);
  expect(await faultsOf(world.runtime)).toEqual([]);
});
