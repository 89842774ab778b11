import { marshall } from "@aws-sdk/util-dynamodb";
import { isoTime } from "@earshot/core/clock.ts";
import type { FeedbackEvent } from "@earshot/core/feedback.ts";
import { newId } from "@earshot/core/id.ts";
import type { InboxEntry } from "@earshot/core/inbox.ts";
import type { StreamRecord } from "@earshot/store/changes.ts";
import { inboxKey, type Key, voteKey } from "@earshot/store/keys.ts";

/** What may come first to a process of work, as the stream hands it over. */
export function firstBatches(now: number): Record<string, { Records: StreamRecord[] }> {
  return {
    vote: { Records: [inserted(voteKey(newId("theme", now), "psn_1"))] },
    feedback: { Records: [inserted(received(now))] },
  };
}

function received(now: number): Key & InboxEntry {
  const receivedAt = isoTime(now);
  const event: FeedbackEvent = {
    ...{ source: "api", externalId: "1", version: receivedAt, saidAt: receivedAt },
    author: { aliases: ["email:ada@example.org"], name: "Ada" },
    body: "My downloaded scores do not open without a network. Please add a way to keep them on the tablet.",
  };
  const id = newId("inbox", now);
  return { ...inboxKey(id, receivedAt), id, receivedAt, attempts: 0, parked: false, content: { type: "event", event } };
}

function inserted(row: Key & object): StreamRecord {
  const { pk, sk } = row;
  return {
    eventName: "INSERT",
    dynamodb: { Keys: marshall({ pk, sk }), NewImage: marshall(row), SequenceNumber: "1" },
  };
}
