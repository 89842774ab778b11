import { idFrom } from "@earshot/core/id.ts";
import { expect, test } from "vitest";
import { contract, describeEngine, openTable } from "./engine.ts";
import { at } from "./examples.ts";
import { following } from "./following.ts";

const themes = Array.from({ length: 12 }, (_, i) => idFrom("theme", `large ${i}`));
const [large = "", other = ""] = themes;

contract("recounts", (open) => {
  test("a theme is woken when it is due, and not before", async () => {
    const { recounts } = await open();
    await recounts.later(large, at(5));
    expect(await recounts.wake(at(4))).toBe(0);
    expect(await recounts.wake(at(5))).toBe(1);
  });

  test("all that are due are woken, however they are spread", async () => {
    const { recounts } = await open();
    await Promise.all(themes.map((theme, i) => recounts.later(theme, at(i))));
    expect(await recounts.wake(at(8))).toBe(9);
  });

  test("a theme that is put off again is due then, once", async () => {
    const { recounts } = await open();
    await recounts.later(large, at(1));
    await recounts.later(large, at(9));
    expect(await recounts.wake(at(5))).toBe(0);
    expect(await recounts.wake(at(9))).toBe(1);
  });

  test("a theme that was woken and counted is not woken again", async () => {
    const { recounts } = await open();
    await recounts.later(large, at(1));
    await recounts.later(other, at(1));
    await recounts.wake(at(2));
    await recounts.done(large, at(1));
    await recounts.done(large, at(1));
    expect(await recounts.wake(at(3))).toBe(1);
  });

  test("a theme that is not counted although it was woken is woken again", async () => {
    const { recounts } = await open();
    await recounts.later(large, at(1));
    expect(await recounts.wake(at(2))).toBe(1);
    expect(await recounts.wake(at(3))).toBe(1);
  });

  test("a theme that was put off again while it was being counted stays", async () => {
    const { recounts } = await open();
    await recounts.later(large, at(1));
    await recounts.wake(at(2));
    await recounts.later(large, at(4));
    await recounts.done(large, at(1));
    expect(await recounts.wake(at(4))).toBe(1);
  });

  test("nor is it lost when it was put off until the same time, by a clock that is behind", async () => {
    const { recounts } = await open();
    await recounts.later(large, at(1));
    await recounts.wake(at(1));
    await recounts.later(large, at(1));
    await recounts.done(large, at(1));
    expect(await recounts.wake(at(2))).toBe(1);
  });

  test("being done with a theme that was never put off is nothing", async () => {
    const { recounts } = await open();
    await recounts.done(large, at(1));
    expect(await recounts.wake(at(2))).toBe(0);
  });
});

describeEngine("recounts on the stream", () => {
  test("waking hands the worker what is due, with the time it was due; putting off hands it nothing", async () => {
    const { store, stream } = await openTable();
    const next = following(stream);
    await store.recounts.later(large, at(1));
    await store.recounts.later(other, at(9));
    expect((await next()).recounts).toEqual([]);
    await store.recounts.wake(at(2));
    expect((await next()).recounts).toEqual([{ theme: large, due: at(1) }]);
    await store.recounts.later(large, at(5));
    expect((await next()).recounts).toEqual([]);
    await store.recounts.wake(at(6));
    expect((await next()).recounts).toEqual([{ theme: large, due: at(5) }]);
    await store.recounts.done(large, at(5));
    expect((await next()).recounts).toEqual([]);
  });
});
