import * as z from "zod";
import type { Language } from "./language.ts";

/**
 * The two ports for models. Everything works without them; whoever plugs one in gets what it makes only after it was
 * checked, and the built-in way whenever it fails. Only redacted text is ever given to a model.
 */

/** Turns texts into vectors of unit length whose cosine says how near two texts are in meaning. */
export interface Embedder {
  /** The model behind it, as its provider calls it. */
  readonly name: string;
  /**
   * One vector a text, in the same order; a text without words gets one of zeros.
   * @throws EarshotError `limited`, `upstream`, `auth`, `input`, `missing`.
   */
  embed(texts: readonly string[]): Promise<Float32Array[]>;
}

/** What members said, to be told in a sentence or two. */
export interface SummaryRequest {
  /** What the theme is called so far. */
  title: string;
  /** The language that most of them speak, in which they are to be summed up. */
  language: Language;
  members: readonly { id: string; text: string }[];
}

/** What a model answers: text and ids, nothing else, and nothing of it believed before `citedSentences` looked at it. */
export const Generated = z.object({
  title: z.string().optional(),
  sentences: z.array(z.object({ text: z.string(), feedback: z.array(z.string()) })),
});
export type Generated = z.infer<typeof Generated>;

/** Says in a sentence or two what members need, each sentence with the feedback that it rests on. */
export interface Summariser {
  /** The model behind it, as its provider calls it. */
  readonly name: string;
  /** @throws EarshotError `limited`, `upstream`, `auth`, `input`, `missing`. */
  summarise(request: SummaryRequest): Promise<Generated>;
}
