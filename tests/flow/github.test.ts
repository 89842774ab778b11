import { createHmac } from "node:crypto";
import { day, minute } from "@earshot/core/clock.ts";
import type { Theme } from "@earshot/core/theme.ts";
import { describe, expect, it, onTestFinished } from "vitest";
import { GithubStandIn, json, problem } from "../stand-ins/github.ts";
import { officialCheck } from "../stand-ins/openapi.ts";
import { SlackStandIn } from "../stand-ins/slack.ts";
import { landlord, noon, open, secret, themesOf } from "./house.ts";

const endpoint = landlord();
const check = officialCheck();
const variables = { GITHUB_TOKEN: "t", SLACK_BOT_TOKEN: "xoxb-t", GITHUB_WEBHOOK_SECRET: secret };
const dark = (n: number) => `Please give the calendar a dark mode, the white pages hurt my eyes at night. (${n})`;

/** A house with GitHub and Slack around it, and a theme of three people that has an issue. */
async function world({ channel = "#courses" as string | undefined, wanted = true } = {}) {
  const time = { now: noon };
  const hub = new GithubStandIn(() => time.now, check);
  const repository = hub.repository("acme/app");
  const chat = new SlackStandIn(() => time.now);
  const fetch: typeof globalThis.fetch = (input, init) =>
    new URL(String(input)).hostname === "slack.com" ? chat.fetch(input, init) : hub.fetch(input, init);
  onTestFinished(() => expect(hub.faults).toEqual([]));
  const made = await open({ endpoint: endpoint(), variables, fetch });
  Object.defineProperty(time, "now", { get: () => made.time.now });
  const { store } = made.runtime;
  const digest = { weekday: 1, hour: 8, timeZone: "UTC" };
  await store.settings.putTeam({
    ...{ id: "calendar", name: "Calendar", repository: "acme/app", digest },
    ...(channel !== undefined && { channel }),
  });
  await store.settings.putBoard({ id: "app", name: "App", team: "calendar", claims: [] });
  const say = async (people: readonly number[], at = "2026-02-25T10:00:00Z") => {
    const authors = people.map((n) => ({
      board: "app",
      body: dark(n),
      createdAt: at,
      author: { email: `p${n}@x.org` },
    }));
    await made.tell("POST", "/api/v1/feedback", authors);
    await made.settle();
  };
  await say([1, 2, 3]);
  const [first] = await themesOf(made.runtime);
  if (!first) throw new Error("no theme");
  const { id } = first;
  if (wanted) await made.tell("POST", `/api/v1/themes/${id}/issue`);
  await made.settle();
  const theme = async (): Promise<Theme> => (await store.themes.get(id)) ?? first;
  const deliveries = async () => {
    const { items } = await store.outbox.list(["waiting", "sent", "dry_run", "parked", "superseded"], { limit: 100 });
    return items.sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
  };
  const pass = async (minutes: number) => {
    for (let passed = 0; passed < minutes; passed++) {
      made.time.now += minute;
      await made.runtime.sweep();
    }
    await made.settle();
  };
  let sent = 0;
  /** GitHub delivers an event, as a repository's hook does. */
  const hook = async (event: string, body: unknown, name = `delivery-${++sent}`) => {
    const text = JSON.stringify(body);
    const response = await made.deliver(
      "github",
      {
        "content-type": "application/json",
        "x-github-event": event,
        "x-github-delivery": name,
        "x-hub-signature-256": `sha256=${createHmac("sha256", secret).update(text).digest("hex")}`,
      },
      text,
    );
    expect(response.status).toBe(202);
    await made.settle();
  };
  /** An event about the theme's issue, as of so many minutes after noon. */
  const issues = async (action: string, minutes: number, reason?: string | null, more: object = {}) => {
    const issue = (await theme()).issue;
    if (!issue) throw new Error("no issue");
    return hook("issues", {
      action,
      issue: {
        ...{ id: issue.issueId, number: issue.number, html_url: issue.url },
        ...{ state: action === "closed" ? "closed" : "open", state_reason: reason ?? null },
        updated_at: new Date(noon + minutes * minute).toISOString().replace(".000", ""),
      },
      repository: { id: issue.repositoryId, full_name: issue.repository },
      sender: { login: "ines", id: 1 },
      ...more,
    });
  };
  return { ...made, hub, repository, chat, id, theme, say, deliveries, pass, hook, issues };
}

const statuses = ({ history }: Theme) => history.map(({ status }) => status);

describe("an issue that is closed on GitHub", () => {
  it("as completed ships its theme, once; reopened, the theme is what it was", async () => {
    const made = await world();
    await made.tell("PATCH", `/api/v1/themes/${made.id}`, { status: "planned" });
    await made.issues("closed", 10, "completed");
    expect(await made.theme()).toMatchObject({
      status: "shipped",
      tracked: { open: false, set: "shipped", before: "planned" },
    });
    await made.issues("closed", 10, "completed");
    expect(statuses(await made.theme())).toEqual(["open", "planned", "shipped"]);
    await made.issues("reopened", 20);
    expect(await made.theme()).toMatchObject({ status: "planned" });
    expect(statuses(await made.theme())).toEqual(["open", "planned", "shipped", "planned"]);
  });

  it("as not planned declines it, and somebody owes an answer until it is given", async () => {
    const made = await world();
    await made.issues("closed", 10, "not_planned");
    const declined = await made.theme();
    expect(declined).toMatchObject({ status: "declined", answerOwed: { since: "2026-03-02T12:00:00.000Z" } });
    expect(declined.history.at(-1)?.note).toBe("Its issue was closed as not planned.");
    expect(await made.tell("GET", `/api/v1/themes/${made.id}`)).toMatchObject({
      answerOwed: { since: expect.any(String) },
    });
    await made.tell("PATCH", `/api/v1/themes/${made.id}`, { answer: "Few would use it." });
    expect((await made.theme()).answerOwed).toBeUndefined();
  });

  it("is followed in whatever order, and however often, GitHub tells", async () => {
    const steps: [action: string, minutes: number, reason?: string][] = [
      ["closed", 10, "not_planned"],
      ["reopened", 20],
      ["closed", 30, "completed"],
      ["reopened", 40],
    ];
    for (const order of [
      [3, 0, 1, 2],
      [2, 3, 1, 0, 2],
      [1, 0, 3, 2, 3],
    ]) {
      const made = await world();
      for (const step of order) {
        const [action, minutes, reason] = steps[step] ?? ["closed", 0];
        await made.issues(action, minutes, reason);
      }
      expect(await made.theme(), String(order)).toMatchObject({ status: "open", tracked: { open: true } });
    }
  });

  it("a redelivery changes nothing, and is not even stored", async () => {
    const made = await world();
    const { issue } = await made.theme();
    const told = {
      action: "closed",
      issue: { id: issue?.issueId, number: 1, html_url: issue?.url, updated_at: "2026-03-02T12:10:00Z" },
      repository: { id: issue?.repositoryId, full_name: "acme/app" },
    };
    await made.hook("issues", told, "the-same");
    const { revision } = await made.theme();
    await made.hook("issues", told, "the-same");
    expect((await made.theme()).revision).toBe(revision);
    expect(await made.theme()).toMatchObject({ status: "shipped" });
  });

  it("does not undo what a person decided since", async () => {
    const made = await world();
    await made.issues("closed", 10, "completed");
    await made.tell("PATCH", `/api/v1/themes/${made.id}`, { status: "in_progress" });
    await made.issues("reopened", 20);
    expect(await made.theme()).toMatchObject({ status: "in_progress" });
  });

  it("is told in the issue once, and our own edit comes back without an echo", async () => {
    const made = await world();
    await made.issues("closed", 10, "completed");
    made.time.now += 2 * day;
    await made.pass(2);
    const writes = made.hub.calls.filter(({ method }) => method === "PATCH");
    expect(writes).toHaveLength(1);
    expect(made.repository.issues[0]?.body).toContain("| Status | shipped");
    const { revision } = await made.theme();
    await made.issues("edited", 4000, undefined, { changes: { body: { from: "…" } } });
    await made.pass(3);
    expect((await made.theme()).revision).toBe(revision);
    expect(made.hub.calls.filter(({ method }) => method === "PATCH")).toHaveLength(1);
  });
});

describe("an issue that moves, goes or is another's duplicate", () => {
  it("that is transferred is followed by its new ids, events and pushes alike", async () => {
    const made = await world();
    const old = (await made.theme()).issue;
    const target = made.hub.repository("acme/payments");
    const issue = made.hub.transfer("acme/app", 1, "acme/payments");
    await made.issues("transferred", 10, null, {
      changes: {
        new_issue: {
          id: issue.id,
          number: 1,
          html_url: "https://github.com/acme/payments/issues/1",
          updated_at: issue.updated_at,
        },
        new_repository: { id: target.id, full_name: "acme/payments" },
      },
    });
    expect(await made.theme()).toMatchObject({
      issue: { repositoryId: target.id, issueId: issue.id, repository: "acme/payments" },
    });
    expect(issue.id).not.toBe(old?.issueId);
    await made.issues("closed", 20, "completed");
    expect(await made.theme()).toMatchObject({ status: "shipped" });
  });

  it("that is transferred without a word is found by the next push", async () => {
    const made = await world();
    const target = made.hub.repository("acme/payments");
    const issue = made.hub.transfer("acme/app", 1, "acme/payments");
    made.time.now += 2 * day;
    await made.say([4, 5, 6, 7, 8, 9]);
    expect(await made.theme()).toMatchObject({ issue: { repositoryId: target.id, issueId: issue.id } });
    expect(target.issues[0]?.body).toContain("**9**");
  });

  it("that is deleted is said to its team once, and wanted no longer until somebody asks again", async () => {
    const made = await world();
    await made.issues("deleted", 10);
    const gone = await made.theme();
    expect(gone).toMatchObject({ issueWanted: false, issueGone: { reason: "Its issue was deleted on GitHub." } });
    expect(gone.issue).toBeUndefined();
    made.repository.deleted.add(1);
    made.time.now += 2 * day;
    const calls = () => made.hub.calls.filter(({ path }) => path.includes("/issues")).length;
    const before = calls();
    await made.say([4, 5, 6, 7, 8, 9]);
    await made.pass(3);
    expect(calls(), "nothing is retried").toBe(before);
    const alerts = (await made.deliveries()).filter(({ kind }) => kind === "alert");
    expect(alerts).toMatchObject([{ state: "sent", news: { about: "issue_gone" } }]);
    expect(JSON.stringify(made.chat.roots)).toContain("was deleted on GitHub");

    await made.tell("POST", `/api/v1/themes/${made.id}/issue`);
    await made.settle();
    expect(await made.theme()).toMatchObject({ issue: { number: 2 }, issueWanted: true });
    expect((await made.theme()).issueGone).toBeUndefined();
  });

  it.each([404, 410])(
    "that answers %i is said once, parked with what to do, and taken up when it is back",
    async (status) => {
      const made = await world();
      made.hub.fault = ({ path }) => (path.endsWith("/issues/1") ? { instead: () => problem(status) } : undefined);
      made.time.now += 2 * day;
      await made.say([4, 5, 6, 7, 8, 9]);
      await made.pass(5);
      expect(await made.theme()).toMatchObject({
        issueWanted: false,
        issueGone: { url: "https://github.com/acme/app/issues/1" },
      });
      const parked = (await made.deliveries()).filter(({ state }) => state === "parked");
      expect(parked).toMatchObject([{ kind: "issue", attempts: 1 }]);
      expect((await made.deliveries()).filter(({ kind }) => kind === "alert")).toHaveLength(1);
      made.hub.fault = () => undefined;
      await made.tell("POST", "/api/v1/outbox/retry");
      await made.settle();
      expect(await made.theme()).toMatchObject({ issueWanted: true, issue: { number: 1 } });
      expect(made.repository.issues).toHaveLength(1);
    },
  );

  it("that was closed as a duplicate hands its theme on to the other, which is followed from then on", async () => {
    const made = await world();
    const other = made.hub.open("acme/app", "Night mode", "Asked for by sales.");
    made.hub.close("acme/app", 1, "duplicate", "acme/app#2");
    await made.issues("closed", 10, "duplicate");
    await made.pass(2);
    expect(await made.theme()).toMatchObject({ status: "open", issue: { number: 2, issueId: other.id } });
    expect(other.body).toMatch(/^Asked for by sales\.\n\n<!-- earshot:begin/);
    await made.issues("closed", 3000, "completed");
    expect(await made.theme()).toMatchObject({ status: "shipped" });
  });

  it("that was closed as a duplicate of nothing that can be seen asks no more than once", async () => {
    const made = await world();
    made.hub.close("acme/app", 1, "duplicate");
    await made.issues("closed", 10, "duplicate");
    await made.pass(4);
    expect(await made.theme()).toMatchObject({ status: "open", issue: { number: 1 } });
    expect(made.hub.calls.filter(({ path }) => path === "/graphql")).toHaveLength(1);
  });

  it("closed while nobody told us is noticed by the next push", async () => {
    const made = await world();
    made.time.now += 2 * day;
    made.hub.close("acme/app", 1, "not_planned");
    await made.say([4, 5, 6, 7, 8, 9]);
    expect(await made.theme()).toMatchObject({ status: "declined", tracked: { open: false } });
    // What is told late of the time before changes nothing.
    await made.issues("reopened", 10);
    expect(await made.theme()).toMatchObject({ status: "declined" });
  });
});

describe("a release", () => {
  const release = (tag: string, at: string, body: string) => ({
    action: "published",
    release: {
      tag_name: tag,
      html_url: `https://github.com/acme/app/releases/tag/${tag}`,
      body,
      draft: false,
      prerelease: false,
      published_at: at,
    },
  });

  it("whose notes name the issue is the version that its theme shipped in, whichever is told first", async () => {
    for (const first of ["release", "closed"]) {
      const made = await world();
      const home = (await made.theme()).issue;
      const repository = { id: home?.repositoryId, full_name: "acme/app" };
      const publish = async () => {
        await made.hook("release", { ...release("v1.9", "2026-03-02T13:00:00Z", "Nothing of #2."), repository });
        await made.hook("release", { ...release("v2.0", "2026-03-02T14:00:00Z", "Dark mode (#1)"), repository });
        await made.hook("release", { ...release("v2.1", "2026-03-02T15:00:00Z", "Polish for #1"), repository });
      };
      if (first === "release") await publish();
      await made.issues("closed", 30, "completed");
      if (first === "closed") await publish();
      expect(await made.tell("GET", `/api/v1/themes/${made.id}`)).toMatchObject({
        status: "shipped",
        shippedIn: { version: "v2.0" },
      });
    }
  });
});

describe("a release whose notes name pull requests", () => {
  const notes = [
    "* Dark mode by @ann in https://github.com/acme/app/pull/7",
    "* Polish in #8, and #99 that nobody knows",
    "* Elsewhere: other/app#9",
  ].join("\n");
  const event = (repository: object) => ({
    action: "published",
    release: {
      ...{ tag_name: "v3.0", html_url: "https://github.com/acme/app/releases/tag/v3.0", body: notes },
      ...{ draft: false, prerelease: false, published_at: "2026-03-02T14:00:00Z" },
    },
    repository,
  });

  it("brings the themes whose issues these close: asked in one call, once, however often it is told", async () => {
    const made = await world();
    const { repository } = made;
    repository.pulls.set(7, [1]);
    repository.pulls.set(8, [55]);
    await made.issues("closed", 30, "completed");
    let failed = 0;
    made.hub.fault = ({ path }) =>
      path === "/graphql" && ++failed === 1 ? { instead: () => problem(502) } : undefined;
    for (let times = 0; times < 2; times++)
      await made.hook("release", event({ id: repository.id, full_name: "acme/app" }));
    await made.pass(3);
    expect(await made.tell("GET", `/api/v1/themes/${made.id}`)).toMatchObject({ shippedIn: { version: "v3.0" } });
    const asked = made.hub.calls.filter(({ path }) => path === "/graphql");
    expect(asked).toHaveLength(2);
    expect(String(asked[1]?.body?.query).match(/number: \d+/g)).toEqual(["number: 7", "number: 8", "number: 99"]);
  });

  it("asks nothing about a repository in which no theme has an issue", async () => {
    const made = await world({ wanted: false });
    await made.hook("release", event({ id: made.repository.id, full_name: "acme/app" }));
    await made.pass(2);
    expect(made.hub.calls.filter(({ path }) => path === "/graphql")).toEqual([]);
  });
});

describe("attaching an issue by its address", () => {
  it("gives the theme that issue, with our section below what people wrote", async () => {
    const made = await world({ wanted: false });
    const there = made.hub.open("acme/app", "Night mode", "Asked for by sales.");
    const url = "https://github.com/acme/app/issues/1";
    const asked = await made.tell<{ id: string }>("POST", `/api/v1/themes/${made.id}/issue`, { url });
    await made.settle();
    expect((await made.tell<{ id: string }>("POST", `/api/v1/themes/${made.id}/issue`, { url })).id).toBe(asked.id);
    expect(made.repository.issues).toHaveLength(1);
    expect(there.title).toBe("Night mode");
    expect(there.body).toContain("Asked for by sales.\n\n<!-- earshot:begin");
    expect((await made.theme()).issueToAttach).toBeUndefined();
    await made.issues("closed", 10, "completed");
    expect(await made.theme()).toMatchObject({ status: "shipped" });
  });

  it.each([
    ["another host", "https://gitlab.com/acme/app/issues/1"],
    ["another owner", "https://github.com/octocat/app/issues/1"],
    ["a pull request", "https://github.com/acme/app/pull/1"],
    ["a script", "javascript:alert(1)"],
    ["credentials", "https://me:secret@github.com/acme/app/issues/1"],
    ["another port", "https://github.com:8443/acme/app/issues/1"],
  ])("refuses %s", async (_, url) => {
    const made = await world({ wanted: false });
    const response = await made.ask("POST", `/api/v1/themes/${made.id}/issue`, { url });
    expect([response.status, await response.json()]).toMatchObject([400, { field: "url" }]);
    expect((await made.theme()).issueWanted).toBeUndefined();
  });

  it("that is not there is said, and made up for by nothing", async () => {
    const made = await world({ wanted: false });
    await made.tell("POST", `/api/v1/themes/${made.id}/issue`, { url: "https://github.com/acme/app/issues/77" });
    await made.settle();
    expect(made.repository.issues).toHaveLength(0);
    expect(await made.theme()).toMatchObject({
      issueWanted: false,
      issueGone: { reason: expect.stringContaining("acme/app#77") },
    });
  });
});

describe("by a team's rule", () => {
  const rule = { name: "Calendar", repository: "acme/app", channel: "#courses", issueRule: { supporters: 6 } };

  it("an issue is asked for with the count that reaches it, once", async () => {
    const made = await world({ wanted: false });
    await made.tell("PUT", "/api/v1/teams/calendar", rule);
    made.time.now += 10 * minute;
    await made.say([4, 5]);
    expect(made.repository.issues).toHaveLength(0);
    await made.say([6]);
    await made.say([7, 8]);
    expect(made.repository.issues).toHaveLength(1);
    expect(await made.theme()).toMatchObject({ issueWanted: true, issue: { number: 1 } });
  });
});

describe("a theme that rises beyond its own history", () => {
  /** Eight weeks with one person each, then many in this one. */
  async function risen() {
    const made = await world();
    for (let week = 1; week <= 8; week++)
      await made.say([100 + week], new Date(made.time.now - week * 7 * day - day).toISOString());
    made.time.now += 8 * day;
    return made;
  }

  it("is told to the team's channel once, in figures as they are, and then not for a fortnight", async () => {
    const made = await risen();
    const now = () => new Date(made.time.now).toISOString();
    const vote = async (from: number, count: number) => {
      for (let n = from; n < from + count; n++)
        await made.tell("PUT", `/api/v1/themes/${made.id}/votes/email:p${n}@x.org`);
      await made.settle();
    };
    await made.say([200, 201, 202, 203, 204, 205, 206], now());
    const alerts = async () => (await made.deliveries()).filter(({ kind }) => kind === "alert");
    expect(await alerts()).toMatchObject([{ state: "waiting", news: { about: "rising", joined: 7 } }]);
    await made.say([207, 208], now());
    await made.pass(12);
    expect(await alerts()).toMatchObject([{ state: "sent" }]);
    expect(JSON.stringify(made.chat.roots)).toMatch(
      /9 people came this week where 1 is usual\. 20 people stand behind it\. Nobody has answered yet\./,
    );
    made.time.now += 7 * day;
    await vote(300, 20);
    await made.pass(12);
    expect(await alerts()).toHaveLength(1);
    made.time.now += 7 * day;
    await vote(400, 60);
    await made.pass(12);
    expect(await alerts()).toHaveLength(2);
  });

  it("is no news where its history was only on its way", async () => {
    const made = await risen();
    await made.say([200, 201, 202, 203, 204, 205, 206], new Date(made.time.now).toISOString());
    for (let week = 1; week <= 8; week++)
      await made.say(
        Array.from({ length: 8 }, (_, i) => 1000 + week * 10 + i),
        new Date(made.time.now - week * 7 * day).toISOString(),
      );
    await made.pass(12);
    expect((await made.deliveries()).filter(({ kind }) => kind === "alert")).toMatchObject([{ state: "superseded" }]);
  });

  it("is said below its issue, where that is a week old, once even if GitHub's answer is lost", async () => {
    const made = await risen();
    made.hub.fault = ({ method, path }) => {
      if (method !== "POST" || !path.endsWith("/comments")) return undefined;
      made.hub.fault = () => undefined;
      return { after: () => problem(502) };
    };
    await made.say([200, 201, 202, 203, 204, 205, 206], new Date(made.time.now).toISOString());
    await made.pass(15);
    const [issue] = made.repository.issues;
    expect(issue?.comments).toHaveLength(1);
    expect(issue?.comments[0]?.body).toMatch(/^7 people came this week where 1 is usual\./);
    expect((await made.deliveries()).filter(({ kind }) => kind === "comment")).toMatchObject([{ state: "sent" }]);
    await made.say([300, 301, 302, 303, 304, 305, 306, 307, 308, 309, 310, 311, 312, 313, 314, 315, 316, 317, 318]);
    await made.pass(15);
    expect(issue?.comments, "one a week").toHaveLength(1);
    made.time.now += 7 * day;
    await made.say([400]);
    await made.pass(15);
    expect(issue?.comments).toHaveLength(2);
    expect(issue?.comments[1]?.body).toMatch(/^Twice as many as on 10 March: /);
  });
});

describe("deliveries that never arrived", () => {
  it("are asked for again, those that matter, and arrive once", async () => {
    const made = await world();
    const at = (minutes: number) => new Date(noon - minutes * minute).toISOString();
    const attempt = (id: number, guid: string, status_code: number, event = "issues", minutes = 60) => ({
      ...{ id, guid, status_code, event, delivered_at: at(minutes) },
    });
    made.repository.hooks.push(
      {
        id: 5,
        url: "https://ideas.example/webhooks/github",
        attempts: [
          attempt(1, "lost", 502),
          attempt(2, "unreachable", 0),
          attempt(3, "arrived", 202),
          attempt(4, "later arrived", 502),
          attempt(5, "later arrived", 200, "issues", 50),
          attempt(6, "of no interest", 502, "push"),
          attempt(7, "too old", 502, "issues", 5 * 24 * 60),
        ],
      },
      { id: 6, url: "https://elsewhere.example", attempts: [attempt(8, "not ours", 502)] },
    );
    await made.pass(1);
    const asked = () => made.hub.calls.filter(({ method, path }) => method === "POST" && path.includes("/attempts"));
    expect(asked().map(({ path }) => path)).toEqual([
      "/repos/acme/app/hooks/5/deliveries/1/attempts",
      "/repos/acme/app/hooks/5/deliveries/2/attempts",
    ]);
    const looks = made.hub.calls.length;
    await made.pass(5);
    expect(made.hub.calls.length, "not every minute").toBe(looks);
    await made.pass(200);
    expect(asked().length, "given up after four attempts each").toBeLessThanOrEqual(6);
  });

  it("are left to whoever did not let us look at hooks", async () => {
    const made = await world();
    made.hub.fault = ({ path }) =>
      path.includes("/hooks") ? { instead: () => json(403, { message: "no" }) } : undefined;
    await made.pass(2);
    expect(made.logged.filter(({ event }) => event === "sweep.failed")).toEqual([]);
  });
});

describe("what is delivered by others than GitHub", () => {
  it("is refused, and what nobody listens to is acknowledged without being kept", async () => {
    const made = await world({ wanted: false });
    const signed = (body: string) => `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
    const send = (headers: Record<string, string>, body = "{}") => made.deliver("github", headers, body);
    expect((await send({ "x-github-event": "issues" })).status).toBe(401);
    expect((await send({ "x-github-event": "issues", "x-hub-signature-256": signed("{ }") })).status).toBe(401);
    for (const event of ["ping", "push", "installation"])
      expect((await send({ "x-github-event": event, "x-hub-signature-256": signed("{}") })).status).toBe(202);
    expect(await made.runtime.store.inbox.backlog()).toMatchObject({ waiting: 0 });
    expect(
      (await send({ "x-github-event": "issues", "x-github-delivery": "a", "x-hub-signature-256": signed("[") }, "["))
        .status,
    ).toBe(202);
    await made.settle();
    const { items } = await made.runtime.store.inbox.parked({ limit: 10 });
    expect(items).toMatchObject([{ error: expect.stringContaining("GitHub") }]);
  });
});
