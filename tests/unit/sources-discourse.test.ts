import { createHmac } from "node:crypto";
import { isError } from "@earshot/core/error.ts";
import { discourse } from "@earshot/sources/discourse/discourse.ts";
import { plainFromMarkdown } from "@earshot/sources/discourse/markup.ts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { delivery, havePayloads, merged, noon, payloadText, standIn, valid } from "./sources-stand-in.ts";

const clock = () => noon;
const ears = discourse({ webhookSecret: "a long secret", url: "https://forum.example", clock });

const post = {
  id: 501,
  topic_id: 77,
  post_number: 1,
  post_type: 1,
  user_id: 42,
  username: "marta",
  name: "Marta Vogt",
  created_at: "2026-03-01T08:00:00.000Z",
  updated_at: "2026-03-01T08:00:00.000Z",
  version: 1,
  raw: "I keep the list on the back of a **glaze chart**.",
  topic_title: "A waiting list, please",
  topic_archetype: "regular",
  category_id: 7,
  admin: false,
  moderator: false,
  deleted_at: null,
};
const topic = {
  id: 77,
  title: "A waiting list for full courses",
  archetype: "regular",
  user_id: 42,
  category_id: 7,
  created_at: "2026-03-01T08:00:00.000Z",
  tags: ["courses", { id: 3, name: "waiting", slug: "waiting" }],
};

const tell = (event: string, body: unknown, receivedAt?: string) =>
  delivery(
    "discourse",
    { "X-Discourse-Event": event, "X-Discourse-Instance": "https://other.example" },
    body,
    receivedAt,
  );
const ofPost = (event: string, change: object = {}, receivedAt?: string) =>
  tell(event, { post: { ...post, ...change } }, receivedAt);

async function failure(promise: Promise<unknown>) {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!isError(error)) throw new Error(`not refused: ${String(error)}`);
  return error;
}

describe("signatures", () => {
  const body = Buffer.from('{"ping":"OK"}');
  const signature = `sha256=${createHmac("sha256", "a long secret").update(body).digest("hex")}`;

  it("lets signed bytes through", () => {
    expect(() => ears.verify({ "x-discourse-event-signature": signature }, body, noon)).not.toThrow();
  });

  it.each([
    ["none", {}, "no signature"],
    ["a wrong one", { "x-discourse-event-signature": `sha256=${"0".repeat(64)}` }, "wrong signature"],
    ["one of another kind", { "x-discourse-event-signature": signature.replace("sha256", "sha1") }, "wrong signature"],
    ["an empty one", { "x-discourse-event-signature": "" }, "wrong signature"],
  ])("refuses %s", (_, headers: Record<string, string>, message) => {
    expect(() => ears.verify(headers, body, noon)).toThrow(message);
  });

  it("refuses another body under the same signature", () => {
    expect(() => ears.verify({ "x-discourse-event-signature": signature }, Buffer.from("{}"), noon)).toThrow();
  });

  it("names what to set when there is no secret", () => {
    for (const webhookSecret of [undefined, ""])
      expect(() =>
        discourse({ webhookSecret, clock }).verify({ "x-discourse-event-signature": signature }, body, noon),
      ).toThrow("DISCOURSE_WEBHOOK_SECRET");
  });
});

describe("posts", () => {
  it("tells a first post under its topic's name", async () => {
    expect(valid(await ears.interpret(ofPost("post_created")))).toEqual([
      {
        source: "discourse",
        externalId: "topic:77",
        version: "2026-03-01T08:00:00.000Z#000001",
        author: { aliases: ["discourse:42"], name: "Marta Vogt" },
        title: "A waiting list, please",
        body: "I keep the list on the back of a glaze chart.",
        url: "https://forum.example/t/77/1",
        saidAt: "2026-03-01T08:00:00.000Z",
        visibility: "public",
        withdrawn: false,
        hints: ["discourse:category:7"],
      },
    ]);
  });

  it("tells a reply under its own name and without the topic's title, which is somebody else's", async () => {
    const [event] = await ears.interpret(ofPost("post_created", { id: 502, post_number: 2 }));
    expect(event).toMatchObject({ externalId: "post:502", url: "https://forum.example/t/77/2" });
    expect(event).not.toHaveProperty("title");
  });

  it("takes the address from the delivery where none is set", async () => {
    const [event] = await discourse({ clock }).interpret(ofPost("post_created"));
    expect(event?.url).toBe("https://other.example/t/77/1");
  });

  it.each([
    ["an admin", { admin: true }],
    ["a moderator", { moderator: true }],
    ["the system", { user_id: -1 }],
    ["a trace of moderation", { post_type: 3 }],
    ["a whisper", { post_type: 4 }],
    ["a private message", { topic_archetype: "private_message" }],
  ])("hears nothing in what %s writes", async (_, change) => {
    for (const event of ["post_created", "post_edited", "post_recovered"])
      expect(await ears.interpret(ofPost(event, change))).toEqual([]);
  });

  it("hears nothing in other events", async () => {
    for (const event of ["ping", "user_created", "topic_upvote", "topic_closed_status_updated", "post_liked", ""])
      expect(await ears.interpret(tell(event, { ping: "OK" }))).toEqual([]);
  });

  it("takes hidden posts and those their authors deleted out of sight, and back", async () => {
    const [hidden] = await ears.interpret(ofPost("post_edited", { hidden: true }));
    expect(hidden?.withdrawn).toBe(true);
    const [deleted] = await ears.interpret(ofPost("post_edited", { user_deleted: true }));
    expect(deleted?.withdrawn).toBe(true);
  });

  it("believes the header of a deletion, whoever wrote the post", async () => {
    for (const change of [{}, { admin: true }, { deleted_at: null }])
      expect(await ears.interpret(ofPost("post_destroyed", change, "2026-03-02T12:00:00.000Z"))).toEqual([
        { source: "discourse", externalId: "topic:77", version: "2026-03-02T12:00:00.000Z~", withdrawn: true },
      ]);
  });

  it("knows a deletion delivered late from one that came after a recovery", async () => {
    const events = [
      ...(await ears.interpret(ofPost("post_created"))),
      ...(await ears.interpret(ofPost("post_recovered", {}, "2026-03-01T09:05:00.000Z"))),
      ...(await ears.interpret(
        ofPost("post_destroyed", { deleted_at: "2026-03-01T09:00:00.000Z" }, "2026-03-01T09:30:00.000Z"),
      )),
    ];
    expect(merged(events)).toMatchObject({ withdrawn: false, body: "I keep the list on the back of a glaze chart." });
  });

  it("tells everything anew when a post comes back, for nothing was kept of it", async () => {
    const [event] = valid(await ears.interpret(ofPost("post_recovered", {}, "2026-03-02T12:00:00.000Z")));
    expect(event).toMatchObject({ version: "2026-03-02T12:00:00.000Z~", withdrawn: false, title: post.topic_title });
    expect(event?.body).toContain("glaze chart");
  });

  it.each([
    ["no JSON", "{", "not JSON"],
    ["no post", {}, "post"],
    ["a post without a topic", { post: { ...post, topic_id: undefined } }, "topic_id"],
    ["a post of another kind", { post: "yes" }, "post"],
  ])("refuses %s as input", async (_, body, message) => {
    const error = await failure(ears.interpret(tell("post_created", body)));
    expect(error).toMatchObject({ kind: "input", final: true });
    expect(error.message).toContain(message);
  });

  it("keeps to its limits whatever it is given", async () => {
    const huge = {
      raw: "a\u0000😀".repeat(60_000),
      topic_title: "t".repeat(900),
      name: "n".repeat(900),
      category_id: 9,
    };
    const [event] = valid(await ears.interpret(ofPost("post_created", huge)));
    expect(event?.body).toHaveLength(50_000);
    expect(event?.body?.isWellFormed()).toBe(true);
    expect(event?.body).not.toContain("\u0000");
  });
});

describe("posts without their text", () => {
  const { raw: _, ...bare } = post;
  const key = { apiKey: "very secret key", apiUsername: "ears" };

  it("asks for it with the key", async () => {
    const { url, requests } = await standIn((request) => {
      expect(request.headers).toMatchObject({ "api-key": "very secret key", "api-username": "ears" });
      return {
        json: { ...bare, topic_title: undefined, raw: "found", version: 2, updated_at: "2026-03-01T09:00:00.000Z" },
      };
    });
    const [event] = valid(await discourse({ url, ...key, clock }).interpret(tell("post_created", { post: bare })));
    expect(requests).toEqual(["/posts/501.json"]);
    expect(event).toMatchObject({ body: "found", title: post.topic_title, version: "2026-03-01T09:00:00.000Z#000002" });
  });

  it("hears nothing where the post turns out to be staff's", async () => {
    const { url } = await standIn(() => ({ json: { ...bare, raw: "found", moderator: true } }));
    const unsaid = { ...bare, admin: undefined, moderator: undefined };
    expect(await discourse({ url, ...key, clock }).interpret(tell("post_created", { post: unsaid }))).toEqual([]);
  });

  it.each([404, 410])("takes a post that is gone (%i) as said never or no more", async (status) => {
    const { url } = await standIn(() => ({ status }));
    const ears = discourse({ url, ...key, clock });
    expect(await ears.interpret(tell("post_created", { post: bare }))).toEqual([]);
    expect(await ears.interpret(tell("post_edited", { post: bare }))).toMatchObject([{ withdrawn: true }]);
  });

  it("says what to do when the key is refused, and nothing of the key", async () => {
    const { url } = await standIn(() => ({ status: 403 }));
    const error = await failure(discourse({ url, ...key, clock }).interpret(tell("post_edited", { post: bare })));
    expect(error).toMatchObject({ kind: "upstream", final: true });
    expect(error.message).toBe(
      "Discourse refused the key (403). Nothing is lost. Put a key with scope posts: read into DISCOURSE_API_KEY and press Try again.",
    );
  });

  it.each([
    ["hangs up", "hang up" as const, { kind: "upstream", final: false }],
    ["is down", { status: 502 }, { kind: "upstream", final: false }],
    ["is busy", { status: 429, headers: { "retry-after": "17" } }, { kind: "limited", retryAfter: 17 }],
    [
      "is busy and says so in the body",
      { status: 429, json: { extras: { wait_seconds: 9 } } },
      { kind: "limited", retryAfter: 9 },
    ],
    [
      "is busy until a time",
      { status: 429, headers: { "retry-after": new Date(noon + 30_000).toUTCString() } },
      { kind: "limited", retryAfter: 30 },
    ],
    ["answers with a page", { text: "<html>" }, { kind: "upstream", final: false }],
    ["has moved", { status: 301, headers: { location: "http://127.0.0.1:1/" } }, { kind: "upstream", final: true }],
    ["answers with something else", { json: { id: "x" } }, { kind: "upstream", final: false }],
  ])("passes on that the forum %s", async (_, answer, expected) => {
    const { url } = await standIn(() => answer);
    const error = await failure(discourse({ url, ...key, clock }).interpret(tell("post_edited", { post: bare })));
    expect(error).toMatchObject(expected);
    expect(`${error.message}${String(error.stack)}`).not.toContain("very secret key");
  });

  it("reads the page's text where there is no key", async () => {
    const cooked =
      '<aside class="quote"><blockquote>others</blockquote></aside><p>Mine &amp; <a href="https://x.example">only</a> mine</p><script>alert(1)</script>';
    const [event] = await ears.interpret(tell("post_created", { post: { ...bare, cooked } }));
    expect(event?.body).toBe("Mine & only mine");
  });

  it("says what to set when there is neither text nor key", async () => {
    const error = await failure(ears.interpret(tell("post_created", { post: bare })));
    expect(error).toMatchObject({ kind: "upstream", final: true });
    expect(error.message).toContain("DISCOURSE_API_KEY");
  });
});

describe("topics", () => {
  it("tells an edit's title and nothing else of the text", async () => {
    expect(valid(await ears.interpret(tell("topic_edited", { topic }, "2026-03-02T12:00:00.000Z")))).toEqual([
      {
        source: "discourse",
        externalId: "topic:77",
        version: "2026-03-02T12:00:00.000Z#000000",
        title: "A waiting list for full courses",
        url: "https://forum.example/t/77/1",
        hints: ["discourse:category:7", "discourse:tag:courses", "discourse:tag:waiting"],
      },
    ]);
  });

  it("meets the first post in one feedback", async () => {
    const events = [
      ...(await ears.interpret(tell("topic_edited", { topic }, "2026-03-01T09:00:00.000Z"))),
      ...(await ears.interpret(ofPost("post_created"))),
      ...(await ears.interpret(
        tell("topic_created", { topic: { ...topic, title: "old" } }, "2026-03-01T10:00:00.000Z"),
      )),
    ];
    expect(new Set(events.map(({ externalId }) => externalId))).toEqual(new Set(["topic:77"]));
    expect(merged(events)).toMatchObject({ title: topic.title, body: "I keep the list on the back of a glaze chart." });
  });

  it("hears nothing in topics of the system and in private messages", async () => {
    for (const change of [{ user_id: -1 }, { archetype: "private_message" }])
      for (const event of ["topic_created", "topic_edited"])
        expect(await ears.interpret(tell(event, { topic: { ...topic, ...change } }))).toEqual([]);
    expect(
      await ears.interpret(tell("topic_destroyed", { topic: { ...topic, archetype: "private_message" } })),
    ).toEqual([]);
  });

  it("hides a deleted topic, and with a key its replies", async () => {
    expect(await ears.interpret(tell("topic_destroyed", { topic }))).toMatchObject([
      { externalId: "topic:77", withdrawn: true },
    ]);
    const { url } = await standIn(() => ({ json: { post_stream: { stream: [501, 502, 503], posts: [post] } } }));
    const events = await discourse({ url, apiKey: "k", clock }).interpret(tell("topic_destroyed", { topic }));
    expect(events.map(({ externalId, withdrawn }) => [externalId, withdrawn])).toEqual([
      ["topic:77", true],
      ["post:502", true],
      ["post:503", true],
    ]);
  });

  it.each([403, 404])("hides at least the topic where the key does not see what is deleted (%i)", async (status) => {
    const { url } = await standIn(() => ({ status }));
    const events = await discourse({ url, apiKey: "k", clock }).interpret(tell("topic_destroyed", { topic }));
    expect(events).toMatchObject([{ externalId: "topic:77", withdrawn: true }]);
  });

  it("brings a recovered topic back with its replies, all texts told anew", async () => {
    const reply = (id: number, number: number, more = {}) => ({
      ...post,
      id,
      post_number: number,
      raw: `reply ${id}`,
      ...more,
    });
    const { url, requests } = await standIn((_, { pathname }) =>
      pathname === "/t/77.json"
        ? {
            json: {
              post_stream: {
                stream: [501, 502, 503, 504],
                posts: [{ ...post, topic_title: undefined }, reply(502, 2)],
              },
            },
          }
        : {
            json: {
              post_stream: {
                posts: [reply(503, 3, { admin: true }), reply(504, 4, { raw: undefined, cooked: "<p>reply</p>" })],
              },
            },
          },
    );
    const ears = discourse({ url, apiKey: "k", clock });
    const events = valid(await ears.interpret(tell("topic_recovered", { topic }, "2026-03-02T12:00:00.000Z")));
    expect(requests[1]).toBe("/t/77/posts.json?include_raw=true&post_ids[]=503&post_ids[]=504");
    expect(events.map(({ externalId, body, withdrawn, title }) => [externalId, body, withdrawn, title])).toEqual([
      ["topic:77", "I keep the list on the back of a glaze chart.", false, topic.title],
      ["post:502", "reply 502", false, undefined],
      ["post:504", "reply", false, undefined],
    ]);
  });
});

describe("any order", () => {
  it("comes to the same, however often each delivery arrives", async () => {
    const deliveries = [
      ofPost("post_created", {}, "2026-03-01T08:00:01.000Z"),
      ofPost(
        "post_edited",
        { raw: "second", version: 2, updated_at: "2026-03-01T08:10:00.000Z" },
        "2026-03-01T08:10:01.000Z",
      ),
      ofPost(
        "post_edited",
        { raw: "third", version: 3, updated_at: "2026-03-01T08:10:00.000Z" },
        "2026-03-01T08:10:01.000Z",
      ),
      tell("topic_created", { topic }, "2026-03-01T08:00:01.000Z"),
      tell("topic_edited", { topic: { ...topic, title: "new title" } }, "2026-03-01T08:20:00.000Z"),
      ofPost("post_destroyed", { deleted_at: "2026-03-01T09:00:00.000Z" }, "2026-03-01T09:00:01.000Z"),
      tell("topic_destroyed", { topic }, "2026-03-01T09:00:02.000Z"),
      ofPost("post_recovered", { raw: "third", version: 3, topic_title: "new title" }, "2026-03-01T10:00:00.000Z"),
    ];
    const events = (await Promise.all(deliveries.map((one) => ears.interpret(one)))).flat();
    const expected = merged(events);
    expect(expected).toMatchObject({ body: "third", title: "new title", withdrawn: false, aliases: ["discourse:42"] });
    fc.assert(
      fc.property(
        fc.shuffledSubarray(events, { minLength: events.length }),
        fc.array(fc.constantFrom(...events), { maxLength: 8 }),
        fc.infiniteStream(fc.nat()),
        (order, again, places) => {
          const all = [...order];
          for (const event of again) all.splice(Number(places.next().value) % (all.length + 1), 0, event);
          expect(merged(all)).toEqual(expected);
        },
      ),
    );
  });
});

describe("Markdown", () => {
  it.each([
    ['[quote="ann, post:1, topic:2"]hers[/quote]\nmine', "mine"],
    ["[quote]a [quote]b[/quote] c[/quote]mine [quote=x]d[/quote]too", "mine too"],
    ["an [quote] that stays open", "an [quote] that stays open"],
    ["stray [/quote] mark", "stray [/quote] mark"],
    ["> hers\nmine", "mine"],
    ["![shot|690x400](upload://abc.png) Look at **this** and *that*, __please__", "Look at this and that, please"],
    [
      "# Title\nSee [the docs](https://docs.example/a_b) or <https://x.example>",
      "Title\nSee the docs or https://x.example",
    ],
    ["```js\nconst a_b_c = `x` > 1\n> y\n```\nfails", "const a_b_c = `x` > 1\n> y\nfails"],
    ["a < b and b > a, snake_case_name, 2*3*4", "a < b and b > a, snake_case_name, 2*3*4"],
    ["<b>bold</b> [b]too[/b] `code` ~~gone~~", "bold too code gone"],
    ["a\r\nb\n\n\n\n\nc\u0007", "a\nb\n\nc"],
  ])("%j", (raw, plain) => {
    expect(plainFromMarkdown(raw)).toBe(plain);
  });

  it("stays quick on hostile posts", () => {
    const parts = ["[quote]", "[", "![", "](", "**", "__", "<a", "`", "~~~", "> ", "[b ", "*a", " _x"];
    for (const part of parts) {
      const start = performance.now();
      plainFromMarkdown(part.repeat(150_000 / part.length));
      expect(performance.now() - start, part).toBeLessThan(2_000);
    }
  });
});

describe.skipIf(!havePayloads)("real deliveries (../shared/payloads, skipped where that folder is missing)", () => {
  const real = (name: string) => {
    const { headers, body } = JSON.parse(payloadText(`discourse/${name}.json`));
    return delivery("discourse", headers ?? { "X-Discourse-Event": "topic_upvote" }, body);
  };

  it("reads them", async () => {
    const ears = discourse({ clock });
    expect(await ears.interpret(real("ping"))).toEqual([]);
    expect(await ears.interpret(real("topic_upvote.shape"))).toEqual([]);
    expect(valid(await ears.interpret(real("topic_created")))).toMatchObject([
      {
        externalId: "topic:31739",
        hints: ["discourse:category:97", "discourse:tag:nvidia", "discourse:tag:silverblue"],
      },
    ]);
    expect(valid(await ears.interpret(real("topic_edited")))).toMatchObject([
      {
        title: "No updates published for f37 Silverblue since Feb 9th?",
        url: "https://ask.fedoraproject.org/t/31739/1",
      },
    ]);
    expect(valid(await ears.interpret(real("topic_destroyed")))).toMatchObject([
      { externalId: "topic:31274", withdrawn: true },
    ]);
    expect((await failure(ears.interpret(real("post_created.no-raw")))).kind).toBe("upstream");
  });
});
