import { idFrom } from "@earshot/core/id.ts";
import { personOf } from "@earshot/core/person.ts";
import { expect, test } from "vitest";
import { exampleFeedback } from "../memory/examples.ts";
import { contract, type Stores } from "./engine.ts";
import { at } from "./examples.ts";
import { walk } from "./pages.ts";

const [one, two] = [idFrom("theme", "exports"), idFrom("theme", "imports")];
const [ann, anna, ben] = ["ann", "anna", "ben"].map((name) => personOf(`email:${name}@example.org`)) as [
  string,
  string,
  string,
];

/** What Ann did under two names, and Ben besides. */
async function community({ votes, follows, feedback }: Stores) {
  await votes.put({ theme: one, person: ann, at: at(1) });
  await feedback.put(exampleFeedback("ann", { at: at(2) }), undefined);
  await follows.put({ theme: two, person: anna, alias: "email:anna@example.org", at: at(3) });
  await votes.put({ theme: two, person: ann, at: at(4) });
  await votes.put({ theme: one, person: ben, at: at(5) });
}

contract("doings", (open) => {
  test("what somebody did under all her names comes page by page, the newest first", async () => {
    const stores = await open();
    await community(stores);
    const hers = await walk((request) => stores.doings.by([ann, anna], request), 2);
    expect(hers).toEqual([
      { what: "voted", of: two, at: at(4) },
      { what: "follows", of: two, at: at(3) },
      { what: "said", of: exampleFeedback("ann").id, at: at(2) },
      { what: "voted", of: one, at: at(1) },
    ]);
    expect(await stores.doings.by([personOf("email:nobody@example.org")], { limit: 5 })).toEqual({
      items: [],
      next: undefined,
    });
  });

  test("nobody goes on with another's cursor", async () => {
    const stores = await open();
    await community(stores);
    const { next } = await stores.doings.by([ann], { limit: 1 });
    expect(next).toBeDefined();
    await expect(stores.doings.by([ben], { limit: 1, cursor: next })).rejects.toMatchObject({ kind: "input" });
  });
});
