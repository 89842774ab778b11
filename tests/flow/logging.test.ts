import { expect, test } from "vitest";
import { baseOf } from "../../functions/base.ts";
import { measure } from "../../functions/condition.ts";
import { GithubStandIn } from "../stand-ins/github.ts";
import { officialCheck } from "../stand-ins/openapi.ts";
import { landlord, ofDiscourse, open, post, themesOf, type World } from "./house.ts";

const endpoint = landlord();

const token = "ghp_TheTokenOfTheseTests";
const words = "Zwiebelturm";
const hostile = `The ${words} export fails \u001b[31m{"event":"forged"}\n{"event":"forged"} write to eve@example.org`;
const secrets = [token, "key-of-these-tests", "a secret of these tests", "a password"];

const linesOf = ({ logged }: World) => logged.map(({ event, fields }) => JSON.stringify({ event, ...fields }));
const named = ({ logged }: World, event: string) =>
  logged.filter((one) => one.event === event).map((one) => one.fields);

test("one complaint can be followed from its webhook to its issue", async () => {
  const hub = new GithubStandIn(() => world.time.now, officialCheck());
  hub.repository("acme/app");
  const world: World = await open({ endpoint: endpoint(), variables: { GITHUB_TOKEN: token }, fetch: hub.fetch });
  const { store } = world.runtime;
  await store.settings.putTeam({
    ...{ id: "t", name: "T", repository: "acme/app" },
    digest: { weekday: 1, hour: 8, timeZone: "UTC" },
  });
  await store.settings.putBoard({ id: "app", name: "App", team: "t", claims: ["discourse:category:7"] });
  expect((await world.deliver(...ofDiscourse("post_created", { post: post() }))).status).toBe(202);
  await world.settle();
  const [theme] = await themesOf(world.runtime);
  await world.tell("POST", `/api/v1/themes/${theme?.id}/issue`);
  await world.settle();

  const [received] = named(world, "webhook.received");
  expect(received).toMatchObject({ request: expect.stringMatching(/^[\w-]{12}$/), source: "discourse" });
  const taken = named(world, "inbox.taken").find(({ entry }) => entry === received?.entry);
  const [feedback] = (taken?.feedback ?? []) as string[];
  expect(named(world, "feedback.placed")).toContainEqual(
    expect.objectContaining({ feedback, board: "app", theme: theme?.id, opens: true }),
  );
  expect(named(world, "delivery.sent")).toContainEqual(
    expect.objectContaining({ kind: "issue", theme: theme?.id, team: "t", delivery: expect.any(String) }),
  );
});

test("no line holds what members said, their addresses or a secret, whatever fails on the way", async () => {
  const world = await open({
    endpoint: endpoint(),
    variables: {
      GITHUB_TOKEN: token,
      SMTP_URL: "smtp://me:a%20password@127.0.0.1:9",
      EARSHOT_MAIL_FROM: "ideas@example.org",
    },
    // As other systems' clients do, it repeats what it was given.
    fetch: async (input, init) => {
      throw new TypeError(`${String(input)} ${JSON.stringify([...new Headers(init?.headers)])} ${String(init?.body)}`);
    },
  });
  const { store } = world.runtime;
  await store.settings.putTeam({
    ...{ id: "t", name: "T", repository: "acme/app" },
    digest: { weekday: 1, hour: 8, timeZone: "UTC" },
  });
  await store.settings.putBoard({ id: "app", name: "App", team: "t", claims: [] });
  const [said] = await world
    .tell<{ items: { id: string }[] }>("POST", "/api/v1/feedback", [
      { board: "app", title: hostile, body: hostile, author: { email: "eve@example.org", name: words } },
    ])
    .then(({ items }) => items);
  // Signed, and of no use: not JSON, and not what it says it is.
  await world.deliver(...ofDiscourse("post_created", `{"post": ${hostile}`));
  await world.deliver(...ofDiscourse("post_created", { post: { ...post(), id: hostile, raw: hostile } }));
  await world.ask("POST", "/api/v1/feedback", { board: words, body: hostile, [words]: hostile });
  await world.runtime.portal.request(`/api/v1/feedback?${encodeURIComponent(words)}`, { method: "POST", body: "{" });
  await world.settle();
  const { theme } = await world.tell<{ theme: { id: string } | null }>("GET", `/api/v1/feedback/${said?.id}`);
  await world.ask("POST", `/api/v1/themes/${theme?.id ?? (await themesOf(world.runtime))[0]?.id}/issue`);
  await world.settle();
  await world.runtime.sweep();

  const lines = linesOf(world);
  const events = new Set(world.logged.map(({ event }) => event));
  expect([...events]).toEqual(expect.arrayContaining(["feedback.received", "inbox.parked", "feedback.placed"]));
  for (const line of lines) {
    expect(line).not.toContain(words);
    expect(line).not.toMatch(/eve@|forged|example\.org/);
    for (const secret of secrets) expect(line).not.toContain(secret);
    expect(line.split("\n")).toHaveLength(1);
  }
});

test("what is measured each minute is one line for CloudWatch; a look that fails is said, and keeps nobody from work", async () => {
  const world = await open({ endpoint: endpoint() });
  await world.deliver(...ofDiscourse("post_created", "{"));
  await world.settle();
  await measure(world.runtime);
  const [line] = named(world, "measured");
  expect(line).toMatchObject({
    _aws: { CloudWatchMetrics: [{ Namespace: "Earshot", Dimensions: [["Table"]] }] },
    Table: world.runtime.environment.EARSHOT_TABLE,
    ...{ InboxAge: 0, ParkedEntries: 1, ParkedDeliveries: 0 },
  });
  expect(await world.tell("GET", "/api/v1/status")).toMatchObject({ troubles: [{ name: "EntriesParked", figure: 1 }] });

  const elsewhere = { ...world.runtime.environment, EARSHOT_TABLE: "a-table-that-is-not-there" };
  const blind = baseOf(elsewhere, world.runtime.world);
  await expect(measure(blind)).resolves.toBeUndefined();
  blind.store.close();
  expect(named(world, "measured.not")).toHaveLength(1);
});
