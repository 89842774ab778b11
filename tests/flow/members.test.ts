import { follow } from "@earshot/core/following.ts";
import { personOf } from "@earshot/core/person.ts";
import type { Said } from "@earshot/core/said.ts";
import { say } from "@earshot/core/saying.ts";
import { castVote } from "@earshot/core/voting.ts";
import { expect, test } from "vitest";
import { faultsOf, landlord, open, themesOf, type World } from "./house.ts";

const endpoint = landlord();
const ann = { alias: "email:ann@example.org" };

/** A house with two boards and a theme on each, and what members do there. */
async function inhabited(): Promise<World & { said: (words: Partial<Said>) => Promise<string | undefined> }> {
  const world = await open({ endpoint: endpoint() });
  await world.tell("PUT", "/api/v1/boards/courses", { name: "Courses" });
  await world.tell("PUT", "/api/v1/boards/payments", { name: "Payments", approval: true });
  const first = [
    { board: "courses", body: "Offer a waiting list when a course is full." },
    { board: "payments", body: "Refund a booking in two steps and not in nine screens." },
  ];
  await world.tell(
    "POST",
    "/api/v1/feedback",
    first.map((one, i) => ({ ...one, author: { email: `first${i}@example.org` } })),
  );
  await world.settle();
  const deps = { ...world.runtime.store, clock: () => world.time.now, log: world.runtime.world.log };
  const said = (words: Partial<Said>) => say(deps, ann, { key: "a-key-of-ann", body: "", ...words });
  return { ...world, said };
}

test("words about a theme go to that theme, whatever they say, and stay there when the form is sent again", async () => {
  const world = await inhabited();
  const theme = (await themesOf(world.runtime)).find(({ board }) => board === "courses");
  if (!theme) throw new Error("There is a theme on courses.");
  const words = { theme: theme.id, body: "Every Thursday, and my phone bill is a refund in nine screens." };
  const id = await world.said(words);
  await world.settle();
  await world.said(words);
  await world.settle();
  const feedback = await world.runtime.store.feedback.get(id ?? "");
  expect(feedback).toMatchObject({ theme: theme.id, board: "courses", visibility: "public", placedBy: "person" });
  const counted = await world.runtime.store.themes.get(theme.id);
  expect(counted).toMatchObject({ supporters: 2, votes: 1, feedback: 2, voices: { voted: 1, said: 1, proxy: 0 } });
  expect(await faultsOf(world.runtime)).toEqual([]);
});

test("guests are counted apart, on the head and in the list, and are gone when they take it back", async () => {
  const world = await inhabited();
  const deps = { ...world.runtime.store, clock: () => world.time.now, log: world.runtime.world.log };
  const [theme] = await themesOf(world.runtime);
  if (!theme) throw new Error("There is a theme.");
  for (const alias of ["guest:ses_1", "guest:ses_2", ann.alias]) await castVote(deps, { theme: theme.id, alias });
  await world.settle();
  expect(await deps.themes.get(theme.id)).toMatchObject({ supporters: 2, votes: 1, guests: 2 });
  const list = { boards: [theme.board], visibilities: ["public"], sort: "top" } as const;
  expect((await deps.themes.list(list, { limit: 5 })).items).toMatchObject([{ supporters: 2, guests: 2 }]);
  for (const alias of ["guest:ses_1", "guest:ses_2"]) await deps.votes.remove(theme.id, personOf(alias));
  await world.settle();
  expect(await deps.themes.get(theme.id)).not.toHaveProperty("guests");
  expect(await faultsOf(world.runtime)).toEqual([]);
});

test("a newcomer's words wait for staff where the board asks for it: they count, and are not public", async () => {
  const world = await inhabited();
  const id = await world.said({ board: "payments", body: "Let me send a receipt for each part of a payment." });
  await world.settle();
  const first = await world.runtime.store.feedback.get(id ?? "");
  expect(first?.visibility).toBe("private");
  const theme = await world.runtime.store.themes.get(first?.theme ?? "");
  expect(theme).toMatchObject({ visibility: "private", supporters: 1 });
  await world.said({ board: "courses", key: "on-another-board", body: "Let me copy a course with all its dates." });
  await world.settle();
  const second = await world.said({
    board: "payments",
    key: "once-published",
    body: "Show what a guest still owes me.",
  });
  await world.settle();
  expect((await world.runtime.store.feedback.get(second ?? ""))?.visibility).toBe("public");
});

test("following is not counted, and moves with who somebody is", async () => {
  const world = await inhabited();
  const { store } = world.runtime;
  const deps = { ...store, clock: () => world.time.now };
  const [theme] = await themesOf(world.runtime);
  if (!theme) throw new Error("There is a theme.");
  await follow(deps, { theme: theme.id, ...ann, hears: { email: "ann@example.org", language: "en" } });
  const aliases = [ann.alias, "member:42"];
  const keeper = await store.people.join(
    aliases.map((alias) => ({ person: personOf(alias), alias })),
    new Date(world.time.now).toISOString(),
  );
  await world.settle();
  expect(await store.follows.among([theme.id], [keeper])).toMatchObject([{ person: keeper, alias: ann.alias }]);
  expect(await store.themes.get(theme.id)).toMatchObject({ supporters: 1, revision: theme.revision });
});
