import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  DynamoDBClient,
  ResourceInUseException,
  ResourceNotFoundException,
  UpdateTimeToLiveCommand,
} from "@aws-sdk/client-dynamodb";
import { EarshotError } from "@earshot/core/error.ts";
import { type Index, schema } from "@earshot/store/schema.ts";
import { waits } from "./engine.ts";

/** The schema as DynamoDB's own request. */
export function createTableInput(name: string): CreateTableCommandInput {
  return {
    TableName: name,
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: Object.entries(schema.attributes).map(([AttributeName, AttributeType]) => ({
      AttributeName,
      AttributeType,
    })),
    KeySchema: [
      { AttributeName: schema.hash, KeyType: "HASH" },
      { AttributeName: schema.range, KeyType: "RANGE" },
    ],
    GlobalSecondaryIndexes: Object.entries(schema.indexes).map(
      ([IndexName, { hash, range, carries }]: [string, Index]) => ({
        IndexName,
        KeySchema: [
          { AttributeName: hash, KeyType: "HASH" },
          { AttributeName: range, KeyType: "RANGE" },
        ],
        Projection:
          carries.length === 0
            ? { ProjectionType: "KEYS_ONLY" }
            : { ProjectionType: "INCLUDE", NonKeyAttributes: [...carries] },
      }),
    ),
    StreamSpecification: { StreamEnabled: true, StreamViewType: schema.stream },
  };
}

/** Makes sure that the table is there; returns the address of its stream. */
export async function ensureTable(endpoint: string, name: string): Promise<string> {
  const client = new DynamoDBClient({ endpoint, requestHandler: waits });
  try {
    const existing = await streamOf(client, name);
    if (existing) return existing;
    await client.send(new CreateTableCommand(createTableInput(name))).catch((error: unknown) => {
      if (!(error instanceof ResourceInUseException)) throw error;
    });
    for (let attempt = 0; attempt < 200; attempt++) {
      const stream = await streamOf(client, name);
      if (stream) {
        await client.send(
          new UpdateTimeToLiveCommand({
            TableName: name,
            TimeToLiveSpecification: { AttributeName: schema.ttl, Enabled: true },
          }),
        );
        return stream;
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new EarshotError("upstream", `The table ${name} was made but does not become active.`);
  } finally {
    client.destroy();
  }
}

async function streamOf(client: DynamoDBClient, name: string): Promise<string | undefined> {
  try {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: name }));
    if (Table?.TableStatus !== "ACTIVE") return undefined;
    const { StreamSpecification, LatestStreamArn } = Table;
    // The address outlives a stream that was turned off.
    if (!LatestStreamArn || !StreamSpecification?.StreamEnabled || StreamSpecification.StreamViewType !== schema.stream)
      throw new EarshotError(
        "input",
        `The table ${name} has no stream of new and old images. Earshot needs one; remove the table or name another in EARSHOT_TABLE.`,
      );
    return LatestStreamArn;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}
