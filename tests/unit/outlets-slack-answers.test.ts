import type { Mark } from "@earshot/core/answer.ts";
import type { Opening } from "@earshot/core/asking.ts";
import type { Delivery } from "@earshot/core/outbox.ts";
import type { Status } from "@earshot/core/theme.ts";
import { alertPart } from "@earshot/outlets/slack/blocks.ts";
import { buttons, marked } from "@earshot/outlets/slack/buttons.ts";
import { formView, suggestions } from "@earshot/outlets/slack/forms.ts";
import { slack } from "@earshot/outlets/slack/slack.ts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { memory } from "../memory/memory.ts";
import { richDigest } from "../stand-ins/digests.ts";
import { faultsOf, faultsOfView, SlackStandIn, type StandInView } from "../stand-ins/slack.ts";
import { hostile } from "../stand-ins/themes.ts";

const at = "2026-03-02T12:00:00.000Z";
const words = fc.oneof(fc.constantFrom(...hostile), fc.string({ unit: "grapheme", maxLength: 500 }));
const mark = (choice: Mark["choice"], said = "Planned by Ines.", theme = "thm_1"): Mark => ({
  theme,
  choice,
  said,
  at,
});
const actionsIn = (blocks: unknown): string[] =>
  [...JSON.stringify(blocks).matchAll(/"action_id":"(\w+)"/g)].map(([, id = ""]) => id);

function world() {
  const time = { now: Date.parse(at) };
  const chat = new SlackStandIn(() => time.now);
  const { pace, marks } = memory();
  const pause = async (ms: number) => {
    time.now += ms;
  };
  const outlet = () =>
    slack({ token: "xoxb-t", clock: () => time.now, fetch: chat.fetch, buttons: true, pace, marks, pause });
  const alert = (theme: string) => ({
    ...{ theme, status: "open" as const, title: theme, url: `https://ideas.example/themes/${theme}` },
    ...{ sentences: ["9 people came."], askedAt: at },
  });
  return { time, chat, pace, marks, outlet, alert };
}

const delivery = (some: Partial<Delivery>): Delivery => ({
  ...{ id: "out_2", outlet: "slack", kind: "answer", occasion: "x", state: "waiting", attempts: 1 },
  ...{ createdAt: at, dueAt: at, at },
  ...some,
});

/** Nothing was decided on a message. */
const nothing = { on: undefined, say: async () => undefined };

describe("buttons", () => {
  it("offer what is left to decide", () => {
    const offered = (status: Status) => actionsIn(buttons("thm_1", status, "out_1"));
    expect(offered("open")).toEqual(["take", "plan", "decline", "issue", "more"]);
    expect(offered("planned")).toEqual(["take", "decline", "issue", "more"]);
    expect(offered("shipped")).toEqual([]);
    expect(buttons("thm_1", "open", undefined)).toEqual([]);
  });

  it("give way to who decided what, within all limits", () => {
    const { blocks } = alertPart(world().alert("thm_1"), "out_1");
    for (const choice of ["plan", "decline", "merge", "snooze"] as const)
      expect(actionsIn(marked(blocks, [mark(choice)]))).toEqual([]);
    expect(actionsIn(marked(blocks, [mark("take")]))).toEqual(["plan", "decline", "issue", "more"]);
    expect(marked(blocks, [mark("plan", "x", "thm_2")])).toEqual(blocks);
    fc.assert(
      fc.property(words, (said) => {
        expect(faultsOf(marked(blocks, [mark("take", `${said}.`)]) as never)).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});

describe("forms", () => {
  const from = {
    user: "U".repeat(20),
    channel: "C".repeat(20),
    message: "1772452800.000133",
    reply: `https://hooks.slack.com/${"x".repeat(200)}`,
  };
  const id = "0".repeat(26);

  it("keep Slack's limits, whatever boards are called and however many there are", () => {
    const boards = fc.array(fc.record({ name: words.filter((name) => name !== ""), id: fc.uuid() }), {
      maxLength: 120,
    });
    fc.assert(
      fc.property(boards, fc.constantFrom("decline" as const, "merge" as const, "send" as const), (named, form) => {
        const opening: Opening = { form, theme: `thm_${id}`, delivery: `out_${id}`, kept: `pas_${id}`, from };
        const view = formView(
          opening,
          named.map((one) => ({ ...one, claims: [] })),
        );
        expect(faultsOfView(view as unknown as StandInView)).toEqual([]);
        expect(JSON.parse(view.private_metadata ?? "")).toEqual(opening);
      }),
      { numRuns: 100 },
    );
  });

  it("offer themes by names of 75 characters at most, figure included", () => {
    fc.assert(
      fc.property(words, fc.nat(), (title, people) => {
        const [option] = suggestions([{ id: "thm_1", title, people }]).options;
        expect(option?.value).toBe("thm_1");
        expect(option?.text.text.length).toBeLessThanOrEqual(75);
        expect(option?.text.text).toContain(String(people));
      }),
      { numRuns: 200 },
    );
  });
});

describe("an answer", () => {
  const to = { user: "U1", channel: "C0000000001", reply: "https://hooks.slack.com/actions/T1/1/abc" };
  const answer = {
    to,
    sentences: ["Nearest to “x”"],
    themes: [{ title: "A *theme*", url: "https://ideas.example/t", facts: ["2 people"] }],
  };

  it("is left where Slack takes it, else told in the channel to her alone, and nowhere else", async () => {
    const { chat, outlet } = world();
    expect(await outlet().answer(delivery({ answer }), nothing)).toMatchObject({ state: "sent" });
    expect(chat.calls.map(({ method }) => method)).toEqual(["response_url"]);
    chat.fault = ({ method }) =>
      method === "response_url" ? { instead: () => new Response("expired_url", { status: 404 }) } : undefined;
    expect(await outlet().answer(delivery({ answer }), nothing)).toMatchObject({ state: "sent" });
    expect(chat.whispers.at(-1)).toMatchObject({ user: "U1" });
    chat.calls.length = 0;
    const elsewhere = { ...answer, to: { ...to, reply: "https://evil.example/hooks.slack.com" } };
    await outlet().answer(delivery({ answer: elsewhere }), nothing);
    expect(chat.calls.map(({ method }) => method)).toEqual(["chat.postEphemeral"]);
  });

  it("keeps all limits, whatever themes are called", async () => {
    await fc.assert(
      fc.asyncProperty(words, words, async (title, sentence) => {
        const { chat, outlet } = world();
        const told = {
          ...answer,
          sentences: [`${sentence}.`],
          themes: [{ title, url: "https://ideas.example/t", facts: [] }],
        };
        await outlet().answer(delivery({ answer: told }), nothing);
        expect(chat.whispers).toHaveLength(1);
        // What is plain_text Slack shows as it is.
        const marked = chat.whispers.flatMap(({ text, blocks }) => [text, blocks.at(-1)?.text?.text ?? ""]);
        expect(marked.join("\n")).not.toMatch(/<!|<@/);
      }),
      { numRuns: 100 },
    );
  });

  it("without a key is what would be told, and nobody is asked", async () => {
    const { chat } = world();
    const dry = slack({ clock: Date.now, buttons: true, fetch: chat.fetch, ...memory() });
    expect(await dry.answer(delivery({ answer }), nothing)).toMatchObject({
      state: "dry_run",
      payload: { url: "https://slack.com/api/chat.postEphemeral", messages: [{ user: "U1" }] },
    });
    expect(chat.calls).toEqual([]);
  });

  it("about a message shows all that was decided on it, however the tellings cross", async () => {
    const { chat, marks, outlet } = world();
    const on = delivery({ id: "out_1", kind: "digest", state: "sent" });
    const digest = richDigest();
    const [one = "", two = ""] = digest.moved.map(({ theme }) => theme);
    chat.chatter("x");
    const message = chat.messages[0]?.ts ?? "";
    const tell = (theme: string) => {
      const decided = { delivery: "out_1", mark: mark("plan", `${theme} planned.`, theme) };
      return outlet().answer(delivery({ answer: { to: { ...to, message }, sentences: [], marks: decided } }), {
        on,
        say: async () => ({ digest }),
      });
    };
    let held: (() => void) | undefined;
    // The first telling is held up on its way to Slack until the second has arrived there.
    chat.fault = ({ method, fields }) => {
      if (method !== "chat.update" || held || JSON.stringify(fields.blocks).includes(`${two} planned.`))
        return undefined;
      const late = new Promise<void>((resolve) => {
        held = resolve;
      });
      return {
        instead: async () => {
          await late;
          Object.assign(chat.messages[0] ?? {}, { blocks: fields.blocks });
          return new Response('{"ok":true}', { headers: { "content-type": "application/json" } });
        },
      };
    };
    const first = tell(one);
    while (!held) await new Promise((resolve) => setImmediate(resolve));
    await tell(two);
    held();
    await first;
    expect(await marks.of("out_1")).toHaveLength(2);
    for (const said of [`${one} planned.`, `${two} planned.`])
      expect(JSON.stringify(chat.messages[0]?.blocks)).toContain(said);
  });

  it("about a message that has gone, or that is still being posted, is nothing or later", async () => {
    const { chat, outlet, alert } = world();
    const on = delivery({ id: "out_1", kind: "alert", state: "sent" });
    const say = async () => ({ alert: alert("thm_1") });
    const marks = { delivery: "out_1", mark: mark("plan") };
    const told = delivery({ answer: { to: { ...to, message: "1.2" }, sentences: [], marks } });
    expect(await outlet().answer(told, { on, say })).toEqual({ state: "superseded" });
    expect(await outlet().answer(told, nothing)).toEqual({ state: "superseded" });
    expect(await outlet().answer(told, { on, say: nothing.say })).toEqual({ state: "superseded" });
    await expect(outlet().answer(told, { on: { ...on, state: "waiting" }, say })).rejects.toThrow("still being posted");
    expect(chat.calls).toHaveLength(1);
  });
});

describe("the pace", () => {
  it("is a second between messages into a channel, whoever posts them", async () => {
    const { time, chat, outlet, alert } = world();
    const begun = time.now;
    for (let i = 0; i < 5; i++) await outlet().alert(alert(`thm_${i}`), "#courses", `out_${i}`, 0);
    await outlet().alert(alert("thm_9"), "#payments", "out_9", 0);
    expect(time.now - begun).toBe(4000);
    expect(chat.messages).toHaveLength(6);
  });

  it("is what Slack asks for, for all workers and every channel, and nothing is posted twice by it", async () => {
    const { time, chat, outlet, alert } = world();
    let limited = 0;
    chat.fault = ({ method }) =>
      method === "chat.postMessage" && ++limited === 1
        ? { instead: () => new Response("", { status: 429, headers: { "retry-after": "60" } }) }
        : undefined;
    const post = (n: number, attempts: number) =>
      outlet().alert(alert(`thm_${n}`), n === 1 ? "#courses" : "#payments", `out_${n}`, attempts);
    await expect(post(1, 0)).rejects.toMatchObject({ kind: "limited", retryAfter: 60 });
    const asked = chat.calls.length;
    await expect(post(1, 1)).rejects.toMatchObject({ kind: "limited" });
    await expect(post(2, 0)).rejects.toMatchObject({ kind: "limited", retryAfter: 60 });
    expect(chat.calls.slice(asked).filter(({ method }) => method === "chat.postMessage")).toEqual([]);
    time.now += 60_000;
    await post(1, 2);
    await post(1, 3);
    await post(2, 1);
    expect(chat.messages).toHaveLength(2);
  });
});
