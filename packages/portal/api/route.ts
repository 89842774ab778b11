import { limits } from "@earshot/core/feedback.ts";
import * as z from "zod";
import type { PortalDeps } from "../deps.ts";

/** One route of the API, told once: it serves, checks its input and describes itself in the OpenAPI document. */
export interface Route {
  readonly method: "get" | "post" | "put" | "patch" | "delete";
  /** Below `/api/v1`, with parameters as in OpenAPI: `/themes/{theme}`. */
  readonly path: string;
  readonly summary: string;
  readonly query?: z.ZodObject | undefined;
  readonly body?: z.ZodType | undefined;
  readonly status: 200 | 202;
  readonly result: z.ZodType;
  handle(deps: PortalDeps, input: { params: Record<string, string>; query: unknown; body: unknown }): Promise<unknown>;
}

type ParamsOf<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Record<Name, string> & ParamsOf<Rest>
  : unknown;

interface Definition<Path extends string, Query extends z.ZodObject, Body extends z.ZodType, Result extends z.ZodType> {
  method: Route["method"];
  path: Path;
  summary: string;
  query?: Query;
  body?: Body;
  status?: Route["status"];
  result: Result;
  handle(
    deps: PortalDeps,
    input: { params: ParamsOf<Path>; query: z.output<Query>; body: z.output<Body> },
  ): Promise<z.input<Result>>;
}

/** Defines a route; its handler gets its input parsed, and has to give what the route promises. */
export function route<
  const Path extends string,
  Result extends z.ZodType,
  Query extends z.ZodObject = z.ZodObject,
  Body extends z.ZodType = z.ZodType,
>(definition: Definition<Path, Query, Body, Result>): Route {
  return { status: 200, ...definition } as unknown as Route;
}

/** Whom the audit trail names for what is asked for by API. */
export const Who = z.string().trim().min(1).max(limits.name).default("API");

/** How many items a page has: 20 unless asked otherwise, 100 at most (who asks for more gets as many). */
const Limit = z.coerce
  .number()
  .int()
  .min(1)
  .transform((limit) => Math.min(limit, 100))
  .default(20)
  .describe("How many items, 20 unless said; more than 100 are given out in several pages.");

const Cursor = z
  .string()
  .regex(/^[\w-]{1,4000}$/, "is not one of ours; begin again without one")
  .optional()
  .describe("The `next` of the page before.");

export const PageQuery = z.object({ limit: Limit, cursor: Cursor });

/** What a page of anything looks like; `next` is absent on the last one. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), next: z.string().optional() });
}

/** A page as it is told. */
export function page<T>(items: T[], next: string | undefined): { items: T[]; next?: string } {
  return { items, ...(next !== undefined && { next }) };
}

/** One or several of a set, with commas between: `open,planned`. */
export function listOf<Item extends z.ZodType<string, string>>(item: Item) {
  return z
    .string()
    .transform((text) => text.split(",").map((part) => part.trim()))
    .pipe(z.array(item).max(100));
}
