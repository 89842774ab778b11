import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { Ajv, type ValidateFunction } from "ajv";

interface Operation {
  operationId: string;
  parameters?: { name: string; in: string; required?: boolean; schema: object }[];
  requestBody?: { required?: boolean; content: Record<string, { schema: Record<string, unknown> }> };
}
type Paths = Record<string, Record<string, Operation>>;

/** Checks a request against GitHub's official description: the faults, none when it is right. */
export type RequestCheck = (method: string, url: URL, body: unknown) => string[];

/**
 * The official description, from the folder that the workspace shares or from the package that publishes it,
 * whichever is there; none where neither is.
 */
export function officialCheck(): RequestCheck | undefined {
  const paths = sharedPaths() ?? publishedPaths();
  return paths && checkAgainst(paths);
}

function sharedPaths(): Paths | undefined {
  const file = fileURLToPath(new URL("../../../shared/payloads/github/openapi-trimmed-requests.json", import.meta.url));
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as { paths: Paths }).paths : undefined;
}

function publishedPaths(): Paths | undefined {
  try {
    const published = createRequire(import.meta.url)("@octokit/openapi") as {
      schemas: Record<string, { paths: Paths }>;
    };
    return published.schemas["api.github.com.deref"]?.paths;
  } catch {
    return undefined;
  }
}

/** What the trimmed description leaves out besides; of a list's query only its length. */
const alsoAsked: readonly (readonly [method: string, path: RegExp])[] = [
  ["POST", /^\/graphql$/],
  ["GET", /^\/repos\/[^/]+\/[^/]+\/hooks(\/\d+\/deliveries)?$/],
  ["POST", /^\/repos\/[^/]+\/[^/]+\/hooks\/\d+\/deliveries\/\d+\/attempts$/],
];

/** Reads that the trimmed description leaves out; they have neither body nor query. */
const alsoRead = [
  /^\/repos\/[^/]+\/[^/]+$/,
  /^\/repos\/[^/]+\/[^/]+\/installation$/,
  // Where redirects lead.
  /^\/repositories\/\d+(\/issues\/\d+)?$/,
];

function checkAgainst(paths: Paths): RequestCheck {
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false, coerceTypes: false });
  const compiled = new Map<object, ValidateFunction>();
  const validator = (schema: object) => {
    const known = compiled.get(schema) ?? ajv.compile(schema);
    compiled.set(schema, known);
    return known;
  };
  const bodies = new Map<Operation, Record<string, unknown>>();

  return (method, url, body) => {
    const operation = operationFor(paths, method, url.pathname);
    if (!operation) {
      const known =
        (method === "GET" && alsoRead.some((path) => path.test(url.pathname)) && url.search === "") ||
        alsoAsked.some(([how, path]) => how === method && path.test(url.pathname));
      return known ? [] : [`no operation ${method} ${url.pathname}${url.search}`];
    }
    const faults: string[] = [];
    const parameters = operation.parameters ?? [];
    for (const [name, text] of url.searchParams) {
      const parameter = parameters.find((one) => one.in === "query" && one.name === name);
      if (!parameter) faults.push(`unknown query ${name}`);
      else {
        const validate = validator(parameter.schema);
        const value = "type" in parameter.schema && parameter.schema.type === "integer" ? Number(text) : text;
        if (!validate(value)) faults.push(`query ${name}: ${ajv.errorsText(validate.errors)}`);
      }
    }
    const schema = operation.requestBody?.content["application/json"]?.schema;
    if (!schema) return body === undefined ? faults : [...faults, "a body where none belongs"];
    if (body === undefined && operation.requestBody?.required !== true) return faults;
    const closed = bodies.get(operation) ?? { ...(withoutNullable(schema) as object), additionalProperties: false };
    bodies.set(operation, closed);
    const validate = validator(closed);
    if (!validate(body)) faults.push(`body: ${ajv.errorsText(validate.errors)}`);
    return faults;
  };
}

function operationFor(paths: Paths, method: string, pathname: string): Operation | undefined {
  const parts = pathname.split("/");
  for (const [path, operations] of Object.entries(paths)) {
    const template = path.split("/");
    const fits =
      template.length === parts.length && template.every((part, i) => part.startsWith("{") || part === parts[i]);
    const operation = operations[method.toLowerCase()];
    if (fits && operation) return operation;
  }
  return undefined;
}

/** OpenAPI 3.0 writes `nullable` where JSON Schema has a type of null. */
function withoutNullable(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withoutNullable);
  if (typeof schema !== "object" || schema === null) return schema;
  const { nullable, ...rest } = Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [key, withoutNullable(value)]),
  );
  return nullable === true ? { anyOf: [rest, { type: "null" }] } : rest;
}
