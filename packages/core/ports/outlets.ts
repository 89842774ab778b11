import type { Visibility } from "../feedback.ts";
import type { IssueLink, Theme } from "../theme.ts";

/** What an outlet needs to write about a theme. Quotes in `voices` are redacted and in the order to be shown. */
export interface ThemeReport {
  theme: Theme;
  /** Where the theme stands on the portal. */
  url: string;
  /** The issue that this one is a duplicate of, while its theme is part of another that has one. */
  duplicateOf?: IssueLink | undefined;
  voices: { text: string; source: string; at: string; url?: string | undefined; visibility: Visibility }[];
}

/**
 * What is known of a theme's issue on GitHub, written before and after each call so that a crash between two lines
 * can be told from success: `creating` from `intendedAt` on, then `linked`; `gone` when it was deleted or is out of
 * reach, which a person has to mend.
 */
export interface IssueRecord {
  theme: string;
  repository: string;
  state: "creating" | "linked" | "gone";
  intendedAt: string;
  /** While `creating`: when somebody last set about it. Absent once it is known that GitHub refused. */
  claimedAt?: string | undefined;
  link?: IssueLink | undefined;
  /**
   * Hash of the title as we last wrote it: one that people changed since is theirs. Empty where the title never was
   * ours; absent until our section stands in the issue.
   */
  written?: string | undefined;
  writtenAt?: string | undefined;
  /** Whether we closed it as a duplicate, which is taken back once its theme stands for itself again. */
  closed?: boolean | undefined;
  revision: number;
}

export interface IssueStore {
  get(theme: string): Promise<IssueRecord | undefined>;
  /** @throws EarshotError `conflict` when the record's revision is no longer `previous`'s (none: there is one). */
  put(next: IssueRecord, previous: IssueRecord | undefined): Promise<void>;
  /** The themes that an issue, or any issue of a repository, is linked with: by ids, which outlive names. */
  linked(repositoryId: number, issueId?: number): Promise<LinkedTheme[]>;
}

export interface LinkedTheme {
  theme: string;
  issueId: number;
  number: number;
}

/** What `deliver` found out when it carried an effect out. */
export interface Outcome {
  state: "sent" | "dry_run";
  payload: unknown;
  /** The feedback whose words are in it. */
  cites?: string[] | undefined;
  result?: Record<string, unknown> | undefined;
}
