import { createHmac } from "node:crypto";
import { minute } from "@earshot/core/clock.ts";
import type { Theme } from "@earshot/core/theme.ts";
import { describe, expect, it, onTestFinished } from "vitest";
import { GithubStandIn } from "../stand-ins/github.ts";
import { officialCheck } from "../stand-ins/openapi.ts";
import { landlord, noon, open, secret, themesOf } from "./house.ts";

const endpoint = landlord();
const variables = { GITHUB_TOKEN: "t", GITHUB_WEBHOOK_SECRET: secret };
const dark = "Please give the calendar a dark mode, the white pages hurt my eyes at night.";
const pdf = "Exporting invoices as PDF fails with an error at the end of every month.";

/** A house with GitHub around it, and two themes: the one of dark pages and the one of invoices. */
async function world() {
  const time = { now: noon };
  const hub = new GithubStandIn(() => time.now, officialCheck());
  const repository = hub.repository("acme/app");
  onTestFinished(() => expect(hub.faults).toEqual([]));
  const made = await open({ endpoint: endpoint(), variables, fetch: hub.fetch });
  Object.defineProperty(time, "now", { get: () => made.time.now });
  const { store } = made.runtime;
  const digest = { weekday: 1, hour: 8, timeZone: "UTC" };
  await store.settings.putTeam({ id: "calendar", name: "Calendar", repository: "acme/app", digest });
  await store.settings.putBoard({ id: "app", name: "App", team: "calendar", claims: [] });
  for (const [n, body] of [dark, dark, pdf, pdf].entries())
    await made.tell("POST", "/api/v1/feedback", { board: "app", body, author: { email: `p${n}@x.org` } });
  await made.settle();
  const themes = await themesOf(made.runtime);
  const idOf = (word: RegExp) => themes.find(({ summary, title }) => word.test(`${title} ${summary}`))?.id ?? "";
  const [night, invoices] = [idOf(/dark|night/i), idOf(/invoice|pdf/i)];
  const theme = async (id: string): Promise<Theme> => (await store.themes.get(id)) as Theme;
  const pass = async () => {
    for (let i = 0; i < 3; i++) {
      made.time.now += minute;
      await made.runtime.sweep();
      await made.settle();
    }
  };
  const post = async (path: string, body: object = {}) => {
    await made.tell("POST", `/api/v1/themes/${path}`, body);
    await made.settle();
    await pass();
  };
  const [one, two] = [() => repository.issues[0], () => repository.issues[1]];
  const left = async () =>
    (await store.outbox.list(["parked"], { limit: 10 })).items.filter(({ outlet }) => outlet === "github");
  let sent = 0;
  /** GitHub tells how an issue stands. */
  const tells = async (issue: (typeof repository.issues)[number] | undefined, action: string) => {
    if (!issue) throw new Error("no issue");
    const { id, number, state, state_reason, updated_at } = issue;
    const html_url = `https://github.com/acme/app/issues/${number}`;
    const text = JSON.stringify({
      action,
      issue: { id, number, html_url, state, state_reason, updated_at },
      repository: { id: repository.id, full_name: "acme/app" },
    });
    const headers = {
      ...{ "content-type": "application/json", "x-github-event": "issues", "x-github-delivery": `d${++sent}` },
      "x-hub-signature-256": `sha256=${createHmac("sha256", secret).update(text).digest("hex")}`,
    };
    expect((await made.deliver("github", headers, text)).status).toBe(202);
    await made.settle();
    await pass();
  };
  return { ...made, hub, repository, night, invoices, theme, post, one, two, left, tells };
}

describe("a theme that is merged into one that has an issue", () => {
  it("has its own closed as a duplicate of that one, and reopened when it stands for itself again", async () => {
    const { post, night, invoices, one, two, theme, left, tells, hub } = await world();
    await post(`${night}/issue`);
    await post(`${invoices}/issue`);
    const before = two()?.body;
    await post(`${invoices}/merge`, { into: night });
    expect(two()).toMatchObject({ state: "closed", state_reason: "duplicate" });
    expect(two()?.body).toContain("Duplicate of [acme/app#1](<https://github.com/acme/app/issues/1>)");
    expect(one()).toMatchObject({ state: "open" });
    const [closing] = hub.calls.filter(({ body }) => body?.state === "closed");
    expect(closing?.body).toMatchObject({ duplicate_issue_id: one()?.id });

    await tells(two(), "closed");
    expect(await theme(night)).toMatchObject({ status: "open" });
    expect((await theme(invoices)).status).toBe("merged");
    await post(`${invoices}/unmerge`);
    expect(two()).toMatchObject({ state: "open", state_reason: "reopened" });
    expect(two()?.body?.replace(/new since[^|]*/, "")).toBe(before?.replace(/new since[^|]*/, ""));
    await tells(two(), "reopened");
    expect(await theme(invoices)).toMatchObject({ status: "open", issue: { number: 2 } });
    expect(await theme(invoices)).not.toHaveProperty("issueLent");
    expect(hub.calls.filter(({ body }) => body?.state !== undefined)).toHaveLength(2);
    expect(await left()).toEqual([]);
  });

  it("is left closed where people closed it themselves", async () => {
    const { post, night, invoices, two, repository, hub } = await world();
    await post(`${night}/issue`);
    await post(`${invoices}/issue`);
    hub.close("acme/app", 2, "completed");
    await post(`${invoices}/merge`, { into: night });
    await post(`${invoices}/unmerge`);
    expect(two()).toMatchObject({ state: "closed", state_reason: "completed" });
    expect(repository.issues).toHaveLength(2);
  });
});

describe("a theme that is merged into one without an issue", () => {
  it("brings its own, in which one section tells of both; un-merged it has it back", async () => {
    const { post, night, invoices, one, theme, repository, left, tells, hub } = await world();
    await post(`${invoices}/issue`);
    await post(`${invoices}/merge`, { into: night });
    expect(repository.issues).toHaveLength(1);
    expect(one()?.state).toBe("open");
    expect(one()?.body?.match(/earshot:begin/g)).toHaveLength(1);
    expect(one()?.body).toContain(`earshot:begin ${night}`);
    expect(one()?.body).toContain("**4**");
    expect(await theme(night)).toMatchObject({ issue: { number: 1 }, issueWanted: true });

    hub.close("acme/app", 1, "completed");
    await tells(one(), "closed");
    expect(await theme(night)).toMatchObject({ status: "shipped" });
    hub.reopen("acme/app", 1);
    await tells(one(), "reopened");
    expect(await theme(night)).toMatchObject({ status: "open" });

    await post(`${invoices}/unmerge`);
    expect(one()?.body?.match(/earshot:begin/g)).toHaveLength(1);
    expect(one()?.body).toContain(`earshot:begin ${invoices}`);
    expect(one()?.body).toContain("**2**");
    const given = await theme(night);
    expect(given.issue).toBeUndefined();
    expect(given.issueWanted).toBeUndefined();
    hub.close("acme/app", 1, "not_planned");
    await tells(one(), "closed");
    expect((await theme(night)).status).toBe("open");
    expect((await theme(invoices)).status).toBe("declined");
    expect(repository.issues).toHaveLength(1);
    expect(await left()).toEqual([]);
  });

  it("that is merged again takes it along, and gives it back from wherever it is", async () => {
    const { post, night, invoices, one, theme, tell, settle, repository, left, runtime } = await world();
    await tell("POST", "/api/v1/feedback", {
      board: "app",
      body: "Where do I find the ledger of my choir?",
      author: { email: "c@x.org" },
    });
    await settle();
    const ledger = (await themesOf(runtime)).find(({ id }) => id !== night && id !== invoices)?.id ?? "";
    expect(ledger).not.toBe("");
    await post(`${invoices}/issue`);
    await post(`${invoices}/merge`, { into: night });
    await post(`${night}/merge`, { into: ledger });
    expect(one()?.body).toContain(`earshot:begin ${ledger}`);
    expect(one()?.body).toContain("**5**");
    await post(`${invoices}/unmerge`);
    expect(one()?.body?.match(/earshot:begin/g)).toHaveLength(1);
    expect(one()?.body).toContain(`earshot:begin ${invoices}`);
    for (const id of [night, ledger]) expect((await theme(id)).issue).toBeUndefined();
    expect(repository.issues).toHaveLength(1);
    expect(await left()).toEqual([]);
  });
});
