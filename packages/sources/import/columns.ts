/** What a table may tell of each piece of feedback. */
export type Column =
  | "id"
  | "board"
  | "source"
  | "title"
  | "body"
  | "author"
  | "authorId"
  | "email"
  | "segment"
  | "url"
  | "createdAt"
  | "updatedAt"
  | "visibility";

/** By which names columns are known, in lower-case letters and digits; of several the first counts. */
const names: Record<Column, readonly string[]> = {
  id: ["externalid", "id", "feedbackid", "number"],
  board: ["board", "product", "app"],
  source: ["source"],
  title: ["title", "subject"],
  body: ["body", "text", "description", "comment", "content", "message", "review", "feedback"],
  author: ["author", "name", "authorname", "username", "createdby"],
  authorId: ["authorexternalid", "authorid", "userid"],
  email: ["email", "authoremail", "useremail", "emailaddress"],
  segment: ["segment", "plan", "tier", "customersegment"],
  url: ["url", "link"],
  createdAt: ["createdat", "created", "date", "submittedat"],
  updatedAt: ["updatedat", "updated", "modifiedat"],
  visibility: ["visibility"],
};

/** Which column stands where in a table. */
export type Layout = ReadonlyMap<Column, number>;

/** Where each column stands in a header row, or why it is none. */
export function layoutOf(header: readonly string[]): { layout: Layout } | { reason: string } {
  const plain = header.map((name) => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ""));
  const layout = new Map<Column, number>();
  for (const [column, known] of Object.entries(names) as [Column, readonly string[]][]) {
    const name = known.find((one) => plain.includes(one));
    if (name === undefined) continue;
    const at = plain.indexOf(name);
    if (plain.indexOf(name, at + 1) >= 0)
      return { reason: `names the column ${header[at]?.trim()} twice: keep one of them` };
    layout.set(column, at);
  }
  if (layout.has("body") || layout.has("title")) return { layout };
  return {
    reason:
      "is no header row: the first line must name the columns, one of them body (or text, description, comment), beside it what there is of id, board, title, author, email, segment, url, createdAt",
  };
}

/** Whether a line of a table that needs no header is one all the same: it names the text and something beside it. */
export function looksLikeHeader(cells: readonly string[]): boolean {
  const read = layoutOf(cells);
  return "layout" in read && read.layout.has("body") && (read.layout.size > 1 || cells.length === 1);
}
