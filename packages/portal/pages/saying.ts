import { EarshotError } from "@earshot/core/error.ts";
import { limits } from "@earshot/core/feedback.ts";
import { Said } from "@earshot/core/said.ts";

/** What was typed, as it was typed: for showing again. */
export interface Typed {
  key: string;
  title: string;
  body: string;
  board: string;
}

/** A text inside a text area, whose first line break browsers drop: so there is one more. */
export const asTyped = (text: string): string => (text.startsWith("\n") ? `\n${text}` : text);

/** Where a form was cut short or sent by hand, its words are taken as far as they go. */
export function typedIn(fields: URLSearchParams, fresh: () => string): Typed {
  const key = fields.get("key") ?? "";
  return {
    key: Said.unwrap().shape.key.safeParse(key).success ? key : fresh(),
    title: fields.get("title") ?? "",
    // Browsers send line ends as CR LF.
    body: (fields.get("body") ?? "").replaceAll("\r\n", "\n"),
    board: fields.get("board") ?? "",
  };
}

/** @throws EarshotError `input` for what no form of ours sends. */
export function readSaid(fields: URLSearchParams): Said {
  const { title, body, board, key } = typedIn(fields, () => "");
  const said = Said.safeParse({ key, body, ...(title.trim() !== "" && { title }), ...(board !== "" && { board }) });
  if (said.success) return said.data;
  const field = String(said.error.issues[0]?.path[0] ?? "body");
  throw new EarshotError("input", `At most ${limits.body} characters can be sent.`, { field });
}
