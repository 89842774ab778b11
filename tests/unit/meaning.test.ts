import { EarshotError } from "@earshot/core/error.ts";
import { Meanings, vectorOf } from "@earshot/core/meaning.ts";
import { describe, expect, test } from "vitest";

/** A model that answers as it is told to, and what it was asked. */
function world(answer: (text: string) => Float32Array | undefined = (text) => Float32Array.of(text.length, 1)) {
  const asked: string[][] = [];
  const logged: { event: string; [field: string]: unknown }[] = [];
  const embedder = {
    name: "model",
    embed: async (texts: readonly string[]) => {
      asked.push([...texts]);
      return texts.map((text) => answer(text) ?? new Float32Array(2));
    },
  };
  const meanings = new Meanings(embedder, (event, fields) => logged.push({ event, ...fields }));
  return { meanings, embedder, asked, logged };
}

const many = Array.from({ length: 60 }, (_, i) => `text ${i}`);

describe("what texts mean", () => {
  test("is asked about once, some at a time, and never of what says nothing", async () => {
    const { meanings, asked } = world();
    const found = await meanings.of([...many, ...many, "", " \n"]);
    expect([...found.keys()]).toEqual(many);
    expect(asked.map(({ length }) => length)).toEqual([24, 24, 12]);
    expect(await meanings.of(many)).toEqual(found);
    expect(asked).toHaveLength(3);
    expect(vectorOf(found.get("text 7"), meanings.model)).toEqual(Int8Array.of(127, 21));
  });

  test("is known as far as it was answered when the model fails in the middle, and asked no further", async () => {
    const { meanings, asked, logged } = world((text) => {
      if (text === "text 30") throw new EarshotError("limited", "Asked too often.");
      return Float32Array.of(1, 2);
    });
    expect([...(await meanings.of(many)).keys()]).toEqual(many.slice(0, 24));
    expect(asked).toHaveLength(2);
    expect(logged).toEqual([{ event: "embedding.failed", model: "model", texts: 24, reason: "Asked too often." }]);
  });

  test("is not lost to the others where the model does not take one of the texts", async () => {
    const { meanings, logged } = world((text) => {
      if (text === "text 30") throw new EarshotError("input", "Not this one.");
      return Float32Array.of(1, 2);
    });
    expect([...(await meanings.of(many)).keys()]).toEqual(many.filter((text) => text !== "text 30"));
    expect(logged).toHaveLength(1);
  });

  test("is unknown where the answer is none, and asked again the next time", async () => {
    const answers = [new Float32Array(2), Float32Array.of(Number.NaN, 1), Float32Array.of(1, 2)];
    const { meanings, asked } = world(() => answers.shift());
    expect((await meanings.of(["a text"])).size).toBe(0);
    expect((await meanings.of(["a text"])).size).toBe(0);
    expect((await meanings.of(["a text"])).size).toBe(1);
    expect(asked).toHaveLength(3);
  });

  test("that comes too late is nobody's to wait for, and there for the next", async () => {
    const { embedder, logged } = world();
    let asked = 0;
    const gate = Promise.withResolvers<void>();
    const slow = async (texts: readonly string[]) => {
      asked++;
      await gate.promise;
      return texts.map(() => Float32Array.of(1, 2));
    };
    const meanings = new Meanings({ ...embedder, embed: slow }, (event) => logged.push({ event }));
    expect((await meanings.of(["a text"], 5)).size).toBe(0);
    expect(logged).toEqual([{ event: "embedding.failed" }]);
    gate.resolve();
    await new Promise((resume) => setImmediate(resume));
    expect((await meanings.of(["a text"])).size).toBe(1);
    expect(asked).toBe(1);
  });

  test("is forgotten in the end, the oldest first, and paid for anew", async () => {
    const { meanings, asked } = world();
    for (let i = 0; i < 1001; i++) await meanings.of([`text ${i}`]);
    await meanings.of(["text 1000", "text 2"]);
    expect(asked).toHaveLength(1001);
    await meanings.of(["text 0"]);
    expect(asked).toHaveLength(1002);
  });
});
