import { type CitedSentence, citedSentences, citedTitle, type Evidence } from "./cited.ts";
import { reasonOf } from "./error.ts";
import { idFrom } from "./id.ts";
import { detectLanguage } from "./language.ts";
import type { Log } from "./log.ts";
import type { Summariser, SummaryRequest } from "./models.ts";
import type { MachineWording, Member } from "./ports/clustering.ts";
import { redact } from "./redact.ts";

/** Below so many pieces of feedback, the quotes say it all. */
const fewestMembers = 8;
/** So many members' words, so long, are given to a model: it bounds what a summary costs. */
const mostMembers = 40;
const longestText = 600;
/** A summary has the room of a card (wording/summary.ts). */
const longestSummary = 240;
/** Answers kept, so that counting a theme again at once, after a conflict, does not ask and pay again. */
const remembered = 500;

/** What a model made of some members' words, checked. */
interface Retold {
  title: string | undefined;
  sentences: CitedSentence[];
}

/**
 * Has a theme's summary told by a model, on top of the built-in wording, which stays wherever the model fails, rests or
 * says what its evidence does not bear out. Titles, quotes and everything else remain the members' own words; only a
 * title that is a draft anyway may be replaced, by another draft.
 */
export class Narrator {
  readonly #summariser: Summariser;
  readonly #log: Log;
  readonly #known = new Map<string, Retold | undefined>();

  constructor(summariser: Summariser, log: Log) {
    this.#summariser = summariser;
    this.#log = log;
  }

  /**
   * @param members those of a theme that its wording was made from. Where any are public, only they are read.
   * @param sofar the title that the theme had when it was last told by a model: while the title is a draft, it stays as
   * long as its members bear it out, so that it does not change with each telling
   */
  async retell(wording: MachineWording, members: readonly Member[], sofar?: string): Promise<MachineWording> {
    const open = members.filter(({ visibility }) => visibility === "public");
    const heard = open.length > 0 ? open : members;
    if (heard.length < fewestMembers) return wording;
    const evidence = evidenceOf(heard);
    const language = detectLanguage(evidence.map(({ text }) => text).join("\n"));
    const request = { title: wording.title, language, members: evidence.map(({ id, text }) => ({ id, text })) };
    const retold = await this.#ask(request, evidence);
    if (retold === undefined) return wording;
    const { title: told, sentences } = fitting(retold);
    const known = sofar === wording.title ? undefined : citedTitle({ title: sofar, sentences: [] }, evidence, language);
    const title = known ?? told;
    return {
      ...wording,
      ...(wording.draft && title !== undefined && { title }),
      summary: sentences.map(({ text }) => text).join(" "),
      narrated: { by: this.#summariser.name, sentences },
    };
  }

  async #ask(request: SummaryRequest, evidence: readonly Evidence[]): Promise<Retold | undefined> {
    const key = idFrom("theme", JSON.stringify(request));
    if (this.#known.has(key)) return this.#known.get(key);
    const retold = await this.#answer(request, evidence);
    if (this.#known.size >= remembered) this.#known.clear();
    this.#known.set(key, retold);
    return retold;
  }

  async #answer(request: SummaryRequest, evidence: readonly Evidence[]): Promise<Retold | undefined> {
    const model = this.#summariser.name;
    try {
      const generated = await this.#summariser.summarise(request);
      const sentences = citedSentences(generated, evidence, request.language);
      if (sentences.length > 0) return { title: citedTitle(generated, evidence, request.language), sentences };
      this.#log("summary.unusable", { model, sentences: generated.sentences.length });
    } catch (error) {
      this.#log("summary.failed", { model, reason: reasonOf(error) });
    }
    return undefined;
  }
}

/**
 * The words that are given: redacted, once more than they were on their way in, because the rules may have learned since.
 * Ids are hashes, so the first of them are a fair sample.
 */
function evidenceOf(members: readonly Member[]): Evidence[] {
  return [...members]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .slice(0, mostMembers)
    .map(({ id, person, text }) => ({ id, person, text: redact(text).slice(0, longestText) }));
}

/** The first sentence, and those after it for which a card has room. */
function fitting({ title, sentences }: Retold): Retold {
  let length = -1;
  return {
    title,
    sentences: sentences.filter(({ text }) => {
      if (length + 1 + text.length > longestSummary) return false;
      length += 1 + text.length;
      return true;
    }),
  };
}
