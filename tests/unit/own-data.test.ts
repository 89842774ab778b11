import { secureRandomness } from "@earshot/core/id.ts";
import { personOf } from "@earshot/core/person.ts";
import { beginSession, formToken, sealSession } from "@earshot/core/session.ts";
import { expect, test } from "vitest";
import { exampleFeedback, exampleTheme } from "../memory/examples.ts";
import { apiKey, portal } from "../memory/portal.ts";

const secret = "a secret of the tests";
const ann = "email:ann@example.org";
const at = "2026-03-02T09:00:00.000Z";

/** A portal at which Ann, known from the forum too, has said and done a few things, and others as well. */
async function world() {
  const made = portal();
  const { people, feedback, themes, votes, follows, inbox, outbox } = made;
  const forum = { person: personOf("discourse:42"), alias: "discourse:42" };
  const root = await people.join([{ person: personOf(ann), alias: ann }, forum], at);
  const open = exampleTheme("waiting lists");
  const closed = exampleTheme("a ticket's", { visibility: "private" });
  for (const theme of [open, closed]) await themes.put(theme, undefined);
  const hers = exampleFeedback("hers", { person: root, aliases: ["discourse:42"], author: "Ann", theme: open.id });
  const ticket = exampleFeedback("ticket", { person: root, aliases: [ann], visibility: "private", theme: closed.id });
  for (const one of [hers, ticket, exampleFeedback("others", { theme: open.id })]) await feedback.put(one, undefined);
  await votes.put({ theme: open.id, person: root, alias: ann, at });
  await votes.put({ theme: open.id, person: personOf("email:bo@example.org"), at });
  await follows.put({ theme: open.id, person: root, alias: ann, at });
  const event = { source: "portal", externalId: "soon", version: at, body: "And this.", author: { aliases: [ann] } };
  await inbox.receive([{ id: "inb_1", receivedAt: at, attempts: 0, parked: false, content: { type: "event", event } }]);
  const sent = { state: "sent", attempts: 1, createdAt: at, dueAt: at, at } as const;
  await outbox.add({
    ...sent,
    id: "out_1",
    outlet: "mail",
    kind: "sign_in",
    occasion: "ann@example.org",
    payload: "link",
  });
  await outbox.add({
    ...sent,
    id: "out_2",
    outlet: "github",
    kind: "issue",
    occasion: "2",
    cites: [hers.id],
    payload: "all",
  });
  await outbox.add({
    ...sent,
    id: "out_3",
    outlet: "mail",
    kind: "sign_in",
    occasion: "bo@example.org",
    payload: "his",
  });
  const session = beginSession({ alias: ann }, made.clock.now, secureRandomness);
  const cookie = `__Host-earshot=${sealSession(secret, session)}`;
  const form = formToken(secret, session, made.clock.now);
  const get = (path: string) => made.request(path, { headers: { cookie } });
  const erase = (confirm: string, headers: Record<string, string> = { cookie }) =>
    made.request("/me/data/erase", {
      method: "POST",
      headers: {
        ...headers,
        "content-type": "application/x-www-form-urlencoded",
        "sec-fetch-site": "same-origin",
      },
      body: new URLSearchParams({ form, confirm }),
    });
  return { ...made, hers, ticket, open, closed, get, erase };
}

test("a member downloads everything of hers, under all her names, and nothing of anybody else's", async () => {
  const { get, hers, ticket, open, closed } = await world();
  const response = await get("/me/data/export");
  expect(response.headers.get("content-disposition")).toBe('attachment; filename="earshot.json"');
  expect(response.headers.get("cache-control")).toBe("no-store");
  const record = (await response.json()) as Record<string, unknown[]>;
  expect(record.names).toEqual(["discourse:42", ann]);
  const about = { id: open.id, title: open.title, url: `https://ideas.example.org/themes/${open.id}` };
  expect(record.feedback).toHaveLength(2);
  expect(record.feedback).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ id: hers.id, body: hers.body, author: "Ann", as: ["discourse:42"], theme: about }),
      // What others' tickets are called is not hers to know.
      expect.objectContaining({ id: ticket.id, body: ticket.body, visibility: "private", theme: { id: closed.id } }),
    ]),
  );
  expect(record.votes).toEqual([{ theme: about, at, as: ann }]);
  expect(record.follows).toEqual([{ theme: about, at, as: ann, wantsNoMore: false }]);
  expect(record.waiting).toEqual([{ source: "portal", externalId: "soon", body: "And this.", receivedAt: at }]);
  expect(record.messages).toHaveLength(2);
  expect(record.messages).toEqual(
    expect.arrayContaining([
      { what: "sign_in", through: "mail", state: "sent", at, toHer: true, text: "link", quotes: [] },
      { what: "issue", through: "github", state: "sent", at, toHer: false, quotes: [hers.id] },
    ]),
  );
  expect(JSON.stringify(record)).not.toMatch(/bo@|others/);
});

test("the API tells the same, and nothing at all of somebody unknown", async () => {
  const { request, get } = await world();
  const ask = (alias: string) =>
    request(`/api/v1/people/${alias}/export`, { headers: { authorization: `Bearer ${apiKey}` } });
  expect(await (await ask("discourse:42")).json()).toEqual(await (await get("/me/data/export")).json());
  expect(await (await ask("email:nobody@example.org")).json()).toMatchObject({ feedback: [], votes: [], messages: [] });
  expect((await ask("nobody")).status).toBe(400);
});

test("her page says how much there is, and asks her to type her address", async () => {
  const { get } = await world();
  const page = await (await get("/me/data")).text();
  expect(page).toMatch(/<dt>Things you said[^<]*<\/dt><dd>2<\/dd>/);
  expect(page).toContain('id="confirm-hint"><bdi>ann@example.org</bdi>');
  expect(await (await get("/me/data?lang=de")).text()).toContain("Alles endgültig löschen");
});

test("nothing is erased but by herself, signed in, and having typed it", async () => {
  const { erase, rows } = await world();
  const wrong = await erase("bo@example.org");
  expect(wrong.status).toBe(400);
  expect(await wrong.text()).toContain("Nothing was erased");
  expect((await erase("ann@example.org", {})).headers.get("location")).toContain("/sign-in");
  expect(rows.erasures.size).toBe(0);
  const done = await erase(" Ann@Example.org ");
  expect(done.status).toBe(200);
  expect(done.headers.get("set-cookie")).toMatch(/__Host-earshot=;.*Max-Age=0/);
  expect([...rows.erasures.values()]).toMatchObject([{ person: personOf(ann), aliases: [ann], step: "taking" }]);
});

test("who is not signed in is asked who she is, and comes back", async () => {
  const { request } = await world();
  for (const path of ["/me/data", "/me/data/export"])
    expect((await request(path)).headers.get("location")).toBe("/sign-in?to=%2Fme%2Fdata");
});

test("the API asks for an erasure, and tells how far it is", async () => {
  const { request, rows } = await world();
  const headers = { authorization: `Bearer ${apiKey}` };
  const asked = await request("/api/v1/people/discourse:42", { method: "DELETE", headers });
  expect(asked.status).toBe(202);
  const { id } = (await asked.json()) as { id: string };
  expect(rows.erasures.get(personOf("discourse:42"))).toMatchObject({ id });
  expect(await (await request(`/api/v1/erasures/${id}`, { headers })).json()).toMatchObject({ id, state: "under_way" });
  expect((await request("/api/v1/erasures/ers_unknown", { headers })).status).toBe(404);
  const again = await request("/api/v1/people/discourse:42", { method: "DELETE", headers });
  expect(await again.json(), "asked again it is the same, begun anew").toMatchObject({ id });
});
