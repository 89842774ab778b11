import * as z from "zod";
import { second } from "./clock.ts";
import { isError, reasonOf } from "./error.ts";
import { idFrom } from "./id.ts";
import { lazily } from "./lazily.ts";
import type { Log } from "./log.ts";
import type { Embedder } from "./models.ts";

/** What a text means, as a model puts it: a vector, a byte a dimension, in base64 (344 characters of 256 dimensions). */
export const Meaning = lazily(() => z.object({ by: z.string(), vector: z.string() }));
export type Meaning = z.infer<typeof Meaning>;

/** A meaning as numbers, where it is by the model given: vectors of two models have nothing to do with each other. */
export function vectorOf(meaning: Meaning | undefined, model: string | undefined): Int8Array | undefined {
  if (meaning === undefined || meaning.by !== model) return undefined;
  const bytes = Buffer.from(meaning.vector, "base64");
  return new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length);
}

/**
 * A vector in a byte a dimension, stretched so that its largest fills one: of 256 dimensions the cosines stay as they
 * were to within a hundredth. Undefined where it has no direction, or is no vector at all.
 */
export function meaningOf(by: string, vector: Float32Array): Meaning | undefined {
  let largest = 0;
  for (const value of vector) largest = Math.max(largest, Math.abs(value));
  // Also where a value is none (NaN), or has no end.
  if (!(largest > 0 && largest < Number.POSITIVE_INFINITY)) return undefined;
  const bytes = Int8Array.from(vector, (value) => Math.round((value / largest) * 127));
  return { by, vector: Buffer.from(bytes.buffer).toString("base64") };
}

/** So many texts are asked about with one reservation of the day's budget. */
const textsAtOnce = 24;
/** So long whoever takes feedback in waits for the model, in real milliseconds. */
const usualPatience = 4 * second;
/** Answers kept, so that what is tried again at once, after a conflict, is not paid for again. */
const remembered = 1000;

/**
 * What texts mean, by an embedding model. It never fails: of what the model does not say, or not in time, or may not be
 * asked, there is no meaning, and clustering goes by words.
 */
export class Meanings {
  readonly #embedder: Embedder;
  readonly #log: Log;
  readonly #known = new Map<string, Meaning>();

  constructor(embedder: Embedder, log: Log) {
    this.#embedder = embedder;
    this.#log = log;
  }

  /** The model by which it is. */
  get model(): string {
    return this.#embedder.name;
  }

  /**
   * The meanings of texts, which are redacted, as far as they can be had within the patience.
   * @param patience in real milliseconds
   */
  async of(texts: Iterable<string>, patience = usualPatience): Promise<Map<string, Meaning>> {
    const asked = [...new Set(texts)].filter((text) => /\S/.test(text));
    const unknown = asked.filter((text) => !this.#known.has(nameOf(text)));
    if (unknown.length > 0) await this.#within(patience, unknown);
    return new Map(
      asked.flatMap((text) => {
        const meaning = this.#known.get(nameOf(text));
        return meaning ? [[text, meaning] as const] : [];
      }),
    );
  }

  /** What is answered too late is kept for whoever asks next. */
  async #within(patience: number, texts: readonly string[]): Promise<void> {
    const deadline = Promise.withResolvers<"late">();
    const timer = setTimeout(() => deadline.resolve("late"), patience);
    const stop = new AbortController();
    try {
      if ((await Promise.race([this.#askAll(texts, stop.signal), deadline.promise])) !== "late") return;
      this.#log("embedding.failed", { model: this.model, texts: texts.length, reason: "No answer in time." });
    } finally {
      stop.abort();
      clearTimeout(timer);
    }
  }

  /** After a failure nothing more is asked: what fails once mostly fails again, and somebody waits. */
  async #askAll(texts: readonly string[], stop: AbortSignal): Promise<void> {
    for (let from = 0; from < texts.length && !stop.aborted; from += textsAtOnce)
      if (!(await this.#ask(texts.slice(from, from + textsAtOnce), stop))) return;
  }

  async #ask(texts: readonly string[], stop: AbortSignal): Promise<boolean> {
    try {
      const vectors = await this.#embedder.embed(texts);
      for (const [i, text] of texts.entries()) this.#keep(text, vectors[i]);
      return true;
    } catch (error) {
      // One that the model does not take must not cost all others theirs.
      if (isError(error, "input") && texts.length > 1) {
        for (const text of texts) await this.#ask([text], stop);
        return true;
      }
      // Nobody waits any more, which was said.
      if (!stop.aborted)
        this.#log("embedding.failed", { model: this.model, texts: texts.length, reason: reasonOf(error) });
      return false;
    }
  }

  #keep(text: string, vector: Float32Array | undefined): void {
    const meaning = vector && meaningOf(this.model, vector);
    if (meaning === undefined) return;
    const [oldest] = this.#known.keys();
    if (this.#known.size >= remembered && oldest !== undefined) this.#known.delete(oldest);
    this.#known.set(nameOf(text), meaning);
  }
}

const nameOf = (text: string): string => idFrom("feedback", text);
