import { isoTime } from "@earshot/core/clock.ts";
import { type FeedbackEvent, feedbackId } from "@earshot/core/feedback.ts";
import { aliasesOf, changed, merge, speakerOf, type Told } from "@earshot/core/merge.ts";
import { personOf } from "@earshot/core/person.ts";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

const noon = Date.parse("2026-03-02T12:00:00.000Z");
const at = (minutes: number): string => isoTime(noon + minutes * 60_000);
const version = (number: number): string => `${at(number)}#000`;

const event = (number: number, given: Partial<FeedbackEvent>): FeedbackEvent => ({
  ...{ source: "discourse", externalId: "post:1", version: version(number) },
  ...given,
});

/** Feedback as events tell it that are received one after the other, a minute apart. */
function tell(...events: FeedbackEvent[]): Told {
  const told = events.reduce<Told | undefined>((known, one, i) => merge(known, one, at(60 + i)), undefined);
  if (!told) throw new Error("Something is told.");
  return told;
}

const said = event(1, {
  ...{ title: "Exports", body: "Exports are slow", url: "https://forum.example.org/t/1", saidAt: at(0), board: "app" },
  author: { aliases: ["discourse:42"], name: "Ann" },
  visibility: "public",
});

describe("merging what a source tells", () => {
  test("the first event tells it all", () => {
    expect(tell(said)).toEqual({
      ...{ id: feedbackId("discourse", "post:1"), source: "discourse", externalId: "post:1", board: "app" },
      ...{ aliases: ["discourse:42"], author: "Ann", title: "Exports", body: "Exports are slow" },
      ...{ url: "https://forum.example.org/t/1", at: at(0), visibility: "public", withdrawn: false },
      receivedAt: at(60),
      versions: Object.fromEntries(
        ["author", "board", "body", "saidAt", "title", "url", "visibility"].map((field) => [field, version(1)]),
      ),
    });
  });

  test("an edit replaces what it tells and nothing else", () => {
    const edited = tell(said, event(2, { body: "Exports are very slow" }));
    expect(edited).toMatchObject({ body: "Exports are very slow", title: "Exports", author: "Ann", at: at(0) });
  });

  test("an edit before its creation, and a deletion before both, hold", () => {
    const edit = event(2, { body: "Edited" });
    const deletion = event(3, { withdrawn: true });
    expect(tell(edit, said)).toMatchObject({ body: "Edited", title: "Exports", withdrawn: false });
    expect(tell(deletion, edit, said)).toMatchObject({ body: "Edited", withdrawn: true });
    expect(tell(deletion, event(4, { withdrawn: false }), said).withdrawn).toBe(false);
  });

  test("a creation that only comes again changes nothing", () => {
    const told = tell(said, event(2, { body: "Edited" }));
    const again = merge(told, said, at(99));
    expect(again).toEqual(told);
    expect(changed(told, again)).toBe(false);
    expect(changed(undefined, told)).toBe(true);
    expect(changed(told, merge(told, event(3, { title: "New" }), at(99)))).toBe(true);
  });

  test("what is merged into is left as it was", () => {
    const told = tell(said);
    const before = structuredClone(told);
    merge(told, event(2, { body: "Edited", saidAt: at(-9) }), at(99));
    expect(told).toEqual(before);
  });

  test("nothing was said after it was received", () => {
    expect(tell(event(1, { body: "Hi", saidAt: at(10_000) })).at).toBe(at(60));
    expect(tell(event(1, { body: "Hi" })).at).toBe(at(60));
    expect(tell(event(1, { body: "Hi" }), event(2, { saidAt: at(3) })).at).toBe(at(3));
  });

  test("until somebody tells when it was said, it was when it was received first", () => {
    const [first, second] = [event(1, { body: "Hi" }), event(2, { body: "Hello" })];
    const inOrder = merge(merge(undefined, first, at(60)), second, at(61));
    const swapped = merge(merge(undefined, second, at(61)), first, at(60));
    expect(inOrder.at).toBe(at(60));
    expect(swapped).toEqual(inOrder);
    expect(changed(merge(undefined, second, at(61)), swapped)).toBe(true);
  });

  test("who takes her name out is told no more", () => {
    expect(tell(said, event(2, { author: { aliases: ["discourse:42"] } })).author).toBeUndefined();
    expect(tell(said, event(2, { author: { aliases: [] } })).aliases).toEqual([]);
  });

  test("whoever says nothing about herself is one person for each thing said", () => {
    const nameless = tell(event(1, { body: "Hi" }));
    expect(aliasesOf(nameless)).toEqual([`anonymous:${nameless.id}`]);
    expect(speakerOf(nameless)).toBe(personOf(`anonymous:${nameless.id}`));
    expect(speakerOf(tell(said))).toBe(personOf("discourse:42"));
  });
});

const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 2 });
/** What a source may tell at one time; a version says the same whenever it is told. */
const tellings = fc.uniqueArray(
  fc.record({
    version: fc.integer({ min: 0, max: 30 }),
    received: fc.integer({ min: -5, max: 40 }),
    title: optional(fc.constantFrom("a", "b", "c")),
    body: optional(fc.constantFrom("x", "y", "")),
    saidAt: optional(fc.integer({ min: -20, max: 60 }).map(at)),
    withdrawn: optional(fc.boolean()),
    visibility: optional(fc.constantFrom("public" as const, "private" as const)),
    author: optional(fc.constantFrom({ aliases: ["discourse:1"], name: "Ann" }, { aliases: [] })),
    board: optional(fc.constantFrom("app", "web")),
  }),
  { minLength: 1, maxLength: 6, selector: (one) => one.version },
);
interface Arrival {
  event: FeedbackEvent;
  received: string;
}
const arrivals = tellings.map((all) =>
  all.map(({ version: number, received, ...given }): Arrival => {
    const told = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
    return { event: event(number, told), received: at(received) };
  }),
);
const merged = (all: readonly Arrival[]): Told | undefined =>
  all.reduce<Told | undefined>((known, one) => merge(known, one.event, one.received), undefined);

describe("any events of one thing", () => {
  test("give the same feedback in whatever order and however often they arrive", () => {
    return fc.assert(
      fc.property(
        arrivals.chain((all) =>
          fc.tuple(
            fc.constant(all),
            fc.shuffledSubarray(all, { minLength: all.length }),
            fc.array(fc.constantFrom(...all), { maxLength: 4 }),
          ),
        ),
        ([all, shuffled, again]) => {
          expect(merged([...shuffled, ...again])).toEqual(merged(all));
          expect(merged([...again, ...shuffled])).toEqual(merged(all));
        },
      ),
      { numRuns: 300 },
    );
  });

  test("give the same when the same is delivered again later: it was received when it was received first", () => {
    return fc.assert(
      fc.property(
        arrivals.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        fc.nat(30),
        ([all, shuffled], later) => {
          const again = all.map(({ event: one, received }) => ({
            event: one,
            received: isoTime(Date.parse(received) + later * 60_000),
          }));
          expect(merged([...again, ...shuffled])).toEqual(merged([...all, ...again]));
        },
      ),
      { numRuns: 200 },
    );
  });

  test("tell each field as the newest event that tells it", () => {
    return fc.assert(
      fc.property(arrivals, (all) => {
        const told = merged(all);
        const newest = all.toSorted((a, b) => (a.event.version < b.event.version ? 1 : -1));
        const last = <K extends keyof FeedbackEvent>(field: K) =>
          newest.find((one) => one.event[field] !== undefined)?.event[field];
        expect(told).toMatchObject({
          body: last("body") ?? "",
          withdrawn: last("withdrawn") ?? false,
          visibility: last("visibility") ?? "public",
          aliases: last("author")?.aliases ?? [],
        });
        expect([told?.title, told?.board, told?.author]).toEqual([last("title"), last("board"), last("author")?.name]);
      }),
    );
  });
});
