import { isoTime } from "@earshot/core/clock.ts";
import { Acts } from "./acts.ts";
import { Chance } from "./chance.ts";
import { wrong } from "./checks.ts";
import { warm } from "./warm.ts";
import { type Ground, World } from "./world.ts";

/** What came of one history. */
export interface Played {
  /** What is not as it has to be. */
  wrong: string[];
  /** What happened, in order. */
  told: string[];
  /** What went wrong on the way, how often. */
  met: Record<string, number>;
  /** The same for the same history, and different for nearly all others. */
  print: number;
  turns: number;
}

export type Meanwhile = (world: World, acts: Acts) => Promise<void>;

/**
 * Plays one history: some people, a few processes, and at any time something that goes wrong. Then nothing goes wrong
 * any more, everything settles, and the table is compared with what the people were told.
 *
 * @param acts how many things people do; chance says when none is given
 * @param meanwhile something else that is done once, while all that goes on
 */
export async function play(seed: number, ground: Ground, acts?: number, meanwhile?: Meanwhile): Promise<Played> {
  await warm();
  const chance = new Chance(seed);
  const world = new World(chance.fork(), ground);
  const doings = new Acts(world, chance.fork());
  const story = chance.fork();
  const length = acts ?? story.between(3, 16);
  const workers = story.between(1, 3);
  const outlets = story.happens(0.4);
  const listens = story.happens(0.4);
  const played = async (): Promise<Played> => {
    const found: string[] = [];
    try {
      if (outlets) await world.store.settings.putTeam(team);
      if (listens) await world.endpoint.listen(world.store, isoTime(world.time.now));
      let done = 0;
      const goOn = async (until: number) => {
        while (done < until) done += await moment(world, doings, story, workers);
      };
      await goOn(meanwhile ? length / 2 : length);
      if (meanwhile) await world.run([() => meanwhile(world, doings), () => goOn(length)]);
      await world.settle();
      found.push(...(await Array.fromAsync(wrong(world, doings.model))));
    } catch (error) {
      found.push(error instanceof Error ? `${error.message}\n${error.stack}` : String(error));
    }
    const { turns, print } = world.schedule;
    return { wrong: found, told: doings.told, met: world.faults.met, print, turns };
  };
  try {
    return await (ground.alone ? world.schedule.alone(played) : played());
  } finally {
    world.close();
  }
}

const team = {
  ...{ id: "core", name: "Core", repository: "acme/ideas", channel: "#courses", fallback: true },
  issueRule: { supporters: 2 },
  digest: { weekday: 1, hour: 8, timeZone: "UTC" },
};

/** What commutes with everything, and so may happen in any number at once. */
const told = { post: 4, submit: 4, changePost: 4, vote: 8, nothing: 6 } as const;

/** Some people act while some processes work, all at once. Returns how many things people did. */
async function moment(world: World, acts: Acts, story: Chance, workers: number): Promise<number> {
  const decided = story.weighted(acts.all);
  const beside = story.weighted(told);
  const tasks = [() => acts.act(decided, "front 1")];
  // Who votes and takes it back at the same time gets either.
  if (beside !== "nothing" && !(beside === "vote" && decided === "unvote"))
    tasks.push(() => acts.act(beside, "front 2"));
  for (let worker = 1; worker <= workers; worker++) {
    const batches = story.between(0, 5);
    tasks.push(() => repeatedly(batches, () => world.batch("work", `worker ${worker}`)));
  }
  if (story.happens(0.4)) tasks.push(() => world.batch("deliver", "deliverer"));
  if (story.happens(0.3)) tasks.push(() => world.sweep("sweeper"));
  if (story.happens(0.1)) world.replace(`worker ${story.between(1, workers)}`);
  await world.run(tasks);
  if (story.happens(0.25)) world.jump();
  return beside === "nothing" ? 1 : 2;
}

async function repeatedly(times: number, work: () => Promise<void>): Promise<void> {
  for (let time = 0; time < times; time++) await work();
}
