import { once } from "@earshot/core/once.ts";
import { mount } from "@earshot/portal/room.ts";
import { Hono } from "hono";
import { describe, expect, it } from "vitest";

describe("what is made once", () => {
  it("is made when it is first asked for, however many ask at a time", async () => {
    let made = 0;
    const number = once(async () => ++made);
    expect(made).toBe(0);
    expect(await Promise.all([number(), number()])).toEqual([1, 1]);
    expect(await number()).toBe(1);
  });

  it("is made by the next who asks, where the first attempt failed", async () => {
    let attempts = 0;
    const number = once(async () => {
      attempts++;
      if (attempts === 1) throw new Error("not yet");
      return attempts;
    });
    await expect(number()).rejects.toThrow("not yet");
    expect(await number()).toBe(2);
  });
});

describe("a room of the portal", () => {
  it("answers below its path with its own errors, and where it cannot be opened the site tells", async () => {
    let attempts = 0;
    const room = new Hono().get("/desk/:id", (c) => c.text(`${c.req.param("id")} ${c.env}`));
    room.onError((_, c) => c.text("the room's own", 500)).get("/desk/broken/:id", () => Promise.reject(new Error()));
    const site = new Hono().onError((error, c) => c.text(error.message, 503));
    const open = async () => {
      attempts++;
      if (attempts === 1) throw new Error("out of reach");
      return room;
    };
    mount(site, { at: ["/desk/*"], open });
    const ask = async (path: string) => {
      const answer = await site.request(path, {}, "here");
      return `${answer.status} ${await answer.text()}`;
    };
    expect(await ask("/")).toBe("404 404 Not Found");
    expect(attempts).toBe(0);
    expect(await ask("/desk/1")).toBe("503 out of reach");
    expect(await ask("/desk/1")).toBe("200 1 here");
    expect(await ask("/desk/broken/1")).toBe("500 the room's own");
    expect(attempts).toBe(2);
  });
});
