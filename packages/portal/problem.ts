import { EarshotError, type ErrorKind, placeOf, reasonOf } from "@earshot/core/error.ts";
import { lazily } from "@earshot/core/lazily.ts";
import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import { routePath } from "hono/route";
import * as z from "zod";
import type { PortalDeps } from "./deps.ts";

/** An error as the API tells it: RFC 9457 problem details. */
export const Problem = lazily(() =>
  z
    .object({
      type: z.string().describe("about:blank: the status says what kind of problem it is"),
      title: z.string(),
      status: z.number().int(),
      detail: z.string().describe("What went wrong and what to change, for a person"),
      field: z.string().optional().describe("The field at fault, as a path: 3.body"),
      errors: z.array(z.object({ field: z.string(), detail: z.string() })).optional(),
    })
    .meta({ id: "Problem" }),
);
export type Problem = z.infer<typeof Problem>;

const statusOf: Record<ErrorKind, number> = {
  input: 400,
  auth: 401,
  missing: 404,
  conflict: 409,
  limited: 429,
  upstream: 503,
};

/** Seconds after which to try again where nobody said. */
export const usualWait = 5;

const titles: Record<number, string> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  409: "Conflict",
  413: "Content Too Large",
  415: "Unsupported Media Type",
  429: "Too Many Requests",
  500: "Internal Server Error",
  503: "Service Unavailable",
};

/** Input that a schema refused, with each field at fault. */
class RefusedInput extends EarshotError {
  readonly errors: { field: string; detail: string }[];

  constructor(issues: readonly z.core.$ZodIssue[]) {
    const errors = issues.flatMap(readable).slice(0, 50);
    const [first] = errors;
    const where = first?.field ? `${first.field}: ` : "";
    const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : "";
    super("input", `${where}${first?.detail ?? "This is not what was expected"}${more}`, {
      ...(first?.field && { field: first.field }),
    });
    this.errors = errors;
  }
}

/** Reads what came from outside by its schema. @throws RefusedInput. */
export function parsed<T>(schema: z.ZodType<T>, input: unknown): T {
  const result = schema.safeParse(input, {
    error: ({ code, input: value }) => (code === "invalid_type" && value === undefined ? "is missing" : undefined),
  });
  if (!result.success) throw new RefusedInput(result.error.issues);
  return result.data;
}

function readable(issue: z.core.$ZodIssue): { field: string; detail: string }[] {
  // Of the shapes a value may have, the one meant is the one that it came nearest to: not refused as a whole.
  if (issue.code === "invalid_union" && issue.errors.length > 0) {
    const meant = issue.errors.find(([first]) => first?.code !== "invalid_type" || first.path.length > 0);
    return (meant ?? issue.errors[0] ?? []).flatMap((one) => readable({ ...one, path: [...issue.path, ...one.path] }));
  }
  return [{ field: issue.path.map(String).join("."), detail: issue.message }];
}

/** The one place where errors become answers. What nobody foresaw is logged, and told without details. */
export function problemOf(error: unknown, log: PortalDeps["log"], where: Record<string, unknown>): Response {
  if (error instanceof HTTPException) return problem(error.status, error.message || "This cannot be done.");
  if (!(error instanceof EarshotError)) {
    log("request.failed", {
      ...where,
      error: reasonOf(error),
      stack: placeOf(error),
    });
    return problem(500, "Something went wrong here. It has been noted; nothing that was acknowledged is lost.");
  }
  const status = error.status ?? statusOf[error.kind];
  if (error.kind === "upstream") log("request.upstream", { ...where, error: reasonOf(error) });
  const headers: Record<string, string> = {};
  const comeAgain = error.retryAfter ?? (status === 429 || status === 503 ? usualWait : undefined);
  if (comeAgain !== undefined) headers["retry-after"] = String(Math.ceil(comeAgain));
  if (status === 401) headers["www-authenticate"] = 'Bearer realm="earshot"';
  return problem(
    status,
    error.message,
    {
      ...(error.field !== undefined && { field: error.field }),
      ...(error instanceof RefusedInput && error.errors.length > 0 && { errors: error.errors }),
    },
    headers,
  );
}

/** An answer that tells a problem. */
export function problem(
  status: number,
  detail: string,
  fields: Pick<Problem, "field" | "errors"> = {},
  headers: Record<string, string> = {},
): Response {
  const body: Problem = { type: "about:blank", title: titles[status] ?? "Error", status, detail, ...fields };
  return new Response(JSON.stringify(body), {
    status,
    headers: { "content-type": "application/problem+json", "cache-control": "no-store", ...headers },
  });
}

/**
 * Where a request failed, for the log: never its query or headers, which may hold secrets, and of its path the route, as
 * people stand in paths too.
 */
export function where(c: Context): Record<string, unknown> {
  return { method: c.req.method, path: routePath(c) };
}
