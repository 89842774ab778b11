import { createHash } from "node:crypto";
import { script } from "./script.ts";
import { stylesheet } from "./stylesheet.ts";

const hashOf = (text: string): string => createHash("sha256").update(text).digest("base64url").slice(0, 12);

/** A file of ours whose address changes with it, so that each may be kept for good. */
interface Asset {
  text: string;
  type: string;
  hash: string;
}

export const assets: Readonly<Record<string, Asset>> = {
  "/style.css": { text: stylesheet, type: "text/css; charset=utf-8", hash: hashOf(stylesheet) },
  "/earshot.js": { text: script, type: "text/javascript; charset=utf-8", hash: hashOf(script) },
};

const addressOf = (path: string): string => `${path}?v=${assets[path]?.hash}`;
export const stylesheetAddress = addressOf("/style.css");
export const scriptAddress = addressOf("/earshot.js");

/** How long a file asked for under a version may be kept: for good when it is this one. */
export function caching(asset: Asset, version: string | undefined): string {
  return version === asset.hash ? "public, max-age=31536000, immutable" : "no-cache";
}

/** The mark, in a green that stands out on light and dark tabs. */
export const favicon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20" fill="#2b8566"><circle cx="5" cy="15" r="3"/><path d="M5 8.5a6.5 6.5 0 0 1 6.5 6.5M5 2.5A12.5 12.5 0 0 1 17.5 15" fill="none" stroke="#2b8566" stroke-width="2.5" stroke-linecap="round"/></svg>`;
