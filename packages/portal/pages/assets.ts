import { createHash } from "node:crypto";
import { stylesheet } from "./stylesheet.ts";

const hash = createHash("sha256").update(stylesheet).digest("base64url").slice(0, 12);

/** Another stylesheet has another address, so that each may be kept for good. */
export const stylesheetAddress = `/style.css?v=${hash}`;

/** How long a stylesheet asked for under a version may be kept: for good when it is this one. */
export function stylesheetCaching(version: string | undefined): string {
  return version === hash ? "public, max-age=31536000, immutable" : "no-cache";
}

/** The mark, in a green that stands out on light and dark tabs. */
export const favicon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20" fill="#2b8566"><circle cx="5" cy="15" r="3"/><path d="M5 8.5a6.5 6.5 0 0 1 6.5 6.5M5 2.5A12.5 12.5 0 0 1 17.5 15" fill="none" stroke="#2b8566" stroke-width="2.5" stroke-linecap="round"/></svg>`;
