/**
 * Text for Slack's mrkdwn. Escaping `&`, `<` and `>` is what Slack asks for and takes the power from `<!channel>`,
 * `<@U…>` and links that pretend to be others.
 * https://docs.slack.dev/messaging/formatting-message-text#escaping
 */
export function escapeText(text: string): string {
  return text.replace(/[&<>]/g, (character) => entities[character] ?? character);
}
const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/** mrkdwn knows no escape for these, so characters that look alike stand in for them. */
const lookalikes: Record<string, string> = { "*": "∗", _: "ˍ", "~": "∼", "`": "ˋ" };

/**
 * What members wrote, on one line within mrkdwn, where plain_text cannot be (a link's label): nothing in it is bold,
 * struck through, a mention, a link or an emoji. Prefer plain_text where it can be.
 */
export function inertLabel(text: string): string {
  return escapeText(visible(text).replace(/\s+/g, " ").trim())
    .replace(/[*_~`]/g, (character) => lookalikes[character] ?? character)
    .replace(/:(?=[\w+'-]+:)/g, "∶");
}

/** Text without characters that show nothing or turn the order of others around. Line ends stay. */
export function visible(text: string): string {
  return text
    .replace(/\r\n?/g, "\n")
    .replace(/(?!\n)[\p{Cc}\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu, "");
}

/** An address longer than this is none of ours. */
const longestLink = 1000;

/** `<address|label>`; only the label where the address is none that a browser opens, or too long. */
export function link(url: string, label: string): string {
  const parsed = URL.parse(url);
  if (parsed === null || !/^https?:$/.test(parsed.protocol)) return label;
  const address = escapeText(parsed.href.replaceAll("|", "%7C"));
  return address.length <= longestLink ? `<${address}|${label}>` : label;
}
