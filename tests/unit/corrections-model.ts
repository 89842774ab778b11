import type { Feedback } from "@earshot/core/feedback.ts";
import type { Counts } from "@earshot/core/theme.ts";

/** What a test says about one piece of feedback, as plainly as can be. */
export interface Said {
  id: string;
  person: string;
  at: string;
  source: string;
  visibility: Feedback["visibility"];
  theme: string | undefined;
  apart: string | undefined;
  withdrawn: boolean;
}

interface Cast {
  theme: string;
  person: string;
  at: string;
}

/** Refused: what the real thing answers with an error. */
export class Refused extends Error {}

/**
 * The world as somebody would tell it who knows nothing of tables: themes with at most one theme above each, and two
 * lists. Counting is walking through all of it.
 */
export class Model {
  readonly themes = new Map<string, { above: string | undefined }>();
  readonly said: Said[] = [];
  votes: Cast[] = [];

  top(theme: string): string {
    const above = this.themes.get(theme)?.above;
    return above === undefined ? theme : this.top(above);
  }

  countsFor(theme: string | undefined, top: string): boolean {
    return theme !== undefined && this.top(theme) === top;
  }

  members(top: string): Said[] {
    return this.said.filter(({ theme }) => this.countsFor(theme, top));
  }

  vote(theme: string, person: string, at: string): void {
    const top = this.top(theme);
    if (this.votes.some((one) => one.person === person && this.countsFor(one.theme, top))) return;
    this.votes.push({ theme: top, person, at });
  }

  unvote(theme: string, person: string): void {
    const top = this.top(theme);
    this.votes = this.votes.filter((one) => !(one.person === person && this.countsFor(one.theme, top)));
  }

  say(said: Said): void {
    this.said.push({ ...said, theme: said.theme === undefined ? undefined : this.top(said.theme) });
  }

  withdraw(id: string): void {
    for (const one of this.said)
      if (one.id === id) Object.assign(one, { theme: undefined, apart: "withdrawn", withdrawn: true });
  }

  merge(theme: string, into: string): void {
    const top = this.top(into);
    if (theme === into || top === theme) throw new Refused("into itself");
    const head = this.themes.get(theme);
    if (head?.above !== undefined) {
      if (this.top(theme) === top) return;
      throw new Refused("merged elsewhere");
    }
    if (head) head.above = top;
  }

  unmerge(theme: string): void {
    const head = this.themes.get(theme);
    if (head?.above === undefined) throw new Refused("not merged");
    head.above = undefined;
  }

  move(id: string, to: string | null): void {
    const one = this.said.find((said) => said.id === id);
    if (one === undefined || one.withdrawn) throw new Refused("withdrawn");
    if (to === null) Object.assign(one, { theme: undefined, apart: "not a request" });
    else if (!this.countsFor(one.theme, this.top(to))) Object.assign(one, { theme: this.top(to), apart: undefined });
  }

  split(ids: readonly string[], opened: string): void {
    this.themes.set(opened, { above: undefined });
    for (const one of this.said) if (ids.includes(one.id)) one.theme = opened;
  }

  /** What a theme that stands for itself counts, person by person. */
  counts(top: string): Partial<Counts> {
    const said = this.members(top);
    const votes = this.votes.filter(({ theme }) => this.countsFor(theme, top));
    const people = [...new Set([...said, ...votes].map(({ person }) => person))];
    const first = people.map((person) => {
      const spoke = said.filter((one) => one.person === person).map(({ at, source }) => ({ at, source }));
      const voted = votes.filter((one) => one.person === person).map(({ at }) => ({ at, source: "portal" }));
      return [...spoke, ...voted].sort((a, b) => `${a.at} ${a.source}`.localeCompare(`${b.at} ${b.source}`))[0]?.source;
    });
    const sources: Record<string, number> = {};
    for (const source of first) if (source !== undefined) sources[source] = (sources[source] ?? 0) + 1;
    const voters = new Set(votes.map(({ person }) => person));
    return {
      supporters: people.length,
      votes: voters.size,
      feedback: said.length,
      publicFeedback: said.filter(({ visibility }) => visibility === "public").length,
      voices: { voted: voters.size, said: people.length - voters.size, proxy: 0 },
      sources,
    };
  }
}
