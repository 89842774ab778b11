import { isoTime } from "@earshot/core/clock.ts";
import type { ThemeReport } from "@earshot/core/ports/outlets.ts";
import { type Membership, tally } from "@earshot/core/tally.ts";
import type { Theme } from "@earshot/core/theme.ts";

/** A theme of a test: what is not said is unremarkable. */
export function themeOf(some: Partial<Theme> = {}): Theme {
  const at = some.createdAt ?? "2026-03-02T09:00:00.000Z";
  return {
    ...tally([], []),
    id: "thm_00000000000000000000000001",
    board: "booking",
    title: "Refund a booking in two steps, not nine",
    titleScore: 1,
    draft: false,
    titleBy: "machine",
    summary: "Guests who cancel wait for their money, hosts need nine screens to pay it back.",
    quotes: [],
    wordedOver: "",
    status: "open",
    history: [{ status: "open", at }],
    visibility: "public",
    visibilityBy: "machine",
    team: "courses",
    createdAt: at,
    countedAt: at,
    revision: 1,
    ...some,
  };
}

export function reportOf(theme: Partial<Theme> = {}, voices: ThemeReport["voices"] = []): ThemeReport {
  const made = themeOf(theme);
  return { theme: made, url: `https://ideas.example/themes/${made.id}`, voices };
}

/** One piece of feedback by somebody at a time. */
export function said(person: string, at: number | string, some: Partial<Membership> = {}): Membership {
  const time = typeof at === "string" ? at : isoTime(at);
  return {
    feedback: `fbk_${person}_${time}`,
    person,
    at: time,
    source: "discourse",
    visibility: "public",
    kind: "request",
    heat: 0.2,
    revision: 1,
    ...some,
  };
}

/** Texts that members could write to make GitHub, Slack or a terminal do something. */
export const hostile: readonly string[] = [
  "@octocat please look, cc @acme/core and ann@example.org",
  "Fixes #1, closes acme/app#12, resolves GH-7, see user#9",
  "fix https://github.com/acme/app/issues/1 and www.evil.example now",
  "Reverted in deadbeef and a5c3785ed8d6a35868bc169f07e40e889087fd2e, 1234567 too",
  "<script>alert(1)</script><img src=x onerror=alert(1)><!-- earshot:end --> <details>",
  "![pixel](https://evil.example/p.png) [click me](javascript:alert(1)) [ref]: https://evil.example",
  "```js\nrm -rf /\n```\n~~~\nfence\n~~~",
  "# Heading\n## Two\nSetext\n===\nAgain\n---\n> quote\n>> deeper",
  "| a | b |\n|---|---|\n| 1 | 2 |\n\na\n:-",
  "- [ ] task\n* star\n+ plus\n1. one\n2) two\n    indented code\n\ttabbed",
  "*bold* _it_ ~~struck~~ `code` ||spoiler|| \\@octocat \\#1",
  "&#64;octocat &lt;b&gt; &amp;#35;1 &#x40;ann",
  "<!channel> <@U12345> <#C123|general> <https://evil.example|https://bank.example> <!subteam^S1>",
  ":tada: $x^2$ and $$y$$ costs $5 or $10 [!WARNING] [^1]",
  "zero\u200bwidth \u202egnp.exe\u202c \u0007bell \u001b[31mred @\u200boct",
  "Ärger über die Größe: „Straße“ — 100 % daneben, naïve 🙈👩‍👩‍👧 ひらがな",
  "",
  "   \n\n  \n",
];
