import * as z from "zod";
import { keyText, type Lane } from "./pages.ts";
import type { Table } from "./table.ts";

/** What stands in a queue of the index of that name, the latest first: rows of one kind, by their sort key. */
export function queueLane(table: Table, queue: string, sk: string): Lane {
  return {
    name: queue,
    read: (from, limit) =>
      table.page({
        IndexName: "queue",
        KeyConditionExpression: "queue = :queue",
        ExpressionAttributeValues: { ":queue": queue },
        ScanIndexForward: false,
        Limit: limit,
        ...(from && { ExclusiveStartKey: from }),
      }),
    position: z.object({ pk: keyText, sk: z.literal(sk), queue: z.literal(queue), due: keyText }),
  };
}
