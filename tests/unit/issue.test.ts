import { day, hour, isoTime } from "@earshot/core/clock.ts";
import { issueDelivery, materialState, nextIssuePush } from "@earshot/core/issue.ts";
import { Delivery } from "@earshot/core/outbox.ts";
import { Theme } from "@earshot/core/theme.ts";
import { describe, expect, it } from "vitest";
import { themeOf } from "../stand-ins/themes.ts";

const now = Date.parse("2026-11-20T08:00:00Z");
const wanted = (some: Partial<Theme> = {}) => themeOf({ issueWanted: true, supporters: 20, ...some });
const asked = (some: Partial<Theme> = {}) => {
  const theme = wanted(some);
  return { ...theme, issueAsked: materialState(theme), issueDueAt: isoTime(now) };
};

describe("what is worth rewriting an issue for", () => {
  it("is a change of substance", () => {
    const state = materialState(wanted());
    const quote = { text: "Nine screens.", feedback: "fbk_1", visibility: "public" as const };
    const changes: Partial<Theme>[] = [
      { title: "Another" },
      { status: "planned" },
      { summary: "Told otherwise." },
      { quotes: [quote] },
      { heat: 0.8 },
      { visibility: "private" },
      { answer: { text: "We are at it.", by: "Ines", at: isoTime(now) } },
      { supporters: 26 },
      { supporters: 14 },
    ];
    for (const change of changes) expect(materialState(wanted(change)), JSON.stringify(change)).not.toBe(state);
    for (const change of [
      { votes: 9 },
      { lastAt: isoTime(now) },
      { score: 3 },
      { countedAt: isoTime(now) },
      { revision: 9 },
    ])
      expect(materialState(wanted(change))).toBe(state);
  });

  it("is no single vote: from 1 to 1,000 people it changes some thirty times", () => {
    const states = Array.from({ length: 1000 }, (_, i) => materialState(wanted({ supporters: i + 1 })));
    const changes = states.filter((state, i) => i > 0 && state !== states[i - 1]).length;
    expect(changes).toBeGreaterThan(15);
    expect(changes).toBeLessThan(35);
  });
});

describe("when an issue is pushed", () => {
  it("is never, unless it is wanted", () => {
    expect(nextIssuePush(themeOf(), now)).toBeUndefined();
  });

  it("is at once the first time, then when something changed, a day apart", () => {
    expect(nextIssuePush(wanted(), now)?.dueAt).toBe(isoTime(now));
    expect(nextIssuePush(asked(), now + day)).toBeUndefined();
    const changed = { ...asked(), supporters: 60 };
    expect(nextIssuePush(changed, now + hour)?.dueAt).toBe(isoTime(now + day));
    expect(nextIssuePush(changed, now + 3 * day)?.dueAt).toBe(isoTime(now + 3 * day));
  });

  it("is once for all that changes while one waits", () => {
    let theme = asked();
    const dues: string[] = [];
    for (let t = now; t < now + 4 * day; t += hour) {
      const before = theme;
      theme = { ...theme, supporters: theme.supporters + 20, revision: theme.revision + 1 };
      const push = issueDelivery(before, theme, t);
      if (push) {
        dues.push(push.delivery.dueAt);
        theme = push.theme as typeof theme;
      }
    }
    expect(dues).toEqual([1, 2, 3, 4].map((days) => isoTime(now + days * day)));
  });

  it("is at once when words were taken back or the theme was hidden", () => {
    const quotes = [{ text: "Call me on the stairs.", feedback: "fbk_1", visibility: "public" as const }];
    const before = asked({ quotes, feedback: 4 });
    for (const change of [{ quotes: [], feedback: 3 }, { quotes: [], feedback: 4 }, { visibility: "private" as const }])
      expect(issueDelivery(before, { ...before, ...change }, now + hour)?.delivery.dueAt).toBe(isoTime(now + hour));
    // New feedback brings new quotes; nobody took anything back.
    expect(issueDelivery(before, { ...before, quotes: [], feedback: 5 }, now + hour)?.delivery.dueAt).toBe(
      isoTime(now + day),
    );
  });
});

describe("the delivery of an issue", () => {
  it("is valid, the same for the same change, and remembered by the theme", () => {
    const after = wanted({ revision: 7 });
    const push = issueDelivery(undefined, after, now);
    expect(Delivery.parse(push?.delivery)).toEqual(push?.delivery);
    expect(Theme.parse(push?.theme)).toEqual(push?.theme);
    expect(issueDelivery(undefined, after, now)).toEqual(push);
    expect(push?.delivery).toMatchObject({
      outlet: "github",
      kind: "issue",
      occasion: "7",
      team: "courses",
      attempts: 0,
    });
    expect(issueDelivery(undefined, { ...after, revision: 8 }, now)?.delivery.id).not.toBe(push?.delivery.id);
    expect(push && issueDelivery(push.theme, push.theme, now)).toBeUndefined();
    expect(issueDelivery(undefined, themeOf(), now)).toBeUndefined();
  });
});
