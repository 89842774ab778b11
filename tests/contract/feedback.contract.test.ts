import type { Feedback } from "@earshot/core/feedback.ts";
import { idFrom } from "@earshot/core/id.ts";
import { personOf } from "@earshot/core/person.ts";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exampleFeedback } from "../memory/examples.ts";
import { contract, describeEngine, openTable, type Stores } from "./engine.ts";
import { at } from "./examples.ts";
import { following } from "./following.ts";
import { refusesForeignCursors, walk } from "./pages.ts";

const theme = idFrom("theme", "exports");
const other = idFrom("theme", "imports");

const edited = (feedback: Feedback, given: Partial<Feedback>): Feedback => ({
  ...feedback,
  ...given,
  revision: feedback.revision + 1,
});

/** What stands behind a theme, as counting sees it. */
const behind = async ({ themes }: Pick<Stores, "themes">, id: string) => (await themes.evidence(id)).memberships;

const membershipOf = ({ id, person, at: said, source, segment, visibility, kind, heat, revision }: Feedback) => ({
  ...{ feedback: id, person, at: said, source, visibility, kind, heat, revision },
  ...(segment !== undefined && { segment }),
});

contract("feedback", (open) => {
  test("what waits for staff is listed, the newest first, page by page, until it is decided about or taken back", async () => {
    const { feedback } = await open();
    const held = { waits: true, visibility: "private", told: "public" } as const;
    const posts = Array.from({ length: 5 }, (_, i) => exampleFeedback(`held ${i}`, { ...held, receivedAt: at(i) }));
    for (const post of posts) await feedback.put(post, undefined);
    await feedback.put(exampleFeedback("open"), undefined);
    const waiting = async () => (await walk((request) => feedback.waiting(request), 2)).map(({ id }) => id);
    const [a, b, c, d, e] = posts as [Feedback, Feedback, Feedback, Feedback, Feedback];
    expect(await waiting()).toEqual([e, d, c, b, a].map(({ id }) => id));
    await feedback.put(edited(a, { body: "Edited while it waits" }), a);
    const review = { state: "approved", by: "Ines", at: at(9) } as const;
    await feedback.put(edited(b, { review, visibility: "public", told: undefined }), b);
    await feedback.put(edited(c, { withdrawn: true }), c);
    expect(await waiting()).toEqual([e, d, a].map(({ id }) => id));
    const { review: _, ...undone } = edited(edited(b, {}), {});
    await feedback.put(undone, edited(b, { review }));
    expect(await waiting()).toEqual([e, d, b, a].map(({ id }) => id));
    expect(await feedback.get(b.id)).toEqual(undone);
  });

  test("feedback comes back as it was put", async () => {
    const { feedback, themes } = await open();
    const full = exampleFeedback("full", {
      ...{ theme, title: "Ä title", author: "Ann", url: "https://forum.example.org/t/1", apart: undefined, heat: 0.75 },
      aliases: ["email:ann@example.org", "discourse:42"],
      body: "First line\n\u0000 🙂\nlast line",
      why: [{ feedback: "fbk_1", theme, similarity: 0.123456789 }],
      versions: { body: "2026#1", saidAt: "2026#2" },
    });
    expect(await feedback.get(full.id)).toBeUndefined();
    await feedback.put(full, undefined);
    expect(await feedback.get(full.id)).toEqual(full);
    const placed = edited(full, { segment: "enterprise" });
    await feedback.put(placed, full);
    expect(await feedback.get(full.id)).toEqual(placed);
    expect(await behind({ themes }, theme)).toEqual([membershipOf(placed)]);
  });

  test("an edit replaces it whole", async () => {
    const { feedback } = await open();
    const before = exampleFeedback("edited", { theme, title: "Old", url: "https://example.org/" });
    const { title: _, url: __, ...rest } = edited(before, { body: "New" });
    await feedback.put(before, undefined);
    await feedback.put(rest, before);
    expect(await feedback.get(before.id)).toEqual(rest);
  });

  test("more than a hundred are found at once, each once; what is not there is absent", async () => {
    const { feedback } = await open();
    expect(await feedback.getMany([])).toEqual(new Map());
    const all = Array.from({ length: 230 }, (_, i) => exampleFeedback(`many ${i}`));
    await Promise.all(all.map((one) => feedback.put(one, undefined)));
    const ids = all.map(({ id }) => id);
    const found = await feedback.getMany([...ids, "fbk_unknown", ...ids.slice(0, 50)]);
    expect(found.size).toBe(230);
    for (const one of all) expect(found.get(one.id)).toEqual(one);
  });

  test("more is found at once than one answer can hold", async () => {
    const { feedback } = await open();
    const all = Array.from({ length: 90 }, (_, i) => exampleFeedback(`large ${i}`, { text: "x".repeat(200_000) }));
    await Promise.all(all.map((one) => feedback.put(one, undefined)));
    const found = await feedback.getMany(all.map(({ id }) => id));
    expect([...found.values()].filter(({ text }) => text.length === 200_000)).toHaveLength(90);
  });

  test("feedback is written once as new", async () => {
    const stores = await open();
    const first = exampleFeedback("new", { theme });
    await stores.feedback.put(first, undefined);
    const again = { ...first, theme: other, body: "Other" };
    await expect(stores.feedback.put(again, undefined)).rejects.toMatchObject({ kind: "conflict" });
    expect(await stores.feedback.get(first.id)).toEqual(first);
    expect(await behind(stores, theme)).toEqual([membershipOf(first)]);
    expect(await behind(stores, other)).toEqual([]);
  });

  test("who changed feedback that was changed meanwhile changed nothing, neither text nor theme", async () => {
    const stores = await open();
    const read = exampleFeedback("raced", { theme });
    await stores.feedback.put(read, undefined);
    const winner = edited(read, { body: "Mine" });
    await stores.feedback.put(winner, read);
    const late = edited(read, { body: "Late", theme: other });
    await expect(stores.feedback.put(late, read)).rejects.toMatchObject({ kind: "conflict" });
    expect(await stores.feedback.get(read.id)).toEqual(winner);
    expect(await behind(stores, theme)).toEqual([membershipOf(winner)]);
    expect(await behind(stores, other)).toEqual([]);
  });

  test("nobody changes feedback that is not there", async () => {
    const stores = await open();
    const read = exampleFeedback("gone", { theme });
    await expect(stores.feedback.put(edited(read, {}), read)).rejects.toMatchObject({ kind: "conflict" });
    expect(await stores.feedback.get(read.id)).toBeUndefined();
    expect(await behind(stores, theme)).toEqual([]);
  });

  test("of many who change the same feedback at once, one does, and its theme is that one's", async () => {
    const stores = await open();
    const read = exampleFeedback("raced", { theme });
    await stores.feedback.put(read, undefined);
    const tries = Array.from({ length: 20 }, (_, i) => edited(read, { theme: idFrom("theme", `of ${i}`) }));
    const results = await Promise.allSettled(tries.map((one) => stores.feedback.put(one, read)));
    const won = tries.filter((_, i) => results[i]?.status === "fulfilled");
    expect(won).toHaveLength(1);
    expect(await stores.feedback.get(read.id)).toEqual(won[0]);
    const standing = await Promise.all(tries.map(async (one) => (await behind(stores, one.theme ?? "")).length));
    expect(standing).toEqual(tries.map((one) => (won.includes(one) ? 1 : 0)));
    expect(await behind(stores, theme)).toEqual([]);
  });

  test("feedback stands behind one theme at a time, and behind none once it is taken out", async () => {
    const stores = await open();
    const said = exampleFeedback("moving", { theme });
    const moved = edited(said, { theme: other });
    const dated: Feedback = edited(moved, { at: at(-500) });
    const { theme: _, ...withdrawn } = edited(dated, { withdrawn: true });
    const back = edited(withdrawn, { theme, withdrawn: false });
    let previous: Feedback | undefined;
    const course: Feedback[] = [said, moved, dated, withdrawn, back];
    for (const next of course) {
      await stores.feedback.put(next, previous);
      for (const id of [theme, other])
        expect(await behind(stores, id)).toEqual(next.theme === id ? [membershipOf(next)] : []);
      previous = next;
    }
  });

  test("a theme's feedback is shown newest first, over all the themes that are one", async () => {
    const { feedback } = await open();
    const all = Array.from({ length: 9 }, (_, i) =>
      exampleFeedback(`said ${i}`, { theme: i % 2 ? theme : other, at: at(i) }),
    );
    await Promise.all(all.map((one) => feedback.put(one, undefined)));
    await feedback.put(exampleFeedback("elsewhere", { theme: idFrom("theme", "else") }), undefined);
    await feedback.put(exampleFeedback("nowhere"), undefined);
    for (const limit of [1, 2, 4, 100]) {
      const both = await walk((request) => feedback.ofTheme([theme, other], undefined, request), limit);
      expect(both).toEqual(all.toReversed());
      const one = await walk((request) => feedback.ofTheme([theme], undefined, request), limit);
      expect(one).toEqual(all.filter((said) => said.theme === theme).reverse());
    }
    expect(await feedback.ofTheme([], undefined, { limit: 5 })).toEqual({ items: [], next: undefined });
    expect(await feedback.ofTheme(["thm_unknown"], undefined, { limit: 5 })).toEqual({ items: [], next: undefined });
  });

  test("only the public part is shown to those who may see no more, in full pages", async () => {
    const { feedback } = await open();
    const all = Array.from({ length: 12 }, (_, i) =>
      exampleFeedback(`said ${i}`, { theme, at: at(i), visibility: i % 3 ? "private" : "public" }),
    );
    await Promise.all(all.map((one) => feedback.put(one, undefined)));
    const shown = all.filter(({ visibility }) => visibility === "public").reverse();
    expect(await walk((request) => feedback.ofTheme([theme], "public", request), 2)).toEqual(shown);
    expect((await feedback.ofTheme([theme], "public", { limit: 3 })).items).toHaveLength(3);
    const hidden = await walk((request) => feedback.ofTheme([theme], "private", request), 3);
    expect(hidden).toHaveLength(8);
  });

  test("everything is read once, wherever it stands", async () => {
    const stores = await open();
    const all = Array.from({ length: 20 }, (_, i) => exampleFeedback(`all ${i}`, i % 2 ? { theme } : {}));
    await Promise.all(all.map((one) => stores.feedback.put(one, undefined)));
    await stores.votes.put({ theme, person: personOf("discourse:1"), at: at(0) });
    const read: Feedback[] = [];
    for await (const one of stores.feedback.all()) read.push(one);
    const byId = (a: Feedback, b: Feedback) => (a.id < b.id ? -1 : 1);
    expect(read.sort(byId)).toEqual(all.sort(byId));
  });

  test("pages neither repeat nor leave out what stays where it is, whatever happens to the rest", async () => {
    const stores = await open();
    let runs = 0;
    const piece = fc.record({ minute: fc.nat(6), shown: fc.boolean(), second: fc.boolean() });
    const change = fc.record({
      what: fc.constantFrom("say", "move", "hide", "date", "withdraw"),
      which: fc.nat(30),
      to: piece,
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(piece, { maxLength: 14 }),
        fc.array(fc.array(change, { maxLength: 3 }), { maxLength: 6 }),
        fc.integer({ min: 1, max: 4 }),
        async (pieces, changes, limit) => {
          const run = runs++;
          const themes = [idFrom("theme", `first ${run}`), idFrom("theme", `second ${run}`)] as const;
          const stand = ({ minute, shown, second }: (typeof pieces)[number]): Partial<Feedback> => ({
            ...{ at: at(minute), visibility: shown ? "public" : "private", theme: themes[second ? 1 : 0] },
          });
          const said = pieces.map((one, i) => exampleFeedback(`${run} ${i}`, stand(one)));
          await Promise.all(said.map((one) => stores.feedback.put(one, undefined)));
          const untouched = new Map(said.filter((one) => one.visibility === "public").map((one) => [one.id, one]));
          const seen = await walk(
            (request) => stores.feedback.ofTheme(themes, "public", request),
            limit,
            async (page) => {
              for (const { what, which, to } of changes[page] ?? []) {
                const before = said[which % said.length];
                if (what === "say" || !before) {
                  const fresh = exampleFeedback(`${run} ${said.length}`, stand(to));
                  said.push(fresh);
                  await stores.feedback.put(fresh, undefined);
                  continue;
                }
                untouched.delete(before.id);
                const { theme: _, ...apart } = before;
                const after = {
                  move: { ...before, theme: stand(to).theme },
                  hide: { ...before, visibility: "private" as const },
                  date: { ...before, at: at(to.minute) },
                  withdraw: apart,
                }[what as "move" | "hide" | "date" | "withdraw"];
                const next = edited(after, {});
                said[which % said.length] = next;
                await stores.feedback.put(next, before);
              }
            },
          );
          const kept = seen.filter(({ id }) => untouched.has(id));
          expect(kept.map(({ id }) => id).sort()).toEqual([...untouched.keys()].sort());
          expect(kept.map((one) => one.at)).toEqual(
            kept
              .map((one) => one.at)
              .toSorted()
              .reverse(),
          );
          for (const one of seen) expect(one.visibility).toBe("public");
        },
      ),
      { numRuns: 20 },
    );
  });

  describe("cursors of a theme's feedback", () => {
    refusesForeignCursors(async () => {
      const stores = await open();
      for (let i = 0; i < 4; i++) {
        await stores.feedback.put(exampleFeedback(`this ${i}`, { theme, at: at(i) }), undefined);
        await stores.feedback.put(exampleFeedback(`that ${i}`, { theme: other, at: at(i) }), undefined);
      }
      return {
        list: (request) => stores.feedback.ofTheme([theme], undefined, request),
        others: [
          (request) => stores.feedback.ofTheme([other], undefined, request),
          (request) => stores.inbox.parked(request),
          (request) => stores.themes.list({ boards: ["ideas"], visibilities: ["public"], sort: "top" }, request),
        ],
      };
    });
  });
});

describeEngine("feedback in the table", () => {
  test("an edit of the text alone tells the worker to count its theme, for the wording", async () => {
    const { store, stream } = await openTable();
    const next = following(stream);
    const said = exampleFeedback("edited", { theme });
    await store.feedback.put(said, undefined);
    expect((await next()).themes).toEqual([theme]);
    await store.feedback.put(edited(said, { text: "Other words" }), said);
    expect((await next()).themes).toEqual([theme]);
  });

  test("a move tells the worker to count both themes", async () => {
    const { store, stream } = await openTable();
    const next = following(stream);
    const said = exampleFeedback("moved", { theme });
    await store.feedback.put(said, undefined);
    await next();
    await store.feedback.put(edited(said, { theme: other }), said);
    expect((await next()).themes.sort()).toEqual([theme, other].sort());
  });

  test("what has become private is not shown, though the list has not heard of it yet", async () => {
    const { store } = await openTable();
    const said = exampleFeedback("hidden", { theme, at: at(0) });
    await store.feedback.put(said, undefined);
    const [stale] = await store.table.partition(theme);
    await store.feedback.put(edited(said, { visibility: "private" }), said);
    if (!stale) throw new Error("There is a membership.");
    await store.table.put(stale);
    expect((await store.feedback.ofTheme([theme], "public", { limit: 5 })).items).toEqual([]);
    expect((await store.feedback.ofTheme([theme], undefined, { limit: 5 })).items).toHaveLength(1);
  });

  test("nor is what has left the theme", async () => {
    const { store } = await openTable();
    const said = exampleFeedback("moved", { theme, at: at(0) });
    await store.feedback.put(said, undefined);
    const [stale] = await store.table.partition(theme);
    await store.feedback.put(edited(said, { theme: other }), said);
    if (!stale) throw new Error("There is a membership.");
    await store.table.put(stale);
    expect((await store.feedback.ofTheme([theme], undefined, { limit: 5 })).items).toEqual([]);
  });
});
