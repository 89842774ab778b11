import type { Clock } from "@earshot/core/clock.ts";
import { type Connection, split } from "./client.ts";
import { githubError } from "./failure.ts";

interface Answer {
  repository?: Record<
    string,
    {
      closingIssuesReferences?: { nodes?: ({ number?: number; repository?: { databaseId?: number } } | null)[] };
    } | null
  > | null;
}

/** Of each pull request the issues that merging it closes ("Fixes #12"): only GraphQL tells, of many in one question. */
export function closingQuestion(repository: string, numbers: readonly number[]) {
  const asked = numbers.map(
    (number) => `n${number}: issueOrPullRequest(number: ${number}) {
    ... on PullRequest { closingIssuesReferences(first: 20) { nodes { number repository { databaseId } } } }
  }`,
  );
  const { owner, repo } = split(repository);
  const query = `query ($owner: String!, $name: String!) {
  repository(owner: $owner, name: $name) {
  ${asked.join("\n  ")}
  }
}`;
  return { query, variables: { owner, name: repo } };
}

/**
 * The numbers of a repository's issues that some of its pull requests close. One call; a number that is no pull request
 * closes none.
 * @throws EarshotError as githubError says.
 */
export async function closedBy(
  { connection, clock }: { connection: Connection; clock: Clock },
  { repository, repositoryId, numbers }: { repository: string; repositoryId: number; numbers: readonly number[] },
): Promise<number[]> {
  const { query, variables } = closingQuestion(repository, numbers);
  const answer = await asked();
  const nodes = Object.values(answer.repository ?? {}).flatMap((one) => one?.closingIssuesReferences?.nodes ?? []);
  const here = nodes.filter((node) => node?.repository?.databaseId === repositoryId);
  return [...new Set(here.flatMap((node) => node?.number ?? []))];

  async function asked(): Promise<Answer> {
    const client = await connection.clientFor(repository);
    try {
      return await client.graphql<Answer>(query, variables);
    } catch (error) {
      // A number that nothing has is an error beside the rest of the answer.
      if (error instanceof Error && error.name === "GraphqlResponseError")
        return (error as Error & { data?: Answer | null }).data ?? {};
      throw githubError(error, "ask which issues a release's pull requests close", repository, clock);
    }
  }
}
