import type { Team } from "@earshot/core/board.ts";
import { day, hour, isoTime, minute, weekOf } from "@earshot/core/clock.ts";
import { composeDigest, type DigestInput } from "@earshot/core/digest/composing.ts";
import type { Digest } from "@earshot/core/digest.ts";
import { isError } from "@earshot/core/error.ts";
import { tally } from "@earshot/core/tally.ts";
import { alertPart, partsOf, sizeOf } from "@earshot/outlets/slack/blocks.ts";
import { escapeText, inertLabel, link } from "@earshot/outlets/slack/escape.ts";
import { type SlackOptions, slack } from "@earshot/outlets/slack/slack.ts";
import { bars } from "@earshot/outlets/telling.ts";
import { digestText } from "@earshot/outlets/text.ts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { memory } from "../memory/memory.ts";
import { listen } from "../stand-ins/loopback.ts";
import { faultsOf, ok, SlackStandIn } from "../stand-ins/slack.ts";
import { hostile, said, themeOf } from "../stand-ins/themes.ts";

const team: Team = { id: "courses", name: "Courses & <Payments>", digest: { weekday: 1, hour: 8, timeZone: "UTC" } };
const week = weekOf(Date.parse("2026-11-11T00:00:00Z"));
const start = Date.parse("2026-11-09T00:00:00Z");

/** Forty themes, each other one stirred in the week, with such titles and quotes. */
function digestOf(titles: readonly string[], quotes: readonly string[], some: Partial<DigestInput> = {}): Digest {
  const themes = Array.from({ length: 40 }, (_, i) => {
    const old = i < 36 ? Array.from({ length: 4 + i }, (_, k) => said(`${i}-${k}`, start - day * (1 + k))) : [];
    const fresh = Array.from({ length: i % 2 === 0 ? 2 * (40 - i) : 0 }, (_, k) =>
      said(`${i}+${k}`, start + hour * (1 + k)),
    );
    const text = quotes[i % quotes.length] ?? "";
    return {
      theme: themeOf({ id: `thm_${String(i).padStart(2, "0")}`, title: titles[i % titles.length] ?? "" }),
      before: tally(old, []),
      after: tally([...old, ...fresh], []),
      url: `https://ideas.example/themes/t${i}`,
      ...(text !== "" && { quote: { text, source: "zendesk", at: isoTime(start + day) } }),
    };
  });
  return composeDigest({
    team,
    week,
    now: start + 8 * day,
    first: true,
    themes,
    url: "https://ideas.example/desk",
    ...some,
  });
}

const small = () => digestOf(["Refund a booking in two steps, not nine"], ["Nine screens."]);
const large = () =>
  digestOf([`${"Rückerstattung einer Buchung & mehr ".repeat(8)}`], ["Das ist zum Verzweifeln. ".repeat(23)]);

/** A pace and marks in memory; waiting moves the clock. */
function patient(time: { now: number }): Pick<SlackOptions, "pace" | "marks" | "pause"> {
  const { pace, marks } = memory();
  const pause = async (ms: number) => {
    time.now += ms;
  };
  return { pace, marks, pause };
}

function world(options: Partial<SlackOptions> = {}) {
  const time = { now: start + 7 * day + 8 * hour };
  const clock = () => time.now;
  const team = new SlackStandIn(clock);
  const outlet = (more: Partial<SlackOptions> = {}) =>
    slack({
      ...{ token: "xoxb-secret", clock, fetch: team.fetch, timeout: 80, buttons: true },
      ...patient(time),
      ...options,
      ...more,
    });
  return {
    time,
    team,
    outlet,
    post: (digest: Digest, attempts = 0, channel = "#courses") => outlet().post(digest, channel, "out_1", attempts),
  };
}

const caught = async (attempt: Promise<unknown>): Promise<unknown> => {
  try {
    await attempt;
  } catch (error) {
    return error;
  }
  throw new Error("it did not fail");
};
const silence = (): Promise<Response> => new Promise(() => {});

describe("text for Slack", () => {
  it("names nobody, links nowhere, is neither bold nor a picture", () => {
    const words = fc.oneof(
      fc.constantFrom(...hostile),
      fc.string({ unit: "grapheme" }),
      fc.constantFrom("*a*", "_b_", ":x:", "<!here>"),
    );
    fc.assert(
      fc.property(fc.array(words), (parts) => {
        const label = inertLabel(parts.join(" "));
        expect(label).not.toMatch(/[<>*_~`\n\r]|:[\w+'-]+:|&(?!amp;|lt;|gt;)/);
      }),
      { numRuns: 1000 },
    );
    expect(escapeText("<!channel> & <@U1>")).toBe("&lt;!channel&gt; &amp; &lt;@U1&gt;");
    expect(inertLabel("Größe: „Straße“ – 100 %")).toBe("Größe: „Straße“ – 100 %");
  });

  it("links to what a browser opens, and to nothing else", () => {
    expect(link("https://a.example/?x=1&y=2|3", "label")).toBe("<https://a.example/?x=1&amp;y=2%7C3|label>");
    for (const address of ["javascript:alert(1)", "nonsense", `https://a.example/${"&".repeat(900)}`])
      expect(link(address, "label")).toBe("label");
  });

  it("draws twelve weeks from zero, and three people as no storm", () => {
    expect(bars([0, 1, 2, 3])).toBe("▁▂▃▄");
    expect(bars([0, 8, 4])).toBe("▁█▅");
    expect(bars([0, 100, 50, 1])).toBe("▁█▅▁");
  });
});

describe("a digest in Slack", () => {
  it("is one message where it fits", async () => {
    const { team, post } = world({ buttons: false });
    const outcome = await post(digestOf(["Refund a booking"], [""]));
    expect(team.messages).toHaveLength(1);
    expect(team.messages[0]).toMatchObject({
      text: expect.stringMatching(/^Courses &amp; &lt;Payments&gt;, 9–15 November: /),
      unfurl_links: false,
      unfurl_media: false,
      metadata: { event_type: "earshot_digest", event_payload: { delivery: "out_1", part: 1 } },
    });
    expect(outcome).toMatchObject({ state: "sent", result: { parts: 1, ts: team.messages[0]?.ts } });
    expect(team.calls).toHaveLength(1);
  });

  it("is continued in its thread where it does not", async () => {
    const { team, post } = world();
    const { result } = await post(large());
    expect(team.messages.length).toBeGreaterThan(1);
    expect(team.roots).toHaveLength(1);
    for (const reply of team.messages.slice(1)) expect(reply.thread_ts).toBe(team.roots[0]?.ts);
    expect(result).toMatchObject({ parts: team.messages.length });
    const quotes = JSON.stringify(team.messages).split("Verzweifeln. Das ist zum Verzweifeln.").length - 1;
    expect(quotes).toBeGreaterThan(0);
  });

  it("keeps all limits, whatever members wrote", () => {
    const texts = fc.array(
      fc.oneof(
        fc.constantFrom(...hostile),
        fc.string({ unit: "grapheme", maxLength: 700 }),
        fc.constant("&<>|".repeat(200)),
      ),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(texts, texts, (titles, quotes) => {
        const digest = digestOf(titles, quotes);
        for (const { blocks, text } of partsOf(digest, "out_1")) {
          expect(faultsOf(blocks as never)).toEqual([]);
          expect(sizeOf(blocks)).toBeLessThanOrEqual(9000);
          expect(text.length).toBeLessThan(1000);
          // Only links of ours, only to ourselves.
          for (const block of blocks)
            if (block.type === "section" && block.text?.type === "mrkdwn")
              for (const [, address] of block.text.text.matchAll(/<([^>|]*)/g))
                expect(address).toMatch(/^https:\/\/ideas\.example\//);
        }
      }),
      { numRuns: 50 },
    );
  });

  it("is one line when nothing moved", async () => {
    const { team, post } = world();
    await post(digestOf([], [], { themes: [], first: false }));
    expect(team.messages[0]?.blocks).toEqual([
      {
        type: "section",
        text: {
          type: "plain_text",
          text: "Courses & <Payments>, 9–15 November: Nothing moved in week 46.",
          emoji: false,
        },
      },
    ]);
  });

  it("without a key is what would be posted, and nothing is", async () => {
    const { team, outlet } = world();
    for (const digest of [small(), large()]) {
      const rehearsed = await outlet({ token: undefined }).post(digest, "#courses", "out_1", 3);
      expect(team.calls).toEqual([]);
      const { payload } = await outlet().post(digest, "#courses", "out_1", 0);
      expect(rehearsed).toEqual({ state: "dry_run", payload });
      expect(team.messages).toMatchObject((payload as { messages: { channel: string }[] }).messages);
      team.messages.length = 0;
      team.calls.length = 0;
    }
  });
});

describe("an alert in Slack", () => {
  const alert = (title: string) => ({
    ...{ theme: "thm_1", status: "open" as const },
    ...{ title, url: "https://ideas.example/themes/t1", askedAt: isoTime(start) },
    sentences: ["9 people came this week where 2 are usual.", "Nobody has answered yet."],
  });

  it("is one message that keeps the limits, whatever its theme is called", () => {
    for (const title of [...hostile, "x".repeat(5000)]) {
      const { text, blocks } = alertPart(alert(title), "out_1");
      expect(faultsOf(blocks as never), title).toEqual([]);
      expect(text).not.toMatch(/<!|<@/);
      expect(JSON.stringify(blocks)).not.toMatch(/<!|<@/);
      expect(JSON.stringify(blocks)).toContain("9 people came this week where 2 are usual. Nobody has answered yet.");
    }
  });

  it("is posted once although the answer to the first attempt was lost", async () => {
    const time = { now: start };
    const chat = new SlackStandIn(() => time.now);
    const outlet = slack({
      ...{ token: "xoxb-t", clock: () => time.now, fetch: chat.fetch, buttons: true },
      ...patient(time),
    });
    chat.fault = ({ method }) =>
      method === "chat.postMessage" ? { after: () => new Response(null, { status: 502 }) } : undefined;
    await expect(outlet.alert(alert("Refunds"), "#courses", "out_1", 0)).rejects.toMatchObject({ kind: "upstream" });
    chat.fault = () => undefined;
    time.now += minute;
    expect(await outlet.alert(alert("Refunds"), "#courses", "out_1", 1)).toMatchObject({ state: "sent" });
    expect(chat.roots).toHaveLength(1);
    const dry = await slack({ clock: () => time.now, buttons: true, ...patient(time) }).alert(
      alert("Refunds"),
      "#courses",
      "out_1",
      0,
    );
    expect(dry.state).toBe("dry_run");
  });
});

describe("posted exactly once", () => {
  const lost: (() => Response | Promise<Response>)[] = [
    () => new Response("bad gateway", { status: 502 }),
    () => new Response("<html>", { status: 200 }),
    () => ok(false, { error: "fatal_error" }),
    silence,
    () => {
      throw new TypeError("fetch failed");
    },
  ];

  it.each([["#courses"], ["C0000000001"]])("each part, wherever the answer was lost (channel %s)", async (channel) => {
    for (const answer of lost)
      for (let nth = 1; nth <= partsOf(large(), "out_1").length; nth++) {
        const { team, post, time } = world();
        for (let i = 0; i < 5; i++) team.chatter("before");
        let posts = 0;
        team.fault = ({ method }) => (method === "chat.postMessage" && ++posts === nth ? { after: answer } : undefined);
        const error = await caught(post(large(), 0, channel));
        expect(isError(error, "upstream"), String(error)).toBe(true);
        team.fault = () => undefined;
        time.now += 3 * day;
        for (let i = 0; i < 7; i++) team.chatter("after");
        await post(large(), 1, channel);
        const ours = team.messages.filter(({ metadata }) => metadata !== undefined);
        expect(ours.map(({ metadata }) => metadata?.event_payload.part)).toEqual(ours.map((_, i) => i + 1));
        expect(ours).toHaveLength(partsOf(large(), "out_1").length);
        expect(ours.filter(({ thread_ts }) => thread_ts === undefined)).toHaveLength(1);
        await post(large(), 2, channel);
        expect(team.messages.filter(({ metadata }) => metadata !== undefined)).toHaveLength(ours.length);
      }
  });

  it("is posted after all when nothing had arrived, and next to another week's", async () => {
    const { team, post, outlet } = world();
    await outlet().post(small(), "#courses", "out_0", 0);
    const before = team.messages.length;
    team.fault = () => ({ instead: () => new Response("", { status: 503 }) });
    await caught(post(small()));
    team.fault = () => undefined;
    await post(small(), 1);
    expect(team.messages).toHaveLength(2 * before);
    expect(team.roots).toHaveLength(2);
  });

  it("is not posted when nobody could look", async () => {
    for (const answer of [
      () => ok(false, { error: "missing_scope", needed: "channels:history" }),
      () => new Response("", { status: 500 }),
      silence,
    ]) {
      const { team, post } = world();
      team.fault = ({ method }) => (method === "conversations.history" ? { instead: answer } : undefined);
      const error = await caught(post(small(), 1));
      expect(isError(error, "auth") || isError(error, "upstream")).toBe(true);
      expect(team.messages).toEqual([]);
    }
  });

  it("gives up in time for the claim on its delivery", async () => {
    const { team, post, time } = world();
    team.fault = () => {
      time.now += minute;
      return undefined;
    };
    for (let i = 0; i < 30; i++) team.chatter("chatter");
    expect(isError(await caught(post(small(), 1)), "upstream")).toBe(true);
    expect(team.calls.length).toBeLessThanOrEqual(3);
  });
});

describe("what Slack refuses", () => {
  it.each([
    ["channel_not_found", "missing"],
    ["is_archived", "missing"],
    ["not_in_channel", "auth"],
    ["invalid_auth", "auth"],
    ["token_revoked", "auth"],
    ["missing_scope", "auth"],
    ["invalid_blocks", "input"],
    ["msg_blocks_too_long", "input"],
  ] as const)("%s is final and says what to do", async (code, kind) => {
    const { team, post } = world();
    team.fault = () => ({
      instead: () =>
        ok(false, {
          error: code,
          response_metadata: { messages: ["[ERROR] must be less than 151 [json-pointer:/blocks/0]"] },
        }),
    });
    const error = await caught(post(small()));
    expect(isError(error, kind) && error.final).toBe(true);
    expect((error as Error).message).toContain(code);
    expect((error as Error).message).toContain("json-pointer:/blocks/0");
    expect((error as Error).message).not.toContain("xoxb");
    expect(team.calls).toHaveLength(1);
  });

  it("too much is waited for as long as asked", async () => {
    const answers: [Response, number][] = [
      [new Response("", { status: 429, headers: { "retry-after": "17" } }), 17],
      [new Response("", { status: 429 }), 60],
      [ok(false, { error: "ratelimited" }), 60],
    ];
    for (const [answer, wait] of answers) {
      const { team, post } = world();
      team.fault = () => ({ instead: () => answer });
      const error = await caught(post(small()));
      expect(isError(error, "limited") && error.retryAfter).toBe(wait);
      expect(team.calls).toHaveLength(1);
    }
  });

  it("5xx, silence and nonsense are tried again, by the outbox alone", async () => {
    for (const answer of [
      () => new Response("", { status: 500 }),
      silence,
      () => new Response("<html>"),
      () => ok(false, { error: "internal_error" }),
    ]) {
      const { team, post } = world();
      team.fault = () => ({ instead: answer });
      const error = await caught(post(small()));
      expect(isError(error, "upstream") && !error.final).toBe(true);
      expect(team.calls).toHaveLength(1);
    }
  });

  it("a channel by a name that nobody knows, once it has to be looked into", async () => {
    const { post } = world();
    const error = await caught(post(small(), 1, "#nowhere"));
    expect(isError(error, "missing") && error.message).toContain("#nowhere");
  });
});

describe("a digest as text", () => {
  it("says it all, and steers no terminal", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...hostile), { minLength: 1, maxLength: 5 }), (texts) => {
        const digest = digestOf(texts, texts);
        const text = digestText(digest);
        expect(text).toContain(`${digest.rest.themes} more themes changed, with`);
        expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\u202e]/u);
      }),
    );
  });
});

describe("over the wire", () => {
  it("posts, and looks up what was posted when the connection is cut", async () => {
    const { team, time } = world();
    const server = await listen(team.fetch, "https://slack.com");
    const outlet = slack({
      ...{ token: "xoxb-1", apiUrl: `${server.url}/api`, clock: () => time.now, buttons: false },
      ...patient(time),
    });
    try {
      team.fault = () => ({
        after: () => {
          throw new Error("cut");
        },
      });
      expect(isError(await caught(outlet.post(small(), "#courses", "out_1", 0)), "upstream")).toBe(true);
      team.fault = () => undefined;
      const { payload } = await outlet.post(small(), "#courses", "out_1", 1);
      expect(team.messages).toHaveLength(1);
      expect(payload).toMatchObject({ method: "POST", url: `${server.url}/api/chat.postMessage` });
    } finally {
      await server.close();
    }
  });
});
