/** What a delivery says, as a person would read it: its heading, and its texts in order. */
export interface Words {
  heading?: string;
  texts: string[];
}

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The texts inside a block of Slack's, in reading order, whatever the kind of block. */
function blockTexts(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(blockTexts);
  if (!isObject(value)) return [];
  if (typeof value.text === "string") return [value.text];
  return ["title", "text", "fields", "accessory", "elements"].flatMap((key) => blockTexts(value[key]));
}

/**
 * Finds the words in the payload of a delivery: an issue's title and Markdown, a message's blocks, in the order they
 * stand. Requests wrap them differently (one request, several, with their address and without), so they are looked
 * for, to any depth; the raw payload stands below them on the page.
 */
export function wordsOf(payload: unknown): Words[] {
  if (Array.isArray(payload)) return payload.flatMap(wordsOf);
  if (!isObject(payload)) return [];
  const { title, body, text, blocks } = payload;
  if (Array.isArray(blocks)) {
    const texts = blocks.map((block) => blockTexts(block).join("\n")).filter((line) => line !== "");
    return [{ ...(typeof text === "string" && { heading: text }), texts }];
  }
  if (typeof body === "string") return [{ ...(typeof title === "string" && { heading: title }), texts: [body] }];
  return Object.values(payload).flatMap(wordsOf);
}
