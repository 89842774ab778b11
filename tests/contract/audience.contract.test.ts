import type { Hearer } from "@earshot/core/audience.ts";
import { idFrom } from "@earshot/core/id.ts";
import { personOf } from "@earshot/core/person.ts";
import { expect, test } from "vitest";
import { exampleFeedback } from "../memory/examples.ts";
import { contract, type Stores } from "./engine.ts";
import { at } from "./examples.ts";

const [root, part] = [idFrom("theme", "exports"), idFrom("theme", "imports")];
const hears = (name: string) => ({ email: `${name}@example.org`, language: "en" });
const person = (name: string) => personOf(`email:${name}@example.org`);

async function everybody({ audience }: Stores, limit: number): Promise<Hearer[]> {
  const all: Hearer[] = [];
  let after: string | undefined;
  for (let page = 0; page < 50; page++) {
    const { hearers, next } = await audience.of([root, part], after, limit);
    all.push(...hearers);
    if (next === undefined) return all;
    after = next;
  }
  throw new Error("It does not end.");
}

contract("audience", (open) => {
  test.each([1, 2, 50])("is who follows, voted as a member or spoke on our pages, %i at a time", async (limit) => {
    const stores = await open();
    const { follows, votes, feedback } = stores;
    await follows.put({
      theme: root,
      person: person("fay"),
      alias: "email:fay@example.org",
      hears: hears("fay"),
      at: at(0),
    });
    await follows.put({
      theme: root,
      person: person("quinn"),
      alias: "email:quinn@example.org",
      quiet: true,
      at: at(0),
    });
    await votes.put({ theme: root, person: person("vic"), at: at(0), hears: hears("vic") });
    await votes.put({ theme: part, person: person("pat"), at: at(0), hears: hears("pat") });
    await votes.put({ theme: root, person: person("api"), at: at(0) });
    const said = (name: string, given: object) =>
      feedback.put(
        exampleFeedback(name, { theme: root, text: "Please let me export my data as a file.", ...given }),
        undefined,
      );
    await said("sam", { source: "portal", externalId: `${person("sam")}/key-of-sam`, at: at(1) });
    // Named as said on the portal by another system, where nobody was promised a mail.
    await said("sue", { source: "portal", externalId: "4711", at: at(2) });
    await said("tom", { source: "zendesk", externalId: "ticket:1", at: at(3) });
    const all = await everybody(stores, limit);
    const byName = (a: Hearer, b: Hearer) => (a.hears.email < b.hears.email ? -1 : 1);
    expect(all.sort(byName)).toEqual(
      ["fay", "pat", "sam", "vic"].map((name) => ({ person: person(name), hears: hears(name) })),
    );
  });
});
