/** A value as DynamoDB writes it: `{ S: "text" }`, `{ N: "1" }`, `{ M: { … } }`. */
export type Value = { readonly [type: string]: unknown };
export type Item = { readonly [attribute: string]: Value };

/** What stands for names and values in an expression. */
export interface Placeholders {
  ExpressionAttributeNames?: Record<string, string>;
  ExpressionAttributeValues?: Record<string, Value>;
}

type Operand = (item: Item, given: Placeholders) => Value | undefined;
type Condition = (item: Item, given: Placeholders) => boolean;
type Action = (item: Record<string, Value>, before: Item, given: Placeholders) => void;

/** What the evaluator does not know, so that a new expression is noticed and not guessed at. */
export class UnknownExpression extends Error {}

const token = /\s*(<>|<=|>=|[()<>=,+-]|:\w+|#?\w+(?:\.#?\w+)*)/y;

class Tokens {
  readonly text: string;
  readonly #tokens: string[] = [];
  #next = 0;

  constructor(text: string) {
    this.text = text;
    token.lastIndex = 0;
    for (let match = token.exec(text); match; match = token.exec(text)) {
      this.#tokens.push(match[1] ?? "");
      if (token.lastIndex === text.trimEnd().length) return;
    }
    throw new UnknownExpression(text);
  }

  get peek(): string | undefined {
    return this.#tokens[this.#next];
  }

  take(expected?: string): string {
    const found = this.#tokens[this.#next++];
    if (found === undefined || (expected !== undefined && found !== expected)) throw new UnknownExpression(this.text);
    return found;
  }

  /** Takes a token if it is the next one, in either case. */
  had(expected: string): boolean {
    if (this.peek?.toUpperCase() !== expected) return false;
    this.#next++;
    return true;
  }
}

function pathOf(text: string): (given: Placeholders) => string[] {
  const parts = text.split(".");
  return ({ ExpressionAttributeNames: names = {} }) =>
    parts.map((part) => (part.startsWith("#") ? (names[part] ?? part) : part));
}

function at(item: Item, [first = "", ...rest]: string[]): Value | undefined {
  let value: Value | undefined = item[first];
  for (const part of rest) value = (value?.M as Record<string, Value> | undefined)?.[part];
  return value;
}

function numberOf(value: Value | undefined, text: string): number {
  if (value?.N === undefined) throw new UnknownExpression(text);
  return Number(value.N);
}

function operand(tokens: Tokens): Operand {
  const first = simpleOperand(tokens);
  const sign = tokens.peek === "+" || tokens.peek === "-" ? tokens.take() : undefined;
  if (sign === undefined) return first;
  const second = simpleOperand(tokens);
  return (item, given) => {
    const [a, b] = [numberOf(first(item, given), tokens.text), numberOf(second(item, given), tokens.text)];
    return { N: String(sign === "+" ? a + b : a - b) };
  };
}

function simpleOperand(tokens: Tokens): Operand {
  const text = tokens.take();
  if (text.startsWith(":")) return (_, { ExpressionAttributeValues: values = {} }) => values[text];
  if (tokens.peek === "(") return operandFunction(text, tokens);
  const path = pathOf(text);
  return (item, given) => at(item, path(given));
}

function operandFunction(name: string, tokens: Tokens): Operand {
  tokens.take("(");
  const [a, , b] = [operand(tokens), tokens.take(","), operand(tokens)];
  tokens.take(")");
  if (name === "if_not_exists") return (item, given) => a(item, given) ?? b(item, given);
  if (name !== "list_append") throw new UnknownExpression(tokens.text);
  return (item, given) => ({ L: [a, b].flatMap((one) => (one(item, given)?.L as Value[] | undefined) ?? []) });
}

/** Two values in order; undefined where they are of different types, or of one that has no order. */
export function compareValues(a: Value, b: Value): number | undefined {
  if (typeof a.S === "string" && typeof b.S === "string") return Buffer.compare(Buffer.from(a.S), Buffer.from(b.S));
  if (a.N !== undefined && b.N !== undefined) return Number(a.N) - Number(b.N);
  return undefined;
}

/** The same text for equal values, whatever the order of their keys. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part && typeof part === "object" && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

const comparisons: Record<string, (a: Value, b: Value) => boolean> = {
  "=": (a, b) => (a.N !== undefined && b.N !== undefined ? Number(a.N) === Number(b.N) : canonical(a) === canonical(b)),
  "<>": (a, b) => !comparisons["="]?.(a, b),
  "<": (a, b) => (compareValues(a, b) ?? 0) < 0,
  "<=": (a, b) => (compareValues(a, b) ?? 1) <= 0,
  ">": (a, b) => (compareValues(a, b) ?? 0) > 0,
  ">=": (a, b) => (compareValues(a, b) ?? -1) >= 0,
};

function disjunction(tokens: Tokens): Condition {
  const parts = [conjunction(tokens)];
  while (tokens.had("OR")) parts.push(conjunction(tokens));
  return (item, given) => parts.some((part) => part(item, given));
}

function conjunction(tokens: Tokens): Condition {
  const parts = [term(tokens)];
  while (tokens.had("AND")) parts.push(term(tokens));
  return (item, given) => parts.every((part) => part(item, given));
}

const predicates: Record<string, (value: Value | undefined, other: Value | undefined) => boolean> = {
  attribute_exists: (value) => value !== undefined,
  attribute_not_exists: (value) => value === undefined,
  begins_with: (value, prefix) => typeof value?.S === "string" && value.S.startsWith(String(prefix?.S)),
};

function term(tokens: Tokens): Condition {
  if (tokens.had("NOT")) {
    const rest = term(tokens);
    return (item, given) => !rest(item, given);
  }
  if (tokens.had("(")) {
    const inner = disjunction(tokens);
    tokens.take(")");
    return inner;
  }
  const predicate = predicates[tokens.peek ?? ""];
  if (predicate) {
    tokens.take();
    tokens.take("(");
    const value = operand(tokens);
    const other = tokens.had(",") ? operand(tokens) : () => undefined;
    tokens.take(")");
    return (item, given) => predicate(value(item, given), other(item, given));
  }
  const left = operand(tokens);
  const compare = comparisons[tokens.take()];
  if (!compare) throw new UnknownExpression(tokens.text);
  const right = operand(tokens);
  return (item, given) => {
    const [a, b] = [left(item, given), right(item, given)];
    return a !== undefined && b !== undefined && compare(a, b);
  };
}

const clauses: Record<string, (tokens: Tokens) => Action> = {
  SET: (tokens) => {
    const path = pathOf(tokens.take());
    tokens.take("=");
    const value = operand(tokens);
    return (item, before, given) => {
      const made = value(before, given);
      if (made === undefined) throw new UnknownExpression(tokens.text);
      item[path(given)[0] ?? ""] = made;
    };
  },
  REMOVE: (tokens) => {
    const path = pathOf(tokens.take());
    return (item, _, given) => {
      delete item[path(given)[0] ?? ""];
    };
  },
  ADD: (tokens) => {
    const path = pathOf(tokens.take());
    const value = operand(tokens);
    return (item, before, given) => {
      const name = path(given)[0] ?? "";
      const sum = numberOf(before[name] ?? { N: "0" }, tokens.text) + numberOf(value(before, given), tokens.text);
      item[name] = { N: String(sum) };
    };
  },
};

function updateOf(text: string): Action {
  const tokens = new Tokens(text);
  const actions: Action[] = [];
  while (tokens.peek !== undefined) {
    const clause = clauses[tokens.take().toUpperCase()];
    if (!clause) throw new UnknownExpression(text);
    do actions.push(clause(tokens));
    while (tokens.had(","));
  }
  return (item, before, given) => {
    for (const action of actions) action(item, before, given);
  };
}

function remembered<T>(make: (text: string) => T): (text: string) => T {
  const made = new Map<string, T>();
  return (text) => {
    const known = made.get(text) ?? make(text);
    made.set(text, known);
    return known;
  };
}

/** A condition, key condition or filter. */
export const conditionOf = remembered((text): Condition => {
  const tokens = new Tokens(text);
  const condition = disjunction(tokens);
  if (tokens.peek !== undefined) throw new UnknownExpression(text);
  return condition;
});

const updates = remembered(updateOf);

/** An item after an update; it sees the item before in all of its parts. */
export function updated(before: Item, text: string, given: Placeholders): Item {
  const item = { ...before };
  updates(text)(item, before, given);
  return item;
}

/** The attributes that a projection names. */
export function projected(item: Item, text: string, given: Placeholders): Item {
  const names = text.split(",").map((part) => pathOf(part.trim())(given)[0] ?? "");
  return Object.fromEntries(names.flatMap((name) => (item[name] ? [[name, item[name]]] : [])));
}
