import {
  ConditionalCheckFailedException,
  ProvisionedThroughputExceededException,
  TransactionCanceledException,
  TransactionConflictException,
} from "@aws-sdk/client-dynamodb";
import { convertToAttr, marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import type { Commands } from "@earshot/store/connection.ts";
import type { Answer, Answering } from "./dynamodb-line.ts";

type Fields = Record<string, unknown>;

const attempts = 5;
const options = { removeUndefinedValues: true, convertTopLevelContainer: false };
const tokens = { next: 0 };

/**
 * The SDK's client as far as the store can tell: it writes values as DynamoDB does, asks up to five times where the SDK
 * would, a transaction under one token, and throws what the SDK throws. It does so in a tenth of the time, which is
 * what thousands of histories a minute need; some are played over the SDK itself (dynamodb-line.ts).
 */
export function directTo(answer: Answering): Commands {
  const send = async (command: { input: object; constructor: { name: string } }): Promise<Fields> => {
    const operation = nameOf(command.constructor.name);
    const input = written(operation, command.input as Fields);
    if (operation === "TransactWriteItems") input.ClientRequestToken = `token ${++tokens.next}`;
    for (let attempt = 1; ; attempt++) {
      const { status, output } = await answer({ operation, input }).catch((error: Error) => gone(error));
      if (status === 200) return read(output);
      if (!isPassing(output) || attempt === attempts) throw thrown(output);
    }
  };
  return { send: send as unknown as Commands["send"], destroy: () => {} };
}

/** A connection that broke is asked over again. */
const gone = ({ name, message }: Error): Answer => ({ status: 500, output: { __type: name, message } });

const isPassing = ({ __type }: Fields): boolean =>
  /ProvisionedThroughputExceeded|Throttling|TimeoutError|InternalServerError/.test(String(__type));

function nameOf(command: string): string {
  const name = command.replace(/Command\d*$/, "");
  const items: Record<string, string> = {
    BatchExecuteStatement: "BatchExecuteStatement",
    BatchGet: "BatchGetItem",
    BatchWrite: "BatchWriteItem",
    TransactWrite: "TransactWriteItems",
  };
  return items[name] ?? (["Query", "Scan"].includes(name) ? name : `${name}Item`);
}

const rows = new Set(["Item", "Key", "ExpressionAttributeValues", "ExclusiveStartKey"]);

/** An input with its values as DynamoDB writes them, wherever rows stand in it. */
function written(_: string, input: Fields): Fields {
  return Object.fromEntries(
    Object.entries(input).flatMap(([field, value]) => (value === undefined ? [] : [[field, inWriting(field, value)]])),
  );
}

function inWriting(field: string, value: unknown): unknown {
  if (rows.has(field)) return marshall(value as Fields, options);
  if (field === "Keys") return (value as Fields[]).map((key) => marshall(key, options));
  if (field === "Parameters") return (value as unknown[]).map((one) => convertToAttr(one, options));
  if (Array.isArray(value)) return value.map((one) => inWriting("", one));
  const nested = value !== null && typeof value === "object" && field !== "ExpressionAttributeNames";
  return nested ? written("", value as Fields) : value;
}

function read(output: Fields): Fields {
  const row = (value: unknown) => unmarshall(value as Parameters<typeof unmarshall>[0]);
  const many = (value: unknown) => (value as unknown[]).map(row);
  const tables = (value: unknown, each: (some: unknown) => unknown) =>
    Object.fromEntries(Object.entries(value as Fields).map(([table, some]) => [table, each(some)]));
  const { Item, Items, Attributes, LastEvaluatedKey, Responses, UnprocessedItems, ...rest } = output;
  const plain = (some: unknown) =>
    (some as { PutRequest?: { Item: unknown }; DeleteRequest?: { Key: unknown } }[]).map(
      ({ PutRequest, DeleteRequest }) =>
        PutRequest
          ? { PutRequest: { Item: row(PutRequest.Item) } }
          : { DeleteRequest: { Key: row(DeleteRequest?.Key) } },
    );
  return {
    ...rest,
    $metadata: {},
    ...(Item !== undefined && { Item: row(Item) }),
    ...(Items !== undefined && { Items: many(Items) }),
    ...(Attributes !== undefined && { Attributes: row(Attributes) }),
    ...(LastEvaluatedKey !== undefined && { LastEvaluatedKey: row(LastEvaluatedKey) }),
    ...(Responses !== undefined && { Responses: Array.isArray(Responses) ? Responses : tables(Responses, many) }),
    ...(UnprocessedItems !== undefined && { UnprocessedItems: tables(UnprocessedItems, plain) }),
  };
}

const exceptions = {
  ConditionalCheckFailedException,
  ProvisionedThroughputExceededException,
  TransactionCanceledException,
  TransactionConflictException,
};

function thrown({ __type, message, CancellationReasons }: Fields): Error {
  const name = String(__type).split("#").at(-1) ?? "";
  const Exception = exceptions[name as keyof typeof exceptions];
  const told = { message: String(message), $metadata: {}, CancellationReasons: CancellationReasons as [] };
  return Exception ? new Exception(told) : Object.assign(new Error(String(message)), { name });
}
