import type { Passes } from "@earshot/core/pass.ts";
import type { Rows } from "./rows.ts";

export function memoryPasses({ passes }: Rows): Passes {
  return {
    async put(pass) {
      if (passes.has(pass.id)) return false;
      passes.set(pass.id, structuredClone(pass));
      return true;
    },
    async get(id, now) {
      const pass = passes.get(id);
      return pass && pass.until > now ? structuredClone(pass) : undefined;
    },
    async take(id, now) {
      const pass = passes.get(id);
      passes.delete(id);
      return pass && pass.until > now ? pass : undefined;
    },
  };
}
