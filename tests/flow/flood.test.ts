import { readFileSync } from "node:fs";
import { Agent, request } from "node:http";
import { connect } from "node:net";
import { join } from "node:path";
import { feedbackId } from "@earshot/core/feedback.ts";
import { pretendCredentials } from "@earshot/local/house.ts";
import { Store } from "@earshot/store/store.ts";
import { expect, it, onTestFinished } from "vitest";
import { ofDiscourse, post, secret, temporaryFolder, until } from "./house.ts";
import { engineOf, type Served, serve } from "./processes.ts";

const connections = 500;
const seconds = 5;
/** Near the largest that can be stored. */
const bodyBytes = 340_000;
/** In bytes; at rest the process has 190 MB, and with as many connections and no limit 880. */
const mostMemory = 700_000_000;

interface Flooded {
  acknowledged: number[];
  refused: { status: number; comeAgain: string | undefined }[];
}

/** Delivers posts as fast as answers come, over so many connections at once. */
async function flood({ url }: Served): Promise<Flooded> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const flooded: Flooded = { acknowledged: [], refused: [] };
  const until = performance.now() + seconds * 1000;
  const filling = "x".repeat(bodyBytes);
  let count = 0;
  const deliver = (id: number) =>
    new Promise<void>((resolve, reject) => {
      const raw = `Please give the calendar a dark mode, ${id} of us ask for it. ${filling}`;
      const [, headers, body] = ofDiscourse("post_created", { post: post({ id, raw, user_id: id }) });
      const options = { method: "POST", agent, headers: { ...headers, "content-length": Buffer.byteLength(body) } };
      const outgoing = request(`${url}/webhooks/discourse`, options, (answer) => {
        const { statusCode: status = 0, headers: answered } = answer;
        if (status === 202) flooded.acknowledged.push(id);
        else flooded.refused.push({ status, comeAgain: answered["retry-after"] });
        answer.resume().on("end", resolve);
      });
      outgoing.on("error", reject);
      outgoing.end(body);
    });
  const visitor = async () => {
    while (performance.now() < until) await deliver(++count);
  };
  await Promise.all(Array.from({ length: connections }, visitor));
  agent.destroy();
  return flooded;
}

/** What is there of posts: still in the inbox, or taken in. */
async function stored(folder: string, posts: readonly number[]): Promise<Set<number>> {
  pretendCredentials();
  const store = new Store("earshot", { endpoint: engineOf(folder) });
  onTestFinished(() => store.close());
  const idOf = (id: number) => feedbackId("discourse", `topic:${1000 + id}`);
  const waiting = new Set<string>();
  // First the inbox: what is taken in meanwhile is found behind it.
  for await (const { content } of store.inbox.entries())
    if (content.type === "webhook") waiting.add(idOf(JSON.parse(content.webhook.body).post.id));
  const taken = await store.feedback.getMany(posts.map(idOf));
  return new Set(posts.filter((id) => waiting.has(idOf(id)) || taken.has(idOf(id))));
}

it("a flood of large deliveries is taken in or asked to come again: nothing acknowledged is lost, memory is bounded", async () => {
  const folder = temporaryFolder();
  const served = await serve(folder, { DISCOURSE_WEBHOOK_SECRET: secret });
  const { acknowledged, refused } = await flood(served);
  expect(acknowledged.length).toBeGreaterThan(0);
  expect(refused.length, "there was more than could be taken in").toBeGreaterThan(0);
  for (const { status, comeAgain } of refused) {
    expect([429, 503]).toContain(status);
    expect(Number(comeAgain)).toBeGreaterThan(0);
  }
  expect((await stored(folder, acknowledged)).size).toBe(acknowledged.length);
  expect((await served.ask("GET", "/healthz")).status, "afterwards all is as before").toBe(200);
  const [, peak] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${served.child.pid}/status`, "utf8")) ?? [];
  expect(Number(peak) * 1024).toBeLessThan(mostMemory);
}, 120_000);

/** A connection that declares a large body and sends one byte of it; when it is closed on it, with what was said. */
function idle({ url }: Served): Promise<string> {
  const head = `POST /webhooks/discourse HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n{`;
  const socket = connect({ port: Number(new URL(url).port), host: "127.0.0.1", localAddress: "127.0.0.2" });
  socket.write(head);
  let said = "";
  socket.on("data", (chunk) => {
    said += chunk;
  });
  return new Promise((resolve) => socket.on("error", () => {}).on("close", () => resolve(said)));
}

it("who declares large bodies and sends nothing keeps nobody else out, is told to go, and is no fault in the log", async () => {
  const folder = temporaryFolder();
  const served = await serve(folder, { DISCOURSE_WEBHOOK_SECRET: secret });
  const began = performance.now();
  const idling = Array.from({ length: 40 }, () => idle(served));
  let refused = 0;
  for (const one of idling) void one.then((said) => said.includes(" 503 ") && refused++);
  await until(
    () => refused,
    (count) => count >= 32,
  );
  const [, headers, body] = ofDiscourse("post_created", { post: post() });
  const delivered = await fetch(`${served.url}/webhooks/discourse`, { method: "POST", headers, body });
  expect(delivered.status).toBe(202);
  await Promise.all(idling);
  expect(performance.now() - began).toBeLessThan(20_000);
  expect((await served.ask("GET", "/healthz")).status).toBe(200);
  const log = readFileSync(join(folder, "earshot.log"), "utf8");
  expect(log).toContain("webhook.received");
  expect(log).not.toContain("request.failed");
}, 60_000);
