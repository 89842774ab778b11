import { runtime } from "./runtime.ts";

/** Every minute: what was left behind, what is due, what there is to ask for. */
export const handler = async (): Promise<void> => {
  await runtime().sweep();
};
