import type { Status } from "@earshot/core/theme.ts";
import type { View } from "../view.ts";

/** A status: a ring that fills, with its word beside it. */
export function StatusRing({ view, status }: { view: View; status: Status }) {
  return <span class={`st ${status}`}>{view.texts.status[status]}</span>;
}
