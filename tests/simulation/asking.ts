import { ofDiscourse } from "../flow/house.ts";
import { key } from "./process.ts";
import type { World } from "./world.ts";

/** The time by the clocks of those who answered, in whose hands it may have been written down at any moment. */
export interface Span {
  from: number;
  until: number;
}

export interface Answered extends Span {
  status: number;
  body: Record<string, unknown>;
  /** How often it was asked before. */
  attempts: number;
}

/** Asks as somebody does who does not give up before she has an answer that is one. */
export class Asking {
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  async #ask(who: string, path: string, init: RequestInit): Promise<Answered> {
    let [from, until] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let attempts = 0; ; attempts++) {
      const front = this.#world.process(who);
      const { clock } = front.runtime.world;
      front.spared = attempts > 5;
      from = Math.min(from, clock());
      const ended = await front.does(async ({ portal }) => {
        const response = await portal.request(path, init);
        const text = await response.text();
        return { status: response.status, body: text.startsWith("{") ? JSON.parse(text) : {} };
      });
      until = Math.max(until, clock());
      front.spared = false;
      const { status, body } = ended && "value" in ended ? ended.value : { status: 0, body: {} };
      // A conflict may be one of timing, and being asked to wait, too; what is answered again and again is neither.
      const settled =
        (status >= 200 && status < 300) || [400, 404].includes(status) || ([409, 429].includes(status) && attempts > 6);
      if (settled) return { status, body, attempts, from, until };
      if (attempts > 12) throw new Error(`${path} is never answered: ${status} ${JSON.stringify(body)}`);
    }
  }

  api(who: string, method: string, path: string, body?: unknown): Promise<Answered> {
    const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
    return this.#ask(who, `/api/v1${path}`, {
      method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  }

  async webhook(who: string, event: string, post: unknown): Promise<Answered> {
    const [source, headers, body] = ofDiscourse(event, { post });
    const answer = await this.#ask(who, `/webhooks/${source}`, { method: "POST", headers, body });
    if (answer.status !== 202) throw new Error(`${event} was answered with ${answer.status}.`);
    return answer;
  }
}
