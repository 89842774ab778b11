import { isError } from "@earshot/core/error.ts";
import { idFrom } from "@earshot/core/id.ts";
import type { IssueRecord } from "@earshot/core/ports/outlets.ts";
import { expect, test } from "vitest";
import { contract } from "./engine.ts";
import { at, exampleIssue } from "./examples.ts";

const creating: IssueRecord = {
  theme: idFrom("theme", "exports"),
  repository: "acme/app",
  state: "creating",
  intendedAt: at(0),
  claimedAt: at(1),
  revision: 1,
};
const linked: IssueRecord = {
  ...creating,
  state: "linked",
  claimedAt: undefined,
  link: exampleIssue(12),
  written: "",
  writtenAt: at(2),
  revision: 2,
};

contract("issues", (open) => {
  test("nothing is known of a theme without an issue", async () => {
    const { issues } = await open();
    expect(await issues.get(creating.theme)).toBeUndefined();
  });

  test("what is known comes back as it was put; what was taken out is gone", async () => {
    const { issues } = await open();
    await issues.put(creating, undefined);
    expect(await issues.get(creating.theme)).toEqual(creating);
    await issues.put(linked, creating);
    expect(await issues.get(creating.theme)).toEqual(linked);
    expect((await issues.get(creating.theme))?.claimedAt).toBeUndefined();
  });

  test("a record is made once", async () => {
    const { issues } = await open();
    await issues.put(creating, undefined);
    await expect(issues.put({ ...creating, repository: "acme/other" }, undefined)).rejects.toMatchObject({
      kind: "conflict",
    });
    expect(await issues.get(creating.theme)).toEqual(creating);
  });

  test("a record is changed only as it was read", async () => {
    const { issues } = await open();
    await expect(issues.put(linked, creating)).rejects.toMatchObject({ kind: "conflict" });
    await issues.put(creating, undefined);
    await issues.put(linked, creating);
    await expect(issues.put({ ...linked, state: "gone" }, creating)).rejects.toMatchObject({ kind: "conflict" });
    expect(await issues.get(creating.theme)).toEqual(linked);
  });

  test("from an issue, and from its repository, there is a way back to its themes, as long as they have it", async () => {
    const { issues } = await open();
    const other: IssueRecord = { ...linked, theme: idFrom("theme", "imports"), link: exampleIssue(12) };
    const third: IssueRecord = { ...linked, theme: idFrom("theme", "third"), link: exampleIssue(123) };
    await issues.put(creating, undefined);
    expect(await issues.linked(7)).toEqual([]);
    await issues.put(linked, creating);
    await issues.put(other, undefined);
    await issues.put(third, undefined);
    const themes = async (repository: number, issue?: number) =>
      (await issues.linked(repository, issue)).map(({ theme, number }) => `${theme} ${number}`).sort();
    const both = [`${linked.theme} 12`, `${other.theme} 12`].sort();
    expect(await themes(7, 7012)).toEqual(both);
    expect(await themes(7)).toEqual([...both, `${third.theme} 123`].sort());
    expect(await themes(8)).toEqual([]);

    const moved = { ...exampleIssue(3), repositoryId: 8, issueId: 9001 };
    await issues.put({ ...linked, link: moved, revision: 3 }, linked);
    expect(await themes(7, 7012)).toEqual([`${other.theme} 12`]);
    expect(await themes(8, 9001)).toEqual([`${linked.theme} 3`]);
    await expect(issues.put({ ...other, link: moved, revision: 9 }, creating)).rejects.toMatchObject({
      kind: "conflict",
    });
    expect(await themes(8, 9001)).toEqual([`${linked.theme} 3`]);
  });

  test("of many who set about the same issue at once, one does", async () => {
    const { issues } = await open();
    const tries = await Promise.allSettled(
      Array.from({ length: 20 }, (_, i) => issues.put({ ...creating, claimedAt: at(i) }, undefined)),
    );
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const one of tries) if (one.status === "rejected") expect(isError(one.reason, "conflict")).toBe(true);
  });
});
