import { EarshotError } from "@earshot/core/error.ts";
import { type Feedback, reviewState } from "@earshot/core/feedback.ts";
import type { FeedbackStore } from "@earshot/core/ports.ts";
import { paged, type Rows, unchanged } from "./rows.ts";

export function memoryFeedback({ feedback, leases }: Rows): FeedbackStore {
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
    async put(next, previous, hold) {
      await this.putTogether([{ next, previous }], hold);
    },
    async putTogether(writes, hold) {
      for (const { next, previous } of writes) unchanged(feedback.get(next.id), previous);
      if (hold && leases.get(hold.name)?.fence !== hold.fence)
        throw new EarshotError("conflict", "Somebody else has taken the lease.");
      for (const { next } of writes) feedback.set(next.id, structuredClone(next));
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
    async waiting(request) {
      const waiting = [...feedback.values()].filter((one) => reviewState(one) === "waiting" && !one.withdrawn);
      return paged(["waiting"], waiting, ({ receivedAt, id }) => [receivedAt, id], request);
    },
    async hasPublic(people) {
      return [...feedback.values()].some(
        ({ person, visibility, withdrawn }) => people.includes(person) && visibility === "public" && !withdrawn,
      );
    },
    async *all() {
      yield* structuredClone([...feedback.values()].filter(({ erased }) => erased === undefined));
    },
  };
}
