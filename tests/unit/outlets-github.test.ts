import { generateKeyPairSync } from "node:crypto";
import { minute, weekOf } from "@earshot/core/clock.ts";
import { isError } from "@earshot/core/error.ts";
import { type GithubOptions, github } from "@earshot/outlets/github/github.ts";
import { describe, expect, it, onTestFinished } from "vitest";
import { GithubStandIn, json, problem, silence } from "../stand-ins/github.ts";
import { IssuesInMemory } from "../stand-ins/issues.ts";
import { listen } from "../stand-ins/loopback.ts";
import { officialCheck } from "../stand-ins/openapi.ts";
import { hostile, reportOf } from "../stand-ins/themes.ts";

const check = officialCheck();
const begin = "<!-- earshot:begin thm_00000000000000000000000001 -->";
const end = "<!-- earshot:end -->";

/** A GitHub, a record store, a clock and an outlet that knows them. Each request is checked when the test is over. */
function world(options: Partial<GithubOptions> = {}) {
  const time = { now: Date.parse("2026-11-20T08:00:00Z") };
  const clock = () => time.now;
  const hub = new GithubStandIn(clock, check);
  const repository = hub.repository("acme/app");
  const issues = new IssuesInMemory();
  const outlet = (more: Partial<GithubOptions> = {}) =>
    github({ token: "t", url: "https://ideas.example", clock, fetch: hub.fetch, timeout: 200, ...options, ...more });
  onTestFinished(() => expect(hub.faults).toEqual([]));
  return {
    time,
    clock,
    hub,
    repository,
    issues,
    outlet,
    push: (report = reportOf()) => outlet().push(report, "acme/app", issues),
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

describe("GitHub's official description", () => {
  it.skipIf(!check)("is held against each request (needs ../shared/payloads or the package @octokit/openapi)", () => {
    const url = new URL("https://api.github.com/repos/acme/app/issues");
    expect(check?.("POST", url, { title: "x", body: "y" })).toEqual([]);
    expect(check?.("POST", url, { title: "x", bodi: "y" })).toHaveLength(1);
    expect(check?.("POST", url, { title: ["x"] })).toHaveLength(1);
    expect(check?.("POST", url, { title: "x", assignee: null })).toEqual([]);
    expect(check?.("GET", new URL(`${url}?state=every`), undefined)).toHaveLength(1);
    expect(check?.("GET", new URL(`${url}?per_pages=3`), undefined)).toHaveLength(1);
    expect(check?.("DELETE", url, undefined)).toHaveLength(1);
  });
});

describe("an issue", () => {
  it("is created once and rewritten in place", async () => {
    const { push, repository, issues, hub, time } = world();
    const made = await push(reportOf({ supporters: 3 }));
    expect(made).toMatchObject({ state: "sent", link: { repository: "acme/app", repositoryId: 1000, number: 1 } });
    expect(made.payload).toMatchObject({ method: "POST", url: "https://api.github.com/repos/acme/app/issues" });
    expect(issues.records.values().next().value).toMatchObject({ state: "linked", link: made.link });

    time.now += 30 * 60 * minute;
    const again = await push(reportOf({ supporters: 9, title: "Refunds in one step" }));
    expect(again.link).toEqual(made.link);
    expect(again.payload).toMatchObject({ method: "PATCH", body: { title: "Refunds in one step" } });
    expect(repository.issues).toHaveLength(1);
    expect(repository.issues[0]).toMatchObject({ title: "Refunds in one step" });
    expect(repository.issues[0]?.body).toContain("**9**");
    expect(hub.calls.map(({ method }) => method)).toEqual(["GET", "POST", "GET", "GET", "PATCH"]);
  });

  it("is left alone when it says it all already", async () => {
    const { push, hub } = world();
    await push();
    const again = await push();
    expect(again).toMatchObject({ state: "sent", payload: { method: "GET" } });
    expect(hub.calls.filter(({ method }) => method === "PATCH")).toEqual([]);
  });

  it("keeps everything that people write around our section, and the title they give", async () => {
    const { push, repository } = world();
    await push();
    const [issue] = repository.issues;
    if (!issue) throw new Error("no issue");
    // As GitHub's editor sends it.
    issue.body = `Our plan: #5 first.\r\n\r\n${issue.body?.replaceAll("\n", "\r\n")}\r\n\r\n- [x] done $& $1`;
    issue.title = "Refunds (epic)";
    const unchanged = await push();
    expect(unchanged.payload).toMatchObject({ method: "GET" });
    await push(reportOf({ supporters: 40, title: "Something else" }));
    expect(issue.title).toBe("Refunds (epic)");
    expect(issue.body).toMatch(/^Our plan: #5 first\.\r\n\r\n<!-- earshot:begin/);
    expect(issue.body).toMatch(/earshot:end -->\r\n\r\n- \[x\] done \$& \$1$/);
    expect(issue.body).toContain("**40**");
    expect(issue.body?.split(begin)).toHaveLength(2);
  });

  it.each([
    ["both marks", (body: string) => body.replace(begin, "").replace(end, "")],
    ["one mark", (body: string) => body.replace(end, "")],
    ["everything", () => ""],
  ])("is left to people who take %s out, until they put the marks back", async (_, edit) => {
    const { push, repository, hub } = world();
    await push();
    const [issue] = repository.issues;
    if (!issue) throw new Error("no issue");
    issue.body = edit(issue.body ?? "");
    const edited = issue.body;
    const left = await push(reportOf({ supporters: 40 }));
    expect(left).toMatchObject({ state: "sent", result: { left: expect.stringContaining("left as they wrote it") } });
    expect(issue.body).toBe(edited);
    expect(hub.calls.filter(({ method }) => method !== "GET")).toHaveLength(1);

    issue.body = `Numbers:\n${begin}${end}\nthanks`;
    await push(reportOf({ supporters: 40 }));
    expect(issue.body).toMatch(/^Numbers:\n<!-- earshot:begin[\s\S]*\*\*40\*\*[\s\S]*earshot:end -->\nthanks$/);
  });

  it("that a person attached gets our section below its text and keeps its title", async () => {
    const { hub, push, repository } = world();
    const issue = hub.open("acme/app", "Refunds are slow", "Seen in production.");
    const link = {
      repository: "acme/app",
      repositoryId: repository.id,
      issueId: issue.id,
      number: 1,
      url: "https://github.com/acme/app/issues/1",
    };
    await push(reportOf({ issue: link }));
    await push(reportOf({ issue: link, supporters: 7 }));
    expect(repository.issues).toHaveLength(1);
    expect(issue.title).toBe("Refunds are slow");
    expect(issue.body).toMatch(/^Seen in production\.\n\n<!-- earshot:begin/);
    expect(issue.body).toContain("**7**");
  });

  it("is followed through a transfer and a rename", async () => {
    const { hub, push, issues } = world();
    const target = hub.repository("acme/payments", { private: true });
    await push();
    const issue = hub.transfer("acme/app", 1, "acme/payments");
    const moved = await push(reportOf({ supporters: 12 }));
    expect(moved.link).toMatchObject({
      repository: "acme/payments",
      repositoryId: target.id,
      number: 1,
      issueId: issue.id,
    });
    expect(target.issues[0]?.body).toContain("**12**");
    expect(issues.records.values().next().value).toMatchObject({ repository: "acme/payments" });

    hub.rename("acme/payments", "acme/money");
    const renamed = await push(reportOf({ supporters: 99 }));
    expect(renamed.link).toMatchObject({
      repository: "acme/money",
      repositoryId: target.id,
      url: "https://github.com/acme/money/issues/1",
    });
    expect(target.issues[0]?.body).toContain("**99**");
  });

  it("is created in a repository that was renamed since the team wrote it down", async () => {
    const { hub, push, repository } = world();
    hub.rename("acme/app", "acme/product");
    const { link } = await push();
    expect(link).toMatchObject({ repository: "acme/product", repositoryId: repository.id });
    expect(repository.issues).toHaveLength(1);
  });

  it("by the same number in a repository made anew is not taken for it", async () => {
    const { hub, push, repository, issues } = world();
    await push();
    repository.issues.length = 0;
    hub.open("acme/app", "Somebody else's", "hands off");
    const error = await caught(push(reportOf({ supporters: 30 })));
    expect(isError(error, "missing")).toBe(true);
    expect(repository.issues[0]?.body).toBe("hands off");
    expect(issues.records.values().next().value).toMatchObject({ state: "gone" });
  });
});

describe("exactly one issue per theme", () => {
  it("after a 502 behind which it was created, and after silence", async () => {
    for (const answer of [
      () => problem(502),
      silence,
      () => {
        throw new TypeError("fetch failed");
      },
    ]) {
      const { push, hub, repository, time } = world();
      hub.fault = ({ method }) => (method === "POST" ? { after: answer } : undefined);
      const error = await caught(push());
      expect(isError(error, "upstream") && error.retryAfter).toBe(60);
      // Too early to tell: what was sent may still be on its way.
      time.now += 30_000;
      const early = await caught(push());
      expect(isError(early, "conflict") && early.retryAfter).toBe(30);
      time.now += 30_000;
      const found = await push(reportOf({ supporters: 5 }));
      expect(repository.issues).toHaveLength(1);
      expect(found.link?.number).toBe(1);
      expect(repository.issues[0]?.body).toContain("**5**");
    }
  });

  it("after a 502 behind which nothing happened", async () => {
    const { push, hub, repository, time } = world();
    hub.fault = ({ method }) => (method === "POST" ? { instead: () => problem(502) } : undefined);
    await caught(push());
    hub.fault = () => undefined;
    time.now += minute;
    await push();
    expect(repository.issues).toHaveLength(1);
  });

  it("finds it behind hundreds of others, and looks no further back than it can be", async () => {
    const { push, hub, repository, time } = world();
    for (let i = 0; i < 350; i++) hub.open("acme/app", "old", "x");
    time.now += 3 * 60 * minute;
    hub.fault = ({ method }) => (method === "POST" ? { after: () => problem(500) } : undefined);
    await caught(push());
    time.now += minute;
    for (let i = 0; i < 250; i++) hub.open("acme/app", "new", null);
    hub.calls.length = 0;
    const { link } = await push();
    expect(link?.number).toBe(351);
    expect(repository.issues).toHaveLength(601);
    expect(hub.calls.filter(({ path }) => path.includes("state=all"))).toHaveLength(3);
  });

  it("is not fooled by an issue that carries our marker", async () => {
    const { push, hub, repository, time } = world();
    hub.fault = ({ method }) => (method === "POST" ? { instead: () => problem(500) } : undefined);
    await caught(push());
    hub.fault = () => undefined;
    const trap = hub.open("acme/app", "trap", `${begin}\n<!-- Asked for at 2026-11-20T00:00:00.000Z. -->\n${end}`);
    time.now += minute;
    const { link } = await push();
    expect(link?.issueId).not.toBe(trap.id);
    expect(repository.issues).toHaveLength(2);
  });

  it("by two workers at once", async () => {
    const { push, repository } = world();
    const outcomes = await Promise.allSettled([push(), push(), push()]);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const outcome of outcomes)
      if (outcome.status === "rejected") expect(isError(outcome.reason, "conflict")).toBe(true);
    expect(repository.issues).toHaveLength(1);
  });

  it("by a worker that wakes up after its time", async () => {
    const { push, hub, repository, time, issues } = world();
    const asleep = Promise.withResolvers<void>();
    const wakes = Promise.withResolvers<void>();
    // The first look at the repository takes forever; everybody else's goes well.
    hub.fault = ({ path }) => {
      if (path !== "/repos/acme/app") return undefined;
      hub.fault = () => undefined;
      asleep.resolve();
      return {
        instead: () =>
          wakes.promise.then(() => json(200, { id: repository.id, full_name: "acme/app", private: false })),
      };
    };
    const sleeper = caught(
      github({ token: "t", url: "", clock: () => time.now, fetch: hub.fetch, timeout: 60_000 }).push(
        reportOf(),
        "acme/app",
        issues,
      ),
    );
    await asleep.promise;
    time.now += minute;
    await push();
    wakes.resolve();
    expect(isError(await sleeper, "upstream")).toBe(true);
    expect(repository.issues).toHaveLength(1);
  });

  // Steps are: before each read and write of the record and after each write, before each request and each answer.
  const crashAt = ({ issues, hub }: ReturnType<typeof world>, nth: number) => {
    let steps = 0;
    const step = () => {
      if (++steps === nth) throw new Error("killed");
    };
    issues.step = step;
    hub.step = step;
    return () => steps >= nth;
  };

  it("through a crash at any step", async () => {
    let crashes = 0;
    for (let nth = 1; ; nth++) {
      const here = world();
      const crashed = crashAt(here, nth);
      await here.push().catch(() => {});
      if (!crashed()) break;
      crashes++;
      crashAt(here, 0);
      here.time.now += minute;
      const { link } = await here.push(reportOf({ supporters: 8 }));
      expect(here.repository.issues, `crash at ${nth}`).toHaveLength(1);
      expect(here.repository.issues[0]?.body).toContain("**8**");
      expect(link?.number).toBe(1);
      await here.push(reportOf({ supporters: 30 }));
      expect(here.repository.issues).toHaveLength(1);
    }
    expect(crashes).toBeGreaterThanOrEqual(9);
  });

  it("through crashes while recovering from a crash", async () => {
    for (let first = 1; first <= 9; first++)
      for (let second = 1; second <= 16; second++) {
        const here = world();
        for (const nth of [first, second, 0]) {
          crashAt(here, nth);
          await here.push().catch(() => {});
          here.time.now += minute;
        }
        await here.push();
        expect(here.repository.issues, `crashes at ${first} and ${second}`).toHaveLength(1);
      }
  });

  it("when its rewriting is cut off anywhere", async () => {
    for (let nth = 1; nth <= 12; nth++) {
      const here = world();
      await here.push();
      crashAt(here, nth);
      await here.push(reportOf({ supporters: 8, title: "Renamed" })).catch(() => {});
      crashAt(here, 0);
      await here.push(reportOf({ supporters: 30, title: "Renamed again" }));
      expect(here.repository.issues, `crash at ${nth}`).toHaveLength(1);
      expect(here.repository.issues[0]?.body).toContain("**30**");
    }
  });

  it("when the team's repository changes in between", async () => {
    const { outlet, hub, repository, time, issues } = world();
    const other = hub.repository("acme/other");
    hub.fault = ({ method }) => (method === "POST" ? { after: () => problem(502) } : undefined);
    await caught(outlet().push(reportOf(), "acme/app", issues));
    hub.fault = () => undefined;
    time.now += minute;
    const { link } = await outlet().push(reportOf(), "acme/other", issues);
    expect(link?.repository).toBe("acme/app");
    expect([repository.issues.length, other.issues.length]).toEqual([1, 0]);
  });

  it("when the team's repository was wrong, and then is wrong again", async () => {
    const { outlet, hub, time, issues } = world();
    const right = hub.repository("acme/right");
    expect(isError(await caught(outlet().push(reportOf(), "acme/typo", issues)), "missing")).toBe(true);
    expect(isError(await caught(outlet().push(reportOf(), "acme/other-typo", issues)), "missing")).toBe(true);
    expect(issues.records.values().next().value).toMatchObject({ state: "gone", repository: "acme/other-typo" });
    hub.fault = ({ method }) => (method === "POST" ? { instead: () => problem(403) } : undefined);
    expect(isError(await caught(outlet().push(reportOf(), "acme/right", issues)), "auth")).toBe(true);
    hub.fault = () => undefined;
    await outlet().push(reportOf(), "acme/right", issues);
    time.now += minute;
    await outlet().push(reportOf(), "acme/right", issues);
    expect(right.issues).toHaveLength(1);
  });
});

describe("what GitHub refuses", () => {
  const wrong = {
    permission: problem(403, { "x-ratelimit-remaining": "4711" }),
    missing: problem(404),
    off: problem(410),
  };
  const reset = Date.parse("2026-11-20T08:02:00Z") / 1000;

  it.each([
    ["403", () => wrong.permission.clone(), "auth", "Issues: read and write"],
    ["404", () => wrong.missing.clone(), "missing", "Check the team's repository"],
    ["410", () => wrong.off.clone(), "missing", "Switch them on"],
    [
      "422",
      () => problem(422, {}, [{ resource: "Issue", field: "title", code: "missing_field" }]),
      "input",
      "title: missing_field",
    ],
    ["401", () => problem(401), "auth", "GITHUB_TOKEN"],
  ] as const)("%s is final, says what to do, and leaves nothing behind that blocks", async (_, answer, kind, words) => {
    const { push, hub, repository, issues } = world();
    hub.fault = ({ method }) => (method === "POST" ? { instead: answer } : undefined);
    const error = await caught(push());
    expect(isError(error, kind) && error.final).toBe(true);
    expect((error as Error).message).toContain(words);
    expect((error as Error).message).not.toContain("said in words");
    expect(issues.records.values().next().value?.state).toBe(kind === "missing" ? "gone" : "creating");
    // Once somebody has mended it, pressing "try again" works at once.
    hub.fault = () => undefined;
    await push();
    expect(repository.issues).toHaveLength(1);
  });

  it.each([
    ["429 with retry-after", () => problem(429, { "retry-after": "17" }), 17],
    ["429 without", () => problem(429), 60],
    ["403 with retry-after", () => problem(403, { "retry-after": "5" }), 5],
    [
      "403 with nothing remaining",
      () => problem(403, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(reset) }),
      120,
    ],
  ] as const)("%s is waited for as long as asked", async (_, answer, wait) => {
    for (const method of ["GET", "POST"]) {
      const { push, hub, repository } = world();
      hub.fault = (call) => (call.method === method ? { instead: answer } : undefined);
      const error = await caught(push());
      expect(isError(error, "limited") && error.retryAfter).toBe(wait);
      hub.fault = () => undefined;
      await push();
      expect(repository.issues).toHaveLength(1);
    }
  });

  it("a deleted issue, or one out of reach, is said and marked; what comes back is taken up again", async () => {
    for (const status of [404, 410]) {
      const { push, hub, issues, repository } = world();
      await push();
      hub.fault = ({ path }) => (path.endsWith("/issues/1") ? { instead: () => problem(status) } : undefined);
      const error = await caught(push(reportOf({ supporters: 5 })));
      expect(isError(error, "missing") && error.final).toBe(true);
      expect(issues.records.values().next().value).toMatchObject({ state: "gone", link: { number: 1 } });
      hub.fault = () => undefined;
      await push(reportOf({ supporters: 5 }));
      expect(issues.records.values().next().value?.state).toBe("linked");
      expect(repository.issues).toHaveLength(1);
    }
  });

  it("a failing PATCH is tried again, whatever became of it", async () => {
    for (const answer of [() => problem(503), silence])
      for (const place of ["instead", "after"] as const) {
        const { push, hub, repository } = world();
        await push();
        hub.fault = ({ method }) => (method === "PATCH" ? ({ [place]: answer } as never) : undefined);
        expect(isError(await caught(push(reportOf({ supporters: 5 }))), "upstream")).toBe(true);
        hub.fault = () => undefined;
        await push(reportOf({ supporters: 5 }));
        expect(repository.issues[0]?.body).toContain("**5**");
      }
  });

  it("a redirect that leads elsewhere is not followed with our key", async () => {
    const { push, hub } = world();
    hub.fault = () => ({ instead: () => json(301, {}, { location: "https://evil.example/repos/acme/app" }) });
    expect(isError(await caught(push()), "upstream")).toBe(true);
    expect(hub.calls).toHaveLength(1);
  });

  it("keeps the key out of every word it says", async () => {
    const { outlet, hub, issues } = world({ token: "ghp_topsecret" });
    for (const status of [400, 401, 403, 404, 410, 422, 429, 500]) {
      hub.fault = () => ({ instead: () => problem(status) });
      const error = (await caught(outlet().push(reportOf(), "acme/app", issues))) as Error;
      expect(error.message).not.toContain("topsecret");
    }
  });
});

describe("what may be read by everybody", () => {
  const voices = [
    {
      text: "Said on the forum.",
      source: "discourse",
      at: "2026-11-08T10:00:00.000Z",
      url: "https://forum.example/t/1",
      visibility: "public" as const,
    },
    {
      text: "Said in a ticket.",
      source: "zendesk",
      at: "2026-11-13T10:00:00.000Z",
      url: "https://acme.zendesk.example/5",
      visibility: "private" as const,
    },
  ];
  const bodyIn = async (options: { private?: boolean; hide?: boolean }) => {
    const { hub, outlet, issues } = world();
    const there = hub.repository("acme/there", { private: options.private ?? false });
    if (options.hide)
      hub.fault = ({ path }) =>
        path === "/repos/acme/there"
          ? { instead: () => json(200, { id: there.id, full_name: "acme/there" }) }
          : undefined;
    await outlet().push(reportOf({}, voices), "acme/there", issues);
    return there.issues[0]?.body ?? "";
  };

  it("is no ticket, unless GitHub says that the repository is private", async () => {
    expect(await bodyIn({})).not.toContain("ticket");
    expect(await bodyIn({ hide: true })).not.toContain("ticket");
    const closed = await bodyIn({ private: true });
    expect(closed).toContain("Said in a ticket");
    // Agents alone can open it.
    expect(closed).toContain("> — ticket, 13 Nov");
    expect(closed).not.toContain("zendesk.example");
    expect(closed).toContain("> — forum, [8 Nov](<https://forum.example/t/1>)");
  });

  it("is no theme of private feedback only; one that was hidden leaves the issue", async () => {
    const { push, repository, outlet, issues, hub } = world();
    const hidden = { visibility: "private" as const, title: "Said in confidence", summary: "A secret." };
    const error = await caught(push(reportOf(hidden)));
    expect(isError(error, "input") && error.message).toContain("private repository");
    expect(repository.issues).toHaveLength(0);
    hub.repository("acme/closed", { private: true });
    expect((await outlet().push(reportOf({ ...hidden, id: "thm_b" }), "acme/closed", issues)).state).toBe("sent");

    await push(reportOf({}, voices));
    await push(reportOf(hidden));
    expect(JSON.stringify(repository.issues)).not.toMatch(/secret|confidence|forum/);
    expect(repository.issues[0]?.title).toBe("Refund a booking in two steps, not nine");
  });

  it("holds nobody's address, number or key, whoever wrote it", async () => {
    const { push, repository } = world();
    const leak = "Write to ann@example.org or call +49 171 2345678, key ghp_abcdefghijklmnopqrstuvwxyz0123456789.";
    await push(reportOf({ title: leak, summary: leak }, [{ ...(voices[0] as (typeof voices)[0]), text: leak }]));
    expect(JSON.stringify(repository.issues)).not.toMatch(/example\.org|2345678|ghp_/);
  });

  it("neither pings nor links nor ends our section", async () => {
    const { push, repository } = world();
    const shown = hostile.filter((text) => text.trim() !== "");
    for (let i = 0; i < shown.length; i += 5)
      await push(
        reportOf(
          { title: shown[i] ?? "", summary: shown.slice(i, i + 5).join(" ") },
          shown.slice(i, i + 5).map((text) => ({
            text,
            source: "we@ird_#1",
            at: "2026-11-08T10:00:00Z",
            url: "https://github.com/acme/app/issues/1",
            visibility: "public",
          })),
        ),
      );
    const { title, body } = repository.issues[0] as { title: string; body: string };
    for (const text of [title, body])
      expect(text.replaceAll("https://ideas.example", "").replaceAll("&#8203;", "\u200b")).not.toMatch(
        /@[a-z]|#\d|:\/\/|<script|<img/i,
      );
    expect(body.split(end)).toHaveLength(2);
  });
});

describe("the figures of an issue", () => {
  it("add up", async () => {
    const { push, repository } = world();
    const sources = { discourse: 21, zendesk: 29, portal: 13, event: 1200 };
    const people = [...new Array<number>(24).fill(40), 20, 11];
    await push(reportOf({ supporters: 1263, sources, weeks: { last: weekOf(Date.parse("2026-11-20")), people } }));
    const body = repository.issues[0]?.body ?? "";
    expect(body).toContain("| People behind it | **1,263**, 31 of them new since 9 November |");
    expect(body).toContain("| Where they spoke | 1,200 at an event, 29 in tickets, 21 on the forum, 13 on the board |");
    expect(Object.values(sources).reduce((sum, count) => sum + count)).toBe(1263);
  });
});

describe("the segments of an issue", () => {
  const segments = { enterprise: 2, "@acme <b>": 5 };

  it.each([
    [true, "| Who they are | 5 "],
    [false, undefined],
  ])(
    "stand where the repository is private (%s), and tell nobody else whom a company has for customers",
    async (closed, row) => {
      const { push, repository } = world();
      repository.private = closed;
      await push(reportOf({ segments }));
      const body = repository.issues[0]?.body ?? "";
      expect(body.includes("enterprise")).toBe(closed);
      if (row !== undefined) expect(body).toContain(row);
      expect(body).not.toMatch(/@acme|<b>/);
    },
  );
});

describe("without credentials", () => {
  const dry = { token: undefined };

  it("is the request that would have been made", async () => {
    const { outlet, issues, hub, repository } = world();
    const rehearsed = await outlet(dry).push(reportOf({ supporters: 3 }), "acme/app", issues);
    expect(rehearsed.state).toBe("dry_run");
    expect(hub.calls).toEqual([]);
    expect(issues.records.size).toBe(0);
    const { payload } = await outlet().push(reportOf({ supporters: 3 }), "acme/app", issues);
    expect(payload).toEqual(rehearsed.payload);
    expect(hub.calls.at(-1)?.body).toEqual((payload as { body: unknown }).body);
    expect(repository.issues[0]).toMatchObject((payload as { body: object }).body);
    const update = await outlet(dry).push(reportOf({ supporters: 4 }), "acme/app", issues);
    expect(update.payload).toMatchObject({ method: "PATCH", url: "https://api.github.com/repos/acme/app/issues/1" });
  });
});

describe("as an app", () => {
  it("works through the installation that covers the repository", async () => {
    const { privateKey } = generateKeyPairSync("rsa", {
      modulusLength: 2048,
      privateKeyEncoding: { type: "pkcs1", format: "pem" },
      publicKeyEncoding: { type: "spki", format: "pem" },
    });
    const { outlet, hub, repository, issues } = world();
    hub.fault = ({ path }) =>
      path === "/app/installations/77/access_tokens"
        ? {
            instead: () =>
              json(201, { token: "ghs_x", expires_at: "2099-01-01T00:00:00Z", permissions: { issues: "write" } }),
          }
        : undefined;
    const app = outlet({ token: undefined, appId: "12", privateKey });
    await app.push(reportOf(), "acme/app", issues);
    await app.push(reportOf({ supporters: 9 }), "acme/app", issues);
    expect(repository.issues).toHaveLength(1);
    expect(hub.calls.map(({ method, path }) => `${method} ${path}`).slice(0, 4)).toEqual([
      "GET /repos/acme/app/installation",
      "POST /app/installations/77/access_tokens",
      "GET /repos/acme/app",
      "POST /repos/acme/app/issues",
    ]);
  });

  it("finds its way when it is taken away and installed anew", async () => {
    const { privateKey } = generateKeyPairSync("rsa", {
      modulusLength: 2048,
      privateKeyEncoding: { type: "pkcs8", format: "pem" },
      publicKeyEncoding: { type: "spki", format: "pem" },
    });
    const { outlet, hub, repository, issues, time } = world();
    let installation = 77;
    const token = { token: "ghs_x", expires_at: "2099-01-01T00:00:00Z", permissions: { issues: "write" } };
    hub.fault = ({ path }) => {
      if (path.endsWith("/installation")) return { instead: () => json(200, { id: installation }) };
      if (path === `/app/installations/${installation}/access_tokens`) return { instead: () => json(201, token) };
      return path.startsWith("/app/") ? { instead: () => problem(404) } : undefined;
    };
    const app = outlet({ token: undefined, appId: "12", privateKey });
    await app.push(reportOf(), "acme/app", issues);
    installation = 78;
    time.now += 10 * minute;
    await app.push(reportOf({ supporters: 9 }), "acme/app", issues);
    expect(repository.issues[0]?.body).toContain("**9**");
    expect(repository.issues).toHaveLength(1);
  });

  it("says so where it is not installed", async () => {
    const { privateKey } = generateKeyPairSync("rsa", {
      modulusLength: 2048,
      privateKeyEncoding: { type: "pkcs8", format: "pem" },
      publicKeyEncoding: { type: "spki", format: "pem" },
    });
    const { outlet, hub, issues } = world();
    hub.fault = ({ path }) => (path.endsWith("/installation") ? { instead: () => problem(404) } : undefined);
    const error = await caught(
      outlet({ token: undefined, appId: "12", privateKey }).push(reportOf(), "acme/app", issues),
    );
    expect(isError(error, "missing") && error.message).toContain("Install it there");
  });
});

describe("over the wire", () => {
  it("follows what moved without losing what it sends, and counts a cut connection as no answer", async () => {
    const { hub, clock, issues, repository, time } = world();
    const target = hub.repository("acme/payments");
    const server = await listen(hub.fetch, "https://api.github.com");
    const outlet = github({ token: "t", url: "https://ideas.example", clock, apiUrl: server.url });
    try {
      hub.rename("acme/app", "acme/product");
      hub.fault = ({ method }) =>
        method === "POST"
          ? {
              after: () => {
                throw new Error("cut");
              },
            }
          : undefined;
      expect(isError(await caught(outlet.push(reportOf(), "acme/app", issues)), "upstream")).toBe(true);
      hub.fault = () => undefined;
      time.now += minute;
      await outlet.push(reportOf(), "acme/app", issues);
      expect(repository.issues).toHaveLength(1);
      hub.transfer("acme/product", 1, "acme/payments");
      const { link } = await outlet.push(reportOf({ supporters: 12 }), "acme/app", issues);
      expect(link).toMatchObject({ repository: "acme/payments", repositoryId: target.id });
      expect(target.issues[0]?.body).toContain("**12**");
      // A POST that is redirected is neither sent on as a GET nor taken for done.
      hub.fault = ({ method }) =>
        method === "POST"
          ? { instead: () => json(301, {}, { location: "https://api.github.com/repos/acme/payments/issues" }) }
          : undefined;
      expect(isError(await caught(outlet.push(reportOf({ id: "thm_b" }), "acme/payments", issues)), "upstream")).toBe(
        true,
      );
      expect(hub.calls.at(-1)?.method).toBe("POST");
    } finally {
      await server.close();
    }
  });
});
