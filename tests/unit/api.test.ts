import { isoTime, second } from "@earshot/core/clock.ts";
import { EarshotError } from "@earshot/core/error.ts";
import { feedbackId } from "@earshot/core/feedback.ts";
import type { Delivery } from "@earshot/core/outbox.ts";
import { EventType } from "@earshot/core/webhook/event.ts";
import type { PortalDeps } from "@earshot/portal/deps.ts";
import { rateLimiter } from "@earshot/portal/rate.ts";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { exampleFeedback, exampleTheme } from "../memory/examples.ts";
import { apiKey, portal } from "../memory/portal.ts";

type Json = Record<string, unknown>;
interface Operation {
  operationId: string;
  parameters?: { name: string; in: string }[];
  requestBody?: object;
  responses: Record<string, unknown>;
}
interface Description {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Json };
}

let description: Description;
let validator: (pointer: string) => ValidateFunction;

beforeAll(async () => {
  const response = await portal().request("/api/v1/openapi.json", { headers: { authorization: `Bearer ${apiKey}` } });
  description = (await response.json()) as Description;
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  ajv.addSchema(description, "earshot");
  const known = new Map<string, ValidateFunction>();
  validator = (pointer) => {
    const found = known.get(pointer) ?? ajv.compile({ $ref: `earshot#${pointer}` });
    known.set(pointer, found);
    return found;
  };
});

const escaped = (part: string) => encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1"));

/** Holds an answer against the description: the route's own where it went well, a problem where it did not. */
async function described(method: string, path: string, response: Response): Promise<Json> {
  const body = (await response.json()) as Json;
  const type = response.headers.get("content-type");
  if (!response.ok) {
    expect(type).toBe("application/problem+json");
    expect(body.status).toBe(response.status);
    const problem = validator("/components/schemas/Problem");
    expect(problem(body), JSON.stringify(problem.errors)).toBe(true);
    return body;
  }
  expect(type).toBe("application/json");
  expect(response.headers.get("cache-control")).toBe("no-store");
  const { pathname } = new URL(path, "http://x");
  const template = Object.keys(description.paths)
    .filter((known) => new RegExp(`^${known.replaceAll(/\{\w+\}/g, "[^/]+")}$`).test(pathname))
    .find((known) => description.paths[known]?.[method.toLowerCase()]);
  if (template === undefined) throw new Error(`${method} ${pathname} is not described`);
  const schema = `/paths/${escaped(template)}/${method.toLowerCase()}/responses/${response.status}/content/${escaped("application/json")}/schema`;
  const valid = validator(schema);
  expect(valid(body), `${method} ${template}: ${JSON.stringify(valid.errors)}`).toBe(true);
  return body;
}

function world(given: Partial<PortalDeps> = {}) {
  const all = portal(given);
  const call = async (method: string, path: string, body?: unknown, init: RequestInit = {}) => {
    const response = await all.request(`/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${apiKey}`, ...(body !== undefined && { "content-type": "application/json" }) },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
      ...init,
    });
    return {
      status: response.status,
      headers: response.headers,
      body: await described(method, `/api/v1${path}`, response),
    };
  };
  return { ...all, call };
}

const json = { authorization: `Bearer ${apiKey}`, "content-type": "application/json" };

describe("the key", () => {
  test.each([
    {},
    { authorization: apiKey },
    { authorization: "Bearer" },
    { authorization: `Bearer ${apiKey}x` },
    { authorization: `Basic ${apiKey}` },
    { authorization: `Bearer ${apiKey} ${apiKey}` },
  ])("%j opens nothing", async (headers) => {
    const { request } = portal();
    for (const path of ["/themes", "/openapi.json", "/nowhere"]) {
      const response = await request(`/api/v1${path}`, { headers });
      expect(response.status).toBe(401);
      expect(response.headers.get("www-authenticate")).toContain("Bearer");
      await described("GET", path, response);
    }
  });

  test("where there is no key, nothing opens", async () => {
    const { request } = portal({ apiKey: undefined });
    for (const authorization of ["Bearer ", "Bearer undefined"])
      expect((await request("/api/v1/themes", { headers: { authorization } })).status).toBe(401);
  });

  test("a body is not looked at before the key", async () => {
    const { request, rows } = portal();
    const response = await request("/api/v1/feedback", {
      method: "POST",
      body: "{",
      headers: { ...json, authorization: "Bearer no" },
    });
    expect(response.status).toBe(401);
    expect(rows.inbox.size).toBe(0);
  });
});

describe("POST /feedback", () => {
  test("one: 202 with its id, stored", async () => {
    const { call, rows } = world();
    const { status, body } = await call("POST", "/feedback", { body: "A waiting list, please", externalId: "7" });
    expect([status, body]).toEqual([202, { id: feedbackId("api", "7") }]);
    expect(rows.inbox.size).toBe(1);
  });

  test("up to 500 at once, one id each, in order", async () => {
    const { call, rows } = world();
    const many = Array.from({ length: 500 }, (_, i) => ({ body: `wish ${i}`, externalId: String(i) }));
    const { status, body } = await call("POST", "/feedback", many);
    expect(status).toBe(202);
    expect(body.items).toEqual(many.map(({ externalId }) => ({ id: feedbackId("api", externalId) })));
    expect(rows.inbox.size).toBe(500);
  });

  test.each([
    ["501 items", Array.from({ length: 501 }, () => ({ body: "x" })), undefined],
    ["no items", [], undefined],
    ["a text", "text", undefined],
    ["null", null, undefined],
    ["a number for a body", { body: 7 }, "body"],
    ["nothing said", {}, "body"],
    ["a name that nobody can read", { body: "x", author: { externalId: "a\u0000" } }, "author.externalId"],
    ["one bad among good", [{ body: "x" }, { body: "x", author: { email: "no" } }], "1.author.email"],
    ["an unknown board", { body: "x", board: "nope" }, "board"],
    ["the future", [{ body: "x", createdAt: "2126-01-01T00:00:00Z" }], "0.createdAt"],
  ])("%s: 400, nothing stored", async (_, sent, field) => {
    const { call, rows } = world();
    const { status, body } = await call("POST", "/feedback", JSON.stringify(sent));
    expect(status).toBe(400);
    expect(body.field).toBe(field);
    expect(rows.inbox.size).toBe(0);
  });

  test("every field at fault is named, and what is missing is called missing", async () => {
    const { body } = await world().call("PUT", "/teams/payments", { repository: "nope" });
    expect(body.errors).toEqual([
      { field: "name", detail: "is missing" },
      { field: "repository", detail: "a repository is owner/name" },
    ]);
  });

  test("an empty request is refused", async () => {
    expect((await world().call("POST", "/feedback")).status).toBe(400);
  });

  test.each([
    ["malformed JSON", '{"body":', 400, "JSON"],
    ["deep nesting", "[".repeat(400_000), 400, "JSON"],
    ["1 MB and a byte", `{"body":"${"x".repeat(1_000_000)}"}`, 413, "1,000,000"],
  ])("%s", async (_, sent, status, detail) => {
    const { call, rows } = world();
    const answer = await call("POST", "/feedback", sent);
    expect(answer.status).toBe(status);
    expect(answer.body.detail).toContain(detail);
    expect(rows.inbox.size).toBe(0);
  });

  test("a declared length over the limit is refused unread", async () => {
    const { call } = world();
    const { status } = await call("POST", "/feedback", "{}", { headers: { ...json, "content-length": "1000001" } });
    expect(status).toBe(413);
  });

  test.each([{}, { "content-length": "1000" }])("a caller who hangs up is no fault of ours %j", async (declared) => {
    let pulled = 0;
    const body = new ReadableStream({
      pull(controller) {
        if (pulled++ === 0) controller.enqueue(new Uint8Array(1));
        else controller.error(new Error("Client connection prematurely closed."));
      },
    });
    const { request, logged } = portal();
    const init = { method: "POST", headers: { ...json, ...declared }, body, duplex: "half" } as RequestInit;
    expect((await request("/api/v1/feedback", init)).status).toBe(400);
    expect(logged).toEqual([]);
  });

  test("an endless body is read up to the limit", async () => {
    let pulled = 0;
    const body = new ReadableStream({
      pull(controller) {
        pulled += 1;
        controller.enqueue(new Uint8Array(100_000));
      },
    });
    const { request } = portal();
    const init = { method: "POST", headers: json, body, duplex: "half" } as RequestInit;
    expect((await request("/api/v1/feedback", init)).status).toBe(413);
    expect(pulled).toBeLessThan(20);
  });

  test("invalid UTF-8: 400", async () => {
    const { call } = world();
    const bytes = Buffer.from('{"body":"\xff\xfe"}', "latin1");
    const { status, body } = await call("POST", "/feedback", "", { body: bytes });
    expect(status).toBe(400);
    expect(body.detail).toContain("UTF-8");
  });

  test.each(["text/plain", "application/x-www-form-urlencoded", "", "application/jsonp"])("%j: 415", async (type) => {
    const { call } = world();
    const headers = { authorization: json.authorization, "content-type": type };
    expect((await call("POST", "/feedback", '{"body":"x"}', { headers })).status).toBe(415);
  });

  test.each(["gzip", "br", "identity, gzip"])("a body that comes as %s: 415, whatever is in it", async (encoding) => {
    const { call } = world();
    const headers = { ...json, "content-encoding": encoding };
    const { status, body } = await call("POST", "/feedback", '{"body":"x"}', { headers });
    expect([status, body.detail]).toEqual([415, "Send the body as it is: content-encoding is not understood here."]);
    const plain = { headers: { ...json, "content-encoding": "identity" } };
    expect((await call("POST", "/feedback", '{"body":"x"}', plain)).status).toBe(202);
  });

  test("half a character is mended before ids are made from it", async () => {
    const { call, rows } = world();
    const { body } = await call("POST", "/feedback", '{"body":"x","externalId":"\\ud800"}');
    expect(body.id).toBe(feedbackId("api", "\ufffd"));
    expect([...rows.inbox.values()][0]?.content).toMatchObject({ event: { externalId: "\ufffd" } });
  });

  test("a polluted prototype stays clean", async () => {
    const { call } = world();
    await call("POST", "/feedback", '{"body":"x","__proto__":{"board":"nope"},"constructor":{}}');
    expect({}).not.toHaveProperty("board");
  });
});

test("GET /feedback/{id}: its theme, and the neighbours that put it there", async () => {
  const { call, feedback, themes } = world();
  const theme = exampleTheme("Waiting lists");
  const gone = exampleFeedback("gone", { withdrawn: true, text: "taken back" });
  const near = exampleFeedback("near");
  const why = [near, gone].map(({ id }) => ({ feedback: id, theme: theme.id, similarity: 0.7 }));
  const one = exampleFeedback("one", { theme: theme.id, why });
  await themes.put(theme, undefined);
  for (const each of [gone, near, one]) await feedback.put(each, undefined);
  const { body } = await call("GET", `/feedback/${one.id}`);
  expect(body).toMatchObject({ id: one.id, theme: theme.id, themeTitle: "Waiting lists", body: one.body });
  expect(body.why).toEqual([{ ...why[0], text: near.text }, why[1]]);
  expect(JSON.stringify(body)).not.toContain("taken back");
  expect(body).not.toHaveProperty("aliases");
  expect((await call("GET", `/feedback/${gone.id}`)).body.theme).toBeNull();
  expect((await call("GET", "/feedback/fbk_nope")).status).toBe(404);
  expect((await call("GET", `/feedback/${theme.id}`)).status).toBe(404);
});

describe("themes", () => {
  async function ranked() {
    const all = world();
    for (const [i, name] of ["a", "b", "c", "d", "e"].entries())
      await all.themes.put(
        exampleTheme(name, {
          supporters: 10 - i,
          score: 160 + i,
          rise: (i * 2) % 5,
          createdAt: isoTime(Date.parse("2026-02-01") + i * 1000),
          visibility: i === 3 ? "private" : "public",
          status: i === 4 ? "planned" : "open",
          board: i === 0 ? "other" : "ideas",
        }),
        undefined,
      );
    await all.settings.putBoard({ id: "ideas", name: "Ideas", claims: [] });
    await all.settings.putBoard({ id: "other", name: "Other", claims: [] });
    const titles = async (query: string) => {
      const { body } = await all.call("GET", `/themes${query}`);
      return (body.items as { title: string }[]).map(({ title }) => title).join("");
    };
    return { ...all, titles };
  }

  test.each([
    ["", "abcde"],
    ["?sort=top", "abcde"],
    ["?sort=trending", "edcba"],
    ["?sort=new", "edcba"],
    ["?sort=rising", "cebda"],
    ["?board=ideas", "bcde"],
    ["?board=other,ideas&status=planned", "e"],
    ["?status=open&status=planned", "abcde"],
    ["?status=shipped", ""],
    ["?limit=2", "ab"],
    ["?limit=100000", "abcde"],
    ["?board=&cursor=&limit=", "abcde"],
  ])("GET /themes%s gives %s, public and private", async (query, expected) => {
    const { titles } = await ranked();
    expect(await titles(query)).toBe(expected);
  });

  test("pages follow one another without loss", async () => {
    const { call } = await ranked();
    let [seen, next] = ["", ""];
    do {
      const { body } = await call("GET", `/themes?limit=2&cursor=${next}`);
      seen += (body.items as { title: string }[]).map(({ title }) => title).join("");
      next = (body.next as string | undefined) ?? "";
    } while (next !== "");
    expect(seen).toBe("abcde");
  });

  test.each([
    ["board=nope", "board"],
    ["sort=best", "sort"],
    ["status=done", "status.0"],
    ["limit=0", "limit"],
    ["limit=ten", "limit"],
    ["cursor=%00", "cursor"],
    ["cursor=abc", "cursor"],
    [`cursor=${Buffer.from("{}").toString("base64url")}`, "cursor"],
    [`cursor=${"a".repeat(5_000)}`, "cursor"],
  ])("GET /themes?%s: 400 that names %s", async (query, field) => {
    const { call } = await ranked();
    const { status, body } = await call("GET", `/themes?${query}`);
    expect([status, body.field]).toEqual([400, field]);
  });

  test("a theme tells all that is counted and decided", async () => {
    const { call, themes } = world();
    const theme = exampleTheme("Waiting lists", {
      answer: { text: "Soon.", by: "Mara", at: "2026-03-03T00:00:00.000Z" },
      quotes: [{ text: "Please!", feedback: "fbk_1", visibility: "public" }],
      issue: { repository: "a/b", repositoryId: 1, issueId: 2, number: 3, url: "https://github.com/a/b/issues/3" },
    });
    await themes.put(theme, undefined);
    const { body } = await call("GET", `/themes/${theme.id}`);
    expect(body).toMatchObject({
      supporters: 3,
      voices: { voted: 3, said: 0, proxy: 0 },
      sources: { portal: 3 },
      team: null,
      answer: theme.answer,
      quotes: theme.quotes,
      issue: theme.issue,
      url: `https://ideas.example.org/themes/${theme.id}`,
    });
    expect(body.weeks).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3]);
    expect(body.score).toBeCloseTo(3 * 2 ** (-2 / 14), 1);
  });

  test("its feedback comes in pages, newest first", async () => {
    const { call, themes, feedback } = world();
    const theme = exampleTheme("x");
    await themes.put(theme, undefined);
    for (const [i, name] of ["a", "b", "c"].entries())
      await feedback.put(
        exampleFeedback(name, { theme: theme.id, at: isoTime(i), visibility: i === 1 ? "private" : "public" }),
        undefined,
      );
    const names = ({ items }: Json) => (items as { externalId: string }[]).map(({ externalId }) => externalId);
    const first = await call("GET", `/themes/${theme.id}/feedback?limit=2`);
    expect(names(first.body)).toEqual(["c", "b"]);
    const second = await call("GET", `/themes/${theme.id}/feedback?limit=2&cursor=${first.body.next}`);
    expect(names(second.body)).toEqual(["a"]);
    expect(second.body).not.toHaveProperty("next");
  });

  test("deciding answers with the theme as decided", async () => {
    const { call, themes } = world();
    const theme = exampleTheme("x");
    await themes.put(theme, undefined);
    const { status, body } = await call("PATCH", `/themes/${theme.id}`, { status: "planned", note: "soon" });
    expect([status, body.status]).toEqual([200, "planned"]);
    expect((await call("PATCH", `/themes/${theme.id}`, { staus: "planned" })).status).toBe(400);
    expect((await call("PATCH", `/themes/${theme.id}`, {})).status).toBe(400);
    expect((await call("PATCH", `/themes/${theme.id}`, { team: "nope" })).body.field).toBe("team");
  });

  test("an issue is asked for once", async () => {
    const { call, themes } = world();
    const theme = exampleTheme("x");
    await themes.put(theme, undefined);
    const first = await call("POST", `/themes/${theme.id}/issue`);
    expect(first.status).toBe(202);
    expect((await call("POST", `/themes/${theme.id}/issue`, {})).body).toEqual(first.body);
    const attach = await call("POST", `/themes/${theme.id}/issue`, { url: "https://github.com/a/b/issues/1" });
    expect([attach.status, attach.body.field]).toEqual([400, "url"]);
  });

  test.each([
    ["GET", "", undefined],
    ["GET", "/feedback", undefined],
    ["PATCH", "", { status: "planned" }],
    ["POST", "/issue", undefined],
    ["PUT", "/votes/email:a@b.example", undefined],
    ["DELETE", "/votes/email:a@b.example", undefined],
  ])("%s /themes/{id}%s of a theme that is not there: 404", async (method, rest, body) => {
    const { call } = world();
    for (const id of ["thm_nope", "nope", "%00", "x".repeat(3_000)])
      expect((await call(method, `/themes/${id}${rest}`, body)).status).toBe(404);
  });
});

test("votes are cast and taken back once each, under any spelling of the alias", async () => {
  const { call, themes, rows } = world();
  const theme = exampleTheme("x");
  await themes.put(theme, undefined);
  const at = (alias: string) => `/themes/${theme.id}/votes/${alias}`;
  expect((await call("PUT", at("email:ann@example.org"))).body).toMatchObject({ voted: true, changed: true });
  expect((await call("PUT", at("email%3AAnn%40Example.org"))).body).toMatchObject({ voted: true, changed: false });
  expect((await call("PUT", at("discourse:a%2Fb"))).body).toMatchObject({ voted: true, changed: true });
  expect(rows.votes.size).toBe(2);
  expect((await call("DELETE", at("email:ann@example.org"))).body).toMatchObject({ voted: false, changed: true });
  expect((await call("DELETE", at("email:ann@example.org"))).body).toMatchObject({ voted: false, changed: false });
  expect((await call("PUT", at("ann"))).status).toBe(400);
  expect((await call("PUT", at("%ff"))).status).toBe(400);
  for (const wrong of ["email:ann", "email:ann@example.org%00", "discourse:%00", "discourse:4%1b2"])
    expect((await call("PUT", at(wrong))).status, wrong).toBe(400);
  expect((await call("DELETE", at("email:ann"))).status, "one that was cast once can be taken back").toBe(200);
  expect(rows.votes.size).toBe(1);
});

test("GET /similar asks about the text in the boards named", async () => {
  const asked: unknown[] = [];
  const { call, rows } = world({
    similar: async (...args) => {
      asked.push(args);
      return [
        { theme: "thm_1", score: 0.8 },
        { theme: "thm_gone", score: 0.7 },
      ];
    },
  });
  rows.themes.set("thm_1", exampleTheme("Waiting lists", { id: "thm_1" }));
  const { body } = await call("GET", "/similar?text=a%20waiting%20list&board=ideas");
  expect(body).toEqual({ items: [{ theme: "thm_1", title: "Waiting lists", score: 0.8 }] });
  await call("GET", "/similar?text=x&limit=3");
  expect(asked).toEqual([
    ["a waiting list", ["ideas"], 5],
    ["x", undefined, 3],
  ]);
  expect((await call("GET", "/similar")).body.field).toBe("text");
  expect((await call("GET", "/similar?text=%20")).body.field).toBe("text");
  expect((await call("GET", "/similar?text=x&board=nope")).body.field).toBe("board");
});

describe("corrections", () => {
  const post = (call: ReturnType<typeof world>["call"]) => (path: string, body?: unknown) => call("POST", path, body);

  /** Two themes with two pieces of feedback each, and one of another board. */
  async function corrected() {
    const { call, ...rest } = world();
    const [a, b, far] = [exampleTheme("a"), exampleTheme("b"), exampleTheme("far", { board: "billing" })];
    const said = ["1", "2", "3", "4"].map((name, i) => exampleFeedback(name, { theme: i < 2 ? a.id : b.id }));
    for (const theme of [a, b, far]) await rest.themes.put(theme, undefined);
    for (const one of said) await rest.feedback.put(one, undefined);
    return { ...rest, call, post: post(call), a: a.id, b: b.id, far: far.id, said: said.map(({ id }) => id) };
  }

  test("a theme is merged and un-merged, and each says where it stands", async () => {
    const { call, post, a, b, said } = await corrected();
    const merged = await post(`/themes/${a}/merge`, { into: b, by: "Mara" });
    expect(merged).toMatchObject({ status: 200, body: { id: a, status: "merged", mergedInto: b } });
    expect((await post(`/themes/${a}/merge`, { into: b })).body).toMatchObject({ correction: null });
    expect((await call("GET", `/themes/${a}`)).body).toMatchObject({ mergedInto: b });
    expect((await call("GET", `/themes/${b}`)).body).toMatchObject({ absorbed: [a], locked: false });
    expect((await call("GET", `/feedback/${said[0]}`)).body).toMatchObject({ theme: b, themeTitle: "b" });
    for (const theme of [a, b]) {
      const { items } = (await call("GET", `/themes/${theme}/feedback`)).body as { items: Json[] };
      expect(items.map((one) => one.theme)).toEqual([b, b, b, b]);
    }
    expect((await call("PUT", `/themes/${a}/votes/discourse:42`)).body).toMatchObject({ theme: b, changed: true });
    const parted = await post(`/themes/${a}/unmerge`);
    expect(parted).toMatchObject({ status: 200, body: { id: a, status: "open" } });
    expect(parted.body).not.toHaveProperty("mergedInto");
    const { items } = (await call("GET", `/themes/${a}/feedback`)).body as { items: Json[] };
    expect(items).toHaveLength(2);
  });

  test("feedback is moved, taken out, split off", async () => {
    const { call, post, a, b, said } = await corrected();
    const [one, two, three] = said;
    expect((await post(`/feedback/${one}/move`, { theme: b })).body).toMatchObject({ theme: b, placedBy: "person" });
    expect((await post(`/feedback/${two}/move`, { theme: null })).body).toMatchObject({
      ...{ theme: null, apart: "not a request" },
    });
    const split = await post(`/themes/${b}/split`, { feedback: [one, three], title: "Apart", by: "Mara" });
    expect(split).toMatchObject({ status: 200, body: { title: "Apart", titleBy: "person" } });
    const { id } = split.body as { id: string };
    expect((await call("GET", `/feedback/${one}`)).body).toMatchObject({ theme: id });
    expect((await call("GET", `/themes/${a}/feedback`)).body).toEqual({ items: [] });
  });

  test("a theme is locked and unlocked", async () => {
    const { post, a } = await corrected();
    expect((await post(`/themes/${a}/lock`, { by: "Mara" })).body).toMatchObject({ locked: true });
    expect((await post(`/themes/${a}/lock`)).body).toMatchObject({ locked: true, correction: null });
    expect((await post(`/themes/${a}/unlock`)).body).toMatchObject({ locked: false });
  });

  test("the trail tells who did what, and how to take it back", async () => {
    const { call, post, clock, a, b, said } = await corrected();
    await post(`/themes/${a}/merge`, { into: b });
    clock.now += 1000;
    await post(`/feedback/${said[2]}/move`, { theme: null, by: "Mara" });
    const { items } = (await call("GET", "/audit")).body as { items: (Json & { id: string; undo: string })[] };
    expect(items.map(({ kind, by }) => [kind, by])).toEqual([
      ["move", "Mara"],
      ["merge", "API"],
    ]);
    const [move, merge] = items;
    expect(merge).toMatchObject({
      text: "Merged “a” into “b”.",
      themes: [a, b],
      undo: expect.stringContaining("/undo"),
    });
    expect((await call("GET", `/audit?theme=${a}`)).body.items).toHaveLength(1);
    const first = (await call("GET", "/audit?limit=1")).body as { items: Json[]; next: string };
    expect((await call("GET", `/audit?limit=1&cursor=${first.next}`)).body.items).toMatchObject([{ id: merge?.id }]);
    const undone = await post(`/audit/${move?.id}/undo`, { by: "Jo" });
    expect(undone).toMatchObject({ status: 200, body: { undoes: move?.id, by: "Jo" } });
    expect((await call("GET", `/audit/${move?.id}`)).body).toMatchObject({ undo: null, undoneBy: undone.body.id });
    expect((await call("GET", `/feedback/${said[2]}`)).body).toMatchObject({ theme: b, placedBy: "machine" });
    expect((await post(`/audit/${move?.id}/undo`)).status).toBe(409);
  });

  test("what cannot be is refused with a reason", async () => {
    const { call, post, a, b, far, said } = await corrected();
    const refusals: [path: string, body: unknown, status: number, field?: string][] = [
      [`/themes/${a}/merge`, {}, 400, "into"],
      [`/themes/${a}/merge`, undefined, 400],
      [`/themes/${a}/merge`, { into: a }, 400, "into"],
      [`/themes/${a}/merge`, { into: far }, 400, "into"],
      [`/themes/${a}/merge`, { into: b, because: "x" }, 400],
      [`/themes/${a}/merge`, { into: b, by: " " }, 400, "by"],
      [`/themes/${a}/merge`, { into: "thm_nope" }, 404],
      ["/themes/thm_nope/merge", { into: a }, 404],
      [`/themes/${a}/unmerge`, {}, 409],
      ["/themes/thm_nope/unmerge", undefined, 404],
      [`/themes/${a}/split`, { feedback: [] }, 400, "feedback"],
      [`/themes/${a}/split`, { feedback: [said[3]] }, 400, "feedback"],
      [`/themes/${a}/split`, { feedback: ["fbk_nope"] }, 404, "feedback"],
      [`/themes/${a}/split`, { feedback: Array.from({ length: 401 }, String) }, 400, "feedback"],
      [`/feedback/${said[0]}/move`, {}, 400, "theme"],
      [`/feedback/${said[0]}/move`, { theme: far }, 400, "theme"],
      [`/feedback/${said[0]}/move`, { theme: "thm_nope" }, 404],
      ["/feedback/fbk_nope/move", { theme: a }, 404],
      ["/themes/thm_nope/lock", undefined, 404],
      ["/audit/cor_nope/undo", undefined, 404],
      ["/audit/x/undo", undefined, 404],
    ];
    for (const [path, body, status, field] of refusals) {
      const answer = await post(path, body);
      expect([answer.status, answer.body.field], `${path} ${JSON.stringify(body)}`).toEqual([status, field]);
    }
    expect((await call("GET", "/audit/cor_nope")).status).toBe(404);
    expect((await call("GET", "/audit?theme=thm_nope")).status).toBe(404);
    expect((await call("GET", "/audit?cursor=x")).status).toBe(400);
    expect((await call("GET", "/audit")).body).toEqual({ items: [] });
    await post(`/themes/${a}/merge`, { into: b });
    expect((await call("PATCH", `/themes/${a}`, { status: "planned" })).body.detail).toContain(b);
  });
});

describe("operations", () => {
  const delivery = (name: string, state: Delivery["state"]): Delivery => ({
    id: `out_${name}`,
    outlet: "slack",
    kind: "digest",
    team: "payments",
    occasion: "2026-W10",
    state,
    payload: { text: "hello" },
    attempts: 1,
    createdAt: isoTime(0),
    dueAt: isoTime(0),
    at: isoTime(0),
    ...(state === "parked" && { error: "channel_not_found" }),
    claim: { token: "secret", until: isoTime(1) },
  });

  test("the outbox shows what was sent, waits and is parked; parked ones can be tried again", async () => {
    const { call, outbox } = world();
    for (const state of ["sent", "waiting", "parked", "dry_run"] as const) await outbox.add(delivery(state, state));
    expect((await call("GET", "/outbox")).body.items).toHaveLength(4);
    const parked = await call("GET", "/outbox?state=parked");
    expect(parked.body.items).toMatchObject([{ id: "out_parked", error: "channel_not_found" }]);
    expect(JSON.stringify(parked.body)).not.toContain("secret");
    expect((await call("GET", "/outbox?state=lost")).status).toBe(400);
    expect((await call("POST", "/outbox/retry", { ids: ["out_sent"] })).body).toEqual({ retried: 0 });
    expect((await call("POST", "/outbox/retry")).body).toEqual({ retried: 1 });
    expect((await call("GET", "/outbox?state=parked,waiting&limit=1")).body).toMatchObject({
      next: expect.any(String),
    });
    expect((await call("POST", "/outbox/retry", { id: "out_x" })).status).toBe(400);
  });

  test("parked entries are told with their reason and can be taken in again", async () => {
    const { call, inbox } = world();
    const webhook = { source: "forum", headers: {}, body: "{", receivedAt: isoTime(0) };
    const waiting = { receivedAt: isoTime(0), attempts: 9, parked: true, error: "no JSON" };
    await inbox.receive([{ id: "inb_1", ...waiting, content: { type: "webhook", webhook } }]);
    await call("POST", "/feedback", { body: "fine" });
    expect((await call("GET", "/parked")).body.items).toEqual([
      { id: "inb_1", source: "forum", receivedAt: isoTime(0), attempts: 9, error: "no JSON" },
    ]);
    expect((await call("POST", "/parked/retry", { ids: ["inb_1"] })).body).toEqual({ retried: 1 });
    expect((await call("GET", "/parked")).body.items).toEqual([]);
  });

  test("status", async () => {
    const status = {
      backlog: 3,
      parked: 1,
      lag: { work: 0.5, deliver: 60 },
      webhooks: { failing: ["crm"], disabled: [] },
      erasures: 1,
      sweep: { failing: [] },
      budget: 0.9,
      troubles: [
        { name: "InboxLate" as const, since: isoTime(0), figure: 420 },
        { name: "BudgetUsed" as const, since: undefined, figure: 90 },
      ],
    };
    const words = { wrong: expect.any(String), next: expect.any(String) };
    expect((await world({ status: async () => status }).call("GET", "/status")).body).toEqual({
      ...status,
      troubles: [
        {
          name: "InboxLate",
          since: isoTime(0),
          figure: 420,
          ...words,
          wrong: expect.stringContaining("7 minutes late"),
        },
        { name: "BudgetUsed", since: null, figure: 90, ...words, wrong: expect.stringContaining("90 %") },
      ],
    });
  });
});

describe("settings", () => {
  test("boards and teams are made, changed and listed", async () => {
    const { call } = world();
    expect((await call("GET", "/boards")).body.items).toMatchObject([{ id: "ideas" }]);
    expect((await call("PUT", "/boards/billing", { name: "Billing", team: "payments" })).body.field).toBe("team");
    expect((await call("PUT", "/teams/payments", { name: "Payments", repository: "a/b" })).status).toBe(200);
    expect((await call("PUT", "/boards/billing", { name: "Billing", team: "payments" })).status).toBe(200);
    expect((await call("GET", "/boards")).body.items).toEqual([
      { id: "billing", name: "Billing", team: "payments", claims: [] },
    ]);
    expect((await call("GET", "/teams")).body.items).toMatchObject([{ id: "payments", digest: { weekday: 1 } }]);
    expect((await call("PUT", "/boards/a%2Fb", { name: "x" })).body.field).toBe("id");
    expect((await call("PUT", "/teams/Payments", { name: "x" })).body.field).toBe("id");
    const nowhere = { name: "x", digest: { weekday: 1, hour: 8, timeZone: "Mars/Base" } };
    const refused = await call("PUT", "/teams/payments", nowhere);
    expect([refused.status, refused.body.field]).toEqual([400, "digest.timeZone"]);
    expect((await call("PUT", "/boards/x", { id: "y", name: "x" })).status).toBe(400);
  });

  test("the first board that is made hides no theme that stands on the one that was there by itself", async () => {
    const { call, themes } = world();
    await themes.put(exampleTheme("x"), undefined);
    await call("PUT", "/boards/billing", { name: "Billing" });
    expect((await call("GET", "/themes")).body.items).toHaveLength(1);
  });
});

describe("the description", () => {
  const promised = [
    "POST /feedback",
    "GET /feedback/{}",
    "GET /themes",
    "GET /themes/{}",
    "GET /themes/{}/feedback",
    "PATCH /themes/{}",
    "PUT /themes/{}/votes/{}",
    "DELETE /themes/{}/votes/{}",
    "GET /people/{}/export",
    "DELETE /people/{}",
    "GET /erasures/{}",
    "POST /themes/{}/issue",
    "POST /themes/{}/merge",
    "POST /themes/{}/unmerge",
    "POST /themes/{}/split",
    "POST /themes/{}/lock",
    "POST /themes/{}/unlock",
    "POST /feedback/{}/move",
    "GET /audit",
    "GET /audit/{}",
    "POST /audit/{}/undo",
    "GET /similar",
    "GET /outbox",
    "POST /outbox/retry",
    "GET /parked",
    "POST /parked/retry",
    "GET /teams",
    "PUT /teams/{}",
    "POST /teams/{}/dry-run",
    "GET /route",
    "GET /boards",
    "PUT /boards/{}",
    "GET /boards/{}/preview",
    "GET /boards/{}/runs",
    "GET /proposals",
    "POST /proposals/{}/accept",
    "POST /proposals/{}/dismiss",
    "GET /webhooks",
    "GET /webhooks/{}",
    "PUT /webhooks/{}",
    "DELETE /webhooks/{}",
    "POST /webhooks/{}/rotate",
    "GET /webhooks/{}/deliveries",
    "POST /webhooks/{}/deliveries/{}/replay",
    "GET /status",
    "GET /openapi.json",
  ];

  const operations = () =>
    Object.entries(description.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
    );

  test("tells what is sent to webhooks, type by type", () => {
    const { webhooks } = description as unknown as { webhooks: Record<string, unknown> };
    expect(Object.keys(webhooks).sort()).toEqual(EventType.options.toSorted());
    expect(JSON.stringify(webhooks["theme.rising"])).toContain("#/components/schemas/ThemeRising");
  });

  test("tells every route, and no other", () => {
    const told = operations().map(
      ({ path, method }) => `${method.toUpperCase()} ${path.replace("/api/v1", "").replaceAll(/\{\w+\}/g, "{}")}`,
    );
    expect(told.sort()).toEqual(promised.sort());
  });

  test("is OpenAPI 3.1: ids are unique, parameters declared, references lead somewhere", () => {
    expect(description.openapi).toMatch(/^3\.1\./);
    const ids = operations().map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { path, operation } of operations()) {
      const declared = (operation.parameters ?? []).filter((one) => one.in === "path").map(({ name }) => `{${name}}`);
      expect(declared).toEqual(path.match(/\{\w+\}/g) ?? []);
      expect(Object.keys(operation.responses)).toContain("default");
    }
    const references = JSON.stringify(description).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g);
    for (const [, name] of references) expect(description.components.schemas).toHaveProperty(name as string);
    expect(JSON.stringify(description)).not.toContain("$defs");
  });

  test("tells of what is sent what the schemas demand", () => {
    const submission = validator("/components/schemas/Submission");
    expect(submission({ body: "x" })).toBe(true);
    expect(submission({ body: 7 })).toBe(false);
    expect(submission({ body: "x", source: "Not A Source" })).toBe(false);
    expect(submission({ body: "x", visibility: "secret" })).toBe(false);
  });
});

describe("errors", () => {
  test("an unknown route is 404, a wrong method 405 with the right ones", async () => {
    const { call } = world();
    expect((await call("GET", "/nowhere")).status).toBe(404);
    const { status, headers } = await call("DELETE", "/themes/thm_1");
    expect([status, headers.get("allow")]).toEqual([405, "GET, PATCH"]);
    expect((await call("PUT", "/feedback", {})).headers.get("allow")).toBe("POST");
  });

  test("what nobody foresaw is logged, and told without details", async () => {
    const { call, logged } = world({
      status: async () => {
        throw new Error("password is hunter2");
      },
    });
    const { status, body } = await call("GET", "/status?secret=1");
    expect(status).toBe(500);
    expect(JSON.stringify(body)).not.toContain("hunter2");
    expect(logged).toMatchObject([
      { event: "request.failed", fields: { method: "GET", path: "/api/v1/status", error: "password is hunter2" } },
    ]);
  });

  test("of where it failed the route is logged, not what the address holds of people", async () => {
    const { call, logged, themes, votes } = world();
    const theme = exampleTheme("x");
    await themes.put(theme, undefined);
    vi.spyOn(votes, "put").mockRejectedValue(new Error("broken"));
    const { status } = await call("PUT", `/themes/${theme.id}/votes/email:ada%40example.org`);
    expect(status).toBe(500);
    expect(logged).toMatchObject([{ event: "request.failed", fields: { path: "/api/v1/themes/:theme/votes/:alias" } }]);
    expect(JSON.stringify(logged)).not.toContain("ada");
  });

  test.each([
    ["conflict", 409],
    ["limited", 429],
    ["upstream", 503],
  ] as const)("%s is %i and says when to come again", async (kind, expected) => {
    const { call } = world({
      status: async () => {
        throw new EarshotError(kind, "Not now.", { retryAfter: 1.2 });
      },
    });
    const { status, headers, body } = await call("GET", "/status");
    expect([status, headers.get("retry-after"), body.detail]).toEqual([expected, "2", "Not now."]);
  });
});

describe("the limit", () => {
  test("so many requests a minute, then 429 until a token is back", async () => {
    const { call, clock } = world({ rateLimit: 3 });
    for (let i = 0; i < 3; i++) expect((await call("GET", "/teams")).status).toBe(200);
    const { status, headers } = await call("GET", "/teams");
    expect([status, headers.get("retry-after")]).toEqual([429, "20"]);
    clock.now += 20 * second;
    expect((await call("GET", "/teams")).status).toBe(200);
    expect((await call("GET", "/teams")).status).toBe(429);
  });

  test("holds per key, and per address for everybody else; claimed addresses count for nothing", async () => {
    const { request } = portal({ rateLimit: 1 });
    const from = (remoteAddress: string, headers: Record<string, string> = {}) =>
      request("/api/v1/teams", { headers }, { incoming: { socket: { remoteAddress } } });
    expect((await from("10.0.0.1")).status).toBe(401);
    expect((await from("10.0.0.1", { authorization: "Bearer guess", "x-forwarded-for": "10.9.9.9" })).status).toBe(429);
    expect((await from("10.0.0.2")).status).toBe(401);
    expect((await from("10.0.0.1", { authorization: `Bearer ${apiKey}` })).status).toBe(200);
    expect((await from("10.0.0.3", { authorization: `Bearer ${apiKey}` })).status).toBe(429);
    const lambda = { requestContext: { http: { sourceIp: "10.0.0.1" } } };
    expect((await request("/api/v1/teams", {}, lambda)).status).toBe(429);
  });

  test("remembers no more callers than fit, and forgets the longest quiet first", () => {
    const pass = rateLimiter(1, () => 0);
    pass("early");
    pass("late");
    for (let i = 0; i < 9_998; i++) pass(`caller ${i}`);
    expect(() => pass("late")).toThrow("At most 1 requests");
    pass("one more");
    expect(() => pass("late")).toThrow();
    expect(() => pass("early")).not.toThrow();
  });

  test("health is always told", async () => {
    const { request } = portal({ rateLimit: 1 });
    for (let i = 0; i < 5; i++) expect((await request("/healthz")).status).toBe(200);
    expect((await portal({ ready: async () => false }).request("/healthz")).status).toBe(503);
  });
});

test("pages are served beside the API, and what is neither is a page that says so", async () => {
  const { request } = portal();
  const board = await request("/");
  expect([board.status, board.headers.get("content-type")]).toEqual([200, expect.stringContaining("text/html")]);
  const missing = await request("/nowhere");
  expect([missing.status, missing.headers.get("content-type")]).toEqual([404, expect.stringContaining("text/html")]);
});

test("an answer is compressed for whoever accepts that, and says so to caches either way", async () => {
  const site = portal();
  const ask = (headers: Record<string, string>) =>
    site.request("/api/v1/openapi.json", { headers: { authorization: `Bearer ${apiKey}`, ...headers } });
  const [plain, small] = [await ask({}), await ask({ "accept-encoding": "gzip" })];
  expect([plain, small].map(({ headers }) => headers.get("vary"))).toEqual(["Accept-Encoding", "Accept-Encoding"]);
  expect([plain, small].map(({ headers }) => headers.get("content-encoding"))).toEqual([null, "gzip"]);
  const unpacked = small.body?.pipeThrough(new DecompressionStream("gzip"));
  expect(await new Response(unpacked).json()).toEqual(await plain.json());
});
