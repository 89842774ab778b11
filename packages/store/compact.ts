import { tombstone } from "@earshot/core/erasure.ts";
import { Feedback } from "@earshot/core/feedback.ts";
import type { Row } from "./table.ts";

/**
 * Feedback as a row says no more than it has to: a write costs by the kilobyte, twice in a transaction, and much of a
 * feedback repeats itself. The redacted text is left out where nothing was redacted, the versions are grouped by
 * version (one event tells most fields), and each neighbour is one line.
 */
export function compact(feedback: Feedback): Row {
  const { text, versions, why, ...rest } = feedback;
  // In no index, and with nothing of hers, her person least of all.
  if (feedback.erased !== undefined) {
    const { id, board, erased, revision } = feedback;
    return { id, board, erased, revision };
  }
  return {
    ...rest,
    ...(text !== wholeText(feedback) && { text }),
    versions: grouped(versions),
    why: why.map(({ feedback: id, theme, similarity }) => `${id} ${theme} ${similarity}`),
  };
}

/** The feedback of a row that `compact` made. */
export function restored(row: Row): Feedback {
  const { id, board, erased, revision } = row as Row & Pick<Feedback, "id" | "board" | "erased" | "revision">;
  if (erased !== undefined) return tombstone({ id, board, revision }, erased);
  const { text, versions, why, ...rest } = row as Row & {
    text?: string;
    versions: Record<string, string>;
    why: string[];
  };
  return Feedback.parse({
    ...rest,
    text: text ?? wholeText(rest as Pick<Feedback, "title" | "body">),
    versions: Object.fromEntries(
      Object.entries(versions).flatMap(([version, fields]) => fields.split(" ").map((field) => [field, version])),
    ),
    why: why.map((line) => {
      const [feedback, theme, similarity] = line.split(" ");
      return { feedback, theme, similarity: Number(similarity) };
    }),
  });
}

function wholeText({ title, body }: Pick<Feedback, "title" | "body">): string {
  return [title, body].filter((part) => part !== undefined && part !== "").join("\n");
}

function grouped(versions: Feedback["versions"]): Record<string, string> {
  const groups = Map.groupBy(Object.keys(versions).sort(), (field) => versions[field] ?? "");
  return Object.fromEntries([...groups].map(([version, fields]) => [version, fields.join(" ")]));
}
