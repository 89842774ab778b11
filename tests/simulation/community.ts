import { feedbackId } from "@earshot/core/feedback.ts";
import type { Chance } from "./chance.ts";

/** What people need, each in words that differ a little, so that themes form. */
const needs = [
  ["Please give the calendar a dark mode", "the white pages hurt my eyes at night", "A dark theme for the calendar"],
  ["Exporting invoices as PDF fails", "an error at the end of every month", "Invoices cannot be exported as PDF"],
  ["Our clarinet section needs its own keys", "to the rehearsal room on Sundays", "Keys to the rehearsal room"],
] as const;

/** @param mark a word of nobody else's, by which these words are found wherever they went */
export function wordsFor(chance: Chance, mark?: string): string {
  const need = chance.of(needs) ?? needs[0];
  const [first, why, other] = need;
  const because = mark === undefined ? why : `${why}, says ${mark} to whoever asks`;
  return chance.happens(0.3) ? `${other}, please, ${because}.` : `${first}: ${because}.`;
}

/** A word that nobody has used before. */
export const caseOf = (number: number): string =>
  `quo${[...String(number)].map((digit) => "bdfgklmnpr"[Number(digit)]).join("o")}ux`;

const emails = ["ann", "bo", "cy", "dee", "eve", "fay", "gil"].map((name) => `email:${name}@example.org`);
const accounts = Array.from({ length: 7 }, (_, i) => `discourse:${41 + i}`);
const browsers = ["guest:ses_1", "guest:ses_2"];

export const memberOf = (chance: Chance): string => chance.of(accounts) ?? "";
export const mailOf = (chance: Chance): string => chance.of(emails) ?? "";
export const voterOf = (chance: Chance): string => chance.of([...emails, ...emails, ...accounts, ...browsers]) ?? "";

/** A post on the forum, as often as it is edited or deleted. */
export interface Post {
  id: string;
  number: number;
  member: string;
  /** How often it changed so far: gives each event a time after all before. */
  changes: number;
  withdrawn: boolean;
}

export const newPost = (number: number, member: string): Post => ({
  ...{ id: feedbackId("discourse", `topic:${1000 + number}`), number, member, changes: 0, withdrawn: false },
});

const began = Date.parse("2026-03-01T08:00:00Z");
const timeOf = (change: number): string => new Date(began + change * 60_000).toISOString();

/** What Discourse sends, with the version by which the change it tells is ordered. */
export function sent(post: Post, change: number, what: "created" | "edited" | "destroyed", raw: string) {
  const at = timeOf(change);
  const body = {
    ...{ id: post.number, topic_id: 1000 + post.number, post_number: 1, post_type: 1 },
    ...{ user_id: Number(post.member.split(":")[1]), username: "marta", name: "Marta Vogt" },
    ...{ created_at: timeOf(0), updated_at: what === "destroyed" ? timeOf(change - 1) : at, version: change },
    ...{ raw, topic_title: "A wish", topic_archetype: "regular", category_id: 7, admin: false, moderator: false },
    deleted_at: what === "destroyed" ? at : null,
  };
  const version = what === "destroyed" ? `${at}~` : `${at}#${String(change).padStart(6, "0")}`;
  return { event: `post_${what}`, post: body, version };
}
