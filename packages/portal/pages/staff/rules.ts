import { RouteRule } from "@earshot/core/board.ts";
import { EarshotError, isError } from "@earshot/core/error.ts";
import { parsed } from "../../problem.ts";
import type { Texts } from "../texts.ts";
import { wrong } from "./refusal.ts";

/** What a rule can ask for, each on a line of its own. */
const names = ["boards", "kinds", "sources", "segments", "words"] as const;
type Name = (typeof names)[number];

/** A rule as it is written into its field: `words: refund, pay back`. */
export function ruleText(rule: RouteRule): string {
  return names.flatMap((name) => (rule[name] ? [`${name}: ${rule[name].join(", ")}`] : [])).join("\n");
}

/**
 * Reads a rule from its field; undefined for one that is left empty, which is none.
 * @throws EarshotError `input` that names the field and the line at fault.
 */
export function readRule(text: string, field: string, texts: Texts["staff"]["setup"]): RouteRule | undefined {
  const lines = text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  if (lines.length === 0) return undefined;
  const given: Partial<Record<Name, string[]>> = {};
  for (const line of lines) {
    const [asked = "", ...rest] = line.split(":");
    const name = names.find((one) => one === asked.trim().toLowerCase());
    const values = rest
      .join(":")
      .split(",")
      .map((value) => value.trim())
      .filter((value) => value !== "");
    if (name === undefined || values.length === 0) throw wrong(field, texts.ruleLine(line));
    if (given[name]) throw wrong(field, texts.ruleTwice(name));
    given[name] = values;
  }
  return readAs(RouteRule, given, field);
}

/**
 * Reads by a schema what one field of a form holds, so that whatever is wrong with it is said beside that field.
 * @throws EarshotError `input` that names the field, and is told by it.
 */
export function readAs<T>(schema: Parameters<typeof parsed<T>>[0], given: unknown, field: string): T {
  try {
    return parsed(schema, given);
  } catch (error) {
    throw isError(error, "input") ? new EarshotError("input", error.message, { field, cause: error }) : error;
  }
}
