import { EarshotError } from "@earshot/core/error.ts";
import type { z } from "zod";

/**
 * Reads the JSON text of a delivery.
 * @throws EarshotError `input` that names what it was to be.
 */
export function parseJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new EarshotError("input", `${what} is not JSON. It was not taken in; send it again as JSON.`, { cause });
  }
}

/**
 * Reads a value in the shape it must have.
 * @throws EarshotError that names the first field at fault: `input` for what was sent to us, `upstream` for answers.
 */
export function shaped<T extends z.ZodType>(
  schema: T,
  value: unknown,
  what: string,
  kind: "input" | "upstream" = "input",
): z.output<T> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = issue?.path.join(".") ?? "";
  throw new EarshotError(kind, `${what} makes no sense: ${field === "" ? "it" : field}: ${issue?.message}.`, {
    cause: parsed.error,
    ...(field !== "" && { field }),
  });
}
