import { day } from "@earshot/core/clock.ts";
import type { Digest } from "@earshot/core/digest.ts";
import { itemsOf } from "@earshot/core/digest.ts";
import { figure, people, themes } from "@earshot/core/phrase.ts";

/** What is left to say after the lists, each a line: counted, not repeated. */
export function closingOf(digest: Digest): string[] {
  const lines = [
    restOf(digest),
    beyondOf(digest),
    standingOf(digest),
    lateOf(digest),
    owedOf(digest),
    unroutedOf(digest),
  ];
  return lines.filter((sentence) => sentence !== undefined);
}

function restOf(digest: Digest): string | undefined {
  const { rest } = digest;
  if (rest.themes === 0) return undefined;
  const more = itemsOf(digest).length > 0 ? " more" : "";
  const count = themes(rest.themes).replace(" ", `${more} `);
  return rest.people === 0 ? `${count} changed.` : `${count} changed, with ${people(rest.people)} new to them.`;
}

function beyondOf({ beyond }: Digest): string | undefined {
  if (!beyond) return undefined;
  return `${figure(beyond.themes)} smaller ${beyond.themes === 1 ? "theme" : "themes"} gained ${people(beyond.people)} too, and ${beyond.themes === 1 ? "is" : "are"} in no figure above.`;
}

type Standing = NonNullable<Digest["standing"]>;

/** "40 days" */
function ageOf({ since }: Standing, composedAt: string): string {
  const days = Math.max(1, Math.floor((Date.parse(composedAt) - Date.parse(since)) / day));
  return `${figure(days)} ${days === 1 ? "day" : "days"}`;
}

function standingOf({ standing, composedAt }: Digest): string | undefined {
  if (!standing) return undefined;
  const promises = standing.themes === 1 ? "1 promise stands" : `${figure(standing.themes)} promises stand`;
  return `${promises} from before, ${standing.themes === 1 ? "" : "the oldest "}for ${ageOf(standing, composedAt)}.`;
}

function lateOf({ stillLate, late, composedAt }: Digest): string | undefined {
  if (!stillLate) return undefined;
  const more = late.length > 0 ? " more" : "";
  const one = stillLate.themes === 1;
  const promises = `${figure(stillLate.themes)}${more} ${one ? "promise is" : "promises are"} late`;
  return `${promises}, ${one ? "" : "the longest "}for ${ageOf(stillLate, composedAt)}.`;
}

function owedOf({ stillOwed, owed, composedAt }: Digest): string | undefined {
  if (!stillOwed) return undefined;
  const more = owed.length > 0 ? " more" : "";
  const one = stillOwed.themes === 1;
  const waits = `People wait for a word about ${figure(stillOwed.themes)}${more} ${one ? "theme" : "themes"}`;
  return `${waits}, ${one ? "" : "the longest "}for ${ageOf(stillOwed, composedAt)}.`;
}

function unroutedOf({ unrouted }: Digest): string | undefined {
  if (!unrouted) return undefined;
  const { themes: count, titles } = unrouted;
  const named = titles.map((title) => `“${title}”`).join(", ");
  const more = count > titles.length ? ` and ${figure(count - titles.length)} more` : "";
  return `${themes(count)} came here because no rule and no board gives ${count === 1 ? "it" : "them"} to a team: ${named}${more}.`;
}
