import type { Feedback } from "@earshot/core/feedback.ts";
import type { FeedbackStore } from "@earshot/core/ports.ts";
import { paged, type Rows, unchanged } from "./rows.ts";

export function memoryFeedback({ feedback }: Rows): FeedbackStore {
  return {
    async get(id) {
      return structuredClone(feedback.get(id));
    },
    async getMany(ids) {
      const found = ids.flatMap((id): [string, Feedback][] => {
        const one = feedback.get(id);
        return one ? [[id, structuredClone(one)]] : [];
      });
      return new Map(found);
    },
    async put(next, previous) {
      unchanged(feedback.get(next.id), previous);
      feedback.set(next.id, structuredClone(next));
    },
    async ofTheme(themes, visibility, request) {
      const wanted = [...feedback.values()].filter(
        (one) =>
          one.theme !== undefined &&
          themes.includes(one.theme) &&
          (visibility === undefined || one.visibility === visibility),
      );
      return paged(themes, wanted, ({ at, id }) => [at, id], request);
    },
    async *all() {
      yield* structuredClone([...feedback.values()]);
    },
  };
}
