import { differences } from "@earshot/core/rebuild.ts";
import type { Theme } from "@earshot/core/theme.ts";
import type { GithubStandIn } from "../stand-ins/github.ts";
import type { SlackStandIn } from "../stand-ins/slack.ts";
import { Model } from "./model.ts";
import { furthestBack, type World } from "./world.ts";

/** Everything that is not as it has to be once faults have stopped and everything has come to rest, a line each. */
export async function* wrong(world: World, model: Model): AsyncGenerator<string> {
  const { store } = world;
  for await (const { of, field, stored, counted } of differences(store))
    yield `rebuild --verify: ${of} ${field}: stored ${JSON.stringify(stored)}, counted ${JSON.stringify(counted)}`;
  for (const row of await world.leftovers()) yield `left over: ${JSON.stringify(row)}`;
  yield* stuckLeases(world);
  const placed = new Map<string, string | undefined>();
  yield* wrongFeedback(world, model, placed);
  const heads = new Map((await Array.fromAsync(store.themes.all())).map((head) => [head.id, head]));
  yield* wrongFamilies(heads, model);
  const votes = await votesOf(world);
  yield* wrongVotes(votes, model);
  yield* wrongCounts(heads, placed, votes, model);
  yield* calledTwice(world.github, world.slack);
  yield* neverCalled(world);
}

async function* stuckLeases({ store, time }: World): AsyncGenerator<string> {
  // A clock that was set back by so much makes a lease last longer by that.
  const now = time.now + furthestBack;
  for (const { sk } of await store.table.partition("LEASE", "", true)) {
    const hold = await store.leases.take(sk as string, "somebody new", now, now + 1000);
    if (!hold) yield `the lease ${sk} is stuck`;
  }
}

async function* wrongFeedback(
  { store }: World,
  model: Model,
  placed: Map<string, string | undefined>,
): AsyncGenerator<string> {
  const stored = new Map((await Array.fromAsync(store.feedback.all())).map((one) => [one.id, one]));
  for (const id of stored.keys()) if (!model.things.has(id)) yield `${id} is there, and nobody said it`;
  for (const [id, thing] of model.things) {
    const found = stored.get(id);
    const { body, withdrawn } = Model.latest(thing);
    if (!found) {
      yield `${id} was acknowledged and is not there`;
      continue;
    }
    placed.set(id, found.theme);
    if (found.body !== body) yield `${id} says "${found.body}" and not "${body}"`;
    if (found.withdrawn !== withdrawn) yield `${id} is ${withdrawn ? "not " : ""}withdrawn`;
    if (withdrawn && found.theme !== undefined) yield `${id} was withdrawn and is in ${found.theme}`;
    const [speaker] = thing.aliases;
    if (speaker !== undefined && found.person !== model.personOf(speaker))
      yield `${id} is by ${found.person}, and ${speaker} is ${model.personOf(speaker)}`;
    if (withdrawn || thing.put === undefined || thing.put === "somewhere") continue;
    const put = thing.put === "no theme" ? undefined : thing.put.theme;
    if (found.theme !== put) yield `${id} was put into ${put ?? "no theme"} and is in ${found.theme ?? "none"}`;
  }
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
function* wrongVotes(votes: readonly StoredVote[], model: Model): Generator<string> {
  for (const { alias, themes, required } of model.casts) {
    const person = model.personOf(alias);
    if (required && !votes.some((vote) => vote.person === person && themes.has(vote.theme)))
      yield `the vote of ${alias} (${person}) for ${[...themes].join(" or ")} is not there`;
  }
  for (const { theme, person } of votes)
    if (!model.casts.some(({ alias, themes }) => model.personOf(alias) === person && themes.has(theme)))
      yield `${person} has a vote for ${theme}, and never gave it or took it back`;
}

/** Figures counted person by person from what was acknowledged. */
function* wrongCounts(
  heads: ReadonlyMap<string, Theme>,
  placed: ReadonlyMap<string, string | undefined>,
  votes: readonly StoredVote[],
  model: Model,
): Generator<string> {
  for (const [id, head] of heads) {
    if (head.mergedInto !== undefined) continue;
    const said = [...placed].filter(([, theme]) => theme !== undefined && model.top(theme) === id);
    const speakers = said.map(([feedback]) => speakerOf(model, feedback));
    const cast = votes.filter(({ theme }) => model.top(theme) === id);
    const voters = new Set(cast.filter(({ guest }) => !guest).map(({ person }) => person));
    const expected = {
      supporters: new Set([...speakers, ...voters]).size,
      votes: voters.size,
      guests: new Set(cast.filter(({ guest }) => guest).map(({ person }) => person)).size,
      feedback: said.length,
      publicFeedback: said.filter(([feedback]) => !model.things.get(feedback)?.private).length,
    };
    for (const [field, count] of Object.entries(expected))
      if ((head[field as keyof typeof expected] ?? 0) !== count)
        yield `${id} counts ${head[field as keyof typeof expected] ?? 0} ${field}, and there are ${count}`;
  }
}

const speakerOf = (model: Model, feedback: string): string =>
  model.personOf(model.things.get(feedback)?.aliases[0] ?? `anonymous:${feedback}`);

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
async function* neverCalled({ store, slack, github }: World): AsyncGenerator<string> {
  const { items } = await store.outbox.list(["sent"], { limit: 1000 });
  for (const { id, kind, theme } of items) {
    const arrived =
      kind === "issue"
        ? github.calls.some(({ method, body }) => method !== "GET" && String(body?.body).includes(String(theme)))
        : kind === "comment"
          ? github.calls.some(({ body }) => String(body?.body).includes(id))
          : slack.messages.some(({ metadata }) => metadata?.event_payload.delivery === id);
    if (!arrived) yield `the ${kind} ${id} counts as sent and never arrived`;
  }
}
