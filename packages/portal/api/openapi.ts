import { payloads } from "@earshot/core/webhook/payload.ts";
import * as z from "zod";
import { Problem } from "../problem.ts";
import type { Route } from "./route.ts";

type Json = Record<string, unknown>;

/** The OpenAPI 3.1 document of the routes, from the very schemas that check their input. */
export function openapi(routes: readonly Route[], url: string): Json {
  const schemas: Json = {};
  const problem = { "application/problem+json": { schema: schemaOf(Problem, "output", schemas) } };
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    const path = `/api/v1${route.path}`;
    paths[path] = { ...paths[path], [route.method]: operation(route, schemas, problem) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Earshot",
      version: "1",
      description: "Errors are RFC 9457 problem details. Cursors are opaque. Times are ISO 8601 in UTC.",
    },
    servers: [{ url }],
    security: [{ key: [] }],
    paths,
    webhooks: outgoing(schemas),
    components: { schemas, securitySchemes: { key: { type: "http", scheme: "bearer" } } },
  };
}

function operation(route: Route, schemas: Json, problem: Json): Json {
  const parameters = [...pathParameters(route.path), ...queryParameters(route, schemas)];
  return {
    operationId: operationId(route),
    summary: route.summary,
    ...(parameters.length > 0 && { parameters }),
    ...(route.body && {
      requestBody: {
        required: !route.body.safeParse(undefined).success,
        content: { "application/json": { schema: schemaOf(route.body, "input", schemas) } },
      },
    }),
    responses: {
      [route.status]: {
        description: route.status === 202 ? "Stored; the rest happens soon after." : "As asked.",
        content: { "application/json": { schema: schemaOf(route.result, "output", schemas) } },
      },
      default: { description: "What went wrong, and what to change.", content: problem },
    },
  };
}

/** `getThemesThemeFeedback`: unique because method and path are. */
function operationId({ method, path }: Route): string {
  const words = path.match(/\w+/g) ?? [];
  return method + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}

/** What is sent to other systems, by type of event: the schemas that the payloads are made by. */
function outgoing(schemas: Json): Json {
  const signed = ["webhook-id", "webhook-timestamp", "webhook-signature"].map((name) => ({
    ...{ name, in: "header", required: true, schema: { type: "string" } },
  }));
  return mapValues(payloads, (payload) => ({
    post: {
      summary: payload.description,
      parameters: signed,
      requestBody: {
        required: true,
        content: { "application/json": { schema: schemaOf(payload, "output", schemas) } },
      },
      responses: {
        "2XX": { description: "Taken. Anything else is tried again for three days; 410 disables the endpoint." },
      },
    },
  }));
}

const mapValues = <T>(values: Record<string, T>, of: (value: T) => Json): Json =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, of(value)]));

function pathParameters(path: string): Json[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    ...{ name, in: "path", required: true, schema: { type: "string" } },
    ...(name === "alias" && { description: "Where one is known by which name: email:ann@example.org, discourse:42." }),
  }));
}

function queryParameters({ query }: Route, schemas: Json): Json[] {
  if (query === undefined) return [];
  return Object.entries(query.shape).map(([name, schema]) => {
    const { description, ...rest } = schemaOf(schema as z.ZodType, "input", schemas);
    const required = !(schema as z.ZodType).safeParse(undefined).success;
    return { name, in: "query", required, ...(description !== undefined && { description }), schema: rest };
  });
}

/** A schema in JSON, its named parts moved to where the whole document finds them. */
function schemaOf(schema: z.ZodType, io: "input" | "output", schemas: Json): Json {
  const { $schema: _, $defs = {}, ...json } = pointed(z.toJSONSchema(schema, { io, unrepresentable: "any" })) as Json;
  const id = schema.meta()?.id;
  Object.assign(schemas, $defs);
  if (id === undefined || json.$ref !== undefined) return json;
  schemas[id] = json;
  return { $ref: `#/components/schemas/${id}` };
}

function pointed(json: unknown): unknown {
  return JSON.parse(JSON.stringify(json).replaceAll('"#/$defs/', '"#/components/schemas/'));
}
