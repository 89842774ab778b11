import { memoryAudience } from "./audience.ts";
import { memoryBudget } from "./budget.ts";
import { memoryClusters } from "./clusters.ts";
import { memoryCorrections } from "./corrections.ts";
import { memoryCursors } from "./cursors.ts";
import { memoryDigests } from "./digests.ts";
import { memoryDoings } from "./doings.ts";
import { memoryErasures } from "./erasures.ts";
import { memoryFeedback } from "./feedback.ts";
import { memoryFollows } from "./follows.ts";
import { memoryForming } from "./forming.ts";
import { memoryInbox } from "./inbox.ts";
import { memoryIssues } from "./issues.ts";
import { memoryLeases } from "./leases.ts";
import { memoryMarks } from "./marks.ts";
import { memoryOutbox } from "./outbox.ts";
import { memoryPace } from "./pace.ts";
import { memoryPasses } from "./passes.ts";
import { memoryPeople } from "./people.ts";
import { memoryRecounts } from "./recounts.ts";
import { rows } from "./rows.ts";
import { memorySettings } from "./settings.ts";
import { memoryTellings } from "./tellings.ts";
import { memoryThemes } from "./themes.ts";
import { memoryVotes } from "./votes.ts";
import { memoryWebhooks } from "./webhooks.ts";

/** The ports over one set of rows in memory; `rows` is for a test to look at and to prepare. */
export function memory() {
  const all = rows();
  return {
    rows: all,
    inbox: memoryInbox(all),
    feedback: memoryFeedback(all),
    themes: memoryThemes(all),
    votes: memoryVotes(all),
    follows: memoryFollows(all),
    digests: memoryDigests(),
    doings: memoryDoings(all),
    erasures: memoryErasures(all),
    audience: memoryAudience(all),
    passes: memoryPasses(all),
    corrections: memoryCorrections(all),
    people: memoryPeople(all),
    outbox: memoryOutbox(all),
    webhooks: memoryWebhooks(all),
    marks: memoryMarks(all),
    tellings: memoryTellings(all),
    pace: memoryPace(all),
    settings: memorySettings(all),
    cursors: memoryCursors(all),
    issues: memoryIssues(all),
    leases: memoryLeases(all),
    clustering: memoryClusters(all),
    forming: memoryForming(all),
    recounts: memoryRecounts(all),
    budget: memoryBudget(all),
  };
}
