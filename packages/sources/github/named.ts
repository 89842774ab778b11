/** So much of a release's notes is read; GitHub takes 125,000 characters. */
const longest = 125_000;

const reference =
  /(?<![\w&/-])(?:https?:\/\/[\w.-]{1,100}\/(?<linked>[\w.-]{1,100}\/[\w.-]{1,100})\/(?:issues|pull)\/|(?<repository>[\w.-]{1,100}\/[\w.-]{1,100})?#|GH-)(?<number>\d{1,9})(?!\w)/giu;

/**
 * The numbers of a repository's issues and pull requests, which share them, that a text names: `#12`, `GH-12`,
 * `owner/repo#12`, or a link.
 */
export function numbersNamed(text: string, repository: string): number[] {
  const home = repository.toLowerCase();
  const numbers = new Set<number>();
  for (const { groups = {} } of text.slice(0, longest).matchAll(reference)) {
    const named = (groups.linked ?? groups.repository)?.toLowerCase();
    if (named === undefined || named === home) numbers.add(Number(groups.number));
  }
  return [...numbers];
}
