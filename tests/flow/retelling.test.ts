import { isoTime, minute } from "@earshot/core/clock.ts";
import { feedbackId } from "@earshot/core/feedback.ts";
import { judge } from "@earshot/core/moderating.ts";
import { undo } from "@earshot/core/undoing.ts";
import { describe, expect, it } from "vitest";
import { hindrances, SlackStandIn } from "../stand-ins/slack.ts";
import { form, interaction, press, signed, signingSecret } from "../stand-ins/slack-requests.ts";
import { landlord, newTable, noon, open } from "./house.ts";
import { type Fate, lineTo, runtimeAt, Tap, work } from "./network.ts";

const endpoint = landlord();
const variables = {
  SLACK_BOT_TOKEN: "xoxb-t",
  SLACK_SIGNING_SECRET: signingSecret,
  EARSHOT_ADMINS: "ines@example.org",
  EARSHOT_URL: "https://ideas.example",
};
const team = {
  ...{ id: "calendar", name: "Calendar", channel: "#courses" },
  digest: { weekday: 1, hour: 8, timeZone: "UTC" },
};
const board = { id: "app", name: "App", team: "calendar", claims: [] };

/** What everybody wants, and what one of them says with words that nobody else uses. */
const hers = "Please give the calendar a dark mode at night, the white pages wake my tired llama.";
const others = [
  "Please give the calendar a dark mode, the white pages hurt my eyes at night.",
  "At night the calendar is far too bright, a dark mode is missing for the calendar.",
];
const said = [hers, ...others].map((body, n) => ({
  ...{ board: "app", source: "app", externalId: `${n}`, body, createdAt: "2026-02-25T10:00:00Z" },
  author: { email: `p${n}@x.org` },
  // What is public is quoted first, which is hers.
  ...(n > 0 && { visibility: "private" }),
}));
const ofHers = feedbackId("app", "0");

/** The handlers without a house around them, driven by hand, and what was said taken in. */
async function handlers() {
  const time = { now: noon };
  const chat = new SlackStandIn(() => time.now);
  const table = newTable();
  const tap = await Tap.on(endpoint(), table);
  const fetch: typeof globalThis.fetch = (input, init) => chat.fetch(input, init);
  const at = (url: string) => runtimeAt(url, table, time, variables, fetch);
  const front = at(endpoint());
  await front.store.settings.putTeam(team);
  await front.store.settings.putBoard(board);
  const ask = (method: string, path: string, body?: unknown) =>
    front.portal.request(path, {
      method,
      headers: { authorization: "Bearer k", "content-type": "application/json" },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  await ask("POST", "/api/v1/feedback", said);
  await work(front, tap, [], 100);
  return { time, chat, tap, front, at, ask };
}

/**
 * A house with Slack around it, in whose channel stands a digest that quotes her; of a theme whose title a person gave,
 * so that it stays, and only the words themselves can be why a message is told anew.
 */
async function world({ named = true } = {}) {
  const time = { now: noon };
  const chat = new SlackStandIn(() => time.now);
  const made = await open({ endpoint: endpoint(), variables, fetch: (input, init) => chat.fetch(input, init) });
  Object.defineProperty(time, "now", { get: () => made.time.now });
  const { settings } = made.runtime.store;
  await settings.putTeam(team);
  await settings.putBoard(board);
  await made.tell("POST", "/api/v1/feedback", said);
  await made.settle();
  for await (const { id } of made.runtime.store.themes.all())
    if (named) await made.tell("PATCH", `/api/v1/themes/${id}`, { title: "Dark mode" });
  await made.settle();
  await made.runtime.sweep();
  await made.settle();
  const shown = () => JSON.stringify(chat.messages);
  expect(shown()).toContain("llama");
  const minutes = async (count = 2) => {
    for (let i = 0; i < count; i++) {
      made.time.now += minute;
      await made.runtime.sweep();
      await made.settle();
    }
  };
  const left = async () => (await made.runtime.store.outbox.list(["waiting", "parked"], { limit: 10 })).items;
  return { ...made, chat, shown, minutes, left };
}

describe("what a message in Slack repeats", () => {
  it("leaves it when staff hide the feedback, and comes back when that is undone", async () => {
    const { chat, settle, shown, minutes, left, runtime, time } = await world();
    const deciding = { ...runtime.store, clock: () => time.now };
    const { correction } = await judge(deciding, { feedback: ofHers, verdict: "hide", by: "Ines" });
    await settle();
    await minutes();
    expect(shown()).not.toContain("llama");
    expect(shown()).toContain("ark mode");
    expect(chat.messages).toHaveLength(1);
    expect(await left()).toEqual([]);
    await undo(deciding, { correction: correction?.id ?? "", by: "Ines" });
    await settle();
    await minutes();
    expect(shown()).toContain("llama");
  });

  it("leaves it when who said it takes it back, or says something else", async () => {
    const { tell, settle, shown, minutes, left } = await world();
    // Of two tellings received in the same millisecond either may count as the later.
    await minutes(1);
    await tell("POST", "/api/v1/feedback", { ...said[0], body: others[0], createdAt: "2026-03-02T12:00:30Z" });
    await settle();
    await minutes();
    expect(shown()).not.toContain("llama");
    expect(await left()).toEqual([]);
  });

  it("leaves it when she is erased, and no button brings it back", async () => {
    const { chat, tell, settle, shown, minutes, left, runtime, time } = await world();
    const { id } = await tell<{ id: string }>("DELETE", "/api/v1/people/email:p0@x.org");
    await settle();
    await minutes(5);
    expect(await runtime.store.erasures.stateOf(id)).toMatchObject({ state: "done" });
    expect(shown()).not.toContain("llama");
    const pressed = signed(interaction(press(chat, "plan")), time.now, form);
    expect((await runtime.portal.request("/webhooks/slack/interactions", pressed)).status).toBe(200);
    await settle();
    expect(shown()).toContain("Planned by Ines Okafor.");
    expect(shown()).not.toContain("llama");
    expect(await left()).toEqual([]);
  });

  it("is replaced as a whole where the digest is kept no longer", async () => {
    const { chat, tell, settle, shown, minutes, runtime } = await world();
    for (const { pk, sk } of (await runtime.store.table.partition("DIGEST#calendar")) as { pk: string; sk: string }[])
      await runtime.store.table.delete({ pk, sk });
    await tell("DELETE", "/api/v1/people/email:p0@x.org");
    await settle();
    await minutes(3);
    expect(shown()).not.toContain("llama");
    expect(chat.messages).toMatchObject([{ text: expect.stringContaining("taken out") }]);
  });

  it("leaves it although Slack limits, fails and loses answers; what cannot be edited is said to the operator", async () => {
    const { chat, tell, settle, shown, minutes, left } = await world({ named: false });
    chat.fault = hindrances("chat.update", 20);
    await tell("DELETE", "/api/v1/people/email:p0@x.org");
    await settle();
    await minutes(6);
    expect(chat.calls.filter(({ method }) => method === "chat.update").length).toBeGreaterThan(3);
    expect(shown()).not.toContain("llama");
    expect(await left()).toEqual([]);
    chat.fault = ({ method }) =>
      method === "chat.update"
        ? {
            instead: () =>
              new Response('{"ok":false,"error":"edit_window_closed"}', {
                headers: { "content-type": "application/json" },
              }),
          }
        : undefined;
    await tell("DELETE", "/api/v1/people/email:p1@x.org");
    await settle();
    await minutes(3);
    expect(await left()).toMatchObject([
      { kind: "retelling", state: "parked", error: expect.stringContaining("by hand") },
    ]);
  });

  it("leaves it also where it was taken back just while it was being posted", async () => {
    const { time, chat, tap, front, ask } = await handlers();
    chat.fault = ({ method }) => {
      if (method !== "chat.postMessage") return undefined;
      chat.fault = () => undefined;
      return {
        after: async () => {
          await ask("DELETE", "/api/v1/people/email:p0@x.org");
          throw new TypeError("the answer is lost");
        },
      };
    };
    await front.sweep();
    for (let i = 0; i < 8; i++) {
      await work(front, tap, [], 100);
      time.now += minute;
      await front.sweep();
    }
    expect(chat.roots).toHaveLength(1);
    expect(JSON.stringify(chat.messages)).not.toContain("llama");
  });

  it.each([0, 1, 2, 3, 4, 5, 6, 7])("leaves it although the worker dies after %i writes", async (writes) => {
    const { time, chat, tap, front, at, ask } = await handlers();
    await front.sweep();
    await work(front, tap, [], 100);
    expect(JSON.stringify(chat.messages)).toContain("llama");
    time.now += minute;
    await ask("POST", "/api/v1/feedback", { ...said[0], body: others[0], createdAt: isoTime(time.now) });
    const line = await lineTo(endpoint(), ({ write = 0 }): Fate => {
      if (write < writes || write === 0) return "goes well";
      return write === writes ? "answer lost" : "dies";
    });
    const left = [...(await tap.read())];
    await work(at(line.url), tap, left, 100).catch(() => undefined);
    for (let i = 0; i < 3; i++) {
      await work(front, tap, left, 100);
      time.now += 6 * minute;
      await front.sweep();
    }
    expect(JSON.stringify(chat.messages)).not.toContain("llama");
    expect(chat.messages).toHaveLength(1);
    expect((await front.store.outbox.list(["waiting", "parked"], { limit: 10 })).items).toEqual([]);
  });
});
