import { isoTime } from "@earshot/core/clock.ts";
import { Delivery, DeliveryState } from "@earshot/core/outbox.ts";
import type { Row } from "./table.ts";

/**
 * The delivery of a row. One of another shape, written by another version, is a delivery all the same, so that it can be
 * parked with its reason and does not hold up those beside it; of such a row only the key is relied on.
 */
export function deliveryOf(row: Row): Delivery {
  const read = Delivery.safeParse(row);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const at = Delivery.unwrap().shape.at.catch(isoTime(0));
  return {
    id: row.pk as string,
    outlet: Delivery.unwrap().shape.outlet.catch("unknown").parse(row.outlet),
    kind: "unreadable",
    occasion: "",
    state: DeliveryState.catch("parked").parse(row.state),
    error: `It cannot be read: ${issue?.path.join(".")}: ${issue?.message}`,
    attempts: 0,
    createdAt: at.parse(row.createdAt ?? row.due),
    dueAt: at.parse(row.dueAt ?? row.due),
    at: at.parse(row.at ?? row.due),
  };
}
