import type { DynamoDBClientConfig } from "@aws-sdk/client-dynamodb";
import { type DynamoStandIn, Refusal } from "./dynamodb.ts";

/** What arrives at DynamoDB: the operation, and its JSON, read. */
export interface Request {
  operation: string;
  input: Record<string, unknown>;
}

/** What comes back: a status, and JSON. */
export interface Answer {
  status: number;
  output: Record<string, unknown>;
}

export type Answering = (request: Request) => Promise<Answer>;

interface HttpRequest {
  headers: Record<string, string>;
  body: Uint8Array;
}

/** How the SDK's client reaches whoever answers, with all that the SDK does itself and no network between. */
export function lineTo(answer: Answering): DynamoDBClientConfig {
  return {
    endpoint: "http://table.invalid",
    region: "local",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
    signer: { sign: async (request: unknown) => request },
    requestHandler: {
      handle: async ({ headers, body }: HttpRequest) => {
        const operation = String(headers["x-amz-target"]).split(".")[1] ?? "";
        const { status, output } = await answer({ operation, input: JSON.parse(new TextDecoder().decode(body)) });
        const told = { "content-type": "application/x-amz-json-1.0" };
        return { response: { statusCode: status, headers: told, body: Buffer.from(JSON.stringify(output)) } };
      },
    },
  } as DynamoDBClientConfig;
}

export function refusal(type: string, message: string, details: Record<string, unknown> = {}): Answer {
  return { status: 400, output: { __type: `com.amazonaws.dynamodb.v20120810#${type}`, message, ...details } };
}

/** What the stand-in answers. */
export function answered(table: DynamoStandIn, { operation, input }: Request, reading = {}): Answer {
  try {
    return { status: 200, output: table.run(operation, input, reading) };
  } catch (error) {
    if (error instanceof Refusal) return refusal(error.type, error.message, error.details);
    throw error;
  }
}

/** Bytes are base64 in JSON, and bytes on either side of it. */
function inBase64(this: Record<string, unknown>, name: string, value: unknown): unknown {
  const bytes = this[name];
  return bytes instanceof Uint8Array ? Buffer.from(bytes).toString("base64") : value;
}
const fromBase64 = (name: string, value: unknown): unknown =>
  name === "B" && typeof value === "string" ? Buffer.from(value, "base64") : value;

/** What a real DynamoDB, or the engine in its place, answers at an address. */
export async function answeredAt(endpoint: string, { operation, input }: Request): Promise<Answer> {
  const response = await fetch(endpoint, {
    method: "POST",
    headers: {
      "content-type": "application/x-amz-json-1.0",
      "x-amz-target": `DynamoDB_20120810.${operation}`,
      // Nobody checks the signature, but it has to look like one.
      "x-amz-date": "20260302T120000Z",
      authorization:
        "AWS4-HMAC-SHA256 Credential=local/20260302/local/dynamodb/aws4_request, SignedHeaders=host, Signature=0",
    },
    body: JSON.stringify(input, inBase64),
  });
  return { status: response.status, output: JSON.parse(await response.text(), fromBase64) as Answer["output"] };
}
