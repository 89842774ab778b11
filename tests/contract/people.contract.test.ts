import { isError } from "@earshot/core/error.ts";
import { idFrom } from "@earshot/core/id.ts";
import { personOf } from "@earshot/core/person.ts";
import type { Vote } from "@earshot/core/vote.ts";
import { expect, test } from "vitest";
import { exampleFeedback } from "../memory/examples.ts";
import { contract, describeEngine, openTable, type Stores } from "./engine.ts";
import { at } from "./examples.ts";
import { following } from "./following.ts";

/** People under a name each, in the order of their ids: the first of those joined is who they all are. */
const people = Array.from({ length: 40 }, (_, i) => `discourse:${i}`)
  .map((alias) => ({ person: personOf(alias), alias }))
  .sort((a, b) => (a.person < b.person ? -1 : 1));
const theme = idFrom("theme", "exports");

function some(count: number) {
  return people.slice(0, count);
}
const ids = (joined: readonly { person: string }[]): string[] => joined.map(({ person }) => person);

/** Who everybody is by now, in the order asked. */
async function roots({ people: store }: Stores, asked: readonly { person: string }[]): Promise<(string | undefined)[]> {
  const found = await store.rootsOf(ids(asked));
  return asked.map(({ person }) => found.get(person));
}

contract("people", (open) => {
  test("everybody is herself until somebody finds otherwise", async () => {
    const { people: store } = await open();
    expect(await store.rootsOf([])).toEqual(new Map());
    const all = some(3).map(({ person }) => person);
    expect(await store.rootsOf([...all, ...all])).toEqual(new Map(all.map((person) => [person, person])));
    expect(await store.oneWith("psn_unknown")).toEqual(["psn_unknown"]);
    expect(await store.joining()).toEqual([]);
    expect(await store.repoint("psn_unknown")).toBe(0);
  });

  test("people who are joined are one, whichever is named first, and the same one", async () => {
    for (const order of [some(3), some(3).reverse()]) {
      const stores = await open();
      const [first = ""] = ids(some(3));
      expect(await stores.people.join(order, at(0))).toBe(first);
      expect(await roots(stores, some(4))).toEqual([first, first, first, people[3]?.person]);
      expect(new Set(await stores.people.oneWith(people[2]?.person ?? ""))).toEqual(new Set(ids(some(3))));
    }
  });

  test("joining again changes nothing", async () => {
    const stores = await open();
    const one = await stores.people.join(some(3), at(0));
    const before = [await stores.people.joining(), await stores.people.oneWith(one)];
    expect(await stores.people.join(some(3), at(9))).toBe(one);
    expect(await stores.people.join(some(3).slice(1), at(9))).toBe(one);
    expect([await stores.people.joining(), await stores.people.oneWith(one)]).toEqual(before);
  });

  test("somebody alone is joined to nobody, and nobody cannot be joined", async () => {
    const { people: store } = await open();
    const [one = { person: "", alias: "" }] = some(1);
    expect(await store.join([one], at(0))).toBe(one.person);
    expect(await store.join([one, one], at(0))).toBe(one.person);
    expect(await store.joining()).toEqual([]);
    await expect(store.join([], at(0))).rejects.toMatchObject({ kind: "input" });
  });

  test("joins of the joined lead to one, and the joined come before those whom they were joined to", async () => {
    const stores = await open();
    const [a, b, c, d] = some(4);
    if (!a || !b || !c || !d) throw new Error("four people");
    await stores.people.join([c, d], at(0));
    await stores.people.join([b, d], at(1));
    await stores.people.join([a, c], at(2));
    expect(await roots(stores, some(4))).toEqual([a.person, a.person, a.person, a.person]);
    for (const { person } of some(4)) {
      const everybody = await stores.people.oneWith(person);
      expect(everybody.toSorted()).toEqual(ids(some(4)));
      expect(everybody.indexOf(d.person)).toBeLessThan(everybody.indexOf(c.person));
      expect(everybody.indexOf(c.person)).toBeLessThan(everybody.indexOf(b.person));
      expect(everybody.at(-1)).toBe(a.person);
    }
  });

  test("somebody may have very many names, found one after the other", async () => {
    const stores = await open();
    for (let i = people.length - 1; i > 0; i--) await stores.people.join(people.slice(i - 1, i + 1), at(i));
    const [first] = ids(people);
    expect(await roots(stores, people)).toEqual(people.map(() => first));
    expect((await stores.people.oneWith(people[39]?.person ?? "")).toSorted()).toEqual(ids(people));
  });

  test("two joins at once in opposite directions make one", async () => {
    for (let round = 0; round < 8; round++) {
      const stores = await open();
      const [a, b] = some(2);
      if (!a || !b) throw new Error("two people");
      const found = await Promise.all([stores.people.join([a, b], at(0)), stores.people.join([b, a], at(0))]);
      expect(found).toEqual([a.person, a.person]);
      expect(await roots(stores, some(2))).toEqual([a.person, a.person]);
      expect(await stores.people.oneWith(a.person)).toEqual([b.person, a.person]);
      if (round === 0) expect(await stores.people.joining()).toEqual([{ person: b.person, since: at(0) }]);
    }
  });

  test("joins of many in pairs at once make one of all, and none is lost", async () => {
    const stores = await open();
    const all = some(10);
    const pairs = all.flatMap((one, i) => [all[(i + 1) % 10], all[(i + 5) % 10]].map((other) => [one, other]));
    const join = async (pair: (typeof pairs)[number]): Promise<void> => {
      const both = pair.flatMap((one) => one ?? []);
      await stores.people.join(both, at(0)).catch((error: unknown) => {
        if (!isError(error, "conflict")) throw error;
        return join(both);
      });
    };
    await Promise.all(pairs.map(join));
    expect(new Set(await roots(stores, all))).toEqual(new Set([all[0]?.person]));
    const everybody = await stores.people.oneWith(all[9]?.person ?? "");
    expect(everybody.toSorted()).toEqual(ids(all));
    expect((await stores.people.joining()).map(({ person }) => person).sort()).toEqual(ids(all.slice(1)));
  });

  test("who was joined is looked after until she is settled", async () => {
    const { people: store } = await open();
    await store.join(some(3), at(4));
    const [, second, third] = ids(some(3));
    const sorted = async () => (await store.joining()).sort((a, b) => (a.person < b.person ? -1 : 1));
    expect(await sorted()).toEqual([
      { person: second, since: at(4) },
      { person: third, since: at(4) },
    ]);
    await store.settled(second ?? "");
    await store.settled(second ?? "");
    expect(await sorted()).toEqual([{ person: third, since: at(4) }]);
  });

  test("votes and feedback follow to who somebody is by now, once", async () => {
    const stores = await open();
    const [one, other] = ids(some(2));
    if (!one || !other) throw new Error("two people");
    const said = exampleFeedback("said", { person: other, theme });
    const apart = exampleFeedback("apart", { person: other });
    await stores.feedback.put(said, undefined);
    await stores.feedback.put(apart, undefined);
    await stores.votes.put({ theme, person: other, at: at(1) });
    await stores.votes.put({ theme: idFrom("theme", "else"), person: other, at: at(2), proxy: "support" });
    await stores.people.join(some(2), at(3));
    expect(await stores.people.repoint(one)).toBe(0);
    expect(await stores.people.repoint(other)).toBe(4);
    expect(await stores.people.repoint(other)).toBe(0);
    const evidence = await stores.themes.evidence(theme);
    expect(evidence.votes).toEqual([{ person: one, at: at(1), proxy: false }]);
    expect(evidence.memberships).toMatchObject([{ person: one, feedback: said.id, revision: said.revision + 1 }]);
    expect(await stores.feedback.get(said.id)).toEqual({ ...said, person: one, revision: said.revision + 1 });
    expect(await stores.feedback.get(apart.id)).toMatchObject({ person: one });
    expect(await stores.votes.has(theme, other)).toBe(false);
  });

  test("rows follow over several joins to the last", async () => {
    const stores = await open();
    const [a, b, c] = some(3);
    if (!a || !b || !c) throw new Error("three people");
    await stores.votes.put({ theme, person: c.person, at: at(0) });
    await stores.people.join([b, c], at(1));
    await stores.people.join([a, b], at(2));
    await stores.people.repoint(c.person);
    expect((await stores.themes.evidence(theme)).votes.map(({ person }) => person)).toEqual([a.person]);
  });

  const own = (person: string, minute: number): Vote => ({ theme, person, at: at(minute) });
  const proxied = (person: string, minute: number): Vote => ({ ...own(person, minute), proxy: "support" });
  const [kept = "", joined = ""] = ids(some(2));
  test.each([
    ["the earlier vote", own(kept, 5), own(joined, 3), { at: at(3), proxy: false }],
    ["the earlier vote, though it stood there already", own(kept, 1), own(joined, 3), { at: at(1), proxy: false }],
    ["her own vote rather than one by proxy", proxied(kept, 1), own(joined, 3), { at: at(3), proxy: false }],
    ["her own, though it stood there already", own(kept, 9), proxied(joined, 3), { at: at(9), proxy: false }],
    ["the earlier of two by proxy", proxied(kept, 4), proxied(joined, 3), { at: at(3), proxy: true }],
  ])("of two votes of people who are one, one is left: %s", async (_, first, second, left) => {
    const stores = await open();
    await Promise.all([stores.votes.put(first), stores.votes.put(second)]);
    await stores.people.join(some(2), at(10));
    await stores.people.repoint(joined);
    expect((await stores.themes.evidence(theme)).votes).toEqual([{ person: kept, ...left }]);
    await stores.people.repoint(joined);
    expect((await stores.themes.evidence(theme)).votes).toEqual([{ person: kept, ...left }]);
  });

  test("rows that somebody changes at the same time follow, at the latest when they are looked at again", async () => {
    const stores = await open();
    const pieces = Array.from({ length: 12 }, (_, i) => exampleFeedback(`raced ${i}`, { person: joined, theme }));
    await Promise.all(pieces.map((one) => stores.feedback.put(one, undefined)));
    await stores.people.join(some(2), at(1));
    const edit = async ({ id }: { id: string }): Promise<void> => {
      const read = await stores.feedback.get(id);
      if (!read) throw new Error("It is there.");
      const next = { ...read, heat: 0.7, revision: read.revision + 1 };
      await stores.feedback.put(next, read).catch((error: unknown) => {
        if (!isError(error, "conflict")) throw error;
        return edit(read);
      });
    };
    await Promise.all([stores.people.repoint(joined), ...pieces.map(edit), stores.people.repoint(joined)]);
    while ((await stores.people.repoint(joined)) > 0);
    const { memberships } = await stores.themes.evidence(theme);
    expect(memberships.map(({ person, heat }) => [person, heat])).toEqual(pieces.map(() => [kept, 0.7]));
  });
});

describeEngine("people on the stream", () => {
  test("the worker hears of each joined person, and of the themes whose rows moved", async () => {
    const { store, stream } = await openTable();
    const next = following(stream);
    await store.votes.put(own(joined, 0));
    await next();
    await store.people.join(some(2), at(1));
    expect(await next()).toMatchObject({ joins: [joined], themes: [] });
    await store.people.repoint(joined);
    expect(await next()).toMatchObject({ joins: [], themes: [theme] });
    await store.people.settled(joined);
    expect(await next()).toMatchObject({ joins: [] });
  });

  const [kept = "", joined = ""] = ids(some(2));
  const own = (person: string, minute: number): Vote => ({ theme, person, at: at(minute) });

  test("joins that lead in a circle are refused, and never followed for ever", async () => {
    const { store } = await openTable();
    await store.table.put({ pk: kept, sk: "PERSON", id: kept, into: joined });
    await store.table.put({ pk: joined, sk: "PERSON", id: joined, into: kept });
    await expect(store.people.rootsOf([kept])).rejects.toMatchObject({ kind: "upstream", final: true });
  });
});
