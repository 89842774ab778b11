import { type Standing, seenStanding, toldStanding } from "@earshot/core/issue-event.ts";
import type { Theme } from "@earshot/core/theme.ts";
import { follow, linked, lost, released, shippedIn } from "@earshot/core/tracked.ts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { themeOf } from "../stand-ins/themes.ts";

const now = Date.parse("2026-03-10T00:00:00Z");
const at = (hour: number) => `2026-03-02T${String(hour).padStart(2, "0")}:00:00.000Z`;
const closed = (hour: number, reason?: Standing["reason"]) => toldStanding({ open: false, reason, at: at(hour) });
const reopened = (hour: number) => toldStanding({ open: true, at: at(hour) });
const issue = {
  repository: "acme/app",
  repositoryId: 7,
  issueId: 900,
  number: 12,
  url: "https://github.com/acme/app/issues/12",
};
const ended = (theme: Theme, ...standings: Standing[]) =>
  standings.reduce((one, standing) => follow(one, standing, now), theme);

describe("a theme that follows its issue", () => {
  it("goes back to what it was, through changes of mind about why", () => {
    const planned = themeOf({ status: "planned", issue });
    const declined = ended(planned, closed(1, "completed"), closed(2, "not_planned"));
    expect(declined).toMatchObject({ status: "declined", answerOwed: { since: at(2) } });
    expect(ended(declined, reopened(3))).toMatchObject({ status: "planned" });
    expect(ended(declined, reopened(3)).answerOwed).toBeUndefined();
    expect(ended(declined, closed(3, "completed")).answerOwed).toBeUndefined();
  });

  it("takes a closing without a reason for done, and a duplicate for nothing yet", () => {
    expect(ended(themeOf({ issue }), closed(1))).toMatchObject({ status: "shipped" });
    const asked = themeOf({ issue, issueAsked: "x", issueDueAt: at(0) });
    const duplicate = ended(asked, closed(1, "duplicate"));
    expect(duplicate.status).toBe("open");
    expect(duplicate.issueAsked, "the next push is at once").toBeUndefined();
    expect(ended({ ...duplicate, issueAsked: "y" }, closed(2, "duplicate")).issueAsked).toBe("y");
  });

  it("leaves one that was merged as it is, and one that a person settled alike", () => {
    expect(ended(themeOf({ status: "merged", issue }), closed(1, "completed")).status).toBe("merged");
    const shipped = ended(themeOf({ status: "shipped", issue }), closed(1, "completed"));
    expect(shipped.history).toHaveLength(1);
    expect(ended(shipped, reopened(2)).status).toBe("shipped");
  });

  it("is the same whatever the order and number of tellings", () => {
    const standing = fc
      .record({
        hour: fc.integer({ min: 0, max: 9 }),
        open: fc.boolean(),
        reason: fc.constantFrom("completed" as const, "not_planned" as const),
      })
      .map(({ hour, open, reason }) => (open ? reopened(hour) : closed(hour, reason)));
    const story = fc.uniqueArray(standing, {
      selector: ({ version }) => version.slice(0, 13),
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(story, fc.infiniteStream(fc.nat()), (standings, chance) => {
        const inOrder = standings.toSorted((a, b) => (a.version < b.version ? -1 : 1));
        const shuffled = [...standings, ...standings].sort(() => ((chance.next().value ?? 0) % 3) - 1);
        const [one, other] = [inOrder, shuffled].map((order) => ended(themeOf({ status: "planned", issue }), ...order));
        expect(other?.status).toBe(one?.status);
        expect(other?.tracked?.open).toBe(one?.tracked?.open);
      }),
    );
  });

  it("believes what it saw before what it was told of the same second", () => {
    const seen = seenStanding({ open: true, at: at(1) }, { updatedAt: at(1), askedAt: at(2) });
    expect(ended(themeOf({ issue }), seen, closed(1, "completed"))).toMatchObject({ status: "open" });
    expect(ended(themeOf({ issue }), closed(1, "completed"), seen)).toMatchObject({ status: "open" });
    const again = seenStanding({ open: false, at: at(1) }, { updatedAt: at(1), askedAt: at(3) });
    expect(ended(themeOf({ issue }), seen, again)).toMatchObject({ status: "shipped" });
  });

  it("forgets with another issue what orders the tellings of the first, and not where to go back to", () => {
    const shipped = ended(themeOf({ status: "planned", issue }), closed(5, "completed"));
    const moved = linked(shipped, { ...issue, issueId: 901 });
    expect(moved.tracked).toMatchObject({ version: "", set: "shipped", before: "planned" });
    expect(ended(moved, reopened(1))).toMatchObject({ status: "planned" });
    expect(linked(moved, { ...issue, issueId: 901 })).toBe(moved);
  });

  it("gives up an issue that is gone once, and keeps what was decided", () => {
    const shipped = { ...ended(themeOf({ issue, issueWanted: true }), closed(5, "completed")), issueAsked: "x" };
    const without = lost(shipped, "It was deleted.", now);
    expect(without).toMatchObject({ status: "shipped", issueWanted: false, issueGone: { url: issue.url } });
    expect(without.issue ?? without.issueAsked ?? without.tracked).toBeUndefined();
    expect(lost(without, "It was deleted.", now)).toBe(without);
  });
});

describe("the version that a theme shipped in", () => {
  const release = (version: string, hour: number) => ({
    version,
    url: `https://github.com/acme/app/${version}`,
    at: at(hour),
  });

  it("is the first that names its issue since that was last open", () => {
    const named = [release("v3", 9), release("v1", 2), release("v2", 6), release("v1", 2)].reduce(
      released,
      themeOf({ issue }),
    );
    expect(named.releases?.map(({ version }) => version)).toEqual(["v1", "v2", "v3"]);
    expect(shippedIn(named)).toBeUndefined();
    expect(shippedIn(ended(named, closed(1, "completed")))?.version).toBe("v1");
    expect(shippedIn(ended(named, closed(1, "completed"), reopened(3), closed(4, "completed")))?.version).toBe("v2");
    expect(shippedIn(ended(named, closed(1, "not_planned")))).toBeUndefined();
  });
});
