import { minute, week } from "@earshot/core/clock.ts";
import { readChanges } from "@earshot/store/changes.ts";
import { describe, expect, it } from "vitest";
import type { Runtime } from "../../functions/runtime.ts";
import { hindrances, SlackStandIn, type StandInView } from "../stand-ins/slack.ts";
import {
  buttonsOf,
  chosen,
  command,
  form,
  handIn,
  interaction,
  press,
  shortcut,
  signed,
  signingSecret,
  typed,
  typing,
} from "../stand-ins/slack-requests.ts";
import { landlord, newTable, noon, open, themesOf } from "./house.ts";
import { type Fate, lineTo, runtimeAt, Tap, work } from "./network.ts";

const endpoint = landlord();
const variables = {
  SLACK_BOT_TOKEN: "xoxb-t",
  SLACK_SIGNING_SECRET: signingSecret,
  EARSHOT_ADMINS: "ines@example.org, ada@example.org",
  EARSHOT_URL: "https://ideas.example",
};
const dark = (n: number) => `Please give the calendar a dark mode, the white pages hurt my eyes at night. (${n})`;
const pdf = (n: number) => `Exporting invoices as PDF fails with an error at the end of every month. (${n})`;
const team = {
  ...{ id: "calendar", name: "Calendar", channel: "#courses", repository: "acme/app" },
  digest: { weekday: 1, hour: 8, timeZone: "UTC" },
};
const board = { id: "app", name: "App", team: "calendar", claims: ["slack:channel:C0000000001"] };
const spoken = (body: (n: number) => string, people: readonly number[]) =>
  people.map((n) => ({
    ...{ board: "app", body: body(n), createdAt: "2026-02-25T10:00:00Z" },
    author: { email: `p${n}@x.org` },
  }));

/** A house with Slack around it, in whose channel stands a digest of one theme of three people. */
async function world() {
  const time = { now: noon };
  const chat = new SlackStandIn(() => time.now);
  const made = await open({ endpoint: endpoint(), variables, fetch: (input, init) => chat.fetch(input, init) });
  Object.defineProperty(time, "now", { get: () => made.time.now });
  const { store } = made.runtime;
  await store.settings.putTeam(team);
  await store.settings.putBoard(board);
  await made.tell("POST", "/api/v1/feedback", spoken(dark, [1, 2, 3]));
  await made.settle();
  await made.runtime.sweep();
  await made.settle();
  const [{ id = "" } = {}] = await themesOf(made.runtime);
  const ask = async (surface: string, body: string, contentType = form) =>
    made.runtime.portal.request(`/webhooks/slack/${surface}`, signed(body, made.time.now, contentType));
  /** What Slack is answered, once all that follows is done. */
  const request = async (surface: string, body: string) => {
    const response = await ask(surface, body);
    expect(response.status).toBe(200);
    const text = await response.text();
    await made.settle();
    return text === "" ? undefined : JSON.parse(text);
  };
  const interact = (payload: object) => request("interactions", interaction(payload));
  const theme = async () => {
    const found = await store.themes.get(id);
    if (!found) throw new Error("no theme");
    return found;
  };
  const lastView = (): StandInView => {
    const view = chat.views.at(-1);
    if (!view) throw new Error("no form was opened");
    return view;
  };
  const audit = async () => (await store.corrections.list(id, { limit: 50 })).items.map(({ kind, by }) => [kind, by]);
  const shown = () => JSON.stringify(chat.messages[0]?.blocks);
  return { ...made, chat, id, ask, request, interact, theme, lastView, audit, shown };
}

describe("a request of Slack's", () => {
  it("is 401 unless Slack signed it within five minutes, and then nothing is stored", async () => {
    const { runtime, time } = await world();
    const body = command("add Nobody said this");
    const requests = [
      signed(body, time.now, form, "another secret"),
      signed(body, time.now - 5 * minute - 1000, form),
      signed(body, time.now + 5 * minute + 1000, form),
      { method: "POST", headers: { "content-type": form }, body },
    ];
    for (const request of requests)
      for (const surface of ["commands", "interactions", "events"])
        expect((await runtime.portal.request(`/webhooks/slack/${surface}`, request)).status).toBe(401);
    expect(await runtime.store.inbox.backlog()).toMatchObject({ waiting: 0 });
    expect((await runtime.portal.request("/webhooks/slack/nowhere", signed(body, time.now, form))).status).toBe(404);
    expect((await runtime.portal.request("/webhooks/slack/events")).status).toBe(405);
  });

  it("is answered at once where Slack only wants to know whether somebody is there", async () => {
    const { ask, request } = await world();
    const hello = await ask(
      "events",
      JSON.stringify({ type: "url_verification", challenge: "3eZbrw1a" }),
      "application/json",
    );
    expect([hello.status, await hello.json()]).toEqual([200, { challenge: "3eZbrw1a" }]);
    expect((await ask("events", '{"type":"event_callback","event_id":"Ev1"}', "application/json")).status).toBe(200);
    expect((await ask("commands", "ssl_check=1&token=x")).status).toBe(200);
    expect((await request("commands", command("what?"))).text).toContain("/earshot find");
    expect((await ask("interactions", "nonsense=1")).status).toBe(400);
  });
});

describe("a button below a theme", () => {
  it("plans it in the name of whoever pressed, and the message says so; a repetition changes nothing", async () => {
    const { chat, interact, theme, audit, shown, tell, id, runtime, time } = await world();
    expect(shown()).toContain("Take it");
    const pressed = press(chat, "plan");
    await interact(pressed);
    expect(await theme()).toMatchObject({ status: "planned" });
    expect(await audit()).toEqual([["decide", "ines@example.org"]]);
    expect(shown()).toContain("Planned by Ines Okafor.");
    expect(shown()).not.toContain("Take it");
    expect(chat.messages[0]?.metadata).toMatchObject({ event_type: "earshot_digest" });
    expect(chat.whispers).toEqual([]);

    time.now += 1000;
    await tell("PATCH", `/api/v1/themes/${id}`, { status: "in_progress" });
    const calls = chat.calls.length;
    await interact(pressed);
    expect(await theme()).toMatchObject({ status: "in_progress" });
    expect(chat.calls).toHaveLength(calls);
    expect(await runtime.store.inbox.backlog()).toMatchObject({ waiting: 0 });
  });

  it("takes it for her team and herself, and asks for its issue; the other buttons stay", async () => {
    const { chat, interact, theme, shown, time } = await world();
    await interact(press(chat, "take", "U3"));
    expect(await theme()).toMatchObject({ owner: "Ada Staff", team: "calendar", teamBy: "person", status: "open" });
    expect(shown()).toContain("Ada Staff looks after it.");
    expect(shown()).not.toContain('"take"');
    time.now += minute;
    await interact(press(chat, "issue"));
    expect(await theme()).toMatchObject({ issueWanted: true });
    expect(shown()).toContain("Ines Okafor asked for its issue.");
  });

  it("does nothing for who is not staff, be it with an address of ours in another company; it says what to do", async () => {
    const { chat, interact, theme, audit, shown } = await world();
    const pressed = [press(chat, "plan", "U2"), press(chat, "decline", "U9"), press(chat, "merge", "U7")];
    for (const one of pressed) await interact(one);
    expect(await theme()).toMatchObject({ status: "open" });
    expect(await audit()).toEqual([]);
    expect(chat.views).toEqual([]);
    expect(chat.whispers.map(({ text }) => text)).toEqual(Array(3).fill(expect.stringContaining("EARSHOT_ADMINS")));
    expect(shown()).toContain("Take it");
  });

  it("declines with a reason that members read, once, and not without one", async () => {
    const { chat, interact, theme, lastView, shown, tell, id, time } = await world();
    await interact(press(chat, "decline"));
    const view = lastView();
    expect(await interact(handIn(view, { reason: typed("  ") }))).toEqual({
      response_action: "errors",
      errors: { reason: expect.any(String) },
    });
    expect(await theme()).toMatchObject({ status: "open" });
    const handed = handIn(view, { reason: typed("A dark page does not print.") });
    expect(await interact(handed)).toBeUndefined();
    const declined = await theme();
    expect(declined).toMatchObject({
      status: "declined",
      answer: { text: "A dark page does not print.", by: "Ines Okafor" },
    });
    expect(declined.answerOwed).toBeUndefined();
    expect(shown()).toContain("Declined by Ines Okafor.");
    time.now += 1000;
    await tell("PATCH", `/api/v1/themes/${id}`, { status: "open", answer: null });
    await interact(handed);
    expect(await theme()).toMatchObject({ status: "open" });
  });

  it("merges into the theme that was chosen while typing; a mistake is told to her alone", async () => {
    const made = await world();
    const { chat, interact, theme, lastView, shown, tell, settle, runtime, id } = made;
    await tell("POST", "/api/v1/feedback", spoken(pdf, [4, 5]));
    await settle();
    const other = (await themesOf(runtime)).find((one) => one.id !== id);
    if (!other) throw new Error("no other theme");
    const before = buttonsOf(chat);
    await interact(press(chat, "merge"));
    const view = lastView();
    for (const words of ["", "invoices", "expor", "PDF export"]) {
      const { options } = await interact(typing(view, "into", words));
      expect(options.map(({ value }: { value: string }) => value)).toEqual([other.id]);
    }
    expect(await interact(handIn(view, {}))).toMatchObject({ response_action: "errors" });
    await interact(handIn(view, { into: chosen(id) }));
    expect(chat.whispers.at(-1)?.text).toBe("A theme cannot be merged into itself.");
    await interact(handIn(view, { into: chosen(other.id) }));
    expect(await theme()).toMatchObject({ status: "merged", mergedInto: other.id });
    expect(shown()).toContain("Merged into");
    await interact(press(chat, "plan", "U1", before));
    expect(chat.whispers.at(-1)?.text).toContain("was merged into");
  });

  it("leaves it out of digests for so many weeks, or until twice as many people want it", async () => {
    const { chat, interact, theme, shown, tell, settle, time, runtime } = await world();
    await interact(press(chat, "snooze 2"));
    expect((await theme()).snoozed).toEqual({ until: "2026-03-16T12:00:00.000Z", people: 3 });
    expect(shown()).toContain("Left out of digests until 16 March");
    const next = async (more: number[]) => {
      await tell(
        "POST",
        "/api/v1/feedback",
        more.map((n) => ({ board: "app", body: dark(n), author: { email: `p${n}@x.org` } })),
      );
      await settle();
      time.now += week;
      await runtime.sweep();
      await settle();
      return JSON.stringify(chat.messages.at(-1));
    };
    expect(await next([4])).not.toContain("ark mode");
    expect(await next([5, 6])).toContain("ark mode");
  });

  it("tells her when its form came too late", async () => {
    const { chat, interact } = await world();
    const pressed = press(chat, "decline") as { trigger_id: string };
    chat.spent.add(pressed.trigger_id);
    await interact(pressed);
    await interact(pressed);
    expect(chat.whispers.map(({ text }) => text)).toEqual([expect.stringContaining("try once more")]);
  });

  it("opens its form although Slack does not say in time who pressed", async () => {
    const { chat, ask, interact, theme, lastView, time, runtime } = await world();
    chat.fault = ({ method }) =>
      method === "users.info" ? { instead: () => new Response("", { status: 503 }) } : undefined;
    expect((await ask("interactions", interaction(press(chat, "decline", "U2")))).status).toBe(200);
    const view = lastView();
    chat.fault = () => undefined;
    time.now += minute;
    await runtime.sweep();
    await interact(handIn(view, { reason: typed("Just because.") }, "U2"));
    expect(await theme()).toMatchObject({ status: "open" });
    expect(chat.whispers.at(-1)?.text).toContain("EARSHOT_ADMINS");
  });

  it("is told and done although Slack fails, limits and loses answers on the way", async () => {
    const { chat, interact, theme, time, runtime, settle, shown } = await world();
    chat.fault = hindrances("chat.update", 30);
    await interact(press(chat, "plan"));
    expect(await theme()).toMatchObject({ status: "planned" });
    const updates = () => chat.calls.filter(({ method }) => method === "chat.update").length;
    expect(updates()).toBe(1);
    // Nobody asks again before Slack wants to be asked.
    time.now += 20_000;
    await runtime.sweep();
    expect(updates()).toBe(1);
    for (let i = 0; i < 5; i++) {
      time.now += minute;
      await runtime.sweep();
      await settle();
    }
    expect(shown()).toContain("Planned by Ines Okafor.");
    expect(updates()).toBe(4);
  });
});

describe("/earshot", () => {
  it("finds and ranks themes, for staff private ones too, and adds what she says", async () => {
    const { chat, request, runtime, tell, settle } = await world();
    await tell(
      "POST",
      "/api/v1/feedback",
      spoken(pdf, [4, 5]).map((one) => ({ ...one, source: "zendesk" })),
    );
    await settle();
    const said = async (text: string, user?: string) => {
      await request("commands", command(text, user));
      return JSON.stringify(chat.whispers.at(-1));
    };
    expect(await said("find white pages at night")).toContain("https://ideas.example/themes/thm_");
    expect(await said("find invoices as PDF")).toContain("2 people");
    expect(await said("find invoices as PDF", "U2")).toContain("Nothing like that");
    expect(await said("top")).toMatch(/3 people.*2 people/s);
    expect(await said("top app", "U2")).not.toContain("2 people");
    expect(await said("top nowhere")).toContain("There is no board");

    const body = command("add Bring &lt;b&gt; back, <@U1|ines>: <https://a.example|this>", "U2");
    await request("commands", body);
    await request("commands", body);
    const added = (await Array.fromAsync(runtime.store.feedback.all())).filter(({ source }) => source === "slack");
    expect(added).toMatchObject([
      {
        ...{ body: "Bring <b> back, @ines: this (https://a.example)", visibility: "private", board: "app" },
        ...{ author: "Marta Vogt", aliases: ["slack:U2", "email:marta@example.org"] },
      },
    ]);
  });
});

describe("a message sent to Earshot", () => {
  const message = {
    type: "message",
    user: "U2",
    ts: "1772366400.000133",
    text: "A customer says the white pages of the calendar hurt her eyes at night.",
  };

  it("is its author's feedback, private, with its link and what the sender says about it; once for all who send it", async () => {
    const { chat, interact, lastView, runtime, id } = await world();
    await interact(shortcut(message, "U3"));
    const view = lastView();
    await interact(handIn(view, { theme: chosen(id), note: typed("On Studio.") }, "U3"));
    const sent = async () =>
      (await Array.fromAsync(runtime.store.feedback.all())).filter(({ source }) => source === "slack");
    expect(await sent()).toMatchObject([
      {
        ...{ body: message.text, note: "On Studio.", visibility: "private", theme: id, author: "Marta Vogt" },
        ...{ at: "2026-03-01T12:00:00.000Z", url: "https://acme.slack.com/archives/C0000000001/p1772366400000133" },
      },
    ]);
    expect(chat.whispers.at(-1)?.text).toContain("private feedback");
    await interact(shortcut(message, "U1"));
    await interact(handIn(lastView(), {}, "U1"));
    expect(await sent()).toHaveLength(1);
  });

  it("without a word in it opens no form", async () => {
    const { chat, interact } = await world();
    await interact(shortcut({ ...message, text: "" }));
    expect(chat.views).toEqual([]);
    expect(chat.whispers.at(-1)?.text).toContain("no text");
  });
});

describe("a worker that dies", () => {
  /** A table with a posted digest, and a button pressed that nobody has attended to. */
  async function scene() {
    const table = newTable();
    const time = { now: noon };
    const chat = new SlackStandIn(() => time.now);
    const tap = await Tap.on(endpoint(), table);
    const fetch: typeof globalThis.fetch = (input, init) => chat.fetch(input, init);
    const at = (url: string) => runtimeAt(url, table, time, variables, fetch);
    const front = at(endpoint());
    await front.store.settings.putTeam(team);
    await front.store.settings.putBoard(board);
    await front.portal.request("/api/v1/feedback", {
      method: "POST",
      headers: { authorization: "Bearer k", "content-type": "application/json" },
      body: JSON.stringify(spoken(dark, [1, 2, 3])),
    });
    await work(front, tap, [], 100);
    await front.sweep();
    await work(front, tap, [], 100);
    const request = signed(interaction(press(chat, "plan")), time.now, form);
    expect((await front.portal.request("/webhooks/slack/interactions", request)).status).toBe(200);
    return { table, time, chat, tap, at, front };
  }

  async function attended({ chat, tap, front, time }: Awaited<ReturnType<typeof scene>>, worker: Runtime) {
    const records = [...(await tap.read())];
    try {
      const changes = readChanges(records);
      await worker.work(changes);
      for (const id of readChanges(await tap.read()).deliveries) await worker.deliver(id);
    } catch {
      // It is dead.
    }
    const [before] = await themesOf(front);
    const moved = before?.status === "planned";
    // Somebody decides otherwise before what was left is taken up again.
    if (moved) {
      time.now += 1000;
      const otherwise = await front.portal.request(`/api/v1/themes/${before.id}`, {
        method: "PATCH",
        headers: { authorization: "Bearer k", "content-type": "application/json" },
        body: JSON.stringify({ status: "in_progress" }),
      });
      expect(otherwise.status).toBe(200);
    }
    await work(front, tap, records, 100);
    // A claim of the dead holds for five minutes.
    for (let i = 0; i < 2; i++) {
      time.now += 6 * minute;
      await front.sweep();
      await work(front, tap, [], 100);
    }
    const [theme] = await themesOf(front);
    expect(theme?.history.map(({ status }) => status)).toEqual(["open", "planned", ...(moved ? ["in_progress"] : [])]);
    expect((await front.store.corrections.list(theme?.id, { limit: 10 })).items).toHaveLength(moved ? 2 : 1);
    expect(JSON.stringify(chat.messages[0]?.blocks)).toContain("Planned by Ines Okafor.");
    expect(chat.messages).toHaveLength(1);
    expect(await front.store.inbox.backlog()).toMatchObject({ waiting: 0 });
    expect((await front.store.outbox.list(["waiting", "parked"], { limit: 10 })).items).toEqual([]);
  }

  it.each([0, 1, 2, 3, 4, 5, 6])("after %i writes leaves one decision, told once it works again", async (writes) => {
    const made = await scene();
    const line = await lineTo(endpoint(), ({ write = 0 }): Fate => {
      if (write < writes || write === 0) return "goes well";
      return write === writes ? "answer lost" : "dies";
    });
    await attended(made, made.at(line.url));
  });
});
