import type { Feedback } from "@earshot/core/feedback.ts";
import { feedbackId } from "@earshot/core/feedback.ts";
import { idFrom } from "@earshot/core/id.ts";
import { personOf } from "@earshot/core/person.ts";
import { tally } from "@earshot/core/tally.ts";
import type { Theme } from "@earshot/core/theme.ts";

/** A theme behind which a few people stand; what a test is about is given. */
export function exampleTheme(name: string, given: Partial<Theme> = {}): Theme {
  const at = "2026-03-02T09:00:00.000Z";
  const people = ["ann", "ben", "cleo"].map((person) => ({ person: personOf(`email:${person}@example.org`), at }));
  return {
    ...tally(
      [],
      people.map(({ person, at: voted }) => ({ person, at: voted, proxy: false })),
    ),
    id: idFrom("theme", name),
    board: "ideas",
    title: name,
    titleScore: 0.5,
    draft: false,
    titleBy: "machine",
    summary: "People would like to be told when a place becomes free.",
    quotes: [],
    wordedOver: "",
    status: "open",
    history: [{ status: "open", at }],
    visibility: "public",
    visibilityBy: "machine",
    createdAt: at,
    countedAt: at,
    revision: 1,
    ...given,
  };
}

/** A piece of feedback that has been taken in. */
export function exampleFeedback(name: string, given: Partial<Feedback> = {}): Feedback {
  const at = "2026-03-02T09:00:00.000Z";
  const body = `A waiting list would save us so many calls (${name}).`;
  return {
    id: feedbackId("api", name),
    board: "ideas",
    source: "api",
    externalId: name,
    person: personOf(`email:${name}@example.org`),
    aliases: [`email:${name}@example.org`],
    body,
    text: body,
    at,
    receivedAt: at,
    visibility: "public",
    withdrawn: false,
    versions: { body: `${at}#000` },
    kind: "request",
    heat: 0.1,
    abusive: false,
    why: [],
    placedBy: "machine",
    revision: 1,
    ...given,
  };
}
