import { isoTime, minute } from "@earshot/core/clock.ts";
import type { Delivery } from "@earshot/core/outbox.ts";
import { describe, expect, it } from "vitest";
import { place, visitor } from "./visitor.ts";

/** One of Benchday's staff, before a form in which all that is needed is filled in. */
async function atTheDesk() {
  const at = place({ webhookAddresses: { resolve: async () => ["93.184.215.14"], allowLocal: false } });
  const ines = visitor(at);
  await ines.signIn("ines@example.org");
  const path = "/admin/settings/webhooks/crm";
  const filled = { id: "crm", url: "https://crm.example/hook", "event-theme.created": "on" };
  const make = (fields: Record<string, string> = {}) =>
    ines.press("/admin/settings/webhooks/new", "/admin/settings/webhooks/new", { do: "save", ...filled, ...fields });
  const press = (fields: Record<string, string>) => ines.press(path, path, fields);
  const stored = () => at.rows.webhooks.get("crm");
  return { ...at, ines, path, filled, make, press, stored };
}

const secretIn = (html: string): string | undefined => /whsec_[\w+/=]+/.exec(html)?.[0];

function event(id: string, some: Partial<Delivery> = {}): Delivery {
  const at = isoTime(Date.parse("2026-03-04T09:00:00Z"));
  return {
    ...{ id, outlet: "webhook", kind: "event", webhook: "crm", occasion: id, state: "sent", attempts: 1 },
    ...{ createdAt: at, dueAt: at, at, result: { status: 200 } },
    event: { type: "theme.created", id: `evt_${id}`, at, theme: "thm_1" },
    ...some,
  };
}

describe("the form of a webhook", () => {
  it("makes one, and shows its secret on the page that answers and on no other", async () => {
    const { ines, make, path, stored, rows } = await atTheDesk();
    const { status, html, headers } = await make({ "event-loop.closed": "on", "board-courses": "on" });
    expect(status).toBe(200);
    expect(stored()).toMatchObject({
      url: "https://crm.example/hook",
      events: ["loop.closed", "theme.created"],
      boards: ["courses"],
    });
    expect(secretIn(html)).toBe(rows.secrets.get("crm")?.[0]?.key);
    expect(secretIn(html)).toBeDefined();
    expect(headers.get("cache-control")).toBe("no-store");
    for (const page of [path, "/admin/settings"]) {
      const seen = await ines.get(page);
      expect(seen.status).toBe(200);
      expect(seen.html).toContain("crm");
      expect(secretIn(seen.html)).toBeUndefined();
    }
  });

  it("is told in the audit trail: by whom, in the reader's language, with no way back and no secret", async () => {
    const { ines, make, press, path, clock } = await atTheDesk();
    const { html } = await make();
    clock.now += 1_000;
    await press({ do: "disable" });
    clock.now += 1_000;
    const rotated = await press({ do: "rotate" });
    clock.now += 1_000;
    await press({ do: "remove" });
    const told = (await ines.get("/admin/audit?lang=de")).html;
    for (const sentence of [
      ...["Webhook „crm“ angelegt.", "Webhook „crm“ geändert: Zustand.", "Webhook „crm“ geändert: Geheimnis."],
      ...[
        "Webhook „crm“ entfernt.",
        "Adresse: https://crm.example/…; was er erfährt: Ein Thema kommt auf; Zustand: an",
      ],
    ])
      expect(told).toContain(sentence);
    expect(told.match(/<span dir="auto">von ines@example.org/g)).toHaveLength(4);
    expect(told).not.toContain('name="correction"');
    for (const page of [html, rotated.html]) expect(told).not.toContain(secretIn(page));
    expect(await ines.get(path)).toMatchObject({ status: 404 });
  });

  it("says beside the field what is wrong with it, with all that was typed", async () => {
    const { make, filled, stored, ines } = await atTheDesk();
    const { "event-theme.created": _, ...without } = filled;
    for (const [field, fields] of [
      ["id", { ...filled, id: "My CRM" }],
      ["id", { ...filled, id: "new" }],
      ["url", { ...filled, url: "http://crm.example/hook" }],
      ["url", { ...filled, url: "https://10.0.0.8/hook" }],
      ["url", { ...filled, url: "nowhere" }],
      ["events", without],
    ] as const) {
      const new_ = "/admin/settings/webhooks/new";
      const { status, html } = await ines.press(new_, new_, { do: "save", ...fields });
      expect(status, JSON.stringify(fields)).toBe(400);
      expect(html).toContain(`id="${field}-wrong"`);
      expect(html).toContain(`value="${fields.url}"`);
    }
    expect(stored()).toBeUndefined();
    await make();
    const again = await make();
    expect([again.status, again.html.includes('id="id-wrong"')]).toEqual([400, true]);
  });

  it("is saved, disabled and set active again; only what is disabled can be forgotten", async () => {
    const { ines, make, press, path, stored, filled } = await atTheDesk();
    await make();
    expect((await ines.get(path)).html).not.toContain('value="remove"');
    expect((await press({ do: "disable" })).status).toBe(303);
    expect(stored()?.disabled).toMatchObject({ because: "staff" });
    const { html } = await ines.get(path);
    expect(html).toContain("Staff disabled it");
    await press({ do: "save", ...filled, url: "https://crm.example/other" });
    expect(stored()).toMatchObject({ url: "https://crm.example/other", disabled: { because: "staff" } });
    await press({ do: "enable" });
    expect(stored()).not.toHaveProperty("disabled");
    await press({ do: "disable" });
    expect((await press({ do: "remove" })).location).toContain("/admin/settings?");
    expect(stored()).toBeUndefined();
    expect((await ines.get(path)).status).toBe(404);
  });

  it("says since when and why Earshot disabled it", async () => {
    const { ines, make, path, rows } = await atTheDesk();
    await make();
    const made = rows.webhooks.get("crm");
    if (!made) throw new Error("it was made");
    const disabled = {
      at: "2026-03-03T09:00:00.000Z",
      because: "failing",
      reason: "The endpoint answered 502.",
    } as const;
    rows.webhooks.set("crm", { ...made, disabled });
    const { html } = await ines.get(path);
    expect(html).toContain("it had failed for three days");
    expect(html).toContain("The endpoint answered 502.");
    expect((await ines.get(`${path}?lang=de`)).html).toContain("drei Tage lang gescheitert");
    expect((await ines.get("/admin/settings")).html).toMatch(/hotword">disabled</);
  });

  it("gives a new secret, and goes on signing with the one before for a day", async () => {
    const { make, press, rows } = await atTheDesk();
    const first = secretIn((await make()).html);
    const second = secretIn((await press({ do: "rotate" })).html);
    expect(second).toBeDefined();
    expect(second).not.toBe(first);
    expect(rows.secrets.get("crm")?.map(({ key }) => key)).toEqual([second, first]);
  });
});

describe("the log of a webhook", () => {
  it("tells what was sent and what became of it, page by page, and nothing of another's", async () => {
    const { ines, make, path, rows } = await atTheDesk();
    await make();
    expect((await ines.get(path)).html).toContain("Nothing has happened yet");
    for (let i = 0; i < 21; i++) rows.deliveries.set(`out_${i}`, event(`out_${i}`, { at: isoTime(i * minute) }));
    rows.deliveries.set("out_theirs", event("out_theirs", { webhook: "erp" }));
    rows.deliveries.set("out_p", event("out_p", { state: "parked", error: "The endpoint answered 410.", attempts: 4 }));
    const { html } = await ines.get(path);
    expect(html.match(/value="replay"/g)).toHaveLength(20);
    expect(html).toContain("The endpoint answered 410.");
    expect(html).toContain("tried 4 times");
    expect(html).not.toContain("out_theirs");
    const older = /href="([^"]*cursor=[^"]*)"/.exec(html)?.[1]?.replaceAll("&amp;", "&") ?? "";
    expect((await ines.get(older)).html.match(/value="replay"/g)).toHaveLength(2);
  });

  it("sends one again under the same id; not while it is disabled, and not another's", async () => {
    const { ines, make, press, path, rows } = await atTheDesk();
    await make();
    rows.deliveries.set(
      "out_1",
      event("out_1", { state: "parked", error: "The endpoint answered 500.", attempts: 10 }),
    );
    rows.deliveries.set("out_theirs", event("out_theirs", { webhook: "erp" }));
    const done = await press({ do: "replay", delivery: "out_1" });
    expect(done.status).toBe(303);
    expect((await ines.get(done.location ?? "")).html).toContain("It is being sent again.");
    expect(rows.deliveries.get("out_1")).toMatchObject({ state: "waiting", attempts: 0, event: { id: "evt_out_1" } });
    expect((await press({ do: "replay", delivery: "out_theirs" })).status).toBe(400);
    await press({ do: "disable" });
    rows.deliveries.set("out_1", event("out_1"));
    expect((await ines.get(path)).html).not.toContain('value="replay"');
    expect((await press({ do: "replay", delivery: "out_1" })).status).toBe(400);
    expect(rows.deliveries.get("out_1")).toMatchObject({ state: "sent" });
  });
});
