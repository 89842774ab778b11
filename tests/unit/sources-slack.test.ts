import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { isError } from "@earshot/core/error.ts";
import { readSlack } from "@earshot/sources/slack/front.ts";
import { slackPeople } from "@earshot/sources/slack/people.ts";
import { slack } from "@earshot/sources/slack/slack.ts";
import { plainText } from "@earshot/sources/slack/text.ts";
import { slackVerifier } from "@earshot/sources/slack/verify.ts";
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { SlackStandIn } from "../stand-ins/slack.ts";
import {
  asForm,
  command,
  form,
  handIn,
  interaction,
  shortcut,
  signed,
  signingSecret,
  typed,
} from "../stand-ins/slack-requests.ts";

const now = Date.parse("2026-03-02T12:00:00.000Z");
const receivedAt = new Date(now).toISOString();

function world() {
  const team = new SlackStandIn(() => now);
  const people = slackPeople({ token: "xoxb-t", clock: () => now, fetch: team.fetch });
  const chat = slack(people);
  const interpret = (body: string) =>
    chat.interpret({ source: "slack", headers: { "content-type": form }, body, receivedAt });
  return { team, people, interpret };
}

describe("the signature", () => {
  const verify = (
    headers: Record<string, string>,
    body: string,
    at: number,
    secret: string | undefined = signingSecret,
  ) => slackVerifier(secret).verify(headers, Buffer.from(body), at);

  it("of one's own making is good for five minutes, in either direction, and for this body alone", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.integer({ min: -299, max: 299 }), (body, seconds) => {
        const { headers } = signed(body, now + seconds * 1000, form);
        expect(() => verify(headers, body, now)).not.toThrow();
        expect(() => verify(headers, `${body}.`, now)).toThrow();
        expect(() => verify(headers, body, now, "another")).toThrow();
        for (const far of [-302, 302]) expect(() => verify(headers, body, now + (seconds + far) * 1000)).toThrow();
      }),
      { numRuns: 100 },
    );
  });

  it("is refused in any other form, and wherever there is no secret", () => {
    const { headers, body } = signed("a=b", now, form);
    const signature = headers["x-slack-signature"];
    const timestamp = headers["x-slack-request-timestamp"];
    const wrong: Record<string, string>[] = [
      {},
      { ...headers, "x-slack-signature": signature.toUpperCase() },
      { ...headers, "x-slack-signature": signature.replace("v0=", "v1=") },
      { ...headers, "x-slack-signature": "v0=" },
      { ...headers, "x-slack-request-timestamp": `${timestamp}.0` },
      { ...headers, "x-slack-request-timestamp": "NaN" },
    ];
    for (const one of wrong) expect(() => verify(one, body, now)).toThrow();
    expect(() => slackVerifier(undefined).verify(headers, Buffer.from(body), now)).toThrow("SLACK_SIGNING_SECRET");
  });
});

test("what is written in Slack is plain text for us", () => {
  for (const [written, plain] of [
    [
      "World's smallest &lt;cat&gt;! <https://a.example/?a=1&amp;b=2>",
      "World's smallest <cat>! https://a.example/?a=1&b=2",
    ],
    ["<https://a.example|the page>, <mailto:ann@x.org|ann@x.org>", "the page (https://a.example), ann@x.org"],
    [
      "<@U123> and <@U123|marta> in <#C1|help>, <!channel>, <!subteam^S1|@support>",
      "@somebody and @marta in #help, @channel, @support",
    ],
    ["1 &lt; 2 &amp;amp; <", "1 < 2 &amp; <"],
  ])
    expect(plainText(written ?? "")).toBe(plain);
});

describe("what is asked for", () => {
  it("has a name that it keeps when it is sent again, and nothing else has", async () => {
    const { interpret } = world();
    const bodies = [
      command("find a b"),
      command("find a b"),
      command("top"),
      interaction(shortcut({ ts: "1.2", text: "x" })),
    ];
    const names = await Promise.all([...bodies, ...bodies].map(async (body) => (await interpret(body))?.name));
    expect(new Set(names).size).toBe(4);
    for (const body of bodies)
      expect(readSlack(body, form)).toMatchObject({ needs: "keeping", name: (await interpret(body))?.name });
  });

  it("is of no interest where it is new to us, or not ours", async () => {
    const { interpret } = world();
    for (const payload of [
      { type: "view_closed" },
      { type: "block_actions", user: { id: "U1" }, actions: [{ action_id: "plan", block_id: "theirs" }] },
      {
        type: "block_actions",
        user: { id: "U1" },
        actions: [{ action_id: "explode", block_id: "decide thm_1 out_1" }],
      },
      { type: "message_action", callback_id: "chirp", user: { id: "U1" }, message: { ts: "1.2" } },
      { type: "view_submission", user: { id: "U1" }, view: { id: "V1", callback_id: "theirs" } },
    ])
      expect([await interpret(interaction(payload)), readSlack(interaction(payload), form)]).toEqual([
        undefined,
        { needs: "answer" },
      ]);
    for (const body of ["", "payload=no", asForm({ payload: '{"type":"block_actions"}' })])
      expect(() => readSlack(body, form)).toThrow();
  });

  it("is a number of weeks or none", async () => {
    const { interpret } = world();
    const snoozed = (value: string) =>
      interpret(
        interaction({
          ...{ type: "block_actions", user: { id: "U1" }, trigger_id: "1" },
          actions: [{ action_id: "more", block_id: "decide thm_1 out_1", selected_option: { value } }],
        }),
      );
    expect((await snoozed("snooze 4"))?.wish).toMatchObject({ choice: { does: "snooze", weeks: 4 } });
    for (const value of ["snooze 0", "snooze 99", "snooze x", ""]) expect(await snoozed(value)).toBeUndefined();
  });

  it("by a form is what the form was opened for, in the name of who handed it in", async () => {
    const { interpret } = world();
    const view = {
      callback_id: "decline",
      private_metadata: JSON.stringify({
        form: "decline",
        theme: "thm_1",
        delivery: "out_1",
        from: { user: "U1", channel: "C1" },
      }),
    } as Parameters<typeof handIn>[0];
    expect(await interpret(interaction(handIn(view, { reason: typed(" No. ") }, "U3")))).toMatchObject({
      from: { user: "U3", channel: "C1" },
      wish: { asks: "decide", theme: "thm_1", delivery: "out_1", choice: { does: "decline", reason: "No." } },
    });
    expect(() =>
      readSlack(interaction(handIn({ ...view, private_metadata: "{}" }, { reason: typed("No.") })), form),
    ).toThrow();
  });
});

describe("who asks", () => {
  it("is looked up once in ten minutes, and nobody from elsewhere", async () => {
    const { team, people } = world();
    for (let i = 0; i < 3; i++) expect(await people.who("U3")).toEqual({ name: "Ada Staff", email: "ada@example.org" });
    expect(team.calls.map(({ method }) => method).sort()).toEqual(["auth.test", "users.info"]);
    expect([await people.who("U9"), await people.who("U7")]).toEqual([undefined, undefined]);
  });

  it("is asked for again after a failure, and said to need a scope where it does", async () => {
    const { team, people } = world();
    team.fault = () => ({ instead: () => new Response('{"ok":false,"error":"missing_scope"}') });
    const failed = await people.who("U1").catch((error: unknown) => error);
    expect(isError(failed, "upstream") && [failed.final, failed.message]).toEqual([
      true,
      expect.stringContaining("users:read.email"),
    ]);
    team.fault = () => undefined;
    expect(await people.who("U1")).toMatchObject({ name: "Ines Okafor" });
  });
});

describe("recorded payloads", () => {
  const folder = path.resolve(import.meta.dirname, "../../../shared/payloads/slack");
  const missing = !existsSync(folder);
  const load = (name: string) => JSON.parse(readFileSync(path.join(folder, name), "utf8"));

  test.skipIf(missing)("are verified and read (skipped where ../shared is missing)", async () => {
    const vector = load("signature-vector.json");
    const headers = {
      "x-slack-request-timestamp": vector["x-slack-request-timestamp"],
      "x-slack-signature": vector["x-slack-signature"],
    };
    const at = Number(vector["x-slack-request-timestamp"]) * 1000;
    expect(() => slackVerifier(vector.signing_secret).verify(headers, Buffer.from(vector.body), at)).not.toThrow();
    expect(readSlack(vector.body, form)).toMatchObject({
      needs: "answer",
      body: { text: expect.stringContaining("/earshot") },
    });

    const { interpret } = world();
    for (const name of ["message_action.JSON.json", "message_action.payload_with_files_in_an_attachment.json"]) {
      const payload = load(name);
      expect(await interpret(interaction(payload))).toBeUndefined();
      const ours = await interpret(interaction({ ...payload, callback_id: "send_to_earshot" }));
      expect(ours?.wish).toMatchObject({
        asks: "keep",
        event: { visibility: "private", body: expect.stringMatching(/\w/) },
      });
    }
    for (const name of ["shape.AppUninstalledPayload.json", "shape.TokensRevokedPayload.json"])
      expect(readSlack(JSON.stringify(load(name)), "application/json")).toEqual({ needs: "answer" });
  });
});
