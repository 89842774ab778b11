import { second } from "@earshot/core/clock.ts";
import type { BoardClusters } from "@earshot/core/clusters.ts";
import type { InboxEntry } from "@earshot/core/inbox.ts";
import type { IssueEvent } from "@earshot/core/issue-event.ts";
import type { Meanings } from "@earshot/core/meaning.ts";
import { once } from "@earshot/core/once.ts";
import type { SourceAdapter } from "@earshot/core/ports/sources.ts";
import { remember } from "@earshot/core/remember.ts";
import { countOrPutOff, type Work, work } from "@earshot/core/working.ts";
import type { Base } from "./base.ts";
import { chatsOf } from "./chat.ts";
import { meaningsOf, narratorOf } from "./models.ts";
import { onlyWhenOpen } from "./opening.ts";
import { trackersOf } from "./sources.ts";

const boardsKept = 5 * second;

/** Everything inside: takes in, assigns themes, counts. What most batches have none of is loaded with the first of it. */
export interface Worker {
  meanings: Meanings | undefined;
  work(changes: Work): Promise<void>;
}

/** @param clusters loaded with the first that is to be assigned or worded: a vote waits for neither. */
export function workerOf(
  base: Base,
  sources: ReadonlyMap<string, SourceAdapter>,
  clusters: () => Promise<BoardClusters>,
): Worker {
  const { store, world } = base;
  const { inbox, feedback, people, themes, recounts } = store;
  const { clock, log } = world;
  const settings = {
    boards: remember(() => store.settings.boards(), clock, boardsKept),
    teams: remember(() => store.settings.teams(), clock, boardsKept),
  };
  const trackers = trackersOf(base);
  const chats = chatsOf(base, clusters);
  const hearing = { themes, issues: store.issues, settings, outbox: store.outbox, clock };
  const listening = {
    trackers,
    hear: async (event: IssueEvent) => (await import("@earshot/core/hearing.ts")).hear(hearing, event),
  };
  const large = new Map<string, number>();
  const narrator = narratorOf(base);
  const meanings = meaningsOf(base);
  const deps = {
    inbox,
    outbox: store.outbox,
    tellings: store.tellings,
    webhooks: store.webhooks,
    feedback,
    people,
    settings,
    themes,
    recounts,
    large,
    sources,
    ...listening,
    ...chats,
    clusters,
    narrator,
    meanings,
    clock,
    log,
  };
  const { erasures, votes, follows, doings, clustering } = store;
  const count = (theme: string) => countOrPutOff(deps, theme);
  const erasing = { ...deps, erasures, votes, follows, doings, clustering, count };
  const intake = once(() => Promise.all([import("@earshot/core/intake.ts"), clusters()]));
  const working = {
    ...deps,
    takeIn: async (entries: readonly InboxEntry[]) => {
      const [{ takeIn }, loaded] = await intake();
      await takeIn({ ...deps, clusters: loaded }, entries);
    },
    erase: async (person: string) => {
      const { erase } = await import("@earshot/core/erasing.ts");
      await erase({ ...erasing, clusters: await clusters() }, person);
    },
  };
  const workWhenOpen = onlyWhenOpen(base)((changes: Work) => work(working, changes));
  return {
    meanings,
    work: (changes) => {
      // While the table is asked whether it is open. Where it fails, whoever needs it hears of that.
      if (changes.received.length > 0) intake().catch(() => undefined);
      return workWhenOpen(changes);
    },
  };
}
