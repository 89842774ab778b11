import * as z from "zod";
import { lazily } from "./lazily.ts";
import type { Cursors } from "./ports/sources.ts";

const FailingParts = lazily(() => z.array(z.object({ part: z.string(), since: z.string() })));
/** A part of what happens each minute that fails, and since when without a break: asking a forum, for one. */
export type FailingPart = z.infer<typeof FailingParts>[number];

/** Kept as text where the sweep keeps how far it is with what it asks. */
const keptAs = "failing parts";

export async function failingParts(cursors: Pick<Cursors, "get">): Promise<FailingPart[]> {
  const kept = await cursors.get(keptAs);
  return kept === undefined ? [] : FailingParts.parse(JSON.parse(kept));
}

/** Notes which parts failed this minute; costs a read, and a write where they are not those of the minute before. */
export async function noteFailing(cursors: Cursors, failed: readonly string[], at: string): Promise<void> {
  const before = await failingParts(cursors);
  const since = new Map(before.map((one) => [one.part, one.since]));
  const now = failed.map((part): FailingPart => ({ part, since: since.get(part) ?? at }));
  if (JSON.stringify(now) !== JSON.stringify(before)) await cursors.put(keptAs, JSON.stringify(now));
}
