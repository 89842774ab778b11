import { isoTime, minute } from "@earshot/core/clock.ts";
import { countTheme } from "@earshot/core/counting.ts";
import { idFrom } from "@earshot/core/id.ts";
import type { Clusters } from "@earshot/core/ports/clustering.ts";
import { Vocabulary } from "@earshot/core/vocabulary.ts";
import { type Member, wordTheme } from "@earshot/core/wording.ts";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exampleFeedback } from "../memory/examples.ts";
import { memory } from "../memory/memory.ts";

const wishes = [
  "Please add a dark mode, my eyes hurt at night.",
  "I wish there was a dark mode. Everything else is fine.",
  "It would be great if you could add dark mode!!",
  "Dark mode for the calendar would be great.",
  "A dark mode would help, the white screen is too bright.",
  "The white screen is too bright at night.",
  "Too bright at night when there is no dark mode",
  "Please make the calendar darker at night.",
];
const elsewhere = [
  "How do I change my password?",
  "The search finds nothing since the update.",
  "The invoice shows the wrong amount.",
  "Notifications arrive hours late on my phone.",
];

const vocabulary = new Vocabulary();
for (const text of [...wishes, ...elsewhere]) vocabulary.add(text);

function membersOf(texts: readonly string[], visibility: Member["visibility"] = "public"): Member[] {
  return texts.map((text, i) => ({
    ...{ id: `fbk_${visibility}_${i}`, person: `psn_${i}`, text },
    ...{ visibility, kind: "request" as const },
  }));
}

const someWishes = fc.subarray(wishes, { minLength: 1 }).map((texts) => membersOf(texts));
const titles = [...new Set(wishes.map((wish) => wordTheme(membersOf([wish]), vocabulary).title))];
const someTitle = fc.constantFrom(...titles, "Add a pony", "Untitled", "");

describe("the title that a theme has", () => {
  test("stays while members still say it, though another would now be a little better", () => {
    const title = "The white screen is too bright at night";
    const members = membersOf(wishes.slice(5));
    const best = wordTheme(members, vocabulary);
    expect(best.title).toBe("Too bright at night");
    const kept = wordTheme(members, vocabulary, title);
    expect(kept.title).toBe(title);
    expect(kept.titleScore).toBeLessThan(best.titleScore);
  });

  test("goes when another is clearly better", () => {
    const title = "The white screen is too bright at night";
    expect(wordTheme(membersOf(wishes.slice(4)), vocabulary, title).title).toBe(title);
    expect(wordTheme(membersOf(wishes), vocabulary, title).title).toBe("Add a dark mode");
  });

  test("goes when nobody says it any more", () => {
    const title = "The white screen is too bright at night";
    expect(wordTheme(membersOf(wishes.slice(5)), vocabulary, title).title).toBe(title);
    expect(wordTheme(membersOf(wishes.slice(6)), vocabulary, title).title).toBe("Make the calendar darker at night");
  });

  test("goes when only private feedback says it and the theme has become public", () => {
    const secret = membersOf(["Acme needs a dark mode for the night shift."], "private");
    const { title } = wordTheme(secret, vocabulary);
    expect(title).toMatch(/acme/i);
    const both = [...secret, ...membersOf(["Dark mode for the night shift would be great."])];
    expect(wordTheme(both, vocabulary, title).title).not.toMatch(/acme/i);
  });

  test("keeps its capitals when the board comes to write a name in another way", () => {
    const members = membersOf(["Can't log in with github.", "I can't log in with github since Monday."]);
    const small = wordTheme(members, vocabulary).title;
    const later = Vocabulary.from(vocabulary.toJSON());
    for (let i = 0; i < 9; i++) later.add("We all love GitHub here");
    expect(wordTheme(members, later).title).toBe("Can't log in with GitHub");
    expect(wordTheme(members, later, small).title).toBe("Can't log in with github");
  });

  test("is that one or the best there is, never one much worse, and the next look changes nothing", () => {
    fc.assert(
      fc.property(someWishes, someTitle, (members, sofar) => {
        const best = wordTheme(members, vocabulary);
        const wording = wordTheme(members, vocabulary, sofar);
        expect([sofar, best.title]).toContain(wording.title);
        expect(wording.titleScore * 1.25).toBeGreaterThanOrEqual(best.titleScore - 0.002);
        expect(wordTheme(members, vocabulary, wording.title)).toEqual(wording);
      }),
      { numRuns: 150 },
    );
  });

  test("is the same in whatever order people spoke", () => {
    fc.assert(
      fc.property(someWishes, someTitle, (members, sofar) => {
        expect(wordTheme(members.toReversed(), vocabulary, sofar)).toEqual(wordTheme(members, vocabulary, sofar));
      }),
      { numRuns: 60 },
    );
  });
});

describe("while a theme is counted", () => {
  /** A theme that grows by one wish at a time, counted each time; gives the titles it had. */
  async function growing(said: readonly string[]): Promise<{ titles: string[]; free: string[] }> {
    const stores = memory();
    let now = Date.parse("2026-03-02T09:00:00.000Z");
    const clusters = {
      prepare: async () => {},
      word: (_: string, members: readonly Member[], sofar?: string) => wordTheme(members, vocabulary, sofar),
    } as unknown as Clusters;
    const counting = { ...stores, large: new Map(), clusters: async () => clusters, clock: () => now };
    const theme = idFrom("theme", "bright");
    const titles: string[] = [];
    const free: string[] = [];
    for (const [i, text] of said.entries()) {
      now += minute;
      const feedback = exampleFeedback(`wish ${i}`, { theme, text, visibility: "public", at: isoTime(now) });
      await stores.feedback.put(feedback, undefined);
      await countTheme(counting, theme);
      titles.push((await stores.themes.get(theme))?.title ?? "");
      const members = [...stores.rows.feedback.values()].map(({ id, person, text: own, visibility, kind }) => ({
        ...{ id, person, text: own, visibility, kind },
      }));
      free.push(wordTheme(members, vocabulary).title);
    }
    return { titles, free };
  }

  const changes = (titles: readonly string[]) => titles.filter((title, i) => i > 0 && title !== titles[i - 1]).length;

  test("its title changes less often than the best title does", async () => {
    const { titles, free } = await growing(wishes.toReversed());
    expect(changes(titles)).toBeLessThan(changes(free));
    expect(titles.at(-1)).toBe("Add a dark mode");
  });
});
