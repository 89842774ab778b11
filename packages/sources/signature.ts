import { createHmac, timingSafeEqual } from "node:crypto";

/**
 * Whether `told` is the HMAC-SHA256 of the parts, one after the other, under the secret: raw bytes in, compared in
 * constant time. The written forms are compared, not what they decode to, so that nothing lenient about hex or base64
 * lets a second spelling of a signature pass.
 *
 * @example isSigned(header.slice("sha256=".length), secret, "hex", [body]) // Discourse
 * @example isSigned(header, secret, "base64", [timestamp, body]) // Zendesk
 */
export function isSigned(
  told: string,
  secret: string,
  encoding: "hex" | "base64",
  parts: readonly (string | Uint8Array)[],
): boolean {
  const hmac = createHmac("sha256", secret);
  for (const part of parts) hmac.update(part);
  const expected = Buffer.from(hmac.digest(encoding));
  const given = Buffer.from(told);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
