interface Kept {
  value: Promise<unknown>;
  until: number;
}

/**
 * What was read a moment ago, for reads that lag behind anyway and that everybody makes: each is made once in so many
 * milliseconds, however many ask. Whoever writes has it forgotten, so that a process sees its own writes at once. The
 * moments are real ones, whatever a test's clock says.
 */
export class Recent {
  readonly #kept = new Map<string, Kept>();
  readonly #restMs: number;
  readonly #most: number;

  constructor(restMs: number, most = 200) {
    this.#restMs = restMs;
    this.#most = most;
  }

  /** Whoever is given the value shares it with others, and must leave it as it is. */
  get<T>(question: string, read: () => Promise<T>): Promise<T> {
    const now = performance.now();
    const known = this.#kept.get(question);
    if (known && now < known.until) return known.value as Promise<T>;
    const value = read();
    this.#kept.delete(question);
    const [oldest] = this.#kept.keys();
    if (oldest !== undefined && this.#kept.size >= this.#most) this.#kept.delete(oldest);
    this.#kept.set(question, { value, until: now + this.#restMs });
    value.catch(() => this.#kept.delete(question));
    return value;
  }

  forget(): void {
    this.#kept.clear();
  }
}
