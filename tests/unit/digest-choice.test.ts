import { weekNamed, weekPeriod } from "@earshot/core/calendar.ts";
import { hour } from "@earshot/core/clock.ts";
import { composeDigest, type DigestInput } from "@earshot/core/digest/composing.ts";
import { tally } from "@earshot/core/tally.ts";
import type { Theme } from "@earshot/core/theme.ts";
import { expect, test } from "vitest";
import { said, themeOf } from "../stand-ins/themes.ts";

const week = weekNamed("2026-W46");
const { start, end } = weekPeriod(week, "UTC");

/** A theme to which so many came before, on the days before the week, and so many in it. */
function told(
  id: string,
  before: number,
  during: number,
  some: Partial<Theme> = {},
  quoted = true,
): DigestInput["themes"][0] {
  const old = Array.from({ length: before }, (_, k) => said(`${id}-${k}`, start - 24 * hour * (1 + ((k * 5) % 60))));
  const fresh = Array.from({ length: during }, (_, k) => said(`${id}+${k}`, start + hour * (1 + k)));
  const quote = {
    text: `Words about ${id} that say more.`,
    source: "forum",
    at: "2026-11-10T00:00:00.000Z",
    feedback: id,
  };
  return {
    theme: themeOf({
      id,
      title: `Paging ${id} calendar`,
      supporters: before + during,
      status: "under_review",
      ...some,
    }),
    before: tally(old, []),
    after: tally([...old, ...fresh], []),
    url: `https://ideas.example/themes/${id}`,
    ...(quoted && { quote }),
  };
}

const composed = (themes: DigestInput["themes"], some: Partial<DigestInput> = {}) =>
  composeDigest({
    team: { id: "t", name: "T", digest: { weekday: 1, hour: 8, timeZone: "UTC" } },
    ...{ week, now: end + 8 * hour, first: false, themes, ...some },
  });
const ids = (items: readonly { theme: string }[]) => items.map(({ theme }) => theme);

test("one person is no news, be the theme new or lifted far; where many spoke, neither are two", () => {
  const quiet = composed([told("big", 30, 0), told("lifted", 2, 1), told("new", 0, 1), told("pair", 0, 2)]);
  expect(ids(quiet.moved)).toEqual([]);
  expect(ids(quiet.new)).toEqual(["pair"]);
  expect(quiet.rest).toEqual({ themes: 2, people: 2 });
  const busy = composed([told("busy", 90, 90), told("pair", 0, 2), told("three", 0, 3)]);
  expect(ids(busy.new)).toEqual(["three"]);
});

test("four people are no rise, however unusual; a dozen are", () => {
  expect(ids(composed([told("a", 90, 0), told("b", 3, 4)]).rising)).toEqual([]);
  const steady = Array.from({ length: 8 }, (_, i) => told(`s${i}`, 60 + i, 9));
  const { moved, rising } = composed([...steady, told("b", 3, 12)]);
  expect([...ids(moved), ...ids(rising)]).toContain("b");
});

test("a guess for a title, one word, or praise come after what can be acted on; a bare guess does not come at all", () => {
  const praise = { kinds: { praise: 9 } };
  const digest = composed([
    told("guess", 0, 6, { draft: true }),
    told("bare", 0, 6, { draft: true }, false),
    told("word", 0, 7, { title: "Don't work" }),
    told("praise", 0, 8, praise),
    told("clear", 0, 4),
  ]);
  expect(ids(digest.new)[0]).toBe("clear");
  expect(ids(digest.new)).not.toContain("bare");
  expect(digest.heading).toContain("Paging clear calendar");
});

test("“more than” so many spoke is said only where themes were left uncounted", () => {
  const people = { spoke: 12, before: 9 };
  const none = composed([told("a", 9, 5)], { people, beyond: { themes: 0, people: 0 } });
  expect(none.paragraph).toContain("12 people spoke up in week 46, 3 more than the week before.");
  expect(none).not.toHaveProperty("beyond");
  const some = composed([told("a", 9, 5)], { people, beyond: { themes: 3, people: 4 } });
  expect(some.paragraph).toContain("More than 12 people");
});
