import { detectLanguage, isFunctionWord, type Language, words } from "./language.ts";
import { stem } from "./stem.ts";

/** How often the people of a board write a word in each way. `form` is its commonest way with capitals. */
interface Spelling {
  /** Items that hold the word, however written. */
  items: number;
  /** Within sentences, where capitals are a choice: all, and those in `forms`. */
  chosen: number;
  /** None for most words, which are never written with capitals: a map weighs more than the word. */
  forms: Map<string, number> | undefined;
}

/** A capitalised way of writing is the board's when this share of its writers choose it: most people never bother. */
const capitalShare = 0.4;
const capitalAtLeast = 2;

/** A word as it was written, away from the start of a sentence. */
const withinSentence = /(?<=[\p{L}\p{N},;:)"'’]\s)[\p{L}][\p{L}\p{M}]*(?:['’]s)?/gu;

/** The stems of a text that say what it is about, each once, in order. */
export function contentStems(text: string, language: Language = detectLanguage(text)): string[] {
  const stems = new Set<string>();
  for (const word of words(withoutPlaceholders(text))) if (isContent(word, language)) stems.add(stem(word, language));
  return [...stems];
}

/** Whether a word (lower case) says what a text is about: no grammar, no bare number. */
function isContent(word: string, language: Language): boolean {
  return !isFunctionWord(word, language) && !/^\d+$/.test(word);
}

/** A text without what redaction put there, which would make strangers look alike. */
function withoutPlaceholders(text: string): string {
  return text.includes("[") ? text.replace(/\[(?:email|phone|card|account|number|link|name|key|handle)\]/g, " ") : text;
}

/**
 * What the people of a board usually say: how many items hold a stem, how a word is written there. Wording measures a
 * theme against it, and takes from it the names of products and the words that are known. Some 20 µs an item.
 */
export class Vocabulary {
  #size = 0;
  #holding = new Map<string, number>();
  #spellings = new Map<string, Spelling>();

  /** Items added and not removed. */
  get size(): number {
    return this.#size;
  }

  add(text: string): void {
    this.#count(text, 1);
  }

  /** Takes back an item that was added, by the text it was added with. */
  remove(text: string): void {
    this.#count(text, -1);
  }

  /** How many items hold a stem (`stem` of language.ts). */
  holding(stem: string): number {
    return this.#holding.get(stem) ?? 0;
  }

  /** How many items hold a word in this very spelling, capitals aside. */
  knowing(word: string): number {
    return this.#spellings.get(word.toLowerCase())?.items ?? 0;
  }

  /** A word as the board writes it within a sentence: `Spotify`, `GPS`, `playlist`. */
  caseOf(word: string): string {
    const lower = word.toLowerCase();
    const spelling = this.#spellings.get(lower);
    if (spelling === undefined) return lower;
    let best = lower;
    let most = 0;
    let capitals = 0;
    for (const [form, count] of spelling.forms ?? []) {
      capitals += count;
      if (count > most || (count === most && form < best)) {
        best = form;
        most = count;
      }
    }
    return capitals >= capitalAtLeast && capitals >= spelling.chosen * capitalShare ? best : lower;
  }

  #count(text: string, by: 1 | -1): void {
    this.#size += by;
    const language = detectLanguage(text);
    const seen = new Set(words(withoutPlaceholders(text)));
    const stems = new Set<string>();
    for (const word of seen) {
      if (isContent(word, language)) stems.add(stem(word, language));
      const spelling = this.#spellings.get(word);
      if (spelling !== undefined) spelling.items += by;
      else if (by === 1) this.#spellings.set(word, { items: 1, chosen: 0, forms: undefined });
    }
    for (const held of stems) add(this.#holding, held, by);
    if (!isLoud(text)) this.#countForms(text, by);
    if (by === -1) for (const word of seen) if (this.#spellings.get(word)?.items === 0) this.#spellings.delete(word);
  }

  #countForms(text: string, by: 1 | -1): void {
    for (const { 0: form, index } of text.matchAll(withinSentence)) {
      if (isShouted(form, text, index)) continue;
      const written = form.replace(/['’]s$/, "");
      const lower = written.toLowerCase();
      const spelling = this.#spellings.get(lower);
      if (spelling === undefined) continue;
      spelling.chosen += by;
      if (written === lower) continue;
      spelling.forms ??= new Map();
      add(spelling.forms, written, by);
    }
  }

  toJSON(): VocabularySnapshot {
    const spellings: VocabularySnapshot["spellings"] = {};
    for (const [word, { items, chosen, forms }] of this.#spellings) {
      spellings[word] =
        forms === undefined || forms.size === 0
          ? chosen === 0
            ? items
            : [items, chosen]
          : [items, chosen, Object.fromEntries(forms)];
    }
    return { size: this.#size, holding: Object.fromEntries(this.#holding), spellings };
  }

  static from(snapshot: VocabularySnapshot): Vocabulary {
    const vocabulary = new Vocabulary();
    vocabulary.#size = snapshot.size;
    vocabulary.#holding = new Map(Object.entries(snapshot.holding));
    for (const [word, written] of Object.entries(snapshot.spellings)) {
      const [items, chosen = 0, forms] = typeof written === "number" ? [written] : written;
      vocabulary.#spellings.set(word, { items, chosen, forms: forms && new Map(Object.entries(forms)) });
    }
    return vocabulary;
  }
}

/** A vocabulary as plain data; short where there is little to say. */
export interface VocabularySnapshot {
  size: number;
  holding: Record<string, number>;
  spellings: Record<string, number | [items: number, chosen: number, forms?: Record<string, number>]>;
}

function add(counts: Map<string, number>, key: string, by: number): void {
  const count = (counts.get(key) ?? 0) + by;
  if (count <= 0) counts.delete(key);
  else counts.set(key, count);
}

/** A word in capitals is a name where it is short and stands among ordinary words. */
function isShouted(form: string, text: string, at: number): boolean {
  if (form.length < 2 || form !== form.toUpperCase()) return false;
  const beside = `${text.slice(Math.max(0, at - 20), at)} ${text.slice(at + form.length, at + form.length + 20)}`;
  return form.length > 4 || /(?<!\p{L})\p{Lu}{2,}(?!\p{L})/u.test(beside);
}

/** Titles in capitals and shouted texts tell nothing of how a word is written. */
function isLoud(text: string): boolean {
  const capitals = text.match(/(?<!\p{L})\p{Lu}/gu)?.length ?? 0;
  return capitals > 3 && capitals > (text.match(/\s\S/g)?.length ?? 0) * 0.6;
}
