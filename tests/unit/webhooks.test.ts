import { InboxEntry } from "@earshot/core/inbox.ts";
import { describe, expect, test } from "vitest";
import { portal, signed } from "../memory/portal.ts";

function world() {
  const all = portal({ rateLimit: 1 });
  const deliver = (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}, source = "forum") =>
    all.request(`/webhooks/${source}`, {
      method: "POST",
      body,
      headers: { "content-type": "application/json", "x-hub-signature": signed(body), ...headers },
    });
  return { ...all, deliver };
}

describe("webhooks", () => {
  test("what is verified is stored as it came, with what the sources read, and then acknowledged", async () => {
    const { deliver, rows } = world();
    const body = '{"post": {"raw":  "ä"}}';
    const response = await deliver(body, {
      "X-Discourse-Event": "post_created",
      "X-Zendesk-Webhook-Id": "1",
      "X-GitHub-Delivery": "2",
      authorization: "Bearer secret",
      cookie: "session=secret",
    });
    expect([response.status, await response.json()]).toEqual([202, { received: true }]);
    const [entry] = rows.inbox.values();
    expect(InboxEntry.parse(entry).content).toMatchObject({
      webhook: {
        source: "forum",
        body,
        headers: {
          "content-type": "application/json",
          "x-discourse-event": "post_created",
          "x-zendesk-webhook-id": "1",
          "x-github-delivery": "2",
          "x-hub-signature": signed(body),
        },
      },
    });
    expect(JSON.stringify(entry)).not.toContain("secret");
  });

  test("a duplicate is acknowledged, and the limit of requests does not hold for those who deliver", async () => {
    const { deliver } = world();
    for (let i = 0; i < 3; i++) expect((await deliver("{}")).status).toBe(202);
  });

  test.each([
    ["a wrong signature", { "x-hub-signature": "0".repeat(64) }],
    ["an empty one", { "x-hub-signature": "" }],
    ["one of another body", { "x-hub-signature": signed("{ }") }],
  ])("%s: 401, nothing stored", async (_, headers) => {
    const { deliver, rows } = world();
    const response = await deliver("{}", headers);
    expect(response.status).toBe(401);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(rows.inbox.size).toBe(0);
  });

  test("a source that nothing listens to: 404; another method: 405", async () => {
    const { deliver, request, rows } = world();
    expect((await deliver("{}", {}, "nowhere")).status).toBe(404);
    expect((await deliver("{}", {}, "forum/more")).status).toBe(404);
    const got = await request("/webhooks/forum");
    expect([got.status, got.headers.get("allow")]).toEqual([405, "POST"]);
    expect(rows.inbox.size).toBe(0);
  });

  test("what cannot be stored in one row is refused, with the reason; over 1 MB it is not even verified", async () => {
    const { deliver, rows } = world();
    expect((await deliver(`"${"x".repeat(349_998)}"`)).status).toBe(202);
    const large = await deliver(`"${"x".repeat(350_000)}"`);
    expect([large.status, await large.json()]).toMatchObject([413, { detail: expect.stringContaining("350,000") }]);
    expect((await deliver("x".repeat(1_000_001), { "x-hub-signature": "wrong" })).status).toBe(413);
    expect(rows.inbox.size).toBe(1);
  });

  test("invalid UTF-8 is refused, signed or not", async () => {
    const { deliver, rows } = world();
    expect((await deliver(new Uint8Array([0x22, 0xff, 0x22]))).status).toBe(400);
    expect(rows.inbox.size).toBe(0);
  });

  test("a failing store is no acknowledgement", async () => {
    const { inbox } = world();
    const failing = portal({
      inbox: { ...inbox, receive: () => Promise.reject(new Error("the table is away")) },
    });
    const response = await failing.request("/webhooks/forum", {
      method: "POST",
      body: "{}",
      headers: { "x-hub-signature": signed("{}") },
    });
    expect(response.status).toBe(500);
  });
});
