import type { Team } from "@earshot/core/board.ts";
import type { Leasing } from "@earshot/core/lease.ts";
import type { SourceAdapter } from "@earshot/core/ports/sources.ts";
import type { ReclusteringDeps } from "@earshot/core/reclustering.ts";
import { sweep } from "@earshot/core/sweeping.ts";
import { type Deliver, deliverLanes } from "@earshot/core/webhook/lanes.ts";
import { type Base, reportingOf } from "./base.ts";
import { githubOf } from "./github.ts";
import { onlyWhenOpen } from "./opening.ts";

/** What happens every minute. */
export function sweeperOf(
  base: Base,
  sources: ReadonlyMap<string, SourceAdapter>,
  deliver: Deliver,
  reclustering: () => Promise<ReclusteringDeps>,
): () => Promise<void> {
  const { inbox, outbox, people, recounts, cursors, themes, feedback, corrections, clustering, settings } = base.store;
  const { clock, log } = base.world;
  const reporting = reportingOf(base);
  const issues = githubOf(base);
  return onlyWhenOpen(base)(() =>
    sweep({
      inbox,
      outbox,
      people,
      recounts,
      erasures: base.store.erasures,
      cursors,
      sources,
      finishCorrections: async (before) => {
        if ((await corrections.begun()).length === 0) return;
        const { finishBegun } = await import("./forming.ts");
        await finishBegun({ themes, feedback, corrections, clustering, clock }, before);
      },
      reclusterDue: async () => {
        const { reclusterDue } = await import("./forming.ts");
        await reclusterDue(await reclustering());
      },
      scheduleDigests: async () => {
        const { scheduleDigests } = await import("@earshot/core/digesting.ts");
        await scheduleDigests(reporting);
      },
      redeliver: async (since) => (await issues()).redeliver(repositoriesOf(await settings.teams()), since),
      deliver,
      deliverLanes: () => deliverLanes({ webhooks: base.store.webhooks, outbox, deliver, clock }),
      migrate: () => migrate(base, reclustering),
      clock,
      log,
    }),
  );
}

/** A table of an older shape is brought to the newest, some pages a minute, by one process at a time. */
async function migrate({ store }: Base, reclustering: () => Promise<{ leasing: Leasing }>): Promise<void> {
  if (await store.shape.isNewest()) return;
  const { leasing } = await reclustering();
  if (!(await leasing.hold("migration"))) return;
  try {
    await store.shape.migrate(pagesASweep);
  } finally {
    await leasing.release("migration");
  }
}

/** Of a megabyte each: some seconds' work. */
const pagesASweep = 10;

const repositoriesOf = (teams: readonly Team[]): string[] => teams.flatMap(({ repository }) => repository ?? []);
