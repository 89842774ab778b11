import { tidy } from "../text.ts";

/**
 * Discourse's Markdown as plain text: what the member wrote herself, in her words. Other people's words ([quote] and
 * `>`), pictures, marks of emphasis and addresses behind links go; code stays, for the error it shows. Light on
 * purpose: what is not recognised stays as it stands. Every pattern is bounded, which keeps hostile posts cheap.
 */
export function plainFromMarkdown(raw: string): string {
  const lines: string[] = [];
  let fence = "";
  for (const line of withoutQuotes(tidy(raw)).split("\n")) {
    const mark = /^ {0,3}(`{3,20}|~{3,20})/.exec(line)?.[1] ?? "";
    if (fence === "" && mark !== "") fence = mark;
    else if (fence !== "" && mark.startsWith(fence)) fence = "";
    else if (fence !== "") lines.push(line);
    else if (!/^ {0,3}>/.test(line)) lines.push(inline(line));
  }
  return tidy(lines.join("\n"));
}

const quoteMark = /\[(\/?)quote(?:=[^\]\n]{0,300})?\]/gi;

/** Quotes may lie within quotes. One that is never closed is no quote to Discourse, and none here. */
function withoutQuotes(raw: string): string {
  let kept = "";
  let depth = 0;
  let from = 0;
  for (const mark of raw.matchAll(quoteMark)) {
    const closing = mark[1] === "/";
    if (closing && depth > 0) {
      depth--;
      if (depth === 0) from = mark.index + mark[0].length;
    } else if (!closing) {
      if (depth === 0) {
        kept += raw.slice(from, mark.index);
        from = mark.index;
      }
      depth++;
    }
  }
  return kept + raw.slice(from);
}

function inline(line: string): string {
  return line
    .replace(/!\[[^\]]{0,300}\]\([^)]{0,1000}\)/g, "")
    .replace(/\[([^[\]]{1,500})\]\([^)]{0,1000}\)/g, "$1")
    .replace(/<(https?:\/\/[^\s<>]{1,1000})>/g, "$1")
    .replace(/<\/?[a-z][^<>]{0,300}>/gi, "")
    .replace(/\[\/?(?:b|i|u|s|url|img|code|color|size|center|spoiler|details|poll|date)(?:[= ][^\]]{0,300})?\]/gi, "")
    .replace(/^ {0,3}#{1,6} +/, "")
    .replace(/\*\*([^*]{1,500})\*\*/g, "$1")
    .replace(/(?<![\w*])\*([^*\s][^*]{0,500})\*(?![\w*])/g, "$1")
    .replace(/(?<!\w)__?([^_\s][^_]{0,500})__?(?!\w)/g, "$1")
    .replace(/~~([^~]{1,500})~~/g, "$1")
    .replace(/`([^`]{1,500})`/g, "$1");
}
