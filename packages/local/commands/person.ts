import { isoTime } from "@earshot/core/clock.ts";
import { askErasure, type Erased } from "@earshot/core/erasure.ts";
import { EarshotError } from "@earshot/core/error.ts";
import { parseAlias } from "@earshot/core/person.ts";
import { ownFigures, ownRecordText } from "@earshot/core/recording.ts";
import { addressOf } from "../../../functions/base.ts";
import { usage } from "../console.ts";
import type { Command } from "../earshot.ts";
import type { House } from "../house.ts";
import { wordsOf } from "./words.ts";

const ask = "Say what to do, and whom it is about: person export email:ann@example.org, or person erase discourse:42.";
/** So long, in real milliseconds, an erasure is waited for; it goes on all the same. */
const patience = 10 * 60_000;
const betweenLooks = 500;

/** Everything that is kept about a person, as JSON; or all of it erased, which takes a minute or two. */
export const run: Command = async (house, words) => {
  const { positionals } = wordsOf(words, {}, "any");
  const [what, alias, ...rest] = positionals;
  if ((what !== "export" && what !== "erase") || alias === undefined || rest.length > 0)
    throw new EarshotError("input", ask, { status: usage });
  await (what === "export" ? exportPerson(house, alias) : erasePerson(house, alias));
};

function recordingOf({ runtime, environment }: House) {
  const { feedback, themes, votes, follows, doings, people, inbox, outbox } = runtime.store;
  const url = addressOf(environment);
  return { feedback, themes, votes, follows, doings, people, inbox, outbox, url, clock: runtime.world.clock };
}

async function exportPerson(house: House, alias: string): Promise<void> {
  for await (const part of ownRecordText(recordingOf(house), parseAlias(alias))) process.stdout.write(part);
}

async function erasePerson(house: House, alias: string): Promise<void> {
  const { store, world } = house.runtime;
  const { said, voted, follows } = await ownFigures(recordingOf(house), parseAlias(alias));
  const { id } = await askErasure({ erasures: store.erasures, ...world }, parseAlias(alias));
  console.log(`To be erased: ${said} things said, ${voted} votes, ${follows} follows, and every copy of them.`);
  const done = await finished(house, id);
  const names = done.look.join(", ");
  console.log(`Done (${id}). Of what was said (${done.feedback}) the ids are left, so that it does not come again.`);
  if (names !== "") console.log(`What people wrote about these themes may quote it; please have a look: ${names}.`);
}

/** Waits for an erasure, and where nobody else works, has it go on. */
async function finished({ runtime, working, settle }: House, id: string): Promise<Erased> {
  const { store, world } = runtime;
  const deadline = performance.now() + patience;
  for (;;) {
    if (working) await settle();
    const found = await store.erasures.stateOf(id);
    if (found?.state === "done") return found;
    if (performance.now() > deadline)
      throw new EarshotError("upstream", `It takes longer than ten minutes, and goes on: ${id}.`);
    await new Promise((resolve) => setTimeout(resolve, betweenLooks));
    if (!working) continue;
    const now = isoTime(world.clock());
    await Promise.all([store.recounts.wake(now), store.erasures.wake(now)]);
  }
}
