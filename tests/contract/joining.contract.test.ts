import { idFrom } from "@earshot/core/id.ts";
import { type Alias, personOf } from "@earshot/core/person.ts";
import type { VoteStore } from "@earshot/core/ports.ts";
import { tally } from "@earshot/core/tally.ts";
import { castVote, withdrawVote } from "@earshot/core/voting.ts";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { exampleFeedback, exampleTheme } from "../memory/examples.ts";
import { contract, type Stores } from "./engine.ts";
import { at, noon } from "./examples.ts";

type Step =
  | { do: "vote"; who: number; theme: number }
  | { do: "withdraw"; who: number; theme: number }
  | { do: "say"; who: number; theme: number; piece: number }
  | { do: "join"; who: number; other: number }
  | { do: "repoint"; who: number };

const who = fc.nat(5);
const theme = fc.nat(1);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant("vote" as const), who, theme }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("withdraw" as const), who, theme }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("say" as const), who, theme, piece: fc.nat(4) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("join" as const), who, other: who }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("repoint" as const), who }) },
);

/** What has happened, told as simply as can be: who is one with whom, who voted first when, who said what where. */
class Model {
  readonly #one: Set<number>[] = Array.from({ length: 6 }, (_, i) => new Set([i]));
  readonly votes = [new Map<number, number>(), new Map<number, number>()] as const;
  readonly said = new Map<number, { who: number; theme: number }>();

  group(one: number): Set<number> {
    const group = this.#one.find((all) => all.has(one));
    if (!group) throw new Error("Everybody is somebody.");
    return group;
  }

  tell(step: Step, now: number): void {
    if (step.do === "join") {
      const both = new Set([...this.group(step.who), ...this.group(step.other)]);
      for (const one of both) this.#one.splice(this.#one.indexOf(this.group(one)), 1, both);
    } else if (step.do === "say") {
      // Feedback stays the word of whoever said it first; said again, it moves to another theme.
      this.said.set(step.piece, { who: this.said.get(step.piece)?.who ?? step.who, theme: step.theme });
    } else if (step.do === "vote") {
      const cast = this.#votesOn(step.theme);
      if (!cast.has(step.who)) cast.set(step.who, now);
    } else if (step.do === "withdraw") {
      for (const one of this.group(step.who)) this.#votesOn(step.theme).delete(one);
    }
  }

  /** The times of the votes behind a theme, one for each person, and the people who spoke. */
  behind(theme: number): { voted: Map<Set<number>, number>; said: Set<number>[] } {
    const voted = new Map<Set<number>, number>();
    for (const [one, now] of this.#votesOn(theme)) {
      const group = this.group(one);
      voted.set(group, Math.min(now, voted.get(group) ?? now));
    }
    const said = [...this.said.values()].filter((one) => one.theme === theme).map((one) => this.group(one.who));
    return { voted, said };
  }

  #votesOn(theme: number): Map<number, number> {
    return this.votes[theme === 0 ? 0 : 1];
  }
}

const nameOf = (run: number, one: number): Alias => `discourse:${run}-${one}`;

async function act(stores: Stores, run: number, step: Step, now: number): Promise<void> {
  const deps = { ...stores, clock: () => Date.parse(at(now)) };
  const themeOf = (number: number): string => idFrom("theme", `${run} ${number}`);
  const person = personOf(nameOf(run, step.who));
  if (step.do === "vote") await castVote(deps, { theme: themeOf(step.theme), alias: nameOf(run, step.who) });
  else if (step.do === "withdraw")
    await withdrawVote(deps, { theme: themeOf(step.theme), alias: nameOf(run, step.who) });
  else if (step.do === "repoint") await stores.people.repoint(person);
  else if (step.do === "join")
    await stores.people.join(
      [step.who, step.other].map((one) => ({ person: personOf(nameOf(run, one)), alias: nameOf(run, one) })),
      at(now),
    );
  else {
    const fresh = exampleFeedback(`${run} ${step.piece}`, { person, theme: themeOf(step.theme) });
    const known = await stores.feedback.get(fresh.id);
    if (!known) await stores.feedback.put(fresh, undefined);
    else await stores.feedback.put({ ...known, theme: themeOf(step.theme), revision: known.revision + 1 }, known);
  }
}

/** What the sweep does, until nothing is left to move. */
async function follow({ people }: Stores): Promise<void> {
  for (const { person } of await people.joining()) {
    while ((await people.repoint(person)) > 0);
    await people.settled(person);
  }
}

contract("people, votes and feedback", (open) => {
  test("whatever is voted, said, taken back and joined, in any order, every person counts once and nobody is lost", async () => {
    const stores = await open();
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        const run = runs++;
        const model = new Model();
        for (const number of [0, 1]) await stores.themes.put(exampleTheme(`${run} ${number}`), undefined);
        for (const [now, one] of steps.entries()) {
          model.tell(one, now);
          await act(stores, run, one, now);
        }
        await follow(stores);
        const personOfGroup = (group: Set<number>): string =>
          [...group].map((one) => personOf(nameOf(run, one))).sort()[0] ?? "";
        for (const number of [0, 1]) {
          const { voted, said } = model.behind(number);
          const evidence = await stores.themes.evidence(idFrom("theme", `${run} ${number}`));
          const byPerson = (a: { person: string }, b: { person: string }) => (a.person < b.person ? -1 : 1);
          expect(evidence.votes.sort(byPerson)).toEqual(
            [...voted]
              .map(([group, now]) => ({ person: personOfGroup(group), at: at(now), proxy: false }))
              .sort(byPerson),
          );
          expect(evidence.memberships.map(({ person }) => person).sort()).toEqual(said.map(personOfGroup).sort());
          expect(tally(evidence.memberships, evidence.votes)).toMatchObject({
            supporters: new Set([...voted.keys(), ...said]).size,
            votes: voted.size,
            feedback: said.length,
            voices: { voted: voted.size, said: new Set(said.filter((group) => !voted.has(group))).size, proxy: 0 },
          });
        }
      }),
      { numRuns: 25 },
    );
  });

  test("a step that is repeated changes nothing", async () => {
    const stores = await open();
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        const run = runs++;
        const themes = [0, 1].map((number) => exampleTheme(`${run} ${number}`));
        for (const one of themes) await stores.themes.put(one, undefined);
        const evidence = async () => {
          const found = await Promise.all(themes.map(({ id }) => stores.themes.evidence(id)));
          return found.map(({ memberships, votes }) => ({
            votes: votes.sort((a, b) => (a.person < b.person ? -1 : 1)),
            memberships: memberships.map(({ revision: _, ...rest }) => rest),
          }));
        };
        for (const [now, one] of steps.entries()) {
          await act(stores, run, one, now);
          const once = await evidence();
          await act(stores, run, one, now + 100);
          expect(await evidence()).toEqual(once);
        }
      }),
      { numRuns: 12 },
    );
  });
});

contract("votes taken back", (open) => {
  const exports = exampleTheme("Exports");
  const names = ["discourse:1", "discourse:2", "email:ann@example.org", "zendesk:4"]
    .map((alias) => ({ alias, person: personOf(alias) }))
    .sort((a, b) => (a.person < b.person ? -1 : 1));
  const clock = () => noon;

  async function voted(...by: number[]) {
    const stores = await open();
    await stores.themes.put(exports, undefined);
    for (const one of by) await castVote({ ...stores, clock }, { theme: exports.id, alias: nameAt(one).alias });
    return stores;
  }
  const nameAt = (index: number) => {
    const name = names[index];
    if (!name) throw new Error("There are four names.");
    return name;
  };
  const withdraw = (stores: Stores, index: number) =>
    withdrawVote({ ...stores, clock }, { theme: exports.id, alias: nameAt(index).alias });
  const votes = async ({ themes }: Stores) => (await themes.evidence(exports.id)).votes;

  test("a vote cast before its person was joined is gone, under whichever of her names it is taken back", async () => {
    for (const by of [0, 1, 2]) {
      const stores = await voted(2);
      await stores.people.join([nameAt(0), nameAt(1), nameAt(2)], at(1));
      expect(await withdraw(stores, by)).toMatchObject({ person: nameAt(0).person, changed: true });
      await follow(stores);
      expect(await votes(stores)).toEqual([]);
      expect(await withdraw(stores, by)).toMatchObject({ person: nameAt(0).person, changed: false });
    }
  });

  test("so is one that stands under a name in the middle of a chain of joins", async () => {
    const stores = await voted();
    await stores.people.join([nameAt(1), nameAt(2)], at(1));
    await castVote({ ...stores, clock }, { theme: exports.id, alias: nameAt(2).alias });
    await stores.people.join([nameAt(0), nameAt(1)], at(2));
    expect((await withdraw(stores, 2)).changed).toBe(true);
    await follow(stores);
    expect(await votes(stores)).toEqual([]);
  });

  test("so are two votes of people who turned out to be one", async () => {
    const stores = await voted(0, 3);
    await stores.people.join([nameAt(0), nameAt(3)], at(1));
    expect((await withdraw(stores, 0)).changed).toBe(true);
    await follow(stores);
    expect(await votes(stores)).toEqual([]);
  });

  test("a vote that is moved while it is taken back is gone all the same", async () => {
    for (let round = 0; round < 12; round++) {
      const stores = await voted(2, ...(round % 2 ? [0] : []));
      await stores.people.join([nameAt(0), nameAt(1), nameAt(2)], at(1));
      const [taken] = await Promise.all([withdraw(stores, round % 3), stores.people.repoint(nameAt(2).person)]);
      await follow(stores);
      expect(await votes(stores)).toEqual([]);
      expect(taken.changed).toBe(true);
    }
  });

  test("a vote whose person is joined and moved after she was looked up is gone all the same", async () => {
    const stores = await voted(2);
    let joined = false;
    const remove: VoteStore["remove"] = async (...vote) => {
      if (!joined) {
        joined = true;
        await stores.people.join([nameAt(0), nameAt(2)], at(1));
        expect(await stores.people.repoint(nameAt(2).person)).toBe(1);
      }
      return stores.votes.remove(...vote);
    };
    const deps = { ...stores, votes: { ...stores.votes, remove }, clock };
    const taken = await withdrawVote(deps, { theme: exports.id, alias: nameAt(2).alias });
    await follow(stores);
    expect(await votes(stores)).toEqual([]);
    expect(taken).toMatchObject({ person: nameAt(0).person, changed: true });
  });

  test("so is one whose person is joined and moved at the same time", async () => {
    for (let round = 0; round < 6; round++) {
      const stores = await voted(2);
      const join = stores.people
        .join([nameAt(0), nameAt(2)], at(1))
        .then(() => stores.people.repoint(nameAt(2).person));
      const [taken] = await Promise.all([withdraw(stores, 2), join]);
      await follow(stores);
      expect(await votes(stores)).toEqual([]);
      expect(taken.changed).toBe(true);
    }
  });

  test("the votes of everybody else stay", async () => {
    const stores = await voted(0, 1, 2, 3);
    await stores.people.join([nameAt(0), nameAt(2)], at(1));
    await withdraw(stores, 2);
    await follow(stores);
    expect((await votes(stores)).map(({ person }) => person).sort()).toEqual(
      [nameAt(1).person, nameAt(3).person].sort(),
    );
  });
});
