import { teamOf } from "@earshot/core/delivering.ts";
import { lastWholeWeek } from "@earshot/core/digest/due.ts";
import { digestDeliveries, digestFor } from "@earshot/core/digesting.ts";
import { EarshotError } from "@earshot/core/error.ts";
import { digestText } from "@earshot/outlets/text.ts";
import { reportingOf } from "../../../functions/base.ts";
import { usage } from "../console.ts";
import type { Command } from "../earshot.ts";
import { wordsOf } from "./words.ts";

/** A team's week as text; without --dry-run it also goes into the outbox, once per team and week. */
export const run: Command = async ({ runtime, working, settle }, words) => {
  const { values } = wordsOf(words, {
    team: { type: "string" },
    week: { type: "string" },
    "dry-run": { type: "boolean", default: false },
  });
  if (values.team === undefined) throw new EarshotError("input", "Say whose: --team t.", { status: usage });
  const team = teamOf(await runtime.store.settings.teams(), values.team);
  const now = runtime.world.clock();
  const occasion = values.week ?? lastWholeWeek(team, now);
  console.log(digestText(await digestFor(reportingOf(runtime), team, occasion)));
  if (values["dry-run"]) return;
  console.log("");
  for (const delivery of digestDeliveries(team, occasion, now)) {
    const fresh = await runtime.store.outbox.add(delivery);
    if (working) await settle();
    const after = await runtime.store.outbox.get(delivery.id);
    const where = fresh ? "In the outbox" : "Was in the outbox already";
    console.log(`${where} (${delivery.outlet}): ${after?.state ?? "waiting"}.`);
  }
};
