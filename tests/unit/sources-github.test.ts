import { createHmac } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { isError } from "@earshot/core/error.ts";
import { github } from "@earshot/sources/github/github.ts";
import { numbersNamed } from "@earshot/sources/github/named.ts";
import { githubVerifier } from "@earshot/sources/github/verify.ts";
import examples from "@octokit/webhooks-examples";
import { describe, expect, it } from "vitest";

const receivedAt = "2026-03-02T12:00:00.000Z";
const tracker = github({ webhookSecret: "secret" });
const told = (event: string, body: unknown, type = "application/json") =>
  tracker.interpret({
    source: "github",
    headers: { "x-github-event": event, "content-type": type },
    body: typeof body === "string" ? body : JSON.stringify(body),
    receivedAt,
  });

const issue = {
  ...{ id: 900, number: 12, html_url: "https://github.com/acme/app/issues/12" },
  ...{ state: "closed", state_reason: "completed", updated_at: "2026-03-02T11:00:00Z" },
};
const repository = { id: 7, full_name: "acme/app" };

describe("a delivery of GitHub", () => {
  it.each([
    ["closed", "completed", { open: false, reason: "completed", version: "2026-03-02T11:00:00.000Z#0" }],
    ["closed", "not_planned", { open: false, reason: "not_planned" }],
    ["closed", "duplicate", { open: false, reason: "duplicate" }],
    ["closed", null, { open: false, reason: undefined }],
    ["closed", "a reason of next year's", { open: false, reason: undefined }],
    ["reopened", "reopened", { open: true, reason: undefined, version: "2026-03-02T11:00:00.000Z#1" }],
  ])("%s as %s tells how an issue stands", (action, state_reason, standing) => {
    expect(told("issues", { action, issue: { ...issue, state_reason }, repository })).toMatchObject([
      { what: "stands", issue: { repositoryId: 7, issueId: 900 }, standing },
    ]);
  });

  it("tells where an issue went, and that it is gone", () => {
    const changes = { new_issue: { ...issue, id: 901, number: 3 }, new_repository: { id: 8, full_name: "acme/money" } };
    expect(told("issues", { action: "transferred", issue, repository, changes })).toMatchObject([
      {
        what: "moved",
        issue: { issueId: 900 },
        to: { repository: "acme/money", repositoryId: 8, issueId: 901, number: 3 },
      },
    ]);
    expect(told("issues", { action: "deleted", issue, repository })).toMatchObject([
      { what: "deleted", at: receivedAt },
    ]);
  });

  it("about anything else, our own edits among it, tells nothing", () => {
    for (const action of ["opened", "edited", "labeled", "assigned", "pinned", "typed", undefined])
      expect(told("issues", { action, issue, repository })).toEqual([]);
    for (const event of ["ping", "installation", "issue_comment", "push", "", "__proto__"])
      expect(told(event, { action: "created" })).toEqual([]);
    for (const draft of [{ draft: true }, { prerelease: true }, { published_at: null }])
      expect(told("release", { action: "published", release: { ...release, ...draft }, repository })).toEqual([]);
  });

  const release = {
    ...{ tag_name: "v2.1", html_url: "https://github.com/acme/app/releases/tag/v2.1", draft: false, prerelease: false },
    ...{ published_at: "2026-03-05T09:00:00Z", body: "Dark mode (#12). Also acme/other#13." },
  };
  it("of a release tells the issues and pull requests that its notes name", () => {
    expect(told("release", { action: "published", release, repository })).toEqual([
      {
        what: "released",
        repository: "acme/app",
        repositoryId: 7,
        numbers: [12],
        release: { version: "v2.1", url: release.html_url, at: "2026-03-05T09:00:00.000Z" },
      },
    ]);
  });

  it("is read where it comes as a form", () => {
    const payload = new URLSearchParams({ payload: JSON.stringify({ action: "closed", issue, repository }) });
    expect(told("issues", payload.toString(), "application/x-www-form-urlencoded")).toHaveLength(1);
  });

  it("that makes no sense is an error of input, never another", () => {
    for (const body of ["", "{", "[]", "null", '{"action":"closed"}', '{"action":"closed","issue":{"id":"x"}}'])
      try {
        expect(told("issues", body)).toEqual([]);
      } catch (error) {
        expect(isError(error, "input"), body).toBe(true);
      }
  });
});

describe("GitHub's own examples", () => {
  const all = examples.flatMap(({ name, examples: some }) => some.map((body) => ({ name, body })));

  it("all 329 are accepted or ignored", () => {
    expect(all).toHaveLength(329);
    const events = all.map(({ name, body }) => told(name, body));
    expect(events.flat().map(({ what }) => what)).toEqual(expect.arrayContaining(["moved", "deleted", "stands"]));
  });

  const folder = fileURLToPath(new URL("../../../shared/payloads/github/", import.meta.url));
  it.skipIf(!existsSync(folder))("those of the shared folder too (needs ../shared/payloads)", () => {
    const files = readdirSync(folder).filter((name) => /^[a-z_]+\.[a-z_]+\.json$/.test(name));
    expect(files.length).toBeGreaterThan(8);
    for (const file of files) {
      const what = told(file.split(".")[0] ?? "", readFileSync(`${folder}${file}`, "utf8")).map((one) => one.what);
      const expected: Record<string, string[]> = {
        "issues.deleted.json": ["deleted"],
        "issues.reopened.json": ["stands"],
        "issues.transferred.json": ["moved"],
        "release.published.json": ["released"],
      };
      expect(what, file).toEqual(expected[file] ?? []);
    }
  });

  it.skipIf(!existsSync(folder))("the documented signature holds (needs ../shared/payloads)", () => {
    const vector = JSON.parse(readFileSync(`${folder}signature-vector.json`, "utf8")) as Record<string, string>;
    const { secret = "" } = vector;
    const body = vector.payload ?? vector.body ?? "";
    const signature = Object.values(vector).find((value) => value.startsWith("sha256=")) ?? "";
    githubVerifier(secret).verify({ "x-hub-signature-256": signature }, Buffer.from(body), 0);
  });
});

describe("a signature of GitHub", () => {
  const body = Buffer.from('{"zen": "Ünïcode"}');
  const sign = (secret: string) => `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
  const verify = (signature: string | undefined, secret: string | undefined = "s") =>
    githubVerifier(secret).verify(signature === undefined ? {} : { "x-hub-signature-256": signature }, body, 0);

  it("holds for the very bytes and the secret, and for nothing else", () => {
    verify(sign("s"));
    for (const wrong of [
      sign("t"),
      sign("s").toUpperCase(),
      sign("s").slice(0, -2),
      sign("s").replace("sha256", "sha1"),
      "",
      undefined,
    ])
      expect(() => verify(wrong)).toThrow(/signature/);
    expect(() => githubVerifier(undefined).verify({}, body, 0)).toThrow(/GITHUB_WEBHOOK_SECRET/);
  });
});

describe("the issues that notes name", () => {
  it.each([
    ["fixes #12, #13 and #12", [12, 13]],
    ["See GH-4 and gh-5", [4, 5]],
    ["acme/app#6 acme/other#7 ACME/App#8", [6, 8]],
    [
      "https://github.com/acme/app/issues/9 https://github.com/acme/app/pull/10 https://github.com/x/y/issues/11",
      [9, 10],
    ],
    ["&#39; color #123456abc item#5x foo#", []],
    ["(#1) [#2](x) **#3**, #4.", [1, 2, 3, 4]],
  ])("%s", (text, numbers) => {
    expect(numbersNamed(text, "acme/app")).toEqual(numbers);
  });

  it("are found in time in whatever people write", () => {
    const start = performance.now();
    for (const text of ["a/".repeat(60_000), "#".repeat(120_000), "https://".repeat(15_000), "a".repeat(125_000)])
      numbersNamed(text, "acme/app");
    expect(performance.now() - start).toBeLessThan(2000);
  });
});
