import { isoTime } from "@earshot/core/clock.ts";
import { askErasure } from "@earshot/core/erasure.ts";
import { secureRandomness } from "@earshot/core/id.ts";
import { parseAlias, personOf } from "@earshot/core/person.ts";
import type { VoteStore } from "@earshot/core/ports.ts";
import { castVote, withdrawVote } from "@earshot/core/voting.ts";
import { describe, expect, test } from "vitest";
import { exampleTheme } from "../memory/examples.ts";
import { memory } from "../memory/memory.ts";

const now = Date.parse("2026-03-04T10:00:00.000Z");
const ann = parseAlias("email:Ann@Example.org");
const annOnTheForum = parseAlias("discourse:42");
const theme = exampleTheme("Waiting lists");

async function world() {
  const stores = memory();
  await stores.themes.put(theme, undefined);
  return { ...stores, deps: { ...stores, clock: () => now } };
}

describe("voting", () => {
  test("a vote is one row, however often it is cast", async () => {
    const { deps, rows } = await world();
    const person = personOf(ann);
    expect(await castVote(deps, { theme: theme.id, alias: ann })).toEqual({ theme: theme.id, person, changed: true });
    expect(await castVote(deps, { theme: theme.id, alias: ann })).toMatchObject({ person, changed: false });
    expect([...rows.votes.values()]).toEqual([{ theme: theme.id, person, alias: ann, at: isoTime(now) }]);
  });

  test("casting writes once and nothing else", async () => {
    const { deps, rows } = await world();
    const before = structuredClone({ ...rows, votes: undefined });
    let writes = 0;
    const votes: VoteStore = {
      ...deps.votes,
      put: (vote) => {
        writes++;
        return deps.votes.put(vote);
      },
    };
    await castVote({ ...deps, votes }, { theme: theme.id, alias: ann });
    expect(writes).toBe(1);
    expect({ ...rows, votes: undefined }).toEqual(before);
  });

  test("a vote is taken back once", async () => {
    const { deps, rows } = await world();
    await castVote(deps, { theme: theme.id, alias: ann });
    expect((await withdrawVote(deps, { theme: theme.id, alias: ann })).changed).toBe(true);
    expect((await withdrawVote(deps, { theme: theme.id, alias: ann })).changed).toBe(false);
    expect(rows.votes.size).toBe(0);
  });

  test("one person under two names votes once, and takes it back under either", async () => {
    const { deps, people, rows } = await world();
    const both = [ann, annOnTheForum].map((alias) => ({ person: personOf(alias), alias }));
    const one = await people.join(both, isoTime(now));
    expect(await castVote(deps, { theme: theme.id, alias: ann })).toMatchObject({ person: one, changed: true });
    expect(await castVote(deps, { theme: theme.id, alias: annOnTheForum })).toMatchObject({
      person: one,
      changed: false,
    });
    expect((await withdrawVote(deps, { theme: theme.id, alias: annOnTheForum })).changed).toBe(true);
    expect(rows.votes.size).toBe(0);
  });

  test("a vote cast before two were found to be one does not come back once withdrawn", async () => {
    const { deps, people, rows } = await world();
    const both = [ann, annOnTheForum].map((alias) => ({ person: personOf(alias), alias }));
    const joined = both.find(({ person }) => person !== both.map((one) => one.person).sort()[0]);
    if (joined === undefined) throw new Error("one of the two joins the other");
    await castVote(deps, { theme: theme.id, alias: joined.alias });
    await people.join(both, isoTime(now));
    await withdrawVote(deps, { theme: theme.id, alias: joined.alias });
    await people.repoint(joined.person);
    expect(rows.votes.size).toBe(0);
  });

  test.each(["thm_0000", "fbk_0000", "", "THM_x", "x".repeat(5_000)])("there is no theme %j", async (id) => {
    const { deps, rows } = await world();
    await expect(castVote(deps, { theme: id, alias: ann })).rejects.toMatchObject({ kind: "missing" });
    await expect(withdrawVote(deps, { theme: id, alias: ann })).rejects.toMatchObject({ kind: "missing" });
    expect(rows.votes.size).toBe(0);
  });

  test("who may not see a theme cannot vote for it, nor learn that it is there", async () => {
    const { deps, themes, rows } = await world();
    const hidden = exampleTheme("Told in private", { visibility: "private" });
    await themes.put(hidden, undefined);
    const ballot = { theme: hidden.id, alias: ann };
    await expect(castVote(deps, { ...ballot, visible: ["public"] })).rejects.toMatchObject({
      kind: "missing",
      message: "There is no such theme.",
    });
    expect(rows.votes.size).toBe(0);
    expect((await castVote(deps, ballot)).changed).toBe(true);
  });

  test("who has asked to be erased and votes for the same again is asked to come again, until her vote is gone", async () => {
    const { deps, votes, rows } = await world();
    const ballot = { theme: theme.id, alias: ann };
    await castVote(deps, ballot);
    const { person } = await askErasure({ ...deps, randomness: secureRandomness }, ann);
    await expect(castVote(deps, ballot)).rejects.toMatchObject({ kind: "limited", retryAfter: 60 });
    await votes.remove(theme.id, person);
    expect(await castVote(deps, ballot), "this one is new, and stays").toMatchObject({ changed: true });
    rows.erasures.clear();
    expect(await castVote(deps, ballot)).toMatchObject({ changed: false });
  });
});
