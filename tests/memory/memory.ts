import { memoryCursors } from "./cursors.ts";
import { memoryFeedback } from "./feedback.ts";
import { memoryInbox } from "./inbox.ts";
import { memoryIssues } from "./issues.ts";
import { memoryOutbox } from "./outbox.ts";
import { memoryPeople } from "./people.ts";
import { memoryRecounts } from "./recounts.ts";
import { rows } from "./rows.ts";
import { memorySettings } from "./settings.ts";
import { memoryThemes } from "./themes.ts";
import { memoryVotes } from "./votes.ts";

/** The ports over one set of rows in memory; `rows` is for a test to look at and to prepare. */
export function memory() {
  const all = rows();
  return {
    rows: all,
    inbox: memoryInbox(all),
    feedback: memoryFeedback(all),
    themes: memoryThemes(all),
    votes: memoryVotes(all),
    people: memoryPeople(all),
    outbox: memoryOutbox(all),
    settings: memorySettings(all),
    cursors: memoryCursors(all),
    issues: memoryIssues(all),
    recounts: memoryRecounts(all),
  };
}
