import { familyOf } from "./family.ts";
import type { Theme } from "./theme.ts";

type Line = [theme: Theme, ...line: Theme[]];

/**
 * What becomes of issues when a theme is merged, on heads that are joined already: where the theme that stands for both
 * has one, or is to have one, the merged theme's is closed as its duplicate; where it has none, it takes the other over.
 */
export function issuesJoined(heads: Line): Line {
  const [theme, ...line] = heads;
  const root = line.at(-1);
  if (root === undefined || !theme.issueWanted) return heads;
  if (root.issueWanted && theme.issue) return [atOnce(theme), ...line];
  const lent = { ...theme, issueLent: true };
  if (root.issueWanted) return [lent, ...line];
  const there = theme.issueToAttach ?? theme.issue;
  const { issueGone: _, ...rest } = atOnce(root);
  const heir: Theme = {
    ...rest,
    ...{ issueWanted: true, issueFrom: theme.id },
    ...(there && { issueToAttach: { repository: there.repository, number: there.number } }),
  };
  return [lent, ...line.slice(0, -1), heir];
}

/** The same once a theme stands for itself again: the issue that it lent is its own, and one that was closed is reopened. */
export function issuesParted(heads: Line): Line {
  const [theme, ...line] = heads;
  if (!theme.issueWanted) return heads;
  if (!theme.issueLent) return [theme.issue ? atOnce(theme) : theme, ...line];
  const { issueLent: _, issueFrom: __, ...own } = atOnce(theme);
  const family = new Set(familyOf(theme));
  let borrower: string | undefined;
  const others = line.map((head) => {
    if (head.issueFrom === undefined || !(family.has(head.issueFrom) || head.issueFrom === borrower)) return head;
    borrower = head.id;
    return returned(head, theme);
  });
  return [{ ...own, ...(borrower !== undefined && { issueFrom: borrower }) }, ...others];
}

/** As if none had been asked for, the next push is at once. */
function atOnce({ issueAsked: _, issueDueAt: __, ...theme }: Theme): Theme {
  return theme;
}

/** A theme without the issue that it had from another; one of its own that it has got since stays. */
function returned({ issueFrom: _, ...theme }: Theme, { issue: lent }: Theme): Theme {
  if (theme.issue && theme.issue.issueId !== lent?.issueId) return theme;
  const { issue, issueWanted, issueToAttach, issueDelivery, issueTold, tracked, ...rest } = atOnce(theme);
  return rest;
}
