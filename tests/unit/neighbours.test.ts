import { isError } from "@earshot/core/error.ts";
import { NeighbourIndex } from "@earshot/core/neighbours.ts";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { samples } from "./community-samples.ts";

const topics = Object.entries(samples.english ?? {});

/** An index of the English samples: ids such as `dark 2` in themes such as `dark`. */
function sampleIndex(): NeighbourIndex {
  const index = new NeighbourIndex();
  for (const [theme, texts] of topics) for (const [i, text] of texts.entries()) index.add(`${theme} ${i}`, theme, text);
  return index;
}

const someText = fc
  .array(
    fc.constantFrom("export", "invoice", "dark", "mode", "crash", "photo", "upload", "login", "slow", "csv", "not"),
    {
      maxLength: 8,
    },
  )
  .map((terms) => terms.join(" "));
const someItems = fc.uniqueArray(fc.record({ id: fc.uuid(), theme: fc.constantFrom("a", "b", "c"), text: someText }), {
  selector: ({ id }) => id,
  maxLength: 30,
});

function indexOf(items: readonly { id: string; theme: string; text: string }[]): NeighbourIndex {
  const index = new NeighbourIndex();
  for (const { id, theme, text } of items) index.add(id, theme, text);
  return index;
}

describe("what is near", () => {
  test("comes best first, and the same text is nearest of all", () => {
    const near = sampleIndex().nearest("Please add a dark mode");
    expect(near[0]).toEqual({ feedback: "dark 0", theme: "dark", similarity: expect.closeTo(1, 5) });
    expect(near.map(({ similarity }) => similarity)).toEqual(
      near.map(({ similarity }) => similarity).toSorted((a, b) => b - a),
    );
  });

  test("leaves out what is excepted, and keeps to the limit", () => {
    const near = sampleIndex().nearest("Please add a dark mode", { except: "dark 0", limit: 2 });
    expect(near).toHaveLength(2);
    expect(near.map(({ feedback }) => feedback)).not.toContain("dark 0");
  });

  test.each(["[email] [phone] [card] [link]", "nine eight one zero five", "", "!!! ???"])(
    "%j is near to nothing",
    (text) => {
      const index = new NeighbourIndex();
      index.add("1", "a", `${text} the statement never came`);
      index.add("2", "b", `${text} where is the nearest branch`);
      expect(index.nearest(text)).toEqual([]);
      expect(index.nearest(`${text} the statement never came`)).toHaveLength(1);
    },
  );

  test("includes a text of nothing but asking when it is asked for again", () => {
    const index = new NeighbourIndex();
    index.add("1", "a", "Can you help me?");
    expect(index.nearest("can you help me")).toHaveLength(1);
  });
});

describe("assigning", () => {
  test.each([
    ["photo upload crash", "crash"],
    ["a dark theme for the night", "dark"],
    ["download invoices as csv", "export"],
  ])("%s joins %s", (text, theme) => {
    const { theme: found, neighbours } = sampleIndex().assign(text);
    expect(found).toBe(theme);
    expect(neighbours[0]?.theme).toBe(theme);
  });

  test("opens a new theme for what nobody has said", () => {
    expect(sampleIndex().assign("Your delivery driver was rude").theme).toBeUndefined();
  });

  test("opens a new theme sooner the finer themes are cut", () => {
    const index = sampleIndex();
    for (let i = 0; i < 40; i++) index.add(`also ${i}`, "crash", `Crash number ${i} on photo upload`);
    const text = "Photo albums please";
    const joined = (["coarse", "normal", "fine"] as const).map(
      (granularity) => NeighbourIndex.restore(index.snapshot(), granularity).assign(text).theme,
    );
    expect(joined).toEqual(["crash", "crash", undefined]);
  });

  test.each([
    [
      "de",
      "Rechnungen",
      ["Die Rechnung vom März wurde doppelt abgebucht.", "Ich habe für einen Monat zwei Rechnungen."],
    ],
    ["fr", "factures", ["La facture de mars a été prélevée deux fois.", "J'ai reçu deux factures pour le même mois."]],
    [
      "es",
      "facturas duplicadas",
      ["Factura duplicada: quiero mi dinero.", "He recibido dos facturas por el mismo mes."],
    ],
  ])("finds them by a word or two that tell no language, in the language of what is there (%s)", (_, typed, texts) => {
    const index = sampleIndex();
    for (const [i, text] of texts.entries()) index.add(`text ${i}`, "invoices", text);
    const [best] = index.similarThemes(typed, 3);
    expect(best).toMatchObject({ theme: "invoices" });
    expect(best?.score).toBeGreaterThan(0.4);
  });

  test("finds similar themes while somebody types", () => {
    const similar = sampleIndex().similarThemes("export invoi", 2);
    expect(similar[0]?.theme).toBe("export");
    for (const { score } of similar) expect(score).toBeGreaterThan(0);
    for (const { score } of similar) expect(score).toBeLessThanOrEqual(1);
  });
});

describe("keeping items", () => {
  test("counts items and themes through adding, moving and removing", () => {
    const index = sampleIndex();
    index.move("dark 0", "crash");
    index.add("dark 1", "export", "Export to PDF");
    expect(index.remove("dark 2")).toBe(true);
    expect(index.remove("dark 2")).toBe(false);
    expect(index.has("dark 2")).toBe(false);
    expect(index.size).toBe(11);
    expect(index.themeOf("dark 0")).toBe("crash");
    expect(["crash", "dark", "export", "none"].map((theme) => index.themeSize(theme))).toEqual([5, 1, 5, 0]);
  });

  test("adding and removing leaves no trace", () => {
    fc.assert(
      fc.property(someItems, someItems, someText, (kept, passing, text) => {
        const index = indexOf(kept);
        for (const { id, theme, text: other } of passing) index.add(`passing ${id}`, theme, other);
        for (const { id } of passing) index.remove(`passing ${id}`);
        expect(index.assign(text)).toEqual(indexOf(kept).assign(text));
        expect([...index.ids()]).toEqual(kept.map(({ id }) => id));
        expect(["a", "b", "c"].map((theme) => index.themeSize(theme))).toEqual(
          ["a", "b", "c"].map((theme) => kept.filter((item) => item.theme === theme).length),
        );
      }),
    );
  });

  test("so does removing so much that the arrays are written anew", () => {
    const index = sampleIndex();
    for (let i = 0; i < 3000; i++) index.add(`passing ${i}`, "passing", `crash number ${i} of the photo upload`);
    for (let i = 0; i < 3000; i++) index.remove(`passing ${i}`);
    for (const [, texts] of topics)
      for (const text of texts) expect(index.assign(text)).toEqual(sampleIndex().assign(text));
  });

  test("moving keeps the neighbours", () => {
    fc.assert(
      fc.property(someItems, fc.constantFrom("a", "b", "d"), someText, (items, theme, text) => {
        const index = indexOf(items);
        const before = index.nearest(text);
        for (const { id } of items) index.move(id, theme);
        expect(index.nearest(text)).toEqual(before.map((neighbour) => ({ ...neighbour, theme })));
        expect(index.themeSize(theme)).toBe(items.length);
      }),
    );
  });
});

describe("snapshots", () => {
  test("give the same index back", () => {
    fc.assert(
      fc.property(someItems, fc.array(fc.nat(29)), someText, (items, removed, text) => {
        const index = indexOf(items);
        for (const i of removed) index.remove(items[i]?.id ?? "");
        const restored = NeighbourIndex.restore(index.snapshot());
        expect(restored.assign(text)).toEqual(index.assign(text));
        expect(restored.snapshot()).toEqual(index.snapshot());
      }),
    );
  });

  test("may lie anywhere in a buffer", () => {
    const snapshot = sampleIndex().snapshot();
    const shifted = new Uint8Array(snapshot.length + 3);
    shifted.set(snapshot, 3);
    expect(NeighbourIndex.restore(shifted.subarray(3)).size).toBe(12);
    // As zlib gives them: a part of a Buffer, whose `slice` is no copy.
    expect(NeighbourIndex.restore(Buffer.from(shifted.buffer).subarray(3)).size).toBe(12);
  });

  test("that are cut short or of something else are refused", () => {
    const snapshot = sampleIndex().snapshot();
    for (const wrong of [
      new Uint8Array(),
      snapshot.subarray(0, 40),
      snapshot.map((byte, i) => (i === 4 ? 99 : byte)),
    ]) {
      expect(() => NeighbourIndex.restore(wrong)).toThrow(
        expect.toSatisfy((error) => isError(error, "input"), "an input error"),
      );
    }
  });
});
