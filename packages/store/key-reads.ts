import type { Key } from "./keys.ts";

type Row = Record<string, unknown>;

interface Asked {
  key: Key;
  row: Promise<Row | undefined>;
  answer: (row: Row | undefined) => void;
  fail: (error: unknown) => void;
}

/** Bytes that DynamoDB allows a key: it would refuse all of a batch for one that is longer. */
const longest = { pk: 2048, sk: 1024 };

/** While so many batches are under way what is asked for gathers: the more there is to do, the larger they get. */
const mostUnderWay = 2;

/**
 * Reads of rows by key. Those that are asked for in one turn of the event loop, by however many requests, are made in
 * one batch: a call costs the processor far more than a row, and DynamoDB charges for rows.
 */
export class KeyReads {
  readonly #readBatch: (keys: readonly Key[]) => Promise<Row[]>;
  #asked = new Map<string, Asked>();
  #underWay = 0;

  /** @param readBatch the rows there are of different keys, in no order */
  constructor(readBatch: (keys: readonly Key[]) => Promise<Row[]>) {
    this.#readBatch = readBatch;
  }

  /** Whoever asks for the same row at the same moment is given the same one, and must leave it as it is. */
  get(key: Key): Promise<Row | undefined> {
    if (!mayExist(key)) return Promise.resolve(undefined);
    const name = nameOf(key);
    const known = this.#asked.get(name);
    if (known) return known.row;
    if (this.#asked.size === 0) setImmediate(() => void this.#read());
    const asked = promised(key);
    this.#asked.set(name, asked);
    return asked.row;
  }

  async #read(): Promise<void> {
    if (this.#asked.size === 0 || this.#underWay === mostUnderWay) return;
    const asked = this.#asked;
    this.#asked = new Map();
    this.#underWay++;
    try {
      const rows = await this.#readBatch([...asked.values()].map(({ key }) => key));
      for (const row of rows) asked.get(nameOf(row as unknown as Key))?.answer(row);
      for (const { answer } of asked.values()) answer(undefined);
    } catch (error) {
      for (const { fail } of asked.values()) fail(error);
    } finally {
      this.#underWay--;
      void this.#read();
    }
  }
}

const nameOf = ({ pk, sk }: Key): string => `${pk}\n${sk}`;

/** No row has a key that DynamoDB would not take. */
function mayExist({ pk, sk }: Key): boolean {
  const fits = (text: string, most: number) => text !== "" && Buffer.byteLength(text) <= most;
  return fits(pk, longest.pk) && fits(sk, longest.sk);
}

function promised(key: Key): Asked {
  let answer: Asked["answer"] = () => {};
  let fail: Asked["fail"] = () => {};
  const row = new Promise<Row | undefined>((resolve, reject) => {
    answer = resolve;
    fail = reject;
  });
  return { key, row, answer, fail };
}
