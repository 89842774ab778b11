import type { Follow } from "@earshot/core/following.ts";
import { idFrom } from "@earshot/core/id.ts";
import { personOf } from "@earshot/core/person.ts";
import { expect, test } from "vitest";
import { contract } from "./engine.ts";
import { at } from "./examples.ts";

const [theme, other] = [idFrom("theme", "exports"), idFrom("theme", "imports")];
const [ann, ben] = [personOf("email:ann@example.org"), personOf("email:ben@example.org")];
const hears = { email: "ann@example.org", language: "en" };
const follow: Follow = { theme, person: ann, alias: "email:ann@example.org", hears, at: at(0) };

contract("follows", (open) => {
  test("what somebody says of a theme stands there, for its theme and person alone, until it is taken back", async () => {
    const { follows, themes } = await open();
    expect(await follows.among([theme], [ann])).toEqual([]);
    await follows.put(follow);
    const quiet: Follow = { theme, person: ann, alias: follow.alias, quiet: true, at: at(5) };
    await follows.put(quiet);
    expect(await follows.among([theme, other], [ann, ben, ann])).toEqual([quiet]);
    expect(await follows.among([other], [ann])).toEqual([]);
    expect(await follows.among([], [ann])).toEqual([]);
    expect((await themes.evidence(theme)).votes).toEqual([]);
    expect(await follows.remove(theme, ann)).toBe(true);
    expect(await follows.remove(theme, ann)).toBe(false);
    expect(await follows.among([theme], [ann])).toEqual([]);
  });

  test("follows move to whom a person was found to be; of two, the later word counts", async () => {
    const { follows, people } = await open();
    const both = [
      { person: ann, alias: "email:ann@example.org" },
      { person: ben, alias: "email:ben@example.org" },
    ];
    const keeper = await people.join(both, at(1));
    const joined = keeper === ann ? ben : ann;
    await follows.put({ ...follow, person: joined, quiet: true, at: at(0) });
    await follows.put({ ...follow, person: keeper, at: at(2) });
    await follows.put({ ...follow, theme: other, person: joined, quiet: true, at: at(3) });
    await follows.put({ ...follow, theme: other, person: keeper, at: at(2) });
    expect(await people.repoint(joined)).toBe(2);
    expect(await people.repoint(joined)).toBe(0);
    expect(await follows.among([theme], [ann, ben])).toMatchObject([{ person: keeper, hears }]);
    expect((await follows.among([theme], [keeper]))[0]).not.toHaveProperty("quiet");
    expect(await follows.among([other], [ann, ben])).toMatchObject([{ person: keeper, quiet: true }]);
  });
});
