import type { SourceAdapter } from "@earshot/core/ports.ts";
import { scheduleDigests } from "@earshot/core/reporting.ts";
import { sweep } from "@earshot/core/sweeping.ts";
import { type Base, reportingOf } from "./base.ts";

/** What happens every minute. */
export function sweeperOf(
  base: Base,
  sources: ReadonlyMap<string, SourceAdapter>,
  deliver: (delivery: string) => Promise<void>,
): () => Promise<void> {
  const { inbox, outbox, people, recounts, cursors } = base.store;
  const { clock, log } = base.world;
  const reporting = reportingOf(base);
  return () =>
    sweep({
      inbox,
      outbox,
      people,
      recounts,
      cursors,
      sources,
      scheduleDigests: () => scheduleDigests(reporting),
      deliver,
      clock,
      log,
    });
}
