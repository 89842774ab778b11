import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { day, hour, isoTime } from "@earshot/core/clock.ts";
import { updateTheme, wantIssue } from "@earshot/core/curate.ts";
import { lastWholeWeek } from "@earshot/core/digest/due.ts";
import { digestDeliveries } from "@earshot/core/digesting.ts";
import { type FeedbackEvent, feedbackId } from "@earshot/core/feedback.ts";
import { newId, secureRandomness } from "@earshot/core/id.ts";
import { personOf } from "@earshot/core/person.ts";
import { reclusterBoard } from "@earshot/core/reclustering.ts";
import type { House } from "../house.ts";
import { sample } from "./sample.ts";
import type { SampleFeedback, SamplePerson } from "./shape.ts";

const sources = { forum: "discourse", ticket: "zendesk", portal: "portal", event: "event" } as const;

/**
 * Loads the sample community into an empty house, through the same doors as everything else: the inbox, then votes and
 * answers about the themes that came of it. Broken off, it begins again where it was: the moment it counts back from is
 * kept, so that the same is written again.
 */
export async function loadSample(house: House): Promise<void> {
  const { runtime } = house;
  const { store } = runtime;
  const unfinished = path.join(house.folder, "sample-unfinished");
  if (!existsSync(unfinished)) {
    if ((await store.settings.boards()).length > 0) return;
    writeFileSync(unfinished, String(runtime.world.clock()));
  }
  const from = Number(readFileSync(unfinished, "utf8"));
  console.log(`Loading the sample community: ${sample.product} …`);
  for (const team of sample.teams) await store.settings.putTeam(team);
  for (const board of sample.boards) await store.settings.putBoard(board);
  await receive(house, from);
  await house.settle();
  await Promise.all(sample.boards.map(({ id }) => reclusterBoard(runtime.reclustering, id, "normal")));
  await house.settle();
  await vote(house, from);
  await answer(house, from);
  await house.settle();
  await push(house);
  await house.settle();
  rmSync(unfinished);
}

const before = (from: number, { days, hours = 0 }: { days: number; hours?: number }): number =>
  from - days * day - hours * hour;

/** One batch after the other, so that everything is taken in in the order it was said, whenever this is broken off. */
async function receive({ runtime }: House, from: number): Promise<void> {
  const events = sample.feedback.flatMap((one) => eventsOf(one, from)).sort((a, b) => (a.version < b.version ? -1 : 1));
  for (let i = 0; i < events.length; i += 25) {
    const now = runtime.world.clock();
    await runtime.store.inbox.receive(
      events.slice(i, i + 25).map((event) => ({
        id: newId("inbox", now, secureRandomness),
        receivedAt: isoTime(now),
        attempts: 0,
        parked: false,
        content: { type: "event" as const, event },
      })),
    );
  }
}

const people = new Map<string, SamplePerson>(sample.people.map((person) => [person.key, person]));

/** Under which names somebody is known; who only spoke at the event has a name of the event's own. */
function aliasesOf({ key, email, discourse, zendesk }: SamplePerson, where?: SampleFeedback["where"]): string[] {
  const aliases = [
    ...(email === undefined ? [] : [`email:${email}`]),
    ...(discourse !== undefined && where === "forum" ? [`discourse:${discourse}`] : []),
    ...(zendesk !== undefined && where === "ticket" ? [`zendesk:${zendesk}`] : []),
  ];
  return aliases.length > 0 ? aliases : [`event:${key}`];
}

function eventsOf(one: SampleFeedback, from: number): FeedbackEvent[] {
  const person = people.get(one.who);
  const said = before(from, one.ago);
  const subject = { source: sources[one.where], externalId: one.key };
  const event: FeedbackEvent = {
    ...subject,
    version: isoTime(said),
    board: one.board,
    ...(person && { author: { aliases: aliasesOf(person, one.where), name: person.name } }),
    ...(one.title !== undefined && { title: one.title }),
    body: one.text,
    ...(one.where === "forum" && { url: `https://forum.halfrest.example/t/${one.key}` }),
    saidAt: isoTime(said),
    visibility: one.where === "ticket" ? "private" : "public",
    withdrawn: false,
  };
  const edited = one.edited && {
    ...subject,
    version: isoTime(said + one.edited.after.days * day + (one.edited.after.hours ?? 0) * hour),
    body: one.edited.text,
  };
  const deleted = one.deleted && { ...subject, version: isoTime(said + day), withdrawn: true };
  return [event, ...(edited ? [edited] : []), ...(deleted ? [deleted] : [])];
}

/** The theme that a piece of the sample's feedback ended up in. */
async function themeOf({ runtime }: House): Promise<(key: string) => string | undefined> {
  const ids = new Map(sample.feedback.map(({ key, where }) => [key, feedbackId(sources[where], key)]));
  const stored = await runtime.store.feedback.getMany([...ids.values()]);
  return (key) => stored.get(ids.get(key) ?? "")?.theme;
}

async function vote(house: House, from: number): Promise<void> {
  const { votes, people: known } = house.runtime.store;
  const theme = await themeOf(house);
  const persons = new Map(
    sample.people.map((person) => [person.key, { alias: aliasesOf(person)[0] as string }] as const),
  );
  const roots = await known.rootsOf([...persons.values()].map(({ alias }) => personOf(alias)));
  const ballots = sample.votes.flatMap(({ who, for: key, ago, proxy }) => {
    const alias = persons.get(who)?.alias;
    const id = theme(key);
    if (alias === undefined || id === undefined) return [];
    const person = roots.get(personOf(alias)) ?? personOf(alias);
    return [{ theme: id, person, alias, at: isoTime(before(from, ago)), ...(proxy !== undefined && { proxy }) }];
  });
  for (let i = 0; i < ballots.length; i += 16)
    await Promise.all(ballots.slice(i, i + 16).map((ballot) => votes.put(ballot)));
}

async function answer(house: House, from: number): Promise<void> {
  const { store } = house.runtime;
  const theme = await themeOf(house);
  for (const { for: key, status, note, by, ago, title } of sample.answers) {
    const id = theme(key);
    const head = id === undefined ? undefined : await store.themes.get(id);
    if (!head || head.history.some((step) => step.status === status)) continue;
    const at = before(from, ago);
    const change = { status, answer: note, by, ...(title !== undefined && { title }) };
    await updateTheme({ ...store, clock: () => at }, head.id, change);
  }
}

/** What the first look at the outbox shows: the last whole week of each team, and an issue for what leads. */
async function push({ runtime }: House): Promise<void> {
  const { store, world } = runtime;
  const now = world.clock();
  for (const team of sample.teams)
    for (const delivery of digestDeliveries(team, lastWholeWeek(team, now), now)) await store.outbox.add(delivery);
  for (const { id } of sample.boards) {
    const { items } = await store.themes.list(
      { boards: [id], visibilities: ["public", "private"], sort: "trending" },
      { limit: 2 },
    );
    for (const theme of items) await wantIssue({ ...store, clock: world.clock }, theme.id);
  }
}
