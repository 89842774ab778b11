export interface StandInMessage {
  ts: string;
  thread_ts?: string;
  text: string;
  blocks: Block[];
  metadata?: { event_type: string; event_payload: Record<string, unknown> };
}

/** What was said to one person alone. */
interface Whisper {
  user?: string;
  text: string;
  blocks: Block[];
}

interface Option {
  text: TextObject;
  value: string;
}
interface Element extends Partial<Omit<TextObject, "text">> {
  action_id?: string;
  text?: TextObject | string;
  value?: string;
  options?: Option[];
  placeholder?: TextObject;
}

/** A form as it was shown. */
export interface StandInView {
  callback_id: string;
  private_metadata: string;
  title: TextObject;
  submit: TextObject;
  close: TextObject;
  blocks: Block[];
}

interface TextObject {
  type: string;
  text: string;
  emoji?: boolean;
  verbatim?: boolean;
}
interface Block {
  type: string;
  block_id?: string;
  text?: TextObject;
  elements?: Element[];
  fields?: TextObject[];
  label?: TextObject;
  hint?: TextObject;
  element?: Element;
}

/** Who is who in the workspace T1; from another company comes U9, with an address that looks like one of ours. */
const users: Record<string, { team_id: string; real_name: string; email?: string; is_bot?: boolean }> = {
  U1: { team_id: "T1", real_name: "Ines Okafor", email: "ines@example.org" },
  U2: { team_id: "T1", real_name: "Marta Vogt", email: "marta@example.org" },
  U3: { team_id: "T1", real_name: "Ada Staff", email: "Ada@Example.org" },
  U9: { team_id: "T9", real_name: "Ines Okafor", email: "ines@example.org" },
};

export interface SlackCall {
  method: string;
  fields: Record<string, unknown>;
}

/** What goes wrong with a call: instead of it, or after it was carried out. */
export type SlackFault = (
  call: SlackCall,
) => { instead: () => Response | Promise<Response> } | { after: () => Response | Promise<Response> } | undefined;

/** Three calls of a method in a row that go wrong: too many, broken, and carried out with the answer lost. */
export function hindrances(hindered: string, retryAfter: number): SlackFault {
  let failures = 0;
  return ({ method }) => {
    if (method !== hindered || ++failures > 3) return undefined;
    if (failures === 1)
      return { instead: () => new Response("{}", { status: 429, headers: { "retry-after": String(retryAfter) } }) };
    if (failures === 2) return { instead: () => new Response("", { status: 502 }) };
    return { after: () => Promise.reject(new TypeError("fetch failed")) };
  };
}

const channels = [
  { id: "C0000000001", name: "courses" },
  { id: "C0000000002", name: "payments" },
];

/** Slack as far as posting and looking up goes, in memory; it keeps every limit that Slack is known to have. */
export class SlackStandIn {
  readonly calls: SlackCall[] = [];
  readonly messages: StandInMessage[] = [];
  readonly whispers: Whisper[] = [];
  readonly views: StandInView[] = [];
  /** Triggers that were used, or are too old. */
  readonly spent = new Set<string>();
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
      const url = new URL(String(input));
      const hook = url.hostname === "hooks.slack.com";
      const call = {
        method: hook ? "response_url" : (url.pathname.split("/").at(-1) ?? ""),
        fields: hook ? JSON.parse(String(init?.body)) : fieldsOf(init?.body ? String(init.body) : url.searchParams),
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
    if (method === "auth.test") return ok(true, { team_id: "T1" });
    if (method === "users.info") {
      const { email, ...user } = users[String(fields.user)] ?? {};
      return email === undefined
        ? ok(false, { error: "user_not_found" })
        : ok(true, { user: { ...user, profile: { email } } });
    }
    if (method === "chat.getPermalink")
      return ok(true, {
        permalink: `https://acme.slack.com/archives/${channel}/p${String(fields.message_ts).replace(".", "")}`,
      });
    if (method === "response_url") return this.whisper(fields);
    if (method === "views.open") return this.show(fields);
    if (!known) return ok(false, { error: "channel_not_found" });
    if (method === "chat.postMessage") return this.post(fields);
    if (method === "chat.update") return this.update(fields);
    if (method === "chat.postEphemeral") return this.whisper(fields);
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

  private update(fields: Record<string, unknown>): Response {
    const { ts, text, blocks, metadata } = fields as unknown as StandInMessage;
    const message = this.messages.find((one) => one.ts === ts);
    if (!message) return ok(false, { error: "message_not_found" });
    const faults = faultsOf(blocks);
    if (faults.length > 0) return ok(false, { error: "invalid_blocks", response_metadata: { messages: faults } });
    Object.assign(message, { text, blocks, ...(metadata && { metadata }) });
    return ok(true, { ts });
  }

  private whisper(fields: Record<string, unknown>): Response {
    const { user, text, blocks } = fields as unknown as Whisper;
    const faults = faultsOf(blocks);
    if (faults.length > 0) return ok(false, { error: "invalid_blocks", response_metadata: { messages: faults } });
    this.whispers.push({ ...(user !== undefined && { user }), text, blocks });
    return ok(true);
  }

  private show({ trigger_id, view }: Record<string, unknown>): Response {
    const trigger = String(trigger_id);
    if (this.spent.has(trigger)) return ok(false, { error: "expired_trigger_id" });
    const faults = faultsOfView(view as StandInView);
    if (faults.length > 0) return ok(false, { error: "invalid_arguments", response_metadata: { messages: faults } });
    this.spent.add(trigger);
    this.views.push(view as StandInView);
    return ok(true, { view: { id: `V${this.views.length}` } });
  }
}

/** What is wrong with a form: its own limits and those of its blocks. */
export function faultsOfView(view: StandInView): string[] {
  const faults = faultsOf(view.blocks);
  const must = (right: boolean, what: string) => {
    if (!right) faults.push(`[ERROR] ${what}`);
  };
  for (const { type, text } of [view.title, view.submit, view.close])
    must(type === "plain_text" && text.length >= 1 && text.length <= 24, "titles of 1 to 24");
  must(view.private_metadata.length <= 3000, "private_metadata of 3000");
  must(view.callback_id.length <= 255, "callback_id of 255");
  must(view.blocks.length <= 100, "100 blocks");
  return faults;
}

/** Slack's documented limits, and those of ours that go beyond them. */
export function faultsOf(blocks: readonly Block[]): string[] {
  const faults: string[] = [];
  const must = (right: boolean, what: string) => {
    if (!right) faults.push(`[ERROR] ${what}`);
  };
  must(blocks.length >= 1 && blocks.length <= 50, "1 to 50 blocks");
  const named = blocks.flatMap(({ block_id }) => block_id ?? []);
  must(new Set(named).size === named.length && named.every((id) => id.length <= 255), "block_id once, of 255");
  for (const [index, block] of blocks.entries()) {
    const at = `/blocks/${index}`;
    if (block.type === "actions" || block.type === "input") {
      faults.push(...faultsOfElements(at, block));
      continue;
    }
    must((block.fields?.length ?? 0) <= 10, `${at} 10 fields`);
    const elements = (block.elements ?? []) as TextObject[];
    const texts = [block.text, ...elements, ...(block.fields ?? [])].filter((text) => text !== undefined);
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

/** What can be pressed, chosen and filled in. */
function faultsOfElements(at: string, { type, elements = [], element, label, hint }: Block): string[] {
  const faults: string[] = [];
  const must = (right: boolean, what: string) => {
    if (!right) faults.push(`[ERROR] ${at} ${what}`);
  };
  const plain = (text: TextObject | undefined, most: number, what: string) =>
    must(text?.type === "plain_text" && text.text.length >= 1 && text.text.length <= most, what);
  if (type === "actions") must(elements.length >= 1 && elements.length <= 25, "1 to 25 elements");
  else plain(label, 2000, "label of 2000");
  if (hint) plain(hint, 2000, "hint of 2000");
  const all = element ? [element] : elements;
  const ids = all.map(({ action_id }) => action_id ?? "");
  must(
    new Set(ids).size === ids.length && ids.every((id) => id.length >= 1 && id.length <= 255),
    "action_id once, of 255",
  );
  for (const { type: kind, text, value, options, placeholder } of all) {
    if (kind === "button") plain(text as TextObject, 75, "button of 75");
    must((value?.length ?? 0) <= 2000, "value of 2000");
    if (placeholder) plain(placeholder, 150, "placeholder of 150");
    if (!options) continue;
    must(options.length >= 1 && options.length <= (kind === "overflow" ? 5 : 100), "number of options");
    for (const one of options) {
      plain(one.text, 75, "option of 75");
      must(one.value.length >= 1 && one.value.length <= 150, "option's value of 150");
    }
  }
  return faults;
}

function fieldsOf(body: string | URLSearchParams): Record<string, unknown> {
  if (typeof body === "string" && body.startsWith("{")) return JSON.parse(body);
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
