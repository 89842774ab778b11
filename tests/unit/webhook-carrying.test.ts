import { day, hour, isoTime } from "@earshot/core/clock.ts";
import { EarshotError } from "@earshot/core/error.ts";
import { secureRandomness } from "@earshot/core/id.ts";
import type { Poster } from "@earshot/core/ports/webhooks.ts";
import { isUndoable, undo } from "@earshot/core/undoing.ts";
import { carryEvent } from "@earshot/core/webhook/carrying.ts";
import { putWebhook, removeWebhook, rotateSecret } from "@earshot/core/webhook/configuring.ts";
import { receivedOf } from "@earshot/core/webhook/happening.ts";
import { newSecret } from "@earshot/core/webhook/signature.ts";
import { mostWebhooks, type Webhook } from "@earshot/core/webhook/webhook.ts";
import { describe, expect, test } from "vitest";
import { exampleFeedback } from "../memory/examples.ts";
import { memory } from "../memory/memory.ts";

const now = Date.parse("2026-03-04T10:00:00.000Z");

const crm: Webhook = {
  id: "crm",
  url: "https://crm.example.org/earshot",
  events: ["feedback.received"],
  createdAt: isoTime(now),
  revision: 1,
};

describe("carrying an event to its endpoint", () => {
  const feedback = exampleFeedback("a");

  async function world(given: Partial<Webhook>, answer: Poster) {
    const stores = memory();
    await stores.webhooks.put({ ...crm, ...given }, undefined, { secrets: [{ key: newSecret(secureRandomness) }] });
    await stores.feedback.put(feedback, undefined);
    const [delivery] = receivedOf([crm], feedback, now);
    if (!delivery) throw new Error("Nobody listens.");
    const carry = (attempts: number) =>
      carryEvent(
        {
          ...stores,
          ...{ post: answer, staff: [], url: "https://ideas.example.org", clock: () => now },
          randomness: (bytes) => new Uint8Array(bytes),
        },
        { ...delivery, attempts },
      );
    return { ...stores, carry };
  }

  const unasked = () => Promise.reject(new Error("It was asked."));

  test("makes no attempt, and counts none, while it is disabled or has asked to be left alone", async () => {
    const disabled = await world({ disabled: { at: "", because: "staff", reason: "" } }, unasked);
    expect(await disabled.carry(3)).toEqual({ state: "waiting", dueAt: isoTime(now + hour), attempts: 2 });
    const until = isoTime(now + 2 * hour);
    const resting = await world({ failing: { since: "", reason: "", until } }, unasked);
    expect(await resting.carry(3)).toEqual({ state: "waiting", dueAt: until, attempts: 2 });
  });

  test("is not done where the endpoint, or what was to be told, is there no longer", async () => {
    const forgotten = await world({}, unasked);
    await forgotten.webhooks.remove("crm");
    expect(await forgotten.carry(1)).toEqual({ state: "superseded" });
    const erased = await world({}, unasked);
    erased.rows.feedback.clear();
    expect(await erased.carry(1)).toEqual({ state: "superseded" });
  });

  test("keeps trying for three days, then parks what one endpoint alone will not take", async () => {
    const { carry } = await world({}, async () => ({ status: 400 }));
    expect(await carry(1)).toMatchObject({ state: "waiting", dueAt: isoTime(now + 5_000), result: { status: 400 } });
    expect(await carry(9)).toMatchObject({ state: "waiting", dueAt: isoTime(now + day) });
    expect(await carry(10)).toMatchObject({ state: "parked", error: expect.stringContaining("answered 400") });
  });

  test("writes the endpoint's health when it changes, also when somebody writes it at the same time", async () => {
    const stores = await world({}, async () => {
      const known = await stores.webhooks.get("crm");
      if (known?.revision === 1)
        await stores.webhooks.put({ ...known, url: "https://new.example.org/", revision: 2 }, known);
      return { status: 500 };
    });
    await stores.carry(1);
    expect(await stores.webhooks.get("crm")).toMatchObject({
      ...{ url: "https://new.example.org/", failing: { since: isoTime(now) }, revision: 3 },
    });
    await stores.carry(2);
    expect(await stores.webhooks.get("crm"), "nothing new").toMatchObject({ revision: 3 });
  });

  test("keeps no words that were sent", async () => {
    let sent = "";
    const { carry } = await world({}, async ({ body }) => {
      sent = body;
      return { status: 204 };
    });
    const carried = await carry(1);
    expect(sent).toContain(feedback.text);
    expect(carried).toMatchObject({ state: "sent", result: { status: 204 } });
    expect(JSON.stringify(carried)).not.toContain(feedback.text);
  });
});

describe("setting up an endpoint", () => {
  const change = { url: "https://crm.example.org/", events: ["theme.created" as const], state: "active" as const };
  const ines = { by: "Ines" };
  function deps(resolve: () => Promise<string[]> = async () => ["93.184.215.14"]) {
    const webhookAddresses = { resolve, allowLocal: false };
    return { ...memory(), webhookAddresses, clock: () => now, randomness: secureRandomness };
  }

  test("gives the secret once, and setting it active again forgets what it failed at", async () => {
    const all = deps();
    const { webhook, secret } = await putWebhook(all, "crm", change, ines);
    expect(secret).toMatch(/^whsec_[\w+/]{43}=$/);
    await all.webhooks.put({ ...webhook, disabled: { at: "", because: "gone", reason: "" }, revision: 2 }, webhook);
    const again = await putWebhook(all, "crm", change, ines);
    expect(again.secret).toBeUndefined();
    expect(again.webhook.disabled).toBeUndefined();
    const off = await putWebhook(all, "crm", { ...change, state: "disabled" }, ines);
    expect(off.webhook.disabled).toMatchObject({ because: "staff" });
  });

  test.each<[string, string, () => Promise<string[]>]>([
    ["leads inside", "crm", async () => ["10.0.0.1"]],
    ["cannot be found", "crm", () => Promise.reject(new EarshotError("upstream", "crm.example.org cannot be found."))],
    ["has a name that is none", "C R M", async () => ["93.184.215.14"]],
  ])("is refused where it %s", async (_, id, resolve) => {
    const all = deps(resolve);
    await expect(putWebhook(all, id, change, ines)).rejects.toMatchObject({ kind: "input" });
    expect(await all.webhooks.all()).toEqual([]);
  });

  test("is refused where there are as many as there can be, and forgetting one makes room", async () => {
    const all = deps();
    for (let n = 0; n < mostWebhooks; n++) await putWebhook(all, `crm-${n}`, change, ines);
    await expect(putWebhook(all, "one-more", change, ines)).rejects.toMatchObject({ kind: "input" });
    await removeWebhook(all, "crm-0", ines);
    await putWebhook(all, "one-more", change, ines);
  });

  test("is forgotten once, however many forget it at once: only who did is said to have", async () => {
    const all = deps();
    await putWebhook(all, "crm", change, ines);
    const both = await Promise.allSettled([removeWebhook(all, "crm", ines), removeWebhook(all, "crm", { by: "Jo" })]);
    expect(both.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
    expect(both[1]).toMatchObject({ reason: { kind: "missing" } });
    expect([...all.rows.corrections.values()].map(({ by, text }) => [by, text])).toEqual([
      ["Ines", "Made the webhook “crm”."],
      ["Ines", "Removed the webhook “crm”."],
    ]);
  });

  test("stands in the audit trail, with who did it, and without anything that may be a secret", async () => {
    const all = deps();
    const trail = () => [...all.rows.corrections.values()];
    const url = "https://crm.example.org/in/whpath-hush?token=hush";
    const { secret, correction } = await putWebhook(all, "crm", { ...change, url }, ines);
    expect(correction).toEqual(trail()[0]);
    await putWebhook(all, "crm", { ...change, url }, ines);
    expect(trail(), "nothing was changed").toHaveLength(1);
    await putWebhook(all, "crm", { ...change, url: `${url}-2`, boards: undefined, state: "disabled" }, ines);
    const { secret: next } = await rotateSecret(all, "crm", ines);
    await removeWebhook(all, "crm", { by: "Jo" });
    expect(trail().map(({ by, text, before, after }) => [by, text, before, after])).toEqual([
      ["Ines", "Made the webhook “crm”.", "", "url: https://crm.example.org/…; events: theme.created; state: active"],
      [
        ...["Ines", "Changed the webhook “crm”: url, state."],
        ...["url: https://crm.example.org/…; state: active", "url: https://crm.example.org/…; state: disabled"],
      ],
      ["Ines", "Changed the webhook “crm”: secret.", "", ""],
      [
        ...["Jo", "Removed the webhook “crm”."],
        ...["url: https://crm.example.org/…; events: theme.created; state: disabled", ""],
      ],
    ]);
    for (const hush of [secret, next, "hush"]) expect(JSON.stringify(trail())).not.toContain(hush);
    expect(trail().map(isUndoable)).toEqual([false, false, false, false]);
    const [, changed] = trail();
    await expect(undo(all, { correction: changed?.id ?? "", by: "Ines" })).rejects.toMatchObject({ reason: "notKept" });
  });
});
