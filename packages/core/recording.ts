import { type Clock, isoTime } from "./clock.ts";
import type { Doing, Doings } from "./doing.ts";
import type { Feedback } from "./feedback.ts";
import type { Follows } from "./following.ts";
import type { InboxEntry } from "./inbox.ts";
import { type Delivery, DeliveryState } from "./outbox.ts";
import type { AboutTheme, OwnRecord } from "./own-record.ts";
import { type Alias, personOf } from "./person.ts";
import type { FeedbackStore, Inbox, Outbox, PersonStore, ThemeStore, VoteStore } from "./ports.ts";

export interface RecordingDeps {
  feedback: FeedbackStore;
  themes: ThemeStore;
  votes: VoteStore;
  follows: Follows;
  doings: Doings;
  people: PersonStore;
  inbox: Pick<Inbox, "entries">;
  outbox: Pick<Outbox, "list">;
  clock: Clock;
  /** The public address, without a slash at the end. */
  url: string;
}

type Section = Exclude<keyof OwnRecord, "exportedAt" | "names">;

/** Who is asked about: everybody she is one with, and her names. */
interface Who {
  people: string[];
  aliases: Set<string>;
}

const perPage = 100;

async function identify(deps: RecordingDeps, alias: Alias): Promise<Who> {
  const people = await deps.people.oneWith(personOf(alias));
  const aliases = new Set([alias, ...(await deps.people.aliasesOf(people))]);
  for await (const said of saidBy(deps, people))
    for (const one of said) for (const name of one.aliases) aliases.add(name);
  return { people, aliases };
}

async function* doingsOf({ doings }: RecordingDeps, people: string[], what: Doing["what"]): AsyncGenerator<Doing[]> {
  let cursor: string | undefined;
  do {
    const { items, next } = await doings.by(people, { limit: perPage, cursor });
    yield items.filter((one) => one.what === what);
    cursor = next;
  } while (cursor !== undefined);
}

async function* saidBy(deps: RecordingDeps, people: string[]): AsyncGenerator<Feedback[]> {
  for await (const doings of doingsOf(deps, people, "said")) {
    const found = await deps.feedback.getMany(doings.map(({ of }) => of));
    yield [...found.values()].filter(({ erased, person }) => erased === undefined && people.includes(person));
  }
}

/** Themes as she may know them: by their names where everybody may see them. */
async function about({ themes, url }: RecordingDeps, ids: readonly string[]) {
  const found = await themes.getMany([...new Set(ids)]);
  return (id: string): AboutTheme => {
    const theme = found.get(id);
    return theme?.visibility === "public" ? { id, title: theme.title, url: `${url}/themes/${id}` } : { id };
  };
}

const sections: { [S in Section]: (deps: RecordingDeps, who: Who) => AsyncGenerator<OwnRecord[S][number]> } = {
  async *feedback(deps, { people }) {
    for await (const said of saidBy(deps, people)) {
      const named = await about(
        deps,
        said.flatMap(({ theme }) => theme ?? []),
      );
      for (const one of said) yield saidRecord(one, one.theme === undefined ? undefined : named(one.theme));
    }
  },
  async *votes(deps, { people }) {
    for await (const doings of doingsOf(deps, people, "voted")) {
      const ids = doings.map(({ of }) => of);
      const [named, votes] = await Promise.all([about(deps, ids), deps.votes.among(ids, people)]);
      for (const { theme, at, alias, proxy, hears } of votes)
        yield { theme: named(theme), at, as: alias, castBy: proxy, toldAt: hears?.email };
    }
  },
  async *follows(deps, { people }) {
    for await (const doings of doingsOf(deps, people, "follows")) {
      const ids = doings.map(({ of }) => of);
      const [named, follows] = await Promise.all([about(deps, ids), deps.follows.among(ids, people)]);
      for (const { theme, at, alias, hears, quiet = false } of follows)
        yield { theme: named(theme), at, as: alias, toldAt: hears?.email, wantsNoMore: quiet };
    }
  },
  async *waiting(deps, { aliases }) {
    for await (const { content, receivedAt, error } of deps.inbox.entries()) {
      if (content.type !== "event" || !isBy(content.event, aliases)) continue;
      const { source, externalId, title, body } = content.event;
      yield { source, externalId, title, body, receivedAt, error };
    }
  },
  async *messages(deps, who) {
    const said = new Set<string>();
    for await (const some of saidBy(deps, who.people)) for (const { id } of some) said.add(id);
    let cursor: string | undefined;
    do {
      const { items, next } = await deps.outbox.list(DeliveryState.options, { limit: perPage, cursor });
      for (const delivery of items) {
        const message = messageRecord(delivery, who, said);
        if (message !== undefined) yield message;
      }
      cursor = next;
    } while (cursor !== undefined);
  },
};

const isBy = ({ author }: Extract<InboxEntry["content"], { type: "event" }>["event"], aliases: Set<string>): boolean =>
  author?.aliases.some((alias) => aliases.has(alias)) ?? false;

function saidRecord(feedback: Feedback, theme: AboutTheme | undefined): OwnRecord["feedback"][number] {
  const { id, source, externalId, url, board, aliases, author, title, body, at, receivedAt } = feedback;
  const { versions, visibility, hears, withdrawn, kind, heat, abusive } = feedback;
  return {
    ...{ id, source, externalId, url, board, as: aliases, author, title, body, saidAt: at, receivedAt },
    changedAt: versions.body?.split("#")[0] ?? receivedAt,
    ...{ toldAt: hears?.email, visibility, withdrawn, theme, kind, anger: heat, quotable: !abusive },
  };
}

function messageRecord(
  { outlet, kind, state, at, hearer, occasion, payload, cites = [] }: Delivery,
  { people, aliases }: Who,
  said: ReadonlySet<string>,
): OwnRecord["messages"][number] | undefined {
  const to = (payload as { to?: unknown } | undefined)?.to;
  const addresses = [occasion, to].map((address) => `email:${String(address).toLowerCase()}`);
  const mailed = outlet === "mail" && addresses.some((address) => aliases.has(address));
  const toHer = mailed || (hearer !== undefined && people.includes(hearer));
  const quotes = cites.filter((id) => said.has(id));
  if (!toHer && quotes.length === 0) return undefined;
  // Where her words went with those of others only hers are hers to see.
  return { what: kind, through: outlet, state, at, toHer, ...(toHer && { text: payload }), quotes };
}

/**
 * Everything that is kept about somebody as JSON, piece by piece, so that it never has to be in memory as a whole. It
 * reads what she did three times by index, what waits in the inbox, and the list of the outbox.
 */
export async function* ownRecordText(deps: RecordingDeps, alias: Alias): AsyncGenerator<string> {
  const who = await identify(deps, alias);
  const begun = { exportedAt: isoTime(deps.clock()), names: [...who.aliases].sort() };
  yield JSON.stringify(begun, null, 2).replace(/\n\}$/, "");
  for (const [name, items] of Object.entries(sections)) {
    yield `,\n  ${JSON.stringify(name)}: [`;
    let first = true;
    for await (const item of items(deps, who)) {
      const text = JSON.stringify(item, null, 2).replaceAll("\n", "\n    ");
      yield `${first ? "" : ","}\n    ${text}`;
      first = false;
    }
    yield first ? "]" : "\n  ]";
  }
  yield "\n}\n";
}

/** The same as one value. */
export async function ownRecord(deps: RecordingDeps, alias: Alias): Promise<OwnRecord> {
  let text = "";
  for await (const part of ownRecordText(deps, alias)) text += part;
  return JSON.parse(text) as OwnRecord;
}

/** How much there is of hers: to be told before she has it erased. */
export async function ownFigures(deps: RecordingDeps, alias: Alias): Promise<Record<Doing["what"], number>> {
  const people = await deps.people.oneWith(personOf(alias));
  const figures = { said: 0, voted: 0, follows: 0 };
  let cursor: string | undefined;
  do {
    const { items, next } = await deps.doings.by(people, { limit: perPage, cursor });
    for (const { what } of items) figures[what]++;
    cursor = next;
  } while (cursor !== undefined);
  return figures;
}
