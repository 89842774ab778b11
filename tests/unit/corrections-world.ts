import { isoTime, minute } from "@earshot/core/clock.ts";
import { type CountingDeps, countTheme } from "@earshot/core/counting.ts";
import { isError } from "@earshot/core/error.ts";
import type { Feedback } from "@earshot/core/feedback.ts";
import { idFrom } from "@earshot/core/id.ts";
import { mergeThemes, unmergeTheme } from "@earshot/core/merging.ts";
import { moveFeedback } from "@earshot/core/moving.ts";
import type { Clusters } from "@earshot/core/ports/clustering.ts";
import { type Difference, differences } from "@earshot/core/rebuild.ts";
import { splitTheme } from "@earshot/core/splitting.ts";
import type { Theme } from "@earshot/core/theme.ts";
import { castVote, withdrawVote } from "@earshot/core/voting.ts";
import fc from "fast-check";
import type { Stores } from "../contract/engine.ts";
import { exampleFeedback } from "../memory/examples.ts";
import { Model, Refused, type Said } from "./corrections-model.ts";

/** What people and machine may do, with themes, people and feedback by number: of those there are by then. */
export type Step =
  | { do: "vote" | "unvote"; theme: number; person: number }
  | { do: "say"; theme: number; person: number; source: number; private: boolean }
  | { do: "edit" | "withdraw" | "dismiss"; feedback: number }
  | { do: "merge"; theme: number; into: number }
  | { do: "unmerge"; theme: number }
  | { do: "split"; theme: number; feedback: number[] }
  | { do: "move"; feedback: number; theme: number };

const number = fc.nat(30);
export const steps = {
  people: fc.oneof(
    fc.record({ do: fc.constantFrom("vote", "vote", "unvote"), theme: number, person: fc.nat(5) }),
    fc.record({ do: fc.constant("say"), theme: number, person: fc.nat(5), source: fc.nat(2), private: fc.boolean() }),
    fc.record({ do: fc.constantFrom("edit", "withdraw"), feedback: number }),
  ) as fc.Arbitrary<Step>,
  corrections: fc.oneof(
    { weight: 4, arbitrary: fc.record({ do: fc.constant("merge"), theme: number, into: number }) },
    { weight: 3, arbitrary: fc.record({ do: fc.constant("unmerge"), theme: number }) },
    {
      weight: 1,
      arbitrary: fc.record({
        do: fc.constant("split"),
        theme: number,
        feedback: fc.array(number, { minLength: 1, maxLength: 3 }),
      }),
    },
    { weight: 2, arbitrary: fc.record({ do: fc.constant("move"), feedback: number, theme: number }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant("dismiss"), feedback: number }) },
  ) as fc.Arbitrary<Step>,
};

const sources = ["discourse", "zendesk", "portal"];

/** Wording is not what these tests are about. */
const wordless = {
  prepare: async () => {},
  word: () => ({ title: "As found", titleScore: 1, draft: false, summary: "", quotes: [] }),
} as unknown as Clusters;

/** The same things done to the stores by the use-cases and to the model, at the same times. */
export class World {
  readonly model = new Model();
  readonly themes: string[] = [];
  readonly corrections: string[] = [];
  readonly counting: CountingDeps;
  readonly #stores: Stores;
  #now = Date.parse("2026-03-02T09:00:00.000Z");
  #said = 0;

  constructor(stores: Stores) {
    this.#stores = stores;
    this.counting = { ...stores, large: new Map(), clusters: async () => wordless, clock: () => this.#now };
  }

  get deps() {
    return { ...this.#stores, clock: () => this.#now };
  }

  /** Themes with one piece of feedback each, counted. */
  static async begin(stores: Stores, themes = 5): Promise<World> {
    const world = new World(stores);
    for (let i = 0; i < themes; i++) {
      const id = idFrom("theme", `theme ${i}`);
      world.themes.push(id);
      world.model.themes.set(id, { above: undefined });
      await world.take({ do: "say", theme: i, person: i, source: 0, private: false });
    }
    await world.count();
    return world;
  }

  async take(step: Step): Promise<void> {
    this.#now += minute;
    const refused = await this.#really(step).then(
      () => undefined,
      (error: unknown) => {
        if (!isError(error)) throw error;
        return error;
      },
    );
    if (refused && !["conflict", "input", "missing"].includes(refused.kind)) throw refused;
    try {
      this.#inModel(step);
    } catch (error) {
      if (error instanceof Refused && refused) return;
      throw error;
    }
    if (refused) throw new Error(`${JSON.stringify(step)}: ${refused.message}`);
  }

  #theme(index: number): string {
    return this.themes[index % this.themes.length] ?? "";
  }

  #feedback(index: number): string {
    return this.model.said[index % Math.max(1, this.model.said.length)]?.id ?? "";
  }

  /** What of it can be split off: members of the theme, each once. */
  #splittable(step: Extract<Step, { do: "split" }>): string[] {
    const members = this.model.members(this.model.top(this.#theme(step.theme)));
    return [...new Set(step.feedback.flatMap((index) => members[index % Math.max(1, members.length)]?.id ?? []))];
  }

  #opened = "";

  async #really(step: Step): Promise<void> {
    const { deps } = this;
    const by = "Mara";
    const note = (correction: { id: string } | undefined) => {
      if (correction) this.corrections.push(correction.id);
    };
    switch (step.do) {
      case "vote":
        await castVote(deps, { theme: this.#theme(step.theme), alias: aliasOf(step.person) });
        return;
      case "unvote":
        await withdrawVote(deps, { theme: this.#theme(step.theme), alias: aliasOf(step.person) });
        return;
      case "say":
        return deps.feedback.put(this.#newFeedback(step), undefined);
      case "edit":
      case "withdraw": {
        const known = await deps.feedback.get(this.#feedback(step.feedback));
        if (!known) return;
        const { theme: _, ...rest } = known;
        const gone = { ...rest, apart: "withdrawn", withdrawn: true };
        const next = step.do === "edit" ? { ...known, text: `${known.text} Really.`, heat: 0.4 } : gone;
        return deps.feedback.put({ ...next, revision: known.revision + 1 }, known);
      }
      case "merge":
        return note(
          (await mergeThemes(deps, { theme: this.#theme(step.theme), into: this.#theme(step.into), by })).correction,
        );
      case "unmerge":
        return note((await unmergeTheme(deps, { theme: this.#theme(step.theme), by })).correction);
      case "split": {
        const feedback = this.#splittable(step);
        if (feedback.length === 0) return;
        const { theme, correction } = await splitTheme(deps, { theme: this.#theme(step.theme), feedback, by });
        this.#opened = theme.id;
        return note(correction);
      }
      case "move":
        return note(
          (await moveFeedback(deps, { feedback: this.#feedback(step.feedback), theme: this.#theme(step.theme), by }))
            .correction,
        );
      case "dismiss":
        return note(
          (await moveFeedback(deps, { feedback: this.#feedback(step.feedback), theme: null, by })).correction,
        );
    }
  }

  #newFeedback(step: Extract<Step, { do: "say" }>): Feedback {
    const { id, person, at, source, visibility, theme } = this.#newSaid(step);
    return exampleFeedback(`said ${this.#said}`, {
      ...{ id, person, at, source, visibility, receivedAt: at },
      ...(theme !== undefined && { theme }),
    });
  }

  #newSaid(step: Extract<Step, { do: "say" }>): Said {
    return {
      id: idFrom("feedback", `said ${this.#said}`),
      person: idFrom("person", aliasOf(step.person)),
      at: isoTime(this.#now),
      source: sources[step.source] ?? "portal",
      visibility: step.private ? "private" : "public",
      theme: this.model.top(this.#theme(step.theme)),
      apart: undefined,
      withdrawn: false,
    };
  }

  #inModel(step: Step): void {
    const { model } = this;
    const theme = "theme" in step ? this.#theme(step.theme) : "";
    const feedback = "feedback" in step && typeof step.feedback === "number" ? this.#feedback(step.feedback) : "";
    if (step.do === "vote") model.vote(theme, idFrom("person", aliasOf(step.person)), isoTime(this.#now));
    if (step.do === "unvote") model.unvote(theme, idFrom("person", aliasOf(step.person)));
    if (step.do === "say") {
      model.say(this.#newSaid(step));
      this.#said++;
    }
    if (step.do === "withdraw") model.withdraw(feedback);
    if (step.do === "merge") model.merge(theme, this.#theme(step.into));
    if (step.do === "unmerge") model.unmerge(theme);
    if (step.do === "move") model.move(feedback, theme);
    if (step.do === "dismiss") model.move(feedback, null);
    if (step.do === "split") {
      const ids = this.#splittable(step);
      if (ids.length === 0) return;
      model.split(ids, this.#opened);
      if (!this.themes.includes(this.#opened)) this.themes.push(this.#opened);
    }
  }

  async count(): Promise<void> {
    for (const id of this.themes) await countTheme(this.counting, id);
  }

  async heads(): Promise<Map<string, Theme>> {
    return this.#stores.themes.getMany(this.themes);
  }

  /** What everything counts, by the stores and by the model. */
  async compared(): Promise<{ stored: Record<string, unknown>; model: Record<string, unknown> }> {
    const heads = await this.heads();
    const stored: Record<string, unknown> = {};
    const model: Record<string, unknown> = {};
    for (const id of this.themes) {
      const head = heads.get(id);
      const above = this.model.themes.get(id)?.above;
      if (above !== undefined) {
        stored[id] = { into: head?.mergedInto, status: head?.status };
        model[id] = { into: above, status: "merged" };
        continue;
      }
      const expected = this.model.counts(id);
      stored[id] = Object.fromEntries(Object.keys(expected).map((field) => [field, head?.[field as keyof Theme]]));
      model[id] = expected;
    }
    return { stored, model };
  }

  async faults(): Promise<Difference[]> {
    return Array.fromAsync(differences(this.#stores));
  }
}

const aliasOf = (person: number): string => `email:person${person}@example.org`;
