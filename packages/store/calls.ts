import { ReturnConsumedCapacity } from "@aws-sdk/client-dynamodb";
import { type Commands, type Connection, connect } from "./connection.ts";
import { translate } from "./refused.ts";

/** Told what each call consumed, in capacity units. */
export type Meter = (used: { reads: number; writes: number }) => void;

interface Capacity {
  CapacityUnits?: number | undefined;
}

type Answered<T> = T & {
  ConsumedCapacity?: Capacity | Capacity[] | undefined;
  $metadata: { httpStatusCode?: number | undefined };
};

/** Calls to the table: their errors in our own kinds, and what they consumed told to the meter. */
export class Calls {
  readonly table: string;
  readonly #client: Commands;
  readonly #meter: Meter | undefined;

  constructor(table: string, connection: Connection, meter: Meter | undefined) {
    this.table = table;
    this.#client = "send" in connection ? connection : connect(connection);
    this.#meter = meter;
  }

  /** What each input asks for besides. */
  get metered(): { ReturnConsumedCapacity?: ReturnConsumedCapacity } {
    return this.#meter ? { ReturnConsumedCapacity: ReturnConsumedCapacity.TOTAL } : {};
  }

  get send(): Commands["send"] {
    return this.#client.send.bind(this.#client);
  }

  async read<T>(call: Promise<Answered<T>>): Promise<T> {
    return this.#told(call, "reads");
  }

  async write<T>(call: Promise<Answered<T>>): Promise<T> {
    return this.#told(call, "writes");
  }

  async #told<T>(call: Promise<Answered<T>>, kind: "reads" | "writes"): Promise<T> {
    const answer = await call.catch(translate);
    if (this.#meter && answer.ConsumedCapacity) {
      const units = [answer.ConsumedCapacity].flat().reduce((sum, { CapacityUnits }) => sum + (CapacityUnits ?? 0), 0);
      this.#meter({ reads: 0, writes: 0, [kind]: units });
    }
    return answer;
  }

  close(): void {
    this.#client.destroy();
  }
}
