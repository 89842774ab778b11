import { EarshotError } from "@earshot/core/error.ts";
import type { Texts } from "../texts.ts";

/** Something refused in words that are in the reader's language already. */
class Refusal extends EarshotError {}

/** Says what is wrong with a field, in the reader's language. */
export const wrong = (field: string, message: string): EarshotError => new Refusal("input", message, { field });

/** Why something was refused, in the reader's language: by the name of the reason, else by the field at fault. */
export function refusalTold(error: EarshotError, { reasons, refusedAs, wrongField }: Texts["staff"]): string {
  if (error instanceof Refusal) return error.message;
  if (error.reason !== undefined) return reasons[error.reason](error.about);
  const field = (error.field ?? "").replace(/\d*(\..*)?$/, "");
  if (Object.hasOwn(wrongField, field)) return wrongField[field as keyof typeof wrongField];
  const { kind } = error;
  return kind === "conflict" || kind === "missing" ? refusedAs[kind] : refusedAs.input;
}
