import type { Feedback } from "@earshot/core/feedback.ts";
import { differences } from "@earshot/core/rebuild.ts";
import type { Theme } from "@earshot/core/theme.ts";
import type { GithubStandIn } from "../stand-ins/github.ts";
import type { SlackStandIn } from "../stand-ins/slack.ts";
import { Erased } from "./erasing.ts";
import { type Cast, Model, type Thing } from "./model.ts";
import { furthestBack, type World } from "./world.ts";

/** Everything that is not as it has to be once faults have stopped and everything has come to rest, a line each. */
export async function* wrong(world: World, model: Model): AsyncGenerator<string> {
  const { store } = world;
  for await (const { of, field, stored, counted } of differences(store))
    yield `rebuild --verify: ${of} ${field}: stored ${JSON.stringify(stored)}, counted ${JSON.stringify(counted)}`;
  for (const row of await world.leftovers()) yield `left over: ${JSON.stringify(row)}`;
  yield* stuckLeases(world);
  const erased = new Erased(model);
  const all = await Array.fromAsync(store.feedback.all());
  // Of what was erased, the mere id is asked for by name.
  const stored = new Map([
    ...all.map((one) => [one.id, one] as const),
    ...(await store.feedback.getMany([...model.things.keys()])),
  ]);
  yield* wrongFeedback(stored, model, erased);
  const heads = new Map((await Array.fromAsync(store.themes.all())).map((head) => [head.id, head]));
  yield* wrongFamilies(heads, model);
  const votes = await votesOf(world);
  yield* wrongVotes(votes, model, erased);
  yield* wrongCounts(heads, stored, votes, model, erased);
  yield* notErased(world, stored, model, erased);
  yield* calledTwice(world.github, world.slack);
  yield* neverCalled(world);
  yield* wrongEvents(world, stored, model);
}

async function* stuckLeases({ store, time }: World): AsyncGenerator<string> {
  // A clock that was set back by so much makes a lease last longer by that.
  const now = time.now + furthestBack;
  for (const { sk } of await store.table.partition("LEASE", "", true)) {
    const hold = await store.leases.take(sk as string, "somebody new", now, now + 1000);
    if (!hold) yield `the lease ${sk} is stuck`;
  }
}

function* wrongFeedback(stored: ReadonlyMap<string, Feedback>, model: Model, erased: Erased): Generator<string> {
  for (const id of stored.keys()) if (!model.things.has(id)) yield `${id} is there, and nobody said it`;
  for (const [id, thing] of model.things) {
    const found = stored.get(id);
    if (!found) yield `${id} was acknowledged and is not there`;
    else if (found.erased === undefined) yield* wrongThing(found, thing, model, erased);
    else if (erased.fateOf(thing) === "stays") yield `${id} was erased, and nobody asked for that`;
  }
}

function* wrongThing(found: Feedback, thing: Thing, model: Model, erased: Erased): Generator<string> {
  const { id, aliases, put } = thing;
  const { body, withdrawn } = Model.latest(thing);
  if (erased.fateOf(thing) === "goes") yield `${id} was not erased`;
  if (found.body !== body) yield `${id} says "${found.body}" and not "${body}"`;
  if (found.withdrawn !== withdrawn) yield `${id} is ${withdrawn ? "not " : ""}withdrawn`;
  if (withdrawn && found.theme !== undefined) yield `${id} was withdrawn and is in ${found.theme}`;
  const [speaker] = aliases;
  if (speaker !== undefined && !peopleOf(model, erased, speaker).has(found.person))
    yield `${id} is by ${found.person}, and ${speaker} is ${model.personOf(speaker)}`;
  if (withdrawn || put === undefined || put === "somewhere") return;
  const place = put === "no theme" ? undefined : put.theme;
  if (found.theme !== place) yield `${id} was put into ${place ?? "no theme"} and is in ${found.theme ?? "none"}`;
}

/** Who somebody is: one person, or any of those with whom she was one, where she was erased since. */
function peopleOf(model: Model, erased: Erased, alias: string): Set<string> {
  return erased.concerns(alias) ? model.everybody(alias) : new Set([model.personOf(alias)]);
}

function* wrongFamilies(heads: ReadonlyMap<string, Theme>, model: Model): Generator<string> {
  for (const [id, head] of heads) {
    if (head.mergedInto !== model.above.get(id))
      yield `${id} is merged into ${head.mergedInto}, and not into ${model.above.get(id)}`;
    if ((head.locked ?? false) !== model.locked.has(id)) yield `${id} is ${head.locked ? "" : "not "}locked`;
  }
}

interface StoredVote {
  theme: string;
  person: string;
  guest: boolean;
}

async function votesOf({ store }: World): Promise<StoredVote[]> {
  const rows = await Array.fromAsync(
    store.table.scan({ expression: "begins_with(sk, :vote)", values: { ":vote": "WHO#" } }),
  );
  return rows.map(({ pk, person, guest }) => ({
    theme: pk as string,
    person: person as string,
    guest: guest === true,
  }));
}

/** Votes that were acknowledged are there, or were taken back; and no others. */
function* wrongVotes(votes: readonly StoredVote[], model: Model, erased: Erased): Generator<string> {
  const isOf = ({ theme, person }: StoredVote, { alias, themes }: Cast): boolean =>
    themes.has(theme) && peopleOf(model, erased, alias).has(person);
  for (const cast of model.casts)
    if (cast.required && erased.fateOfVote(cast) === "stays" && !votes.some((vote) => isOf(vote, cast)))
      yield `the vote of ${cast.alias} (${model.personOf(cast.alias)}) for ${[...cast.themes].join(" or ")} is not there`;
  const left = model.casts.filter((cast) => erased.fateOfVote(cast) !== "goes");
  for (const vote of votes)
    if (!left.some((cast) => isOf(vote, cast)))
      yield `${vote.person} has a vote for ${vote.theme}, and never gave it or took it back`;
}

/** Figures counted person by person from what was acknowledged. */
function* wrongCounts(
  heads: ReadonlyMap<string, Theme>,
  stored: ReadonlyMap<string, Feedback>,
  votes: readonly StoredVote[],
  model: Model,
  erased: Erased,
): Generator<string> {
  const speakerOf = ({ id, person }: Feedback): string => {
    const alias = model.things.get(id)?.aliases[0] ?? `anonymous:${id}`;
    return erased.concerns(alias) ? person : model.personOf(alias);
  };
  for (const [id, head] of heads) {
    if (head.mergedInto !== undefined) continue;
    const said = [...stored.values()].filter(({ theme }) => theme !== undefined && model.top(theme) === id);
    const cast = votes.filter(({ theme }) => model.top(theme) === id);
    const voters = new Set(cast.filter(({ guest }) => !guest).map(({ person }) => person));
    const expected = {
      supporters: new Set([...said.map(speakerOf), ...voters]).size,
      votes: voters.size,
      guests: new Set(cast.filter(({ guest }) => guest).map(({ person }) => person)).size,
      feedback: said.length,
      publicFeedback: said.filter((one) => !model.things.get(one.id)?.private).length,
    };
    for (const [field, count] of Object.entries(expected))
      if ((head[field as keyof typeof expected] ?? 0) !== count)
        yield `${id} counts ${head[field as keyof typeof expected] ?? 0} ${field}, and there are ${count}`;
  }
}

/** What can be seen outside is there once for each effect: one issue a theme, one comment and one message a delivery. */
function* calledTwice(github: GithubStandIn, slack: SlackStandIn): Generator<string> {
  const made = new Map<string, number>();
  const note = (effect: string) => made.set(effect, (made.get(effect) ?? 0) + 1);
  for (const { method, path, body } of github.calls) {
    const [named] = /thm_[0-9a-z]+|out_[0-9a-z]+/.exec(String(body?.body)) ?? [];
    if (method !== "POST") continue;
    if (path.endsWith("/issues")) note(`the issue of ${named}`);
    if (path.endsWith("/comments")) note(`the comment ${/out_[0-9a-z]+/.exec(String(body?.body))?.[0] ?? named}`);
  }
  for (const { metadata } of slack.messages)
    if (metadata) note(`the message ${metadata.event_payload.delivery}, part ${metadata.event_payload.part}`);
  for (const [effect, times] of made) if (times > 1) yield `${effect} was made ${times} times`;
}

/** What is said to have been sent has arrived. */
async function* neverCalled({ store, slack, github, endpoint }: World): AsyncGenerator<string> {
  const { items } = await store.outbox.list(["sent"], { limit: 1000 });
  for (const { id, kind, theme, event } of items) {
    // What is shown anew is the message of another delivery, if any.
    if (kind === "retelling") continue;
    const arrived =
      kind === "event"
        ? endpoint.told.has(String(event?.id))
        : kind === "issue"
          ? github.calls.some(({ method, body }) => method !== "GET" && String(body?.body).includes(String(theme)))
          : kind === "comment"
            ? github.calls.some(({ body }) => String(body?.body).includes(id))
            : slack.messages.some(({ metadata }) => metadata?.event_payload.delivery === id);
    if (!arrived) yield `the ${kind} ${id} counts as sent and never arrived`;
  }
}

/** Of what was erased nothing is left, in no row and in no issue; and of people of whom all was, no name. */
async function* notErased(
  { store, github }: World,
  stored: ReadonlyMap<string, Feedback>,
  model: Model,
  erased: Erased,
): AsyncGenerator<string> {
  if (model.erasures.length === 0) return;
  const words = [...stored.values()]
    .filter((one) => one.erased !== undefined)
    .flatMap(({ id }) => model.things.get(id)?.tellings ?? [])
    .flatMap(({ body }) => /\bquo\w+ux\b/.exec(body)?.[0] ?? []);
  const names = erased.gone().map((alias) => alias.replace(/^email:/, ""));
  const hers = new RegExp(`\\b(?:${[...words, ...names].join("|")})\\b`, "i");
  if (words.length + names.length === 0) return;
  const { rows } = await store.erasures.search(undefined, 1000);
  for (const { key, content } of rows) {
    const [left] = hers.exec(JSON.stringify([key, content])) ?? [];
    if (left !== undefined) yield `${left} was erased and is in ${key.pk} ${key.sk}: ${JSON.stringify(content)}`;
  }
  for (const { number, title, body } of github.issuesOf("acme/ideas")) {
    const [left] = hers.exec(`${title}\n${body}`) ?? [];
    if (left !== undefined) yield `${left} was erased and is in issue ${number}: ${title}\n${body}`;
  }
}

/** Each event is told under one name, however often it is told; and all that was said and never taken back is. */
function* wrongEvents({ endpoint }: World, stored: ReadonlyMap<string, Feedback>, model: Model): Generator<string> {
  if (!endpoint.listens) return;
  const names = new Map<string, Set<string>>();
  for (const [name, effect] of endpoint.told) names.set(effect, (names.get(effect) ?? new Set()).add(name));
  for (const [effect, under] of names) if (under.size > 1) yield `${effect} was told under ${under.size} names`;
  for (const { id, tellings } of model.things.values())
    if (
      stored.get(id)?.erased === undefined &&
      !tellings.some(({ withdrawn }) => withdrawn) &&
      !names.has(`feedback.received ${id}`)
    )
      yield `${id} came in, and the endpoint was not told`;
}
