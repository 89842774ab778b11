import { announce } from "@earshot/core/announcing.ts";
import { minute } from "@earshot/core/clock.ts";
import { ClusterState } from "@earshot/core/clustering/state.ts";
import { isError } from "@earshot/core/error.ts";
import type { Feedback } from "@earshot/core/feedback.ts";
import { NeighbourIndex } from "@earshot/core/neighbours.ts";
import type { Announcement } from "@earshot/core/ports/clustering.ts";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exampleFeedback } from "../memory/examples.ts";
import { memory } from "../memory/memory.ts";

const texts = [
  "Please give the calendar a dark mode",
  "A dark mode for the calendar at night",
  "Exporting invoices as PDF fails",
  "Our section needs its own keys",
];

const empty = () => new ClusterState(new NeighbourIndex(), 0);
const row = (name: string, theme: string | undefined, text: string, revision: number): Feedback => ({
  ...exampleFeedback(name),
  ...{ board: "ideas", theme, text, revision },
});
const told = (position: number, ...changes: [Feedback, number?][]): Announcement => ({
  position,
  at: "",
  changes: changes.map(([{ id, revision }, at = revision]) => ({ feedback: id, revision: at })),
});
const rows = (...some: Feedback[]) => new Map(some.map((one) => [one.id, one]));

describe("following what others announce", () => {
  test("takes the row's word, whatever is said of it and in which order", () => {
    const state = empty();
    const one = row("one", "thm_b", texts[0] ?? "", 3);
    state.follow("ideas", [told(1, [one, 2]), told(2, [one, 3])], rows(one), 0);
    expect(state.index.themeOf(one.id)).toBe("thm_b");
    expect(state.position).toBe(2);
    expect(state.wanted([])).toEqual([]);
  });

  test("looks again at what was announced and has not happened, until it does or never will", () => {
    const state = empty();
    const before = row("one", "thm_a", texts[0] ?? "", 1);
    const after = row("one", "thm_b", texts[1] ?? "", 2);
    state.follow("ideas", [told(1, [before, 1])], rows(before), 0);
    state.follow("ideas", [told(2, [after, 2])], rows(before), 0);
    expect(state.wanted([]).map(({ feedback }) => feedback)).toEqual([after.id]);
    state.follow("ideas", [], rows(before), minute);
    expect(state.index.themeOf(after.id)).toBe("thm_a");
    state.follow("ideas", [], rows(after), minute);
    expect(state.index.themeOf(after.id)).toBe("thm_b");
    expect(state.index.reads(after.id, texts[1] ?? "")).toBe(true);
    expect(state.wanted([])).toEqual([]);
    state.follow("ideas", [told(3, [after, 9])], rows(after), minute);
    expect(state.wanted([])).toHaveLength(1);
    state.follow("ideas", [], rows(after), 20 * minute);
    expect(state.wanted([])).toEqual([]);
  });

  test("forgets what has left the board, its theme or the table", () => {
    const state = empty();
    const one = row("one", "thm_a", texts[0] ?? "", 1);
    const two = row("two", "thm_a", texts[1] ?? "", 1);
    state.follow("ideas", [told(1, [one], [two])], rows(one, two), 0);
    const gone = { ...one, theme: undefined, revision: 2 };
    const elsewhere = { ...two, board: "other", revision: 2 };
    state.follow("ideas", [told(2, [gone], [elsewhere])], rows(gone, elsewhere), 0);
    expect(state.index.size).toBe(0);
  });
});

describe("the vocabulary", () => {
  test("unlearns a text that its worker knew, and is worn out by those it did not", () => {
    const state = empty();
    for (let i = 0; i < 300; i++)
      state.place({ id: `fbk_${i}`, theme: "thm_a", text: `${texts[i % 4]} ${i}` }, undefined);
    const holding = state.vocabulary.holding("calendar");
    expect(holding).toBe(150);
    state.remove("fbk_0", `${texts[0]} 0`);
    expect(state.vocabulary.holding("calendar")).toBe(149);
    expect(state.isWorn).toBe(false);
    for (let i = 1; i < 250; i++) state.remove(`fbk_${i}`, undefined);
    expect(state.isWorn).toBe(true);
  });

  test("counts a text once, however often it is placed", () => {
    const state = empty();
    for (const theme of ["thm_a", "thm_b", "thm_a"])
      state.place({ id: "fbk_1", theme, text: texts[0] ?? "" }, undefined);
    expect(state.vocabulary.size).toBe(1);
    expect(state.index.themeOf("fbk_1")).toBe("thm_a");
    expect(state.isWorn).toBe(false);
  });
});

describe("packed and unpacked", () => {
  test("a state is what it was, what it waits for included", () => {
    const state = empty();
    const one = row("one", "thm_a", texts[0] ?? "", 1);
    const two = row("two", "thm_b", texts[2] ?? "", 1);
    state.follow("ideas", [told(1, [one]), told(2, [two])], rows(one), 5);
    state.doubt({ feedback: "fbk_doubt", revision: 4 }, 5);
    const again = ClusterState.unpack(state.pack(), "fine");
    expect(again.index.granularity).toBe("fine");
    expect([...again.index.ids()]).toEqual([one.id]);
    expect(again.position).toBe(2);
    expect(again.wanted([])).toEqual(state.wanted([]));
    expect(again.vocabulary.toJSON()).toEqual(state.vocabulary.toJSON());
    expect(again.index.assign(texts[1] ?? "")).toEqual(state.index.assign(texts[1] ?? ""));
  });

  test("anything else is refused, whatever it is", () => {
    const whole = empty().pack();
    fc.assert(
      fc.property(fc.nat(whole.length - 1), (length) => {
        expect(() => ClusterState.unpack(whole.slice(0, length), "normal")).toThrow(
          expect.objectContaining({ kind: "input" }),
        );
      }),
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (noise) => {
        expect(() => ClusterState.unpack(noise, "normal")).toThrow(expect.objectContaining({ kind: "input" }));
      }),
    );
  });
});

describe("announcing", () => {
  test("by many at once leaves no gap and loses nothing", async () => {
    const { clustering } = memory();
    const names = Array.from({ length: 10 }, (_, i) => `fbk_${i}`);
    await Promise.all(
      names.map((feedback) => announce({ clustering, clock: () => 0 }, "ideas", [{ feedback, revision: 1 }])),
    );
    const { log } = await clustering.since("ideas", 0);
    expect(log.map(({ position }) => position)).toEqual(names.map((_, i) => i + 1));
    expect(log.flatMap(({ changes }) => changes.map(({ feedback }) => feedback)).sort()).toEqual(names.toSorted());
  });

  test("of very much takes several rows; of nothing none", async () => {
    const { clustering } = memory();
    const changes = Array.from({ length: 12_000 }, (_, i) => ({ feedback: `fbk_${i}`, revision: 1 }));
    await announce({ clustering, clock: () => 0 }, "ideas", []);
    await announce({ clustering, clock: () => 0 }, "ideas", changes);
    const { log } = await clustering.since("ideas", 0);
    expect(log.map((one) => one.changes.length)).toEqual([5000, 5000, 2000]);
  });

  test("that never gets its turn gives up", async () => {
    const { clustering } = memory();
    await clustering.announce("ideas", { position: 1, at: "", changes: [] });
    const blind = { ...clustering, since: async () => ({ head: undefined, log: [] }) };
    const announcing = announce({ clustering: blind, clock: () => 0 }, "ideas", [{ feedback: "fbk_1", revision: 1 }]);
    await expect(announcing).rejects.toSatisfy((error) => isError(error, "conflict"));
  });
});
