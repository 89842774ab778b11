/** What Slack puts between angle brackets: an address, a person, a channel, a command; a label may follow. */
const bracketed = /<([@#!]?)([^<>|\n]{1,3000})(?:\|([^<>\n]{0,3000}))?>/g;

/**
 * What somebody wrote in Slack as plain text: links with their addresses, names where Slack tells them, and its three
 * escapes undone.
 * https://docs.slack.dev/messaging/formatting-message-text
 */
export function plainText(text: string): string {
  return text
    .replace(bracketed, (_, mark: string, what: string, label: string | undefined) => {
      if (mark === "@") return `@${label || "somebody"}`;
      if (mark === "#") return `#${label || "a channel"}`;
      if (mark === "!") return label || `@${what.split("^")[0] ?? what}`;
      const address = what.replace(/^mailto:/, "");
      return !label || label === address ? address : `${label} (${address})`;
    })
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&")
    .trim();
}
