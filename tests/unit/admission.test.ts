import { Admission } from "@earshot/local/admission.ts";
import { describe, expect, it } from "vitest";

/** A handler that holds every request until it is let go. */
function holding() {
  const held: ((answer: Response) => void)[] = [];
  const admission = new Admission();
  const handle = admission.before(
    (_request: Request, _environment?: object) => new Promise<Response>((resolve) => held.push(resolve)),
  );
  const letGo = () => {
    for (const answer of held.splice(0)) answer(new Response("done"));
  };
  return { admission, handle, held, letGo };
}

const sending = (bytes: number | undefined): Request =>
  new Request("http://localhost/webhooks/discourse", {
    method: "POST",
    headers: bytes === undefined ? { "transfer-encoding": "chunked" } : { "content-length": String(bytes) },
  });
/** Where a request is from, as the server tells it. */
const from = (remoteAddress: string) => ({ incoming: { socket: { remoteAddress } } });
/** As many addresses as share the room. */
const neighbour = (i: number) => from(`192.0.2.${i % 4}`);
const reading = (): Request => new Request("http://localhost/");

describe("letting requests in", () => {
  it("takes in as many large bodies at once as there is room for, and asks the others to come again", async () => {
    const { handle, held, letGo } = holding();
    const answers = Array.from({ length: 40 }, (_, i) => handle(sending(1_000_000), neighbour(i)));
    expect(held).toHaveLength(32);
    const refused = await Promise.all(answers.slice(32));
    expect(refused.map(({ status, headers }) => [status, headers.get("retry-after")])).toEqual(
      Array.from({ length: 8 }, () => [503, "2"]),
    );
    letGo();
    expect((await Promise.all(answers.slice(0, 32))).every(({ status }) => status === 200)).toBe(true);
    void handle(sending(1_000_000));
    expect(held, "once they are done there is room again").toHaveLength(1);
  });

  it("lets people read while large bodies are turned away", () => {
    const { handle, held } = holding();
    for (let i = 0; i < 40; i++) void handle(sending(undefined), neighbour(i));
    for (let i = 0; i < 100; i++) void handle(reading());
    expect(held).toHaveLength(132);
  });

  it("gives one address a quarter of the room, so that nobody alone can shut out the others", async () => {
    const { handle, held, letGo } = holding();
    const answers = Array.from({ length: 33 }, () => handle(sending(1_000_000), from("192.0.2.1")));
    expect(held).toHaveLength(8);
    expect((await answers[8])?.status).toBe(503);
    void handle(sending(1_000_000), from("192.0.2.2"));
    expect(held, "there is room for another").toHaveLength(9);
    letGo();
    await Promise.all(answers);
    void handle(sending(1_000_000), from("192.0.2.1"));
    expect(held, "and for the first again, once it is done").toHaveLength(1);
  });

  it("gives one address a quarter of the places too, however little it declares", async () => {
    const { handle, held } = holding();
    const answers = Array.from({ length: 260 }, () => handle(sending(1), from("192.0.2.1")));
    expect(held).toHaveLength(250);
    expect((await answers[250])?.status).toBe(503);
    void handle(sending(1), from("192.0.2.2"));
    void handle(reading(), from("192.0.2.1"));
    expect(held, "whoever else sends, and whoever reads").toHaveLength(252);
  });

  it("counts a request that has no body as none, whatever its method", () => {
    const { handle, held } = holding();
    for (let i = 0; i < 100; i++) void handle(new Request("http://localhost/", { method: i % 2 ? "PUT" : "DELETE" }));
    expect(held).toHaveLength(100);
  });

  it("takes in a thousand requests at once, and gives room back also where one fails", async () => {
    const { handle, held } = holding();
    const answers = Array.from({ length: 1001 }, () => handle(reading()));
    expect(held).toHaveLength(1000);
    expect((await answers[1000])?.status).toBe(503);
    const failing = new Admission().before(async (_: Request) => {
      throw new Error("broken");
    });
    for (let i = 0; i < 40; i++) await expect(failing(sending(1_000_000))).rejects.toThrow("broken");
  });

  it("is busy while several wait", async () => {
    const { admission, handle, letGo } = holding();
    const answers = Array.from({ length: 7 }, () => handle(reading()));
    expect(admission.isBusy).toBe(false);
    answers.push(handle(sending(10)));
    expect(admission.isBusy).toBe(true);
    letGo();
    await Promise.all(answers);
    expect(admission.isBusy).toBe(false);
  });
});
