import {
  DescribeStreamCommand,
  GetRecordsCommand,
  type GetRecordsCommandOutput,
  GetShardIteratorCommand,
} from "@aws-sdk/client-dynamodb-streams";
import { type Changes, readChanges, type StreamRecord } from "@earshot/store/changes.ts";
import { dynamoStreams } from "./engine.ts";

/** Reads a stream from its beginning: each call gives the records since the one before. */
export function recordsOf(stream: string): () => Promise<StreamRecord[]> {
  const client = dynamoStreams();
  let iterator: string | undefined;
  return async () => {
    iterator ??= await beginning(stream);
    const records: StreamRecord[] = [];
    for (;;) {
      const answer: GetRecordsCommandOutput = await client.send(new GetRecordsCommand({ ShardIterator: iterator }));
      iterator = answer.NextShardIterator;
      if (!answer.Records?.length) return records;
      records.push(...(answer.Records as StreamRecord[]));
    }
  };
}

async function beginning(stream: string): Promise<string> {
  const client = dynamoStreams();
  const { StreamDescription } = await client.send(new DescribeStreamCommand({ StreamArn: stream }));
  const ShardId = StreamDescription?.Shards?.[0]?.ShardId;
  const place = { StreamArn: stream, ShardId, ShardIteratorType: "TRIM_HORIZON" as const };
  const { ShardIterator = "" } = await client.send(new GetShardIteratorCommand(place));
  return ShardIterator;
}

/** The same as the workers read it: each call gives what the changes since the one before ask of them. */
export function following(stream: string): () => Promise<Changes> {
  const next = recordsOf(stream);
  return async () => readChanges(await next());
}
