import { EarshotError } from "@earshot/core/error.ts";
import type { Inbox } from "@earshot/core/ports.ts";
import { paged, type Rows } from "./rows.ts";

export function memoryInbox({ inbox, received }: Rows): Inbox {
  const waiting = () => [...inbox.values()].filter(({ parked }) => !parked);
  const parked = () => [...inbox.values()].filter((entry) => entry.parked);
  return {
    async receive(entries) {
      for (const entry of entries) inbox.set(entry.id, structuredClone(entry));
    },
    async receiveOnce(entry, name) {
      if (received.has(name)) return false;
      received.add(name);
      inbox.set(entry.id, structuredClone(entry));
      return true;
    },
    async done(entries) {
      for (const { id } of entries) inbox.delete(id);
    },
    async failed(entry) {
      if (inbox.get(entry.id)?.parked !== false) throw new EarshotError("conflict", "Somebody else took this in.");
      inbox.set(entry.id, structuredClone(entry));
    },
    async wake(before) {
      return waiting().filter(({ receivedAt }) => receivedAt < before).length;
    },
    async backlog() {
      const times = waiting().map(({ receivedAt }) => receivedAt);
      return { waiting: times.length, since: times.sort()[0] };
    },
    async parked(request) {
      return paged(["parked entries"], parked(), ({ receivedAt, id }) => [receivedAt, id], request);
    },
    async retry(ids) {
      const wanted = parked().filter(({ id }) => ids === undefined || ids.includes(id));
      for (const { error: _, ...entry } of wanted) inbox.set(entry.id, { ...entry, attempts: 0, parked: false });
      return wanted.length;
    },
    async *entries() {
      yield* structuredClone([...inbox.values()]);
    },
    async drop({ id }) {
      inbox.delete(id);
    },
  };
}
