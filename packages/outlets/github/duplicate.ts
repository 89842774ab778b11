import { split } from "./client.ts";
import { githubError } from "./failure.ts";
import type { Push } from "./push.ts";

/** Which issue another was closed in favour of: only GraphQL tells, by either of two ways to say so on GitHub. */
const question = `query ($issue: ID!) {
  node(id: $issue) {
    ... on Issue {
      timelineItems(last: 20, itemTypes: [CLOSED_EVENT, MARKED_AS_DUPLICATE_EVENT]) {
        nodes {
          ... on ClosedEvent { duplicateOf { ... on Issue { number repository { nameWithOwner } } } }
          ... on MarkedAsDuplicateEvent { canonical { ... on Issue { number repository { nameWithOwner } } } }
        }
      }
    }
  }
}`;

interface Named {
  number?: number;
  repository?: { nameWithOwner?: string };
}
interface Answer {
  node?: {
    timelineItems?: { nodes?: ({ duplicateOf?: Named | null; canonical?: Named | null } | null)[] } | null;
  } | null;
}

/** Where the issue stands that another is a duplicate of; undefined where nobody said so, or it may not be seen. */
export async function originalOf(
  { connection, clock }: Push,
  repository: string,
  node: string,
): Promise<{ owner: string; repo: string; number: number } | undefined> {
  const client = await connection.clientFor(repository);
  let answer: Answer;
  try {
    answer = await client.graphql<Answer>(question, { issue: node });
  } catch (error) {
    // What GraphQL refuses comes with status 200: there is nothing to be found then, now or later.
    if (error instanceof Error && error.name === "GraphqlResponseError") return undefined;
    throw githubError(error, "look for the issue that another is a duplicate of", repository, clock);
  }
  for (const item of answer.node?.timelineItems?.nodes?.toReversed() ?? []) {
    const named = item?.duplicateOf ?? item?.canonical;
    const home = named?.repository?.nameWithOwner;
    if (home !== undefined && named?.number !== undefined) return { ...split(home), number: named.number };
  }
  return undefined;
}
