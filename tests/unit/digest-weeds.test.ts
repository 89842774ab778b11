import { saysGoodbye } from "@earshot/core/digest/leaving.ts";
import { badness, troubleIn, weedsOf } from "@earshot/core/digest/trouble.ts";
import type { Feedback } from "@earshot/core/feedback.ts";
import { describe, expect, it } from "vitest";
import { exampleFeedback } from "../memory/examples.ts";
import { said } from "../stand-ins/themes.ts";

describe("whoever says goodbye", () => {
  it.each([
    "I've uninstalled it.",
    "We cancelled our subscription last week.",
    "I'm switching to another app until this is fixed",
    "Deleted this app, it is useless",
    "Two of us left over it.",
    "Ich habe das Abo gekündigt.",
    "Hab die App deinstalliert.",
    "I will never use this again!",
  ])("is heard: %s", (text) => expect(saysGoodbye(text)).toBe(true));

  it.each([
    "Please let me cancel my booking.",
    "I deleted a photo and cannot get it back.",
    "I uninstalled and reinstalled it, same problem.",
    "Guests can cancel until noon.",
    "The sync has left my notes on the old phone.",
    "I switched to landscape mode and it crashed.",
  ])("is not made up: %s", (text) => expect(saysGoodbye(text)).toBe(false));
});

const at = "2026-11-10T09:00:00.000Z";
const wrote = (id: string, text: string, some: Partial<Feedback> = {}): Feedback =>
  exampleFeedback(id, { id: `fbk_${id}`, person: `psn_${id}`, text, body: text, at, source: "zendesk", ...some });
const theme = {
  ...{ theme: "thm_1", title: "Refund a booking in two steps", url: "https://ideas.example/themes/thm_1" },
  ...{ status: "open" as const, answered: false },
};
const refunds = [
  wrote(
    "a",
    "Refunds are broken: paying a guest back takes nine screens and a number to copy. I'm leaving for another product.",
  ),
  wrote("b", "The refund page crashes every time I try to pay somebody back."),
  wrote("c", "Refund page crashes every time when I try to pay a guest back."),
  wrote("d", "I can't refund a booking and my guests are furious, call me at 030 1234567 or ann@example.org."),
  wrote("e", "Your refund page is fucking terrible, it failed three times today and kept the money."),
  wrote("f", "Love the new calendar, thank you."),
];

describe("where people get stuck", () => {
  it("is counted by people, of all who wrote, and the angrier the worse", () => {
    const week = [
      said("a", at, { kind: "bug", heat: 0.2 }),
      said("a", "2026-11-11T09:00:00.000Z", { kind: "complaint", heat: 0.9 }),
      said("b", at, { kind: "complaint", heat: 0.4 }),
      said("c", at, { kind: "bug", heat: 0.4 }),
      said("d", at, { kind: "request", heat: 1 }),
    ];
    expect(troubleIn(week)).toMatchObject({ wrote: 4, stuck: 3, heat: 0.9 });
    expect(badness(troubleIn(week))).toBeGreaterThan(badness(troubleIn(week.map((one) => ({ ...one, heat: 0 })))));
    expect(badness(troubleIn(week.slice(0, 3)))).toBe(0);
  });

  it("is told in whole sentences of different people, each something else, without vitriol and contact data", () => {
    const { left, quotes } = weedsOf(theme, { wrote: 6, stuck: 5, heat: 0.6, feedback: [] }, refunds);
    expect(left).toBe(1);
    expect(quotes).toHaveLength(3);
    expect(new Set(quotes.map(({ feedback }) => feedback)).size).toBe(3);
    expect(quotes.map(({ feedback }) => feedback)).not.toContain("fbk_f");
    const words = quotes.map(({ text }) => text).join("\n");
    expect(words).not.toMatch(/fuck|1234567|ann@|\[\w+\]/);
    const crashes = quotes.filter(({ text }) => /crashes every time/.test(text));
    expect(crashes.length).toBeLessThanOrEqual(1);
    for (const { text, feedback } of quotes) {
      const source = refunds.find(({ id }) => id === feedback)?.text ?? "";
      expect(source.includes(text.replace(/\.$/, "")) || /terrible/.test(source), text).toBe(true);
    }
  });

  it("quotes nobody who took her words back, and nobody who attacks people", () => {
    const gone = refunds.map((one, i) => ({ ...one, ...(i % 2 === 0 ? { withdrawn: true } : { abusive: true }) }));
    expect(weedsOf(theme, { wrote: 6, stuck: 5, heat: 0.6, feedback: [] }, gone)).toMatchObject({
      left: 0,
      quotes: [],
    });
  });
});
