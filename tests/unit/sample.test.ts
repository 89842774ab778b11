import { Board, Team } from "@earshot/core/board.ts";
import { FeedbackEvent } from "@earshot/core/feedback.ts";
import { Alias } from "@earshot/core/person.ts";
import { sample } from "@earshot/local/sample/sample.ts";
import { describe, expect, it } from "vitest";

const hours = (ago: { days: number; hours?: number }) => ago.days * 24 + (ago.hours ?? 0);
const people = new Map(sample.people.map((person) => [person.key, person]));
const feedback = new Map(sample.feedback.map((said) => [said.key, said]));
const boards = new Set(sample.boards.map((board) => board.id));
const teams = new Set(sample.teams.map((team) => team.id));

describe("the sample community", () => {
  it("names each person and each piece of feedback once", () => {
    expect(people.size).toBe(sample.people.length);
    expect(feedback.size).toBe(sample.feedback.length);
    expect(new Set(sample.people.map((person) => person.name)).size).toBe(sample.people.length);
    expect(new Set(sample.feedback.map((said) => said.text)).size).toBe(sample.feedback.length);
    for (const known of ["email", "discourse", "zendesk"] as const) {
      const ids = sample.people.flatMap((person) => person[known] ?? []);
      expect(new Set(ids).size, known).toBe(ids.length);
    }
  });

  it("is large enough to be worth looking at", () => {
    expect(sample.feedback.length).toBeGreaterThanOrEqual(290);
    expect(sample.people.length).toBeGreaterThanOrEqual(115);
    expect(sample.votes.length).toBeGreaterThanOrEqual(300);
    expect(sample.boards).toHaveLength(3);
    expect(sample.teams).toHaveLength(3);
    expect(new Set(sample.feedback.map((said) => said.where))).toEqual(new Set(["forum", "ticket", "portal", "event"]));
    const german = sample.feedback.filter((said) => said.lang === "de").length / sample.feedback.length;
    expect(german).toBeGreaterThan(0.1);
    expect(german).toBeLessThan(0.2);
    const inPlaces = sample.people.map(({ email, discourse, zendesk }) => [email, discourse, zendesk].filter(Boolean));
    expect(inPlaces.filter((places) => places.length > 1).length).toBeGreaterThanOrEqual(25);
  });

  it("has boards, teams, addresses and feedback of the right form", () => {
    for (const board of sample.boards) expect(Board.parse(board)).toEqual(board);
    for (const team of sample.teams) expect(Team.parse(team)).toEqual(team);
    for (const board of sample.boards) expect(teams, board.id).toContain(board.team);
    for (const { email } of sample.people) {
      if (!email) continue;
      expect(email).toMatch(/^[\w.]+@example\.(org|com|net)$/);
      expect(Alias.parse(`email:${email}`)).toBe(`email:${email}`);
    }
    for (const { key, board, title, text } of sample.feedback) {
      expect(text.trim(), key).not.toBe("");
      FeedbackEvent.parse({ source: "sample", externalId: key, version: "1", board, title, body: text });
    }
  });

  it("knows everyone where they spoke", () => {
    for (const { key, who, where, board } of sample.feedback) {
      const person = people.get(who);
      expect(person, `${key} by ${who}`).toBeDefined();
      expect(boards, key).toContain(board);
      if (where === "forum") expect(person?.discourse, `${key} by ${who}`).toBeDefined();
      if (where === "ticket") expect(person?.zendesk, `${key} by ${who}`).toBeDefined();
      if (where === "portal") expect(person?.email, `${key} by ${who}`).toBeDefined();
      if (where === "portal" || where === "ticket") expect(feedback.get(key)?.title, key).toBeDefined();
    }
    const speakers = new Set([...sample.feedback, ...sample.votes].map(({ who }) => who));
    for (const key of people.keys()) expect(speakers, key).toContain(key);
  });

  it("lies within the last twelve weeks, each thing after what it refers to", () => {
    for (const { key, ago, edited } of sample.feedback) {
      expect(hours(ago), key).toBeGreaterThan(0);
      expect(hours(ago), key).toBeLessThanOrEqual(12 * 7 * 24);
      if (!edited) continue;
      expect(hours(edited.after), key).toBeGreaterThan(0);
      expect(hours(edited.after), key).toBeLessThan(hours(ago));
      expect(edited.text, key).not.toBe(feedback.get(key)?.text);
    }
    for (const { for: key, ago } of [...sample.votes, ...sample.answers]) {
      const said = feedback.get(key);
      expect(said, key).toBeDefined();
      expect(said?.deleted, key).toBeUndefined();
      expect(hours(ago), key).toBeGreaterThan(0);
      if (said) expect(hours(ago), key).toBeLessThan(hours(said.ago));
    }
  });

  it("lets everyone vote once for a theme, on the portal or through someone", () => {
    const cast = new Set<string>();
    for (const { who, for: key, proxy } of sample.votes) {
      expect(cast, `${who} for ${key}`).not.toContain(`${who} ${key}`);
      cast.add(`${who} ${key}`);
      const person = people.get(who);
      expect(person, `${who} for ${key}`).toBeDefined();
      if (!proxy) expect(person?.email, `${who} for ${key}`).toBeDefined();
    }
    expect(sample.votes.some(({ proxy }) => proxy)).toBe(true);
  });

  it("has decisions of every kind, one after the other", () => {
    const statuses = new Set(sample.answers.map(({ status }) => status));
    expect(statuses).toEqual(new Set(["under_review", "planned", "in_progress", "shipped", "declined"]));
    const last = new Map<string, number>();
    for (const { for: key, ago, note } of sample.answers) {
      expect(note, key).not.toBe("");
      expect(hours(ago), key).toBeLessThan(last.get(key) ?? Number.POSITIVE_INFINITY);
      last.set(key, hours(ago));
    }
  });

  it("holds what has to be redacted, taken back or changed", () => {
    const tickets = sample.feedback.filter(({ where }) => where === "ticket").map(({ text }) => text);
    expect(tickets.some((text) => /\S+@example\.\w+/.test(text))).toBe(true);
    expect(tickets.some((text) => /\b07700 900\d{3}\b/.test(text))).toBe(true);
    expect(tickets.some((text) => /\b4242(?: 4242){3}\b/.test(text))).toBe(true);
    expect(sample.feedback.filter(({ edited }) => edited).length).toBeGreaterThanOrEqual(3);
    expect(sample.feedback.filter(({ deleted }) => deleted).length).toBeGreaterThanOrEqual(2);
  });
});
