import { idFrom } from "@earshot/core/id.ts";
import { personOf } from "@earshot/core/person.ts";
import type { Vote } from "@earshot/core/vote.ts";
import { expect, test } from "vitest";
import { contract, describeEngine, openTable } from "./engine.ts";
import { at } from "./examples.ts";
import { following } from "./following.ts";

const theme = idFrom("theme", "exports");
const other = idFrom("theme", "imports");
const [ann, ben] = [personOf("email:ann@example.org"), personOf("email:ben@example.org")];
const vote: Vote = { theme, person: ann, alias: "email:ann@example.org", at: at(0) };

contract("votes", (open) => {
  test("a vote is there once it was cast, for its theme and person alone", async () => {
    const { votes, themes } = await open();
    expect(await votes.has(theme, ann)).toBe(false);
    expect(await votes.put(vote)).toBe(true);
    expect(await votes.has(theme, ann)).toBe(true);
    expect(await votes.has(theme, ben)).toBe(false);
    expect(await votes.has(other, ann)).toBe(false);
    expect((await themes.evidence(theme)).votes).toEqual([{ person: ann, at: at(0), proxy: false }]);
  });

  test("voting again changes nothing, not even the time", async () => {
    const { votes, themes } = await open();
    await votes.put(vote);
    expect(await votes.put({ ...vote, at: at(9), proxy: ben })).toBe(false);
    expect((await themes.evidence(theme)).votes).toEqual([{ person: ann, at: at(0), proxy: false }]);
  });

  test("200 simultaneous votes by one person are one vote", async () => {
    const { votes, themes } = await open();
    const cast = await Promise.all(Array.from({ length: 200 }, (_, i) => votes.put({ ...vote, at: at(i) })));
    expect(cast.filter(Boolean)).toHaveLength(1);
    expect((await themes.evidence(theme)).votes).toEqual([{ person: ann, at: at(cast.indexOf(true)), proxy: false }]);
  });

  test("votes by many people at once are all kept", async () => {
    const { votes, themes } = await open();
    const people = Array.from({ length: 60 }, (_, i) => personOf(`discourse:${i}`));
    await Promise.all(people.map((person) => votes.put({ ...vote, person })));
    const cast = (await themes.evidence(theme)).votes.map(({ person }) => person);
    expect(cast.sort()).toEqual(people.sort());
  });

  test("a vote is taken back once, and can be cast anew", async () => {
    const { votes, themes } = await open();
    await votes.put(vote);
    await votes.put({ ...vote, person: ben });
    expect(await votes.remove(theme, ann)).toBe(true);
    expect(await votes.remove(theme, ann)).toBe(false);
    expect(await votes.has(theme, ann)).toBe(false);
    expect(await votes.put({ ...vote, at: at(5) })).toBe(true);
    const cast = (await themes.evidence(theme)).votes.sort((a, b) => (a.at < b.at ? -1 : 1));
    expect(cast).toEqual([
      { person: ben, at: at(0), proxy: false },
      { person: ann, at: at(5), proxy: false },
    ]);
  });

  test("of many who take the same vote back at once, one did", async () => {
    const { votes } = await open();
    await votes.put(vote);
    const removed = await Promise.all(Array.from({ length: 20 }, () => votes.remove(theme, ann)));
    expect(removed.filter(Boolean)).toHaveLength(1);
  });

  test("which of some themes any of some people voted for, and what one voted for, is known", async () => {
    const { votes } = await open();
    await votes.put(vote);
    await votes.put({ ...vote, theme: other, person: ben });
    const among = async (...asked: Parameters<typeof votes.among>) =>
      (await votes.among(...asked)).sort((a, b) => (a.person === ann ? -1 : b.person === ann ? 1 : 0));
    expect(await among([theme, other], [ann])).toEqual([vote]);
    expect(await among([theme, other], [ann, ben, ann])).toEqual([vote, { ...vote, theme: other, person: ben }]);
    expect(await among([], [ann])).toEqual([]);
    expect(await among([theme], [])).toEqual([]);
    expect(await votes.castBy(ann)).toEqual([theme]);
    expect(await votes.castBy(personOf("email:nobody@example.org"))).toEqual([]);
  });

  test("a guest's vote is told from a person's", async () => {
    const { votes, themes } = await open();
    await votes.put({ ...vote, guest: true });
    expect((await themes.evidence(theme)).votes).toEqual([{ person: ann, at: at(0), proxy: false, guest: true }]);
  });

  test("a vote by proxy is told from one's own", async () => {
    const { votes, themes } = await open();
    await votes.put({ ...vote, proxy: ben });
    expect((await themes.evidence(theme)).votes).toEqual([{ person: ann, at: at(0), proxy: true }]);
  });
});

describeEngine("votes on the stream", () => {
  test("the worker hears of votes cast and taken back, and of none that changed nothing", async () => {
    const { store, stream } = await openTable();
    const next = following(stream);
    await store.votes.put(vote);
    expect((await next()).themes).toEqual([theme]);
    await store.votes.put({ ...vote, at: at(9) });
    await store.votes.remove(other, ann);
    expect((await next()).themes).toEqual([]);
    await store.votes.remove(theme, ann);
    expect((await next()).themes).toEqual([theme]);
  });
});
