import type { Correction } from "@earshot/core/correction.ts";
import type { Answered, Asking } from "./asking.ts";
import type { Chance } from "./chance.ts";
import type { Model, Put } from "./model.ts";
import type { World } from "./world.ts";

interface Staff {
  world: World;
  chance: Chance;
  asking: Asking;
  model: Model;
  told: string[];
}

/** What staff decide about themes, and what the model makes of it once it was acknowledged. */
export class StaffActs {
  readonly #world: World;
  readonly #chance: Chance;
  readonly #asking: Asking;
  readonly #model: Model;
  readonly #told: string[];

  constructor({ world, chance, asking, model, told }: Staff) {
    this.#world = world;
    this.#chance = chance;
    this.#asking = asking;
    this.#model = model;
    this.#told = told;
  }

  #note(line: string, { status, attempts }: Pick<Answered, "status" | "attempts">): void {
    this.#told.push(`${line} → ${status}${attempts > 0 ? ` after ${attempts}` : ""}`);
  }

  async merge(who: string): Promise<void> {
    const [theme, into] = [await this.#theme(), await this.#theme()];
    if (theme === undefined || into === undefined || theme === into) return;
    const top = this.#model.top(into);
    const answer = await this.#asking.api(who, "POST", `/themes/${theme}/merge`, { into });
    this.#note(`merged ${theme} into ${into}`, answer);
    if (answer.status !== 200 || this.#model.above.has(theme)) return;
    this.#model.above.set(theme, await this.#above(theme, top));
  }

  async unmerge(who: string): Promise<void> {
    const theme = this.#chance.of([...this.#model.above.keys()]);
    if (theme === undefined) return;
    const answer = await this.#asking.api(who, "POST", `/themes/${theme}/unmerge`);
    this.#note(`un-merged ${theme}`, answer);
    // That it is not merged, somebody hears whose attempt before was lost.
    if (answer.status === 200 || answer.status === 409) this.#model.above.delete(theme);
  }

  async lock(who: string): Promise<void> {
    const theme = await this.#theme();
    if (theme === undefined) return;
    const lock = !this.#model.locked.has(theme);
    const answer = await this.#asking.api(who, "POST", `/themes/${theme}/${lock ? "lock" : "unlock"}`);
    this.#note(`${lock ? "locked" : "unlocked"} ${theme}`, answer);
    if (answer.status !== 200) return;
    if (lock) this.#model.locked.add(theme);
    else this.#model.locked.delete(theme);
  }

  async split(who: string): Promise<void> {
    const theme = await this.#theme();
    if (theme === undefined) return;
    const { memberships } = await this.#world.store.themes.evidence(theme);
    const some = memberships.map(({ feedback }) => feedback).filter(() => this.#chance.happens(0.5));
    if (some.length === 0) return;
    const answer = await this.#asking.api(who, "POST", `/themes/${theme}/split`, { feedback: some });
    this.#note(`split ${some.join(", ")} off ${theme}`, answer);
    const told = await this.#moved(who, answer);
    const opened = String(answer.body.id);
    // What was begun before it was refused, the sweep may have finished.
    const unknown = answer.attempts > 0 ? "somewhere" : undefined;
    for (const id of some) this.#put(id, told?.includes(id) ? { theme: opened } : unknown);
  }

  /** What was moved by a correction, as its entry tells: what the machine had put elsewhere meanwhile was not. */
  async #moved(who: string, { status, body }: Answered): Promise<string[] | undefined> {
    if (status !== 200 || typeof body.correction !== "string") return undefined;
    const entry = await this.#asking.api(who, "GET", `/audit/${body.correction}`);
    return (entry.body.moves as { feedback: string }[]).map(({ feedback }) => feedback);
  }

  async move(who: string): Promise<void> {
    const stored = await Array.fromAsync(this.#world.store.feedback.all());
    const feedback = this.#chance.of(stored.sort((a, b) => (a.id < b.id ? -1 : 1)));
    const theme = this.#chance.happens(0.2) ? null : await this.#theme();
    if (!feedback || theme === undefined) return;
    const answer = await this.#asking.api(who, "POST", `/feedback/${feedback.id}/move`, { theme });
    this.#note(`moved ${feedback.id} to ${theme}`, answer);
    if (answer.status !== 200) return this.#put(feedback.id, answer.attempts > 0 ? "somewhere" : undefined);
    const unchanged = answer.body.correction === null;
    if (unchanged && answer.attempts === 0) return;
    if (theme === null) this.#put(feedback.id, "no theme");
    else this.#put(feedback.id, unchanged ? "somewhere" : { theme: String(answer.body.theme) });
  }

  #put(id: string, put: Put): void {
    const thing = this.#model.things.get(id);
    if (thing && put !== undefined) thing.put = put;
  }

  /** Takes back something that people decided, perhaps what was an undoing itself. */
  async undo(who: string): Promise<void> {
    const { store } = this.#world;
    const { items } = await store.corrections.list(undefined, { limit: 100 });
    const taken = this.#chance.of(items.filter(({ undoneBy }) => undoneBy === undefined).toReversed());
    if (taken === undefined) return;
    const answer = await this.#asking.api(who, "POST", `/audit/${taken.id}/undo`);
    this.#note(`undid ${taken.id} (${taken.kind} ${taken.themes.join(", ")})`, answer);
    // Somebody whose attempt before was lost hears that it was undone already.
    const { undoneBy } = (await store.corrections.get(taken.id)) ?? {};
    const undoing = undoneBy === undefined ? undefined : await store.corrections.get(undoneBy);
    if (undoing !== undefined) await this.#learn(undoing);
  }

  async #learn({ kind, themes: [theme = "", into = ""], moves, state }: Correction): Promise<void> {
    if (kind === "merge") this.#model.above.set(theme, await this.#above(theme, into));
    if (kind === "unmerge") this.#model.above.delete(theme);
    if (kind === "lock") this.#model.locked.add(theme);
    if (kind === "unlock") this.#model.locked.delete(theme);
    for (const { feedback, to } of moves) {
      const put = to.theme === undefined ? "no theme" : { theme: to.theme };
      // Back in the machine's hands it may be anywhere.
      this.#put(feedback, state === "begun" || to.placedBy === "machine" ? "somewhere" : put);
    }
  }

  /** Who is empty by now has an heir, which is meant. */
  async #above(theme: string, into: string): Promise<string> {
    const head = await this.#world.store.themes.get(theme);
    return head?.mergedInto ?? into;
  }

  #theme(): Promise<string | undefined> {
    return anyTheme(this.#world, this.#chance);
  }
}

export async function anyTheme({ store }: World, chance: Chance): Promise<string | undefined> {
  const heads = await Array.fromAsync(store.themes.all());
  return chance.of(heads.map(({ id }) => id).sort());
}
