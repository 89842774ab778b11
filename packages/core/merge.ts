import type { Feedback, FeedbackEvent } from "./feedback.ts";
import { feedbackId } from "./feedback.ts";
import { personOf } from "./person.ts";

/** The part of feedback that sources tell; what we conclude from it (theme, kind …) is decided afterwards. */
export type Told = Pick<
  Feedback,
  | "id"
  | "source"
  | "externalId"
  | "aliases"
  | "author"
  | "segment"
  | "title"
  | "body"
  | "url"
  | "note"
  | "hears"
  | "at"
  | "receivedAt"
  | "visibility"
  | "told"
  | "waits"
  | "review"
  | "withdrawn"
  | "versions"
> & { board: string | undefined };

const tellable = [
  "board",
  "author",
  "segment",
  "title",
  "body",
  "url",
  "note",
  "hears",
  "saidAt",
  "visibility",
  "waits",
  "withdrawn",
] as const;

/**
 * Feedback as all events so far tell it, each field from the event with the greatest version (a last-writer-wins
 * register per field). So the result is the same in whichever order and however often the events arrive: an edit
 * before its creation, a deletion before both.
 *
 * `receivedAt` stands in for the time of saying until an event tells it, and no time lies after it: the earliest
 * there is, should the same be delivered again.
 */
export function merge(known: Told | undefined, event: FeedbackEvent, receivedAt: string): Told {
  const told: Told = known
    ? { ...known, visibility: known.told ?? known.visibility, told: undefined, versions: { ...known.versions } }
    : {
        id: feedbackId(event.source, event.externalId),
        source: event.source,
        externalId: event.externalId,
        board: undefined,
        aliases: [],
        body: "",
        at: receivedAt,
        receivedAt,
        visibility: "public",
        withdrawn: false,
        versions: {},
      };
  if (receivedAt < told.receivedAt) told.receivedAt = receivedAt;
  const { saidAt: dated = "" } = told.versions;
  if (receivedAt < told.at && (dated === "" || (event.saidAt !== undefined && event.version === dated)))
    told.at = receivedAt;
  for (const field of tellable) {
    if (event[field] === undefined || event.version <= (told.versions[field] ?? "")) continue;
    told.versions[field] = event.version;
    if (field === "author") {
      told.aliases = event.author?.aliases ?? [];
      told.author = event.author?.name;
    } else if (field === "saidAt") {
      told.at = event.saidAt !== undefined && event.saidAt < receivedAt ? event.saidAt : receivedAt;
    } else Object.assign(told, { [field]: event[field] });
  }
  return told;
}

/** Whether an event told anything that was not known. */
export function changed(known: Told | undefined, told: Told): boolean {
  return (
    known === undefined || known.at !== told.at || JSON.stringify(known.versions) !== JSON.stringify(told.versions)
  );
}

/** The alias that stands for who said it; who said nothing about herself is one person per piece of feedback. */
export function aliasesOf(told: Pick<Told, "id" | "aliases">): string[] {
  return told.aliases.length > 0 ? told.aliases : [`anonymous:${told.id}`];
}

/** The person behind feedback before any join is looked up. */
export function speakerOf(told: Pick<Told, "id" | "aliases">): string {
  return personOf(aliasesOf(told)[0] as string);
}
