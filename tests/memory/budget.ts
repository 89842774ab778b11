import type { Budget } from "@earshot/core/budget.ts";
import type { Rows } from "./rows.ts";

export function memoryBudget({ budget }: Rows): Budget {
  const account = (day: string) => {
    const known = budget.get(day) ?? { amount: 0, requests: 0, tokens: { input: 0, output: 0 }, held: new Map() };
    budget.set(day, known);
    return known;
  };
  return {
    async reserve({ id, day, amount }, limit) {
      const own = account(day);
      if (own.held.has(id) || own.amount > limit - amount) return false;
      own.held.set(id, amount);
      own.amount += amount;
      own.requests += 1;
      return true;
    },
    async settle({ id, day, amount }, cost, { input, output }) {
      const own = account(day);
      if (!own.held.delete(id)) return;
      own.amount += cost - amount;
      own.tokens.input += input;
      own.tokens.output += output;
    },
    async spent(day) {
      const { amount, requests, tokens } = account(day);
      return { amount, requests, tokens: { ...tokens } };
    },
  };
}
