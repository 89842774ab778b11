import { DynamoDBClient, type DynamoDBClientConfig } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";

/**
 * Milliseconds. DynamoDB answers within tens; but a process that computes for seconds on end finds its answers late.
 * Without these the SDK waits for ever on a connection that went dead.
 */
const waits = { connectionTimeout: 5_000, requestTimeout: 15_000, throwOnRequestTimeout: true };

/**
 * For whoever has to answer within twenty seconds: with these three attempts and the pauses between them have failed by
 * then, and she can say so.
 */
export const briefly = {
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 4_000, throwOnRequestTimeout: true },
} satisfies DynamoDBClientConfig;

export function connect(config: DynamoDBClientConfig): DynamoDBDocumentClient {
  const client = new DynamoDBClient({ maxAttempts: 5, requestHandler: waits, ...config });
  // It composes what it would log of each answer even where nobody listens: a tenth of the time of a call.
  client.middlewareStack.remove("loggerMiddleware");
  return DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
}

/** Who carries commands out: the SDK's client, unless a test has another. */
export type Commands = Pick<DynamoDBDocumentClient, "send" | "destroy">;
/** How the table is reached. */
export type Connection = DynamoDBClientConfig | Commands;
