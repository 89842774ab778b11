import { handle, type LambdaContext, type LambdaEvent } from "hono/aws-lambda";
import { portalOf } from "./portal.ts";
import { runtime } from "./runtime.ts";

let portal: ReturnType<typeof handle> | undefined;

/** Every request: pages, API and webhooks. */
export const handler = (event: LambdaEvent, context?: LambdaContext) => {
  portal ??= handle(portalOf(runtime()));
  return portal(event, context);
};
