import type { Page, PageRequest } from "./ports.ts";

/** One thing that a person did: she said something, voted for a theme, or follows one. */
export interface Doing {
  what: "said" | "voted" | "follows";
  /** The feedback that she said, or the theme that she voted for or follows. */
  of: string;
  at: string;
}

export interface Doings {
  /** What some people, who are one by now, did: the newest first. */
  by(people: readonly string[], request: PageRequest): Promise<Page<Doing>>;
}
