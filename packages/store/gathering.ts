/** Milliseconds after which a batch no longer holds up the others: its answers may be long in coming. */
const holdsUp = 1000;

interface Waiting<Asked, Answer> {
  asked: Asked;
  answer: (answer: Promise<Answer>) => void;
}

/**
 * Carries out together what is asked for in one turn of the event loop, by however many requests: a call to the table
 * costs the processor far more than a row in it, and DynamoDB charges for rows. While so many batches are under way
 * what is asked for gathers: the more there is to do, the larger they get.
 */
export class Gathering<Asked, Answer> {
  readonly #mostUnderWay: number;
  readonly #carryOut: (asked: readonly Asked[]) => readonly Promise<Answer>[];
  #waiting: Waiting<Asked, Answer>[] = [];
  #underWay = 0;

  /** @param carryOut gives an answer to each that is asked, in its order */
  constructor(mostUnderWay: number, carryOut: (asked: readonly Asked[]) => readonly Promise<Answer>[]) {
    this.#mostUnderWay = mostUnderWay;
    this.#carryOut = carryOut;
  }

  ask(asked: Asked): Promise<Answer> {
    if (this.#waiting.length === 0) setImmediate(() => this.#go());
    return new Promise((answer) => this.#waiting.push({ asked, answer }));
  }

  #go(): void {
    if (this.#waiting.length === 0 || this.#underWay === this.#mostUnderWay) return;
    const batch = this.#waiting;
    this.#waiting = [];
    this.#underWay++;
    const answers = this.#carryOut(batch.map(({ asked }) => asked));
    for (const [i, { answer }] of batch.entries()) answer(answers[i] as Promise<Answer>);
    let done = false;
    const end = (): void => {
      if (done) return;
      done = true;
      clearTimeout(late);
      this.#underWay--;
      this.#go();
    };
    const late = setTimeout(end, holdsUp);
    void Promise.allSettled(answers).then(end);
  }
}
