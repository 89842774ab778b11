import { Gathering } from "./gathering.ts";
import type { Key } from "./keys.ts";

type Row = Record<string, unknown>;

/** Bytes that DynamoDB allows a key: it would refuse all of a batch for one that is longer. */
const longest = { pk: 2048, sk: 1024 };

const mostUnderWay = 2;

/** Reads of rows by key, gathered into batches. */
export class KeyReads {
  readonly #reads: Gathering<Key, Row | undefined>;
  readonly #asked = new Map<string, Promise<Row | undefined>>();

  /** @param readBatch the rows there are of different keys, in no order */
  constructor(readBatch: (keys: readonly Key[]) => Promise<Row[]>) {
    this.#reads = new Gathering(mostUnderWay, (keys) => {
      this.#asked.clear();
      const found = readBatch(keys).then((rows) => new Map(rows.map((row) => [nameOf(row as unknown as Key), row])));
      return keys.map(async (key) => (await found).get(nameOf(key)));
    });
  }

  /** Whoever asks for the same row at the same moment is given the same one, and must leave it as it is. */
  get(key: Key): Promise<Row | undefined> {
    if (!mayExist(key)) return Promise.resolve(undefined);
    const name = nameOf(key);
    const row = this.#asked.get(name) ?? this.#reads.ask(key);
    this.#asked.set(name, row);
    return row;
  }
}

/** No row has a key that DynamoDB would not take. */
function mayExist({ pk, sk }: Key): boolean {
  const fits = (text: string, most: number) => text !== "" && Buffer.byteLength(text) <= most;
  return fits(pk, longest.pk) && fits(sk, longest.sk);
}

/** A key as one text, different for different keys. */
export const nameOf = ({ pk, sk }: Key): string => `${pk}\n${sk}`;
