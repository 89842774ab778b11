import { BoardClusters } from "@earshot/core/clusters.ts";
import { handle, type LambdaEvent } from "hono/aws-lambda";
import { base } from "./base.ts";
import { portalOf } from "./portal.ts";

let portal: ReturnType<typeof handle> | undefined;

/** Every request: pages, API and webhooks. */
export const handler = (event: LambdaEvent, context?: Parameters<ReturnType<typeof handle>>[1]) => {
  portal ??= handle(portalFor(event));
  return portal(event, context);
};

/** The function cannot be told its own address, which is made after it: without EARSHOT_URL the request tells. */
function portalFor(event: LambdaEvent) {
  const { environment, ...rest } = base();
  const domain = "domainName" in event.requestContext ? event.requestContext.domainName : undefined;
  const EARSHOT_URL = environment.EARSHOT_URL ?? (domain === undefined ? undefined : `https://${domain}`);
  const { feedback } = rest.store;
  const { clock, randomness } = rest.world;
  const clusters = new BoardClusters(() => feedback.all(), clock, randomness);
  return portalOf({ ...rest, environment: { ...environment, EARSHOT_URL } }, clusters);
}
