export interface StandInMessage {
  ts: string;
  thread_ts?: string;
  text: string;
  blocks: Block[];
  metadata?: { event_type: string; event_payload: Record<string, unknown> };
}

interface TextObject {
  type: string;
  text: string;
  emoji?: boolean;
  verbatim?: boolean;
}
interface Block {
  type: string;
  text?: TextObject;
  elements?: TextObject[];
  fields?: TextObject[];
}

export interface SlackCall {
  method: string;
  fields: Record<string, unknown>;
}

/** What goes wrong with a call: instead of it, or after it was carried out. */
export type SlackFault = (
  call: SlackCall,
) => { instead: () => Response | Promise<Response> } | { after: () => Response | Promise<Response> } | undefined;

const channels = [
  { id: "C0000000001", name: "courses" },
  { id: "C0000000002", name: "payments" },
];

/** Slack as far as posting and looking up goes, in memory; it keeps every limit that Slack is known to have. */
export class SlackStandIn {
  readonly calls: SlackCall[] = [];
  readonly messages: StandInMessage[] = [];
  fault: SlackFault = () => undefined;
  private readonly clock: () => number;
  private count = 0;

  constructor(clock: () => number) {
    this.clock = clock;
  }

  /** The messages of the channel itself, the oldest first. */
  get roots(): StandInMessage[] {
    return this.messages.filter(({ thread_ts }) => thread_ts === undefined);
  }

  chatter(text: string): void {
    this.messages.push({ ts: this.stamp(), text, blocks: [] });
  }

  private stamp(): string {
    return `${Math.floor(this.clock() / 1000)}.${String(++this.count).padStart(6, "0")}`;
  }

  get fetch(): typeof fetch {
    return async (input, init) => {
      const call = {
        method: new URL(String(input)).pathname.split("/").at(-1) ?? "",
        fields: fieldsOf(String(init?.body)),
      };
      this.calls.push(call);
      const fault = this.fault(call);
      if (fault && "instead" in fault) return cutOff(fault.instead(), init?.signal);
      const answer = this.answer(call);
      return fault ? cutOff(fault.after(), init?.signal) : answer;
    };
  }

  private answer({ method, fields }: SlackCall): Response {
    const { channel, cursor } = fields as { channel?: string; cursor?: string };
    const known = channels.find(
      ({ id, name }) => id === channel || (method === "chat.postMessage" && `#${name}` === channel),
    );
    if (method === "conversations.list") return page(channels, cursor, 1, "channels");
    if (!known) return ok(false, { error: "channel_not_found" });
    if (method === "chat.postMessage") return this.post(fields);
    if (fields.include_all_metadata !== true)
      return page(
        this.messages.map(({ metadata: _, ...rest }) => rest),
        cursor,
        2,
        "messages",
      );
    if (method === "conversations.history") {
      const since = this.roots.filter(({ ts }) => Number(ts) > Number(fields.oldest ?? 0));
      return page(since.toReversed(), cursor, 3, "messages");
    }
    const thread = this.messages.filter(({ ts, thread_ts }) => ts === fields.ts || thread_ts === fields.ts);
    return page(thread, cursor, 2, "messages");
  }

  private post(fields: Record<string, unknown>): Response {
    const message = fields as unknown as Omit<StandInMessage, "ts">;
    const faults = faultsOf(message.blocks);
    if (faults.length > 0) return ok(false, { error: "invalid_blocks", response_metadata: { messages: faults } });
    if (JSON.stringify(message.blocks).length > 10_000) return ok(false, { error: "msg_blocks_too_long" });
    if (message.thread_ts !== undefined && !this.roots.some(({ ts }) => ts === message.thread_ts))
      return ok(false, { error: "thread_not_found" });
    const ts = this.stamp();
    this.messages.push({ ...message, ts });
    return ok(true, { ts, channel: "C0000000001" });
  }
}

/** Slack's documented limits, and those of ours that go beyond them. */
export function faultsOf(blocks: readonly Block[]): string[] {
  const faults: string[] = [];
  const must = (right: boolean, what: string) => {
    if (!right) faults.push(`[ERROR] ${what}`);
  };
  must(blocks.length >= 1 && blocks.length <= 50, "1 to 50 blocks");
  for (const [index, block] of blocks.entries()) {
    const at = `/blocks/${index}`;
    const texts = [block.text, ...(block.elements ?? []), ...(block.fields ?? [])].filter((text) => text !== undefined);
    must(texts.length > 0, `${at} holds no text`);
    for (const { type, text, emoji, verbatim } of texts) {
      must(text.length >= 1 && text.length <= 3000, `${at} text of 1 to 3000`);
      must(type === "plain_text" || type === "mrkdwn", `${at} type of text`);
      must(type !== "plain_text" || verbatim === undefined, `${at} verbatim belongs to mrkdwn`);
      must(type !== "mrkdwn" || emoji === undefined, `${at} emoji belongs to plain_text`);
    }
    if (block.type === "header") {
      must(block.text?.type === "plain_text", `${at} header of plain_text`);
      must((block.text?.text.length ?? 0) <= 150, `${at} header of 150`);
    } else if (block.type === "context") must((block.elements?.length ?? 0) <= 10, `${at} 10 elements`);
    else must(block.type === "section" && block.text !== undefined, `${at} known block`);
  }
  return faults;
}

function fieldsOf(body: string): Record<string, unknown> {
  return Object.fromEntries(
    [...new URLSearchParams(body)].map(([key, value]) => {
      try {
        // The SDK writes whatever is no text as JSON; a time stamp only looks like a number.
        return [key, /^[[{]|^(?:true|false)$/.test(value) ? JSON.parse(value) : value];
      } catch {
        return [key, value];
      }
    }),
  );
}

function page<T>(all: readonly T[], cursor: string | undefined, size: number, name: string): Response {
  const from = Number(cursor ?? 0);
  const next = from + size < all.length ? String(from + size) : "";
  return ok(true, { [name]: all.slice(from, from + size), response_metadata: { next_cursor: next } });
}

export function ok(right: boolean, rest: Record<string, unknown> = {}): Response {
  return new Response(JSON.stringify({ ok: right, ...rest }), { headers: { "content-type": "application/json" } });
}

async function cutOff(answer: Response | Promise<Response>, signal: AbortSignal | null | undefined): Promise<Response> {
  if (!signal) return answer;
  return Promise.race([
    answer,
    new Promise<Response>((_, reject) => signal.addEventListener("abort", () => reject(signal.reason))),
  ]);
}
