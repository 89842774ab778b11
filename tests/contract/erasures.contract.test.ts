import { type Erasure, tombstone } from "@earshot/core/erasure.ts";
import { idFrom } from "@earshot/core/id.ts";
import { expect, test } from "vitest";
import { exampleFeedback } from "../memory/examples.ts";
import { contract, describeEngine, openTable } from "./engine.ts";
import { at } from "./examples.ts";

const person = idFrom("person", "email:ann@example.org");
const theme = idFrom("theme", "exports");

function erasure(name: string, given: Partial<Erasure> = {}): Erasure {
  return {
    ...{ id: idFrom("erasure", name), person, people: [person], aliases: ["email:ann@example.org"], names: [] },
    ...{ askedAt: at(0), step: "taking", round: 0, found: 0, forgotten: {}, look: [], goesOn: true, revision: 1 },
    ...given,
  };
}

contract("asking for erasures", (open) => {
  test("one is under way for a person, and asked for again it begins anew and holds until then", async () => {
    const { erasures } = await open();
    expect(await erasures.stateOf(erasure("one").id)).toBeUndefined();
    expect(await erasures.begin(erasure("one"))).toEqual(erasure("one"));
    const again = await erasures.begin(erasure("two", { askedAt: at(5) }));
    expect(again).toMatchObject({ id: erasure("one").id, askedAt: at(5), step: "taking", goesOn: true });
    expect(await erasures.stateOf(erasure("one").id)).toEqual({
      ...{ state: "under_way", id: erasure("one").id, askedAt: at(5) },
    });
    expect(await erasures.stateOf(erasure("two").id)).toBeUndefined();
    expect(await erasures.underWay()).toEqual([again]);
  });
});

contract("the inbox, for whoever looks through it", (open) => {
  test("shows what waits and what is parked, and gives both away", async () => {
    const { inbox } = await open();
    const content = { type: "event", event: { source: "api", externalId: "1", version: at(0) } } as const;
    const entries = ["one", "two", "three"].map((name) => ({
      ...{ id: idFrom("inbox", name), receivedAt: at(0), attempts: 0, parked: false, content },
    }));
    await inbox.receive(entries);
    const [first, second] = entries;
    if (!first || !second) throw new Error("three entries");
    await inbox.failed({ ...first, parked: true, error: "no answer" });
    const ids = async () => (await Array.fromAsync(inbox.entries())).map(({ id }) => id).sort();
    expect(await ids()).toEqual(entries.map(({ id }) => id).sort());
    for (const one of [first, second, second]) await inbox.drop(one);
    expect(await ids()).toEqual([entries[2]?.id]);
  });
});

contract("people who are to be forgotten", (open) => {
  const [a, b, c] = ["discourse:1", "discourse:2", "discourse:3"].map((alias) => ({
    person: idFrom("person", alias),
    alias,
  }));
  if (!a || !b || !c) throw new Error("three people");

  test("are told by all their names, and then are each herself again", async () => {
    const { people } = await open();
    await people.join([a, b], at(0));
    const both = [a.person, b.person];
    expect((await people.aliasesOf([...both, c.person])).sort()).toEqual([a.alias, b.alias]);
    expect(await people.forget(both)).toBe(true);
    expect(await people.rootsOf(both)).toEqual(new Map(both.map((one) => [one, one])));
    expect(await people.aliasesOf(both)).toEqual([]);
    expect(await people.joining()).toEqual([]);
    expect(await people.forget(both)).toBe(false);
  });

  test("stay one where they were found to be one since", async () => {
    const { people } = await open();
    await people.join([a, b], at(5));
    expect(await people.forget([a.person, b.person], at(4))).toBe(false);
    expect(new Set(await people.oneWith(a.person))).toEqual(new Set([a.person, b.person]));
    expect(await people.forget([a.person, b.person], at(5))).toBe(true);
  });
});

contract("feedback that was erased", (open) => {
  test("is known by its id, and is in no list", async () => {
    const { feedback } = await open();
    const said = exampleFeedback("hers", { theme, person, waits: true, visibility: "private" });
    await feedback.put(said, undefined);
    const left = tombstone({ ...said, revision: 2 }, at(9));
    await feedback.put(left, said);
    expect(await feedback.get(said.id)).toEqual(left);
    expect((await feedback.ofTheme([theme], undefined, { limit: 10 })).items).toEqual([]);
    expect((await feedback.waiting({ limit: 10 })).items).toEqual([]);
    expect(await Array.fromAsync(feedback.all())).toEqual([]);
    expect(await feedback.hasPublic([person])).toBe(false);
  });
});

describeEngine("erasures in the table", () => {
  test("are written as long as they are as they were read, and woken until they are done", async () => {
    const { store } = await openTable();
    const begun = await store.erasures.begin(erasure("one"));
    const next = { ...begun, step: "searching" as const, from: { pk: "a", sk: "b" }, revision: 2 };
    await store.erasures.put(next, begun);
    await expect(store.erasures.put(next, begun)).rejects.toMatchObject({ kind: "conflict" });
    expect(await store.erasures.get(person)).toEqual(next);
    expect(await store.erasures.wake(at(1))).toBe(1);
    const erased = { id: next.id, askedAt: next.askedAt, doneAt: at(9), feedback: 1, look: [theme] };
    await store.erasures.finish(next, erased);
    expect(await store.erasures.wake(at(2))).toBe(0);
    expect(await store.erasures.stateOf(next.id)).toEqual({ state: "done", ...erased });
  });

  test("take feedback and leave its trace as one, until they are done", async () => {
    const { store } = await openTable();
    const { id } = await store.erasures.begin(erasure("one"));
    const said = exampleFeedback("hers", { theme, person });
    await store.feedback.put(said, undefined);
    const left = tombstone({ ...said, revision: 2 }, at(9));
    const trace = { feedback: said.id, theme, board: "ideas", marks: [1, 2 ** 52 + 3], places: ["hers"] };
    await expect(store.erasures.take(id, left, undefined, trace)).rejects.toMatchObject({ kind: "conflict" });
    expect(await store.erasures.traces(id)).toEqual([]);
    await store.erasures.take(id, left, said, trace);
    expect(await store.erasures.traces(id)).toEqual([trace]);
    expect((await store.themes.evidence(theme)).memberships).toEqual([]);
    expect(await store.table.ofPerson(person)).toEqual([]);

    const many = Array.from({ length: 90_000 }, (_, i) => i);
    await store.erasures.share(id, many);
    await store.erasures.share(id, [90_000]);
    expect((await store.erasures.shared(id)).sort((x, y) => x - y)).toEqual([...many, 90_000]);
    expect(await store.erasures.traces(id)).toEqual([trace]);
    await store.erasures.finish(erasure("one"), { id, askedAt: at(0), doneAt: at(9), feedback: 1, look: [] });
    expect([await store.erasures.traces(id), await store.erasures.shared(id)]).toEqual([[], []]);
  });

  test("see every row once, some pages at a time, and write or remove it as it was seen", async () => {
    const { store } = await openTable();
    for (let i = 0; i < 40; i++)
      await store.feedback.put(exampleFeedback(`long ${i}`, { body: "x".repeat(60_000), theme }), undefined);
    await store.votes.put({ theme, person, at: at(0), proxy: "support" });
    const seen: string[] = [];
    let from: Erasure["from"];
    let steps = 0;
    do {
      const { rows, next } = await store.erasures.search(from, 1);
      seen.push(...rows.map(({ what, key }) => `${what} ${key.pk} ${key.sk}`));
      from = next;
      steps++;
    } while (from !== undefined);
    expect(steps).toBeGreaterThan(2);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.filter((one) => one.startsWith("feedback ")).length).toBe(40);

    const { rows } = await store.erasures.search(undefined, 100);
    const vote = rows.find(({ what }) => what === "vote");
    if (!vote) throw new Error("a vote");
    await store.erasures.rewrite(vote, { proxy: "[erased]" });
    expect(await store.votes.among([theme], [person])).toMatchObject([{ proxy: "[erased]" }]);
    await expect(store.erasures.rewrite(vote, { proxy: "x" })).rejects.toMatchObject({ kind: "conflict" });
    await store.erasures.remove(vote);
    expect(await store.votes.has(theme, person)).toBe(false);
  });
});
