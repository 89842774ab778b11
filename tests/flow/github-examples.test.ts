import { createHmac } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import examples from "@octokit/webhooks-examples";
import { expect, it } from "vitest";
import { landlord, open, secret } from "./house.ts";

const endpoint = landlord();

/** The official example payloads, and the recorded ones that lie beside the project where they do. */
const recorded = new URL("../../../shared/payloads/github/", import.meta.url);
const named = examples.flatMap(({ name, examples: some }) => some.map((body) => ({ name, body: body as object })));
const beside = existsSync(recorded)
  ? readdirSync(recorded).flatMap((file) => {
      const event = /^(?<event>[a-z_]+)\.[a-z]+\.json$/.exec(file)?.groups?.event;
      if (event === undefined) return [];
      return [{ name: event, body: JSON.parse(readFileSync(new URL(file, recorded), "utf8")) as object }];
    })
  : [];

/** Has payloads delivered, signed, through the receiving end and the worker: nothing may fail or be left over. */
async function take(payloads: readonly { name: string; body: object }[]): Promise<void> {
  const { runtime, deliver, settle, logged } = await open({
    endpoint: endpoint(),
    variables: { GITHUB_WEBHOOK_SECRET: secret },
  });
  for (const [i, { name, body }] of payloads.entries()) {
    const text = JSON.stringify(body);
    const { status } = await deliver(
      "github",
      {
        "content-type": "application/json",
        "x-github-event": name,
        "x-github-delivery": `example-${i}`,
        "x-hub-signature-256": `sha256=${createHmac("sha256", secret).update(text).digest("hex")}`,
      },
      text,
    );
    expect(status, name).toBe(202);
  }
  await settle();
  const { store } = runtime;
  expect(await store.inbox.backlog()).toMatchObject({ waiting: 0 });
  expect((await store.inbox.parked({ limit: 10 })).items).toEqual([]);
  expect((await store.outbox.list(["waiting", "sent", "parked"], { limit: 10 })).items).toEqual([]);
  expect(logged.filter(({ event }) => /fail|park/.test(event))).toEqual([]);
}

it("takes all 329 examples of GitHub's, signed, without an error", async () => {
  expect(named).toHaveLength(329);
  await take(named);
});

it.skipIf(beside.length === 0)("takes the recorded payloads of ../shared, too (needs ../shared/payloads)", () =>
  take(beside),
);
