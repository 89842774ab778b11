import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A call as Bedrock Runtime was sent it. */
export interface BedrockCall {
  model: string;
  operation: "invoke" | "converse";
  headers: IncomingMessage["headers"];
  body: Record<string, unknown>;
}

/** What goes wrong with a call, in the place of its answer; nothing for a call that goes well. */
export type BedrockFault = (call: BedrockCall, index: number) => Answer | undefined;
export type Answer = (response: ServerResponse) => void;

/** One of the errors that Bedrock's API knows, as it writes them. */
export function exception(status: number, name: string): Answer {
  return (response) => {
    response.writeHead(status, {
      "content-type": "application/json",
      "x-amzn-requestid": "6f5902ac-237b-4db0-a1a3-6f0b3c7b2a55",
      "x-amzn-errortype": `${name}:http://internal.amazon.com/coral/com.amazon.bedrock/`,
    });
    response.end(JSON.stringify({ message: `${name}: said by the stand-in` }));
  };
}

/** A good status with any text at all. */
export function says(text: string): Answer {
  return (response) => {
    response.writeHead(200, { "content-type": "application/json" });
    response.end(text);
  };
}

/** Begins a good answer and hangs up in the middle. */
export const hangsUp: Answer = (response) => {
  response.writeHead(200, { "content-type": "application/json", "content-length": "1000" });
  response.write('{"output": {"message": {"role": "assis');
  setImmediate(() => response.destroy());
};

/** Never answers. */
export const keepsSilent: Answer = () => {};

/** A good answer of Converse, whatever it holds. */
export function converseAnswer(
  content: unknown[],
  stopReason = "tool_use",
  usage: { inputTokens: number; outputTokens: number } | null = { inputTokens: 400, outputTokens: 60 },
): Answer {
  return says(
    JSON.stringify({
      metrics: { latencyMs: 321 },
      output: { message: { role: "assistant", content } },
      stopReason,
      ...(usage && { usage: { ...usage, totalTokens: usage.inputTokens + usage.outputTokens } }),
    }),
  );
}

export const handsOver = (input: unknown): unknown => ({
  toolUse: { toolUseId: "tooluse_kZJMlvQmRJ6eAyJE5GIl7Q", name: "write_summary", input },
});

/** The feedback that a request of ours shows the model, read as a model would read it. */
export function feedbackIn({ body }: BedrockCall): { id: string; text: string }[] {
  const [message] = body.messages as { content: { text: string }[] }[];
  const lines = /<feedback>\n([\s\S]*?)\n<\/feedback>/.exec(message?.content[0]?.text ?? "")?.[1] ?? "";
  return lines.split("\n").flatMap((line) => (line === "" ? [] : [JSON.parse(line) as { id: string; text: string }]));
}

/** Bedrock Runtime on a port of this machine, as far as one embedding model and Converse go. */
export class BedrockStandIn {
  readonly calls: BedrockCall[] = [];
  fault: BedrockFault = () => undefined;
  /** What the Converse model hands to its tool. */
  write: (members: { id: string; text: string }[]) => unknown = () => ({ sentences: [] });
  /** What a word means to the embedding model: for all words that mean the same, the same. */
  means: (word: string) => string = (word) => word;
  /** How long a call takes, in milliseconds. */
  delay = 0;
  /** How many calls are under way, and how many at most were at once. */
  readonly load = { now: 0, most: 0 };
  readonly #server = createServer((request, response) => {
    this.load.most = Math.max(this.load.most, ++this.load.now);
    response.on("close", () => this.load.now--);
    this.#take(request).then(
      (answer) => setTimeout(answer, this.delay, response),
      () => response.destroy(),
    );
  });

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #take(request: IncomingMessage): Promise<Answer> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const [, model = "", operation = ""] = /^\/model\/([^/]+)\/(invoke|converse)$/.exec(request.url ?? "") ?? [];
    if (request.method !== "POST" || operation === "") return exception(404, "UnknownOperationException");
    if (!/^AWS4-HMAC-SHA256 Credential=\S+\/bedrock\/aws4_request, /.test(request.headers.authorization ?? ""))
      return exception(403, "MissingAuthenticationTokenException");
    const body = JSON.parse(Buffer.concat(chunks).toString("utf8"));
    const call: BedrockCall = {
      model: decodeURIComponent(model),
      operation: operation as BedrockCall["operation"],
      headers: request.headers,
      body,
    };
    this.calls.push(call);
    const fault = this.fault(call, this.calls.length - 1);
    if (fault) return fault;
    return call.operation === "invoke" ? embedded(body, this.means) : this.#conversed(call);
  }

  #conversed(call: BedrockCall): Answer {
    const { messages, toolConfig, inferenceConfig } = call.body as {
      messages?: { role: string; content: { text: string }[] }[];
      toolConfig?: { tools: { toolSpec: { name: string } }[]; toolChoice: { tool: { name: string } } };
      inferenceConfig?: { maxTokens: number };
    };
    const named = toolConfig?.tools.some(({ toolSpec }) => toolSpec.name === toolConfig.toolChoice.tool.name);
    if (messages?.[0]?.role !== "user" || !messages[0].content[0]?.text || !named || !inferenceConfig?.maxTokens)
      return exception(400, "ValidationException");
    const written = this.write(feedbackIn(call));
    const tokens = (value: unknown): number => Math.ceil(JSON.stringify(value).length / 4);
    return converseAnswer([handsOver(written)], "tool_use", {
      inputTokens: tokens(call.body),
      outputTokens: tokens(written),
    });
  }
}

/** Titan's answer: a direction for each meaning of its words, summed up; words that mean nothing have none. */
function embedded(
  { inputText, dimensions = 1024, normalize = true }: Record<string, unknown>,
  means: (word: string) => string,
): Answer {
  const right = typeof inputText === "string" && /\S/.test(inputText) && [256, 512, 1024].includes(Number(dimensions));
  if (!right || normalize !== true) return exception(400, "ValidationException");
  const sum = new Array<number>(Number(dimensions)).fill(0);
  for (const word of inputText.toLowerCase().match(/\p{L}+/gu) ?? [""]) {
    const meaning = means(word);
    if (meaning === "" && word !== "") continue;
    let state = [...meaning].reduce(
      (hash, letter) => Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193),
      0x811c9dc5,
    );
    for (let i = 0; i < sum.length; i++) {
      state = (Math.imul(state, 1664525) + 1013904223) | 0;
      sum[i] = (sum[i] ?? 0) + state / 2 ** 31;
    }
  }
  const length = Math.hypot(...sum) || 1;
  const embedding = sum.map((value) => value / length);
  return says(
    JSON.stringify({
      embedding,
      embeddingsByType: { float: embedding },
      inputTextTokenCount: Math.ceil(inputText.length / 4.7),
    }),
  );
}
