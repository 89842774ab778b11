import type { Follow } from "@earshot/core/following.ts";
import { idFrom } from "@earshot/core/id.ts";
import { personOf } from "@earshot/core/person.ts";
import { expect, test } from "vitest";
import { contract } from "./engine.ts";
import { at } from "./examples.ts";

const theme = idFrom("theme", "exports");
const [ann, ben] = [personOf("email:ann@example.org"), personOf("email:ben@example.org")];
const follow: Follow = { theme, person: ann, alias: "email:ann@example.org", at: at(0) };

contract("follows", (open) => {
  test("a follow is there once, for its theme and person alone, until it is taken back", async () => {
    const { follows, themes } = await open();
    expect(await follows.has(theme, ann)).toBe(false);
    expect(await follows.put(follow)).toBe(true);
    expect(await follows.put({ ...follow, at: at(5) })).toBe(false);
    expect(await follows.has(theme, ann)).toBe(true);
    expect(await follows.has(theme, ben)).toBe(false);
    expect((await themes.evidence(theme)).votes).toEqual([]);
    expect(await follows.remove(theme, ann)).toBe(true);
    expect(await follows.remove(theme, ann)).toBe(false);
    expect(await follows.has(theme, ann)).toBe(false);
  });

  test("follows move to whom a person was found to be, also where both followed", async () => {
    const { follows, people } = await open();
    await follows.put(follow);
    await follows.put({ ...follow, person: ben, alias: "email:ben@example.org" });
    const both = [
      { person: ann, alias: "email:ann@example.org" },
      { person: ben, alias: "email:ben@example.org" },
    ];
    const keeper = await people.join(both, at(1));
    const joined = keeper === ann ? ben : ann;
    expect(await people.repoint(joined)).toBe(1);
    expect(await people.repoint(joined)).toBe(0);
    expect(await follows.has(theme, keeper)).toBe(true);
    expect(await follows.has(theme, joined)).toBe(false);
  });
});
