import { isoTime } from "../clock.ts";
import { EarshotError } from "../error.ts";
import type { Delivery } from "../outbox.ts";
import type { Outbox } from "../ports.ts";
import { type ConfiguringDeps, existingWebhook } from "./configuring.ts";

/**
 * Sends what was sent, or could not be, once more: under the same id, with a time and words of now.
 * @throws EarshotError `missing`; `conflict` while its endpoint is disabled, or while it is just being sent.
 */
export async function replay(
  deps: Pick<ConfiguringDeps, "webhooks" | "clock"> & { outbox: Outbox },
  webhook: string,
  id: string,
): Promise<Delivery> {
  const { disabled } = await existingWebhook(deps, webhook);
  if (disabled)
    throw new EarshotError("conflict", `This webhook is disabled: set it active first. ${disabled.reason}`, {
      ...{ final: true, reason: "webhookDisabled" },
    });
  const delivery = /^out_[0-9a-z]{1,40}$/.test(id) ? await deps.outbox.get(id) : undefined;
  if (delivery?.webhook !== webhook)
    throw new EarshotError("missing", "There is no such delivery to this webhook.", {
      reason: "noDelivery",
    });
  const again = await deps.outbox.again(delivery, isoTime(deps.clock()));
  if (again === undefined)
    throw new EarshotError("conflict", "It is just being sent. Look again in a moment.", {
      ...{ final: true, reason: "sendingNow" },
    });
  return again;
}
