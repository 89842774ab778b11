import { once } from "@earshot/core/once.ts";
import { briefly } from "@earshot/store/connection.ts";
import { handle, type LambdaEvent } from "hono/aws-lambda";
import { base as shared } from "./base.ts";
import { portalOf } from "./portal.ts";

let portal: ReturnType<typeof handle> | undefined;

/** Every request: pages, API and webhooks. */
export const handler = (event: LambdaEvent, context?: Parameters<ReturnType<typeof handle>>[1]) => {
  portal ??= handle(portalFor(event));
  return portal(event, context);
};

/** The function cannot be told its own address, which is made after it: without EARSHOT_URL the request tells. */
function portalFor(event: LambdaEvent) {
  const { environment, ...rest } = shared({ patienceWithTable: briefly });
  const domain = "domainName" in event.requestContext ? event.requestContext.domainName : undefined;
  const EARSHOT_URL = environment.EARSHOT_URL ?? (domain === undefined ? undefined : `https://${domain}`);
  const base = { ...rest, environment: { ...environment, EARSHOT_URL } };
  return portalOf(
    base,
    once(async () => (await import("./clusters.ts")).readingClusters(base)),
  );
}
