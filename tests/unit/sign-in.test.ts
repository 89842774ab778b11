import { createHmac } from "node:crypto";
import { day, hour, minute } from "@earshot/core/clock.ts";
import { personOf } from "@earshot/core/person.ts";
import { sign } from "hono/jwt";
import { describe, expect, it } from "vitest";
import { place, sessionIn, visitor } from "./visitor.ts";

describe("signing in by a link", () => {
  it("asks for an address, mails a link, and lets its reader in where she was", async () => {
    const at = place();
    const ann = visitor(at);
    const sent = await ann.press("/sign-in?to=/?sort=top", "/sign-in", {
      email: " Ann@Example.org ",
      to: "/?sort=top",
    });
    expect(sent.location).toBe("/sign-in/sent");
    expect((await ann.get("/sign-in/sent")).html).toContain("ann@example.org");
    const [mail] = [...at.rows.deliveries.values()].filter(({ kind }) => kind === "sign_in");
    expect(mail).toMatchObject({ outlet: "mail", state: "waiting", occasion: "ann@example.org" });
    const arrived = await ann.get(ann.lastLink());
    expect(arrived.location).toBe("/?sort=top");
    expect(sessionIn(ann.jar)).toMatchObject({ alias: "email:ann@example.org" });
    expect((await ann.get("/")).html).toContain(">ann@example.org</a>");
  });

  it("keeps its cookie from scripts, other sites and, over https, subdomains", async () => {
    const at = place({ url: "https://ideas.example.org" });
    const ann = visitor(at);
    await ann.press("/sign-in", "/sign-in", { email: "ann@example.org" });
    const link = /link\?token=\S+/.exec(JSON.stringify([...at.rows.deliveries.values()].at(-1)?.payload))?.[0] ?? "";
    const token = link.replace(/^link\?token=/, "").replace(/\\n.*/s, "");
    const { headers } = await ann.get(`/sign-in/link?token=${token}`);
    const cookie = headers.getSetCookie().find((line) => line.startsWith("__Host-earshot="));
    for (const part of ["HttpOnly", "Secure", "SameSite=Lax", "Path=/", "Max-Age=2592000"])
      expect(cookie).toContain(part);
    expect(cookie).not.toContain("Domain");
  });

  it("opens in another browser with one press more, and once only", async () => {
    const at = place();
    const [ann, phone, thief] = [visitor(at), visitor(at), visitor(at)];
    await ann.press("/sign-in", "/sign-in", { email: "ann@example.org" });
    const link = ann.lastLink();
    const shown = await phone.get(link);
    expect(shown.html).toContain("Is this you?");
    expect(shown.html).toContain("ann@example.org");
    expect(sessionIn(phone.jar)).toBeUndefined();
    const token = new URLSearchParams(link.split("?")[1]).get("token") ?? "";
    const both = await Promise.all([phone, thief].map((one) => one.post("/sign-in/link", { token })));
    expect(both.map(({ status }) => status).sort()).toEqual([303, 403]);
    expect((await ann.get(link)).status).toBe(403);
  });

  it("offers a new link when it is too old, and still does what she came for", async () => {
    const at = place();
    const ann = visitor(at);
    await ann.press("/sign-in", "/sign-in", { email: "ann@example.org", vote: at.theme.id });
    const link = ann.lastLink();
    at.clock.now += 21 * minute;
    const old = await ann.get(link);
    expect(old.html).toContain("more than twenty minutes old");
    const token = new URLSearchParams(link.split("?")[1]).get("token") ?? "";
    expect((await ann.post("/sign-in/link", { token })).status).toBe(403);
    expect((await ann.post("/sign-in/again", { token })).location).toBe("/sign-in/sent");
    await ann.get(ann.lastLink());
    expect(await at.deps.votes.has(at.theme.id, personOf("email:ann@example.org"))).toBe(true);
    at.clock.now += 2 * day;
    expect((await ann.post("/sign-in/again", { token })).status).toBe(403);
  });

  it("fills nobody's mailbox: five links an hour", async () => {
    const at = place();
    const ask = () => visitor(at).press("/sign-in", "/sign-in", { email: "ann@example.org" });
    for (let i = 0; i < 5; i++) expect((await ask()).status).toBe(303);
    const refused = await ask();
    expect(refused.status).toBe(429);
    expect(refused.html).toContain("Too many at once.");
    at.clock.now += hour;
    expect((await ask()).status).toBe(303);
  });

  it.each([
    "",
    "ann",
    "ann@",
    "jonas@werkstatt",
    "a b@example.org",
    "ann@example.org\nbcc: x@example.org",
    `${"a".repeat(250)}@example.org`,
  ])("takes %j for no address, and shows it again", async (email) => {
    const at = place();
    const { status, html } = await visitor(at).press("/sign-in", "/sign-in", {
      email,
      to: "/?sort=new",
      vote: at.theme.id,
    });
    expect(status).toBe(400);
    expect(html).toContain('aria-invalid="true"');
    expect(html).toContain('name="to" value="/?sort=new"');
    expect(html).toContain(`name="vote" value="${at.theme.id}"`);
    expect([...at.rows.deliveries.values()].some(({ kind }) => kind === "sign_in")).toBe(false);
  });

  it.each([
    "//evil.example/",
    "/\\evil.example",
    "https://evil.example",
    "/\t/evil.example",
    "javascript:alert(1)",
    "",
  ])("leads back to no other host: %j", async (to) => {
    const at = place();
    const ann = visitor(at);
    await ann.press("/sign-in", "/sign-in", { email: "ann@example.org", to });
    const { location = "" } = await ann.get(ann.lastLink());
    expect(new URL(location, "http://here.example").host).toBe("here.example");
  });

  it("is renewed after a day, ends with signing out, and cannot be had without a secret", async () => {
    const at = place();
    const ann = visitor(at);
    await ann.signIn("ann@example.org");
    const before = ann.jar.get("earshot");
    at.clock.now += day;
    const page = await ann.get("/");
    expect(ann.jar.get("earshot")).not.toBe(before);
    expect(page.html).toContain("ann@example.org");
    await ann.post("/sign-out", { form: ann.token(page.html) });
    expect(sessionIn(ann.jar)).toBeUndefined();
    expect((await ann.get("/")).html).toContain(">Sign in</a>");

    const closed = visitor(place({ signIn: { ...at.deps.signIn, secret: undefined } }));
    expect((await closed.get("/sign-in")).status).toBe(503);
    const board = await closed.get("/");
    expect(board.html).not.toMatch(/<form method="post"|class="vote" method|<script/);
  });
});

describe("the company's own app", () => {
  const sso = "the secret of the app";
  const claims = { email: "Ann@example.org", name: "Ann", id: "42" };
  const open = () => {
    const base = place().deps.signIn;
    return place({ signIn: { ...base, sso } });
  };
  const soon = (at: ReturnType<typeof open>) => Math.floor(at.clock.now / 1000) + 60;

  it("brings its users in, once per token, joined under both their names", async () => {
    const at = open();
    const ann = visitor(at);
    const token = await sign({ ...claims, exp: soon(at), jti: "12345678" }, sso, "HS256");
    const arrived = await ann.get(`/sign-in/sso?token=${token}&to=${encodeURIComponent(`/themes/${at.theme.id}`)}`);
    expect(arrived.location).toBe(`/themes/${at.theme.id}`);
    expect(sessionIn(ann.jar)).toMatchObject({ alias: "member:42", name: "Ann" });
    const [one, other] = [personOf("member:42"), personOf("email:ann@example.org")];
    expect(new Set((await at.deps.people.rootsOf([one, other])).values()).size).toBe(1);
    expect((await visitor(at).get(`/sign-in/sso?token=${token}`)).status).toBe(403);
  });

  it("refuses what is forged, of another algorithm, expired, early, nameless or no token", async () => {
    const at = open();
    const good = { ...claims, exp: soon(at) };
    const unsigned = `${Buffer.from('{"alg":"none","typ":"JWT"}').toString("base64url")}.${Buffer.from(JSON.stringify({ ...good, jti: "none-none" })).toString("base64url")}.`;
    const tokens = [
      await sign({ ...good, jti: "of another secret" }, "another secret", "HS256"),
      await sign({ ...good, jti: "another algorithm" }, sso, "HS512"),
      await sign({ ...claims, exp: soon(at) - 61, jti: "expired token" }, sso, "HS256"),
      await sign({ ...claims, jti: "without an end" }, sso, "HS256"),
      await sign({ ...good, nbf: soon(at) + 3600, jti: "too early token" }, sso, "HS256"),
      await sign({ ...good }, sso, "HS256"),
      await sign({ name: "Ann", exp: soon(at), jti: "nobody at all" }, sso, "HS256"),
      await sign({ id: "a\nb", exp: soon(at), jti: "of two lines", email: "nonsense" }, sso, "HS256"),
      `${(await sign({ ...good, jti: "cut short here" }, sso, "HS256")).slice(0, -2)}`,
      unsigned,
      "",
      "a.b.c",
      "….….…",
    ];
    for (const token of tokens) {
      const ann = visitor(at);
      expect((await ann.get(`/sign-in/sso?token=${encodeURIComponent(token)}`)).status, token).toBe(403);
      expect(sessionIn(ann.jar)).toBeUndefined();
    }
    expect((await visitor(place()).get("/sign-in/sso?token=x")).status).toBe(404);
  });
});

describe("the forum", () => {
  const forum = { url: "https://forum.example", secret: "the forum's secret" };
  const open = () => place({ signIn: { ...place().deps.signIn, forum } });
  const signed = (fields: Record<string, string>, secret = forum.secret) => {
    const sso = Buffer.from(new URLSearchParams(fields).toString()).toString("base64");
    const sig = createHmac("sha256", secret).update(sso).digest("hex");
    return `/sign-in/discourse/return?${new URLSearchParams({ sso, sig })}`;
  };
  const setOut = async (ann: ReturnType<typeof visitor>, path: string) => {
    const { location = "" } = await ann.get(path);
    const question = new URL(location);
    expect(question.origin + question.pathname).toBe("https://forum.example/session/sso_provider");
    const sso = question.searchParams.get("sso") ?? "";
    expect(question.searchParams.get("sig")).toBe(createHmac("sha256", forum.secret).update(sso).digest("hex"));
    const asked = new URLSearchParams(Buffer.from(sso, "base64").toString());
    expect(asked.get("return_sso_url")).toBe("http://localhost:3000/sign-in/discourse/return");
    return asked.get("nonce") ?? "";
  };
  const user = { external_id: "7", email: "ann@example.org", username: "ann", name: "Ann" };

  it("says who she is, and she votes as she meant to", async () => {
    const at = open();
    const ann = visitor(at);
    const nonce = await setOut(ann, `/sign-in/discourse?vote=${at.theme.id}&to=/?sort=new`);
    const arrived = await ann.get(signed({ nonce, ...user }));
    expect(arrived.location).toBe("/?sort=new");
    expect(sessionIn(ann.jar)).toMatchObject({ alias: "discourse:7", name: "Ann" });
    const [person = ""] = (await at.deps.people.rootsOf([personOf("discourse:7")])).values();
    expect(
      (await at.deps.people.rootsOf([personOf("email:ann@example.org")])).get(personOf("email:ann@example.org")),
    ).toBe(person);
    expect(await at.deps.votes.has(at.theme.id, person)).toBe(true);
  });

  it("says where she is told what becomes of what she asks for, and makes nobody staff by it", async () => {
    const at = open();
    const ines = visitor(at);
    const nonce = await setOut(ines, `/sign-in/discourse?vote=${at.theme.id}`);
    await ines.get(signed({ nonce, ...user, email: "ines@example.org" }));
    const hears = { email: "ines@example.org", language: "en" };
    expect([...at.rows.votes.values()].filter(({ theme }) => theme === at.theme.id).at(-1)).toMatchObject({ hears });
    await ines.press("/new", "/new", { step: "send", key: "ines-asks", body: "Say when it is icy on the deck." });
    expect([...at.rows.inbox.values()].at(-1)).toMatchObject({ content: { event: { hears } } });
    expect((await ines.get("/admin")).status).toBe(404);
  });

  it("is not believed when forged, replayed, too late, or in a browser that never set out", async () => {
    const at = open();
    const ann = visitor(at);
    const nonce = await setOut(ann, "/sign-in/discourse");
    const good = signed({ nonce, ...user });
    for (const wrong of [
      signed({ nonce, ...user }, "another secret"),
      good.replace(/sig=../, "sig=zz"),
      signed({ nonce: "pas_another", ...user }),
      signed({ nonce, email: user.email }),
      signed({ nonce, ...user, external_id: "7 or 8" }),
      "/sign-in/discourse/return",
    ])
      expect((await ann.get(wrong)).status, wrong).toBe(403);
    expect((await visitor(at).get(good)).status).toBe(403);
    const twin = visitor(at);
    for (const [name, value] of ann.jar) twin.jar.set(name, value);
    expect((await ann.get(good)).status).toBe(303);
    expect((await twin.get(good)).status).toBe(403);
    const late = await setOut(ann, "/sign-in/discourse");
    at.clock.now += hour;
    expect((await ann.get(signed({ nonce: late, ...user }))).status).toBe(403);
  });
});
