import type { Team } from "@earshot/core/board.ts";
import { finishBegun } from "@earshot/core/moving.ts";
import type { SourceAdapter } from "@earshot/core/ports/sources.ts";
import { type ReclusteringDeps, reclusterDue } from "@earshot/core/reclustering.ts";
import { scheduleDigests } from "@earshot/core/reporting.ts";
import { sweep } from "@earshot/core/sweeping.ts";
import { type Base, reportingOf } from "./base.ts";
import { githubOf } from "./github.ts";

/** What happens every minute. */
export function sweeperOf(
  base: Base,
  sources: ReadonlyMap<string, SourceAdapter>,
  deliver: (delivery: string) => Promise<void>,
  reclustering: ReclusteringDeps,
): () => Promise<void> {
  const { inbox, outbox, people, recounts, cursors, themes, feedback, corrections, clustering, settings } = base.store;
  const { clock, log } = base.world;
  const reporting = reportingOf(base);
  const issues = githubOf(base);
  return () =>
    sweep({
      inbox,
      outbox,
      people,
      recounts,
      cursors,
      sources,
      finishCorrections: (before) => finishBegun({ themes, feedback, corrections, clustering, clock }, before),
      reclusterDue: () => reclusterDue(reclustering),
      scheduleDigests: () => scheduleDigests(reporting),
      redeliver: async (since) => issues.redeliver(repositoriesOf(await settings.teams()), since),
      deliver,
      clock,
      log,
    });
}

const repositoriesOf = (teams: readonly Team[]): string[] => teams.flatMap(({ repository }) => repository ?? []);
