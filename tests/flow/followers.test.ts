import { minute } from "@earshot/core/clock.ts";
import { follow } from "@earshot/core/following.ts";
import type { Mail } from "@earshot/core/mail.ts";
import { personOf } from "@earshot/core/person.ts";
import { castVote } from "@earshot/core/voting.ts";
import { sign } from "hono/jwt";
import { expect, test } from "vitest";
import { landlord, open, themesOf, type World } from "./house.ts";

const endpoint = landlord();

interface Inhabited extends World {
  theme: string;
  /** Mails that were written for followers, by address. */
  mails(): Promise<Map<string, Mail & { state: string }>>;
  /** Lets minutes pass, a sweep in each. */
  pass(minutes: number): Promise<void>;
}

/** A house with one theme, somebody who voted for it, somebody who follows it, and many of each. */
async function inhabited(many = 0): Promise<Inhabited> {
  const world = await open({ endpoint: endpoint() });
  const { store } = world.runtime;
  await world.tell("POST", "/api/v1/feedback", [
    { body: "Offer a waiting list when a course is full.", author: { email: "first@example.org" } },
  ]);
  await world.settle();
  const [theme] = await themesOf(world.runtime);
  if (!theme) throw new Error("There is a theme.");
  const deps = { ...store, clock: () => world.time.now };
  const member = (name: string, language = "en") => ({
    ...{ theme: theme.id, alias: `email:${name}@example.org` },
    hears: { email: `${name}@example.org`, language },
  });
  await castVote(deps, member("vic"));
  await castVote(deps, { theme: theme.id, alias: "email:imported@example.org" });
  await follow(deps, member("fay", "de"));
  await Promise.all(Array.from({ length: many }, (_, i) => follow(deps, member(`many${i}`))));
  await world.settle();
  return {
    ...world,
    theme: theme.id,
    async mails() {
      const { items } = await store.outbox.list(["waiting", "sent", "dry_run", "superseded"], { limit: 500 });
      const written = items.filter(({ kind }) => kind === "follower_mail");
      return new Map(
        written.reverse().map(({ payload, state }) => [(payload as Mail).to, { ...(payload as Mail), state }]),
      );
    },
    async pass(minutes) {
      for (let i = 0; i < minutes; i++) {
        world.time.now += minute;
        await world.runtime.sweep();
        await world.settle();
      }
    },
  };
}

const answer = "We will build it. Six workshops try it first.";

test("who voted and who follows is sent the answer, each in her language, and its link stops the next", async () => {
  const house = await inhabited();
  await house.tell("PATCH", `/api/v1/themes/${house.theme}`, { status: "planned", answer, by: "Ines" });
  await house.settle();
  expect((await house.mails()).size).toBe(0);
  await house.pass(6);
  const first = await house.mails();
  expect([...first.keys()].sort()).toEqual(["fay@example.org", "vic@example.org"]);
  expect(first.get("fay@example.org")).toMatchObject({
    state: "dry_run",
    subject: expect.stringMatching(/^Geplant: /),
  });
  expect(first.get("vic@example.org")?.body).toContain(`Ines writes:\n\n${answer}`);
  const address = first.get("vic@example.org")?.unsubscribe ?? "";
  expect(address).toMatch(/^https:\/\/ideas\.example\/unfollow\?token=/);
  const said = await house.runtime.portal.request(address, {
    method: "POST",
    body: new URLSearchParams({ "List-Unsubscribe": "One-Click" }),
  });
  expect(said.status).toBe(200);
  await house.tell("PATCH", `/api/v1/themes/${house.theme}`, { status: "in_progress" });
  await house.pass(6);
  const all = await house.mails();
  expect(all.get("fay@example.org")?.subject).toMatch(/^In Arbeit: /);
  expect(all.get("vic@example.org")?.subject).toMatch(/^Planned: /);
});

test("a hundred followers are told in pieces, once each, however often the pieces are carried out", async () => {
  const house = await inhabited(110);
  await house.tell("PATCH", `/api/v1/themes/${house.theme}`, { status: "planned", answer, by: "Ines" });
  await house.pass(7);
  expect((await house.mails()).size).toBe(112);
  const { store } = house.runtime;
  const { items } = await store.outbox.list(["sent"], { limit: 500 });
  const pieces = items.filter(({ kind }) => kind === "followers");
  expect(pieces.length).toBeGreaterThanOrEqual(3);
  for (const piece of pieces.reverse())
    await store.table.put({
      ...piece,
      pk: piece.id,
      sk: "DELIVERY",
      state: "waiting",
      queue: "DELIVERY#waiting",
      due: piece.dueAt,
    });
  await house.pass(2);
  const { items: again } = await store.outbox.list(["dry_run"], { limit: 500 });
  expect(again.filter(({ kind }) => kind === "follower_mail")).toHaveLength(112);
});

test("what is taken back within five minutes is told to nobody", async () => {
  const house = await inhabited();
  const decided = await house.tell<{ correction: string }>("PATCH", `/api/v1/themes/${house.theme}`, {
    status: "declined",
    answer: "The wrong button.",
    by: "Ines",
  });
  await house.pass(2);
  await house.tell("POST", `/api/v1/audit/${decided.correction}/undo`);
  await house.pass(6);
  expect((await house.mails()).size).toBe(0);
  expect(await house.runtime.store.follows.among([house.theme], [personOf("email:fay@example.org")])).toHaveLength(1);
});

test("who came by the company's sign-in and asked for something new is mailed its answer", async () => {
  const sso = "the company and Earshot know this";
  const world = await open({ endpoint: endpoint(), variables: { EARSHOT_SSO_SECRET: sso } });
  const { portal, store } = world.runtime;
  const claims = { id: 42, email: "Ann@example.org", name: "Ann", jti: "only once", exp: world.time.now / 1000 + 60 };
  const arrived = await portal.request(`/sign-in/sso?token=${await sign(claims, sso, "HS256")}`);
  const cookie = arrived.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
  const page = await (await portal.request("/new?lang=de", { headers: { cookie } })).text();
  const field = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? "";
  const sent = await portal.request("/new?lang=de", {
    method: "POST",
    headers: { cookie, "sec-fetch-site": "same-origin", "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({
      ...{ form: field("form"), key: field("key"), step: "send", title: "", board: "" },
      body: "Show the pictures of the last rehearsal in the evening.",
    }).toString(),
  });
  expect(sent.status).toBe(303);
  await world.settle();
  const [theme] = await themesOf(world.runtime);
  await world.tell("PATCH", `/api/v1/themes/${theme?.id}`, { status: "planned", answer, by: "Ines" });
  for (let i = 0; i < 7; i++) {
    world.time.now += minute;
    await world.runtime.sweep();
    await world.settle();
  }
  const { items } = await store.outbox.list(["dry_run", "sent"], { limit: 100 });
  const mails = items.flatMap(({ kind, payload }) => (kind === "follower_mail" ? [payload as Mail] : []));
  expect(mails).toMatchObject([{ to: "ann@example.org", subject: expect.stringMatching(/^Geplant: /) }]);
  const [said] = (await world.tell<{ items: object[] }>("GET", `/api/v1/themes/${theme?.id}/feedback`)).items;
  expect(said).toMatchObject({ author: "Ann" });
  expect(JSON.stringify(said)).not.toContain("ann@example.org");
  const own = await world.tell<object>("GET", "/api/v1/people/member:42/export");
  expect(own).toMatchObject({ feedback: [{ toldAt: "ann@example.org" }] });
});
