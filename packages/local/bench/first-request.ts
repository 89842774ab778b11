import { createHmac } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

const apiKey = "key-of-the-bench";
const secret = "secret-of-the-bench";

/** What may come first to a process of http, as a function URL hands it over. */
export const firstRequests = {
  page: request("GET", "/"),
  api: request("GET", "/api/v1/themes", { authorization: `Bearer ${apiKey}` }),
  webhook: request("POST", "/webhooks/discourse", delivered(`{"post":{"id":1}}`), `{"post":{"id":1}}`),
};
export type FirstRequest = keyof typeof firstRequests;

function delivered(body: string): Record<string, string> {
  const signature = createHmac("sha256", secret).update(body).digest("hex");
  const headers = { "event-id": "1", "event-type": "post", "event-signature": `sha256=${signature}` };
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [`x-discourse-${name}`, value]));
}

function request(method: string, path: string, headers: Record<string, string> = {}, body?: string) {
  return {
    version: "2.0",
    rawPath: path,
    rawQueryString: "",
    headers: { host: "ideas.example", "content-type": "application/json", ...headers },
    requestContext: { domainName: "ideas.example", http: { method, path, sourceIp: "192.0.2.1" } },
    isBase64Encoded: false,
    ...(body !== undefined && { body }),
  };
}

/** Runs with a table in which nothing is, at an address of this machine that answers at once; given is what finds it. */
export async function besideEmptyTable<T>(run: (environment: Record<string, string>) => Promise<T>): Promise<T> {
  const found = { Items: [], Count: 0, ScannedCount: 0, Responses: {}, UnprocessedKeys: {} };
  // Whoever asks for a lease has it.
  const nothing = JSON.stringify({ ...found, Attributes: { fence: { N: "1" } } });
  const server = createServer((asked, answer) => {
    asked.resume();
    answer.setHeader("content-type", "application/x-amz-json-1.0").end(nothing);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  try {
    return await run({
      AWS_ENDPOINT_URL_DYNAMODB: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      ...{ AWS_REGION: "eu-central-1", AWS_ACCESS_KEY_ID: "bench", AWS_SECRET_ACCESS_KEY: "bench" },
      ...{ EARSHOT_API_KEY: apiKey, EARSHOT_SECRET: secret, DISCOURSE_WEBHOOK_SECRET: secret },
    });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
