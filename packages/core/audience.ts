import type { Hears } from "./hears.ts";

/** Somebody who may hear what becomes of a theme, by the name under which she followed, voted or spoke. */
export interface Hearer {
  person: string;
  hears: Hears;
}

export interface Audience {
  /**
   * Some of those who are to hear of the themes of a family, and where to go on: who follows one, who voted for one as a
   * member, who asked for it on our own pages. Somebody may come more than once, and she may have said that she wants
   * to hear nothing.
   */
  of(
    themes: readonly string[],
    after: string | undefined,
    limit: number,
  ): Promise<{ hearers: Hearer[]; next: string | undefined }>;
}
