import { feedbackId } from "@earshot/core/feedback.ts";
import { personOf } from "@earshot/core/person.ts";
import { ofDiscourse } from "../flow/house.ts";
import type { Chance } from "./chance.ts";
import { mailOf, memberOf, newPost, type Post, sent, voterOf, wordsFor } from "./community.ts";
import { Model, type Put } from "./model.ts";
import { key } from "./process.ts";
import type { World } from "./world.ts";

interface Answered {
  status: number;
  body: Record<string, unknown>;
  /** How often it was asked before. */
  attempts: number;
}

/** What members and staff do, and what the model makes of it once it was acknowledged. */
export class Acts {
  readonly model = new Model();
  /** What happened, for whoever looks for the reason of a failure. */
  readonly told: string[] = [];
  readonly #world: World;
  readonly #chance: Chance;
  readonly #posts: Post[] = [];
  #count = 0;

  constructor(world: World, chance: Chance) {
    this.#world = world;
    this.#chance = chance;
  }

  /** Asks as somebody does who does not give up before she has an answer that is one. */
  async #ask(who: string, path: string, init: RequestInit): Promise<Answered> {
    for (let attempts = 0; ; attempts++) {
      const front = this.#world.process(who);
      front.spared = attempts > 5;
      const ended = await front.does(async ({ portal }) => {
        const response = await portal.request(path, init);
        const text = await response.text();
        return { status: response.status, body: text.startsWith("{") ? JSON.parse(text) : {} };
      });
      front.spared = false;
      const { status, body } = ended && "value" in ended ? ended.value : { status: 0, body: {} };
      // A conflict may be one of timing; one that is asked for again and again is none.
      const settled =
        (status >= 200 && status < 300) || [400, 404].includes(status) || (status === 409 && attempts > 6);
      if (settled) return { status, body, attempts };
      if (attempts > 12) throw new Error(`${path} is never answered: ${status} ${JSON.stringify(body)}`);
    }
  }

  #api(who: string, method: string, path: string, body?: unknown): Promise<Answered> {
    const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
    return this.#ask(who, `/api/v1${path}`, {
      method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  }

  async #webhook(who: string, event: string, post: unknown): Promise<void> {
    const [source, headers, body] = ofDiscourse(event, { post });
    const { status } = await this.#ask(who, `/webhooks/${source}`, { method: "POST", headers, body });
    if (status !== 202) throw new Error(`${event} was answered with ${status}.`);
  }

  #note(line: string, { status, attempts }: Pick<Answered, "status" | "attempts">): void {
    this.told.push(`${line} → ${status}${attempts > 0 ? ` after ${attempts}` : ""}`);
  }

  /** Said on the forum. */
  async post(who: string): Promise<void> {
    const post = newPost(++this.#count, memberOf(this.#chance));
    this.#posts.push(post);
    await this.#change(who, post, "created");
  }

  /** Said on the forum before, and said differently now, or taken back, or said again. */
  async changePost(who: string): Promise<void> {
    const post = this.#chance.of(this.#posts);
    if (!post) return;
    post.changes++;
    await this.#change(who, post, this.#chance.happens(0.35) ? "destroyed" : "edited");
  }

  async #change(who: string, post: Post, what: "created" | "edited" | "destroyed"): Promise<void> {
    const body = wordsFor(this.#chance);
    const event = sent(post, post.changes, what, body);
    const withdrawn = what === "destroyed";
    await this.#webhook(who, event.event, event.post);
    // A deletion names nobody: it is told of whoever is known by then.
    const aliases = withdrawn ? [] : [post.member];
    const known = this.model.things.get(post.id);
    if (known && !withdrawn) known.aliases = aliases;
    this.model.tell(post.id, { aliases }, { version: event.version, body: withdrawn ? "" : body, withdrawn });
    this.told.push(`${what} ${post.id} by ${post.member}: ${body}`);
  }

  /** Told by a program, with one name or two: whoever has both is one person. */
  async submit(who: string): Promise<void> {
    const externalId = `told-${++this.#count}`;
    const mail = mailOf(this.#chance);
    const account = this.#chance.happens(0.3) ? memberOf(this.#chance) : undefined;
    const body = wordsFor(this.#chance);
    const visibility = this.#chance.happens(0.25) ? "private" : "public";
    const author = { email: mail.slice("email:".length), ...(account && { externalId: account.split(":")[1] }) };
    const { status } = await this.#api(who, "POST", "/feedback", {
      ...{ source: "discourse", externalId, author, body, visibility },
    });
    if (status !== 202) throw new Error(`A submission was answered with ${status}.`);
    const aliases = [mail, ...(account ? [account] : [])];
    const id = feedbackId("discourse", externalId);
    this.model.tell(id, { aliases, private: visibility === "private" }, { version: "1", body, withdrawn: false });
    this.told.push(`submitted ${id} by ${aliases.join(" = ")}: ${body}`);
  }

  async vote(who: string): Promise<void> {
    const theme = await this.#theme();
    const alias = voterOf(this.#chance);
    if (theme === undefined) return;
    const before = this.model.top(theme);
    const answer = await this.#api(who, "PUT", `/themes/${theme}/votes/${alias}`);
    this.#note(`${alias} voted for ${theme}`, answer);
    // Of several attempts any may have been the one that arrived.
    const tried = answer.attempts > 0 ? [theme, before] : [];
    if (answer.status === 200) this.model.vote(alias, [String(answer.body.theme), ...tried]);
  }

  async unvote(who: string): Promise<void> {
    const cast = this.#chance.of(this.model.casts);
    const theme = cast && [...cast.themes][0];
    if (!cast || theme === undefined) return;
    const oneWith = async () => new Set(await this.#world.store.people.oneWith(personOf(cast.alias)));
    const certain = await oneWith();
    const answer = await this.#api(who, "DELETE", `/themes/${theme}/votes/${cast.alias}`);
    this.#note(`${cast.alias} took back her vote for ${theme}`, answer);
    if (answer.status === 200) this.model.unvote(String(answer.body.theme), certain, await oneWith());
  }

  async merge(who: string): Promise<void> {
    const [theme, into] = [await this.#theme(), await this.#theme()];
    if (theme === undefined || into === undefined || theme === into) return;
    const top = this.model.top(into);
    const answer = await this.#api(who, "POST", `/themes/${theme}/merge`, { into });
    this.#note(`merged ${theme} into ${into}`, answer);
    if (answer.status !== 200 || this.model.above.has(theme)) return;
    // Who is empty by now has an heir, which is meant.
    const head = await this.#world.store.themes.get(theme);
    this.model.above.set(theme, head?.mergedInto ?? top);
  }

  async unmerge(who: string): Promise<void> {
    const theme = this.#chance.of([...this.model.above.keys()]);
    if (theme === undefined) return;
    const answer = await this.#api(who, "POST", `/themes/${theme}/unmerge`);
    this.#note(`un-merged ${theme}`, answer);
    // That it is not merged, somebody hears whose attempt before was lost.
    if (answer.status === 200 || answer.status === 409) this.model.above.delete(theme);
  }

  async lock(who: string): Promise<void> {
    const theme = await this.#theme();
    if (theme === undefined) return;
    const lock = !this.model.locked.has(theme);
    const answer = await this.#api(who, "POST", `/themes/${theme}/${lock ? "lock" : "unlock"}`);
    this.#note(`${lock ? "locked" : "unlocked"} ${theme}`, answer);
    if (answer.status !== 200) return;
    if (lock) this.model.locked.add(theme);
    else this.model.locked.delete(theme);
  }

  async split(who: string): Promise<void> {
    const theme = await this.#theme();
    if (theme === undefined) return;
    const { memberships } = await this.#world.store.themes.evidence(theme);
    const some = memberships.map(({ feedback }) => feedback).filter(() => this.#chance.happens(0.5));
    if (some.length === 0) return;
    const answer = await this.#api(who, "POST", `/themes/${theme}/split`, { feedback: some });
    this.#note(`split ${some.join(", ")} off ${theme}`, answer);
    const told = await this.#told(who, answer);
    const opened = String(answer.body.id);
    // What was begun before it was refused, the sweep may have finished.
    const unknown = answer.attempts > 0 ? "somewhere" : undefined;
    for (const id of some) this.#put(id, told?.includes(id) ? { theme: opened } : unknown);
  }

  /** What was moved by a correction, as its entry tells: what the machine had put elsewhere meanwhile was not. */
  async #told(who: string, { status, body }: Answered): Promise<string[] | undefined> {
    if (status !== 200 || typeof body.correction !== "string") return undefined;
    const entry = await this.#api(who, "GET", `/audit/${body.correction}`);
    return (entry.body.moves as { feedback: string }[]).map(({ feedback }) => feedback);
  }

  async move(who: string): Promise<void> {
    const stored = await Array.fromAsync(this.#world.store.feedback.all());
    const feedback = this.#chance.of(stored.sort((a, b) => (a.id < b.id ? -1 : 1)));
    const theme = this.#chance.happens(0.2) ? null : await this.#theme();
    if (!feedback || theme === undefined) return;
    const answer = await this.#api(who, "POST", `/feedback/${feedback.id}/move`, { theme });
    this.#note(`moved ${feedback.id} to ${theme}`, answer);
    if (answer.status !== 200) return this.#put(feedback.id, answer.attempts > 0 ? "somewhere" : undefined);
    const unchanged = answer.body.correction === null;
    if (unchanged && answer.attempts === 0) return;
    if (theme === null) this.#put(feedback.id, "no theme");
    else this.#put(feedback.id, unchanged ? "somewhere" : { theme: String(answer.body.theme) });
  }

  #put(id: string, put: Put): void {
    const thing = this.model.things.get(id);
    if (thing && put !== undefined) thing.put = put;
  }

  async #theme(): Promise<string | undefined> {
    const heads = await Array.fromAsync(this.#world.store.themes.all());
    return this.#chance.of(heads.map(({ id }) => id).sort());
  }

  /** Erasing somebody has its place here, as an act like the others; the model then forgets what she said and voted. */
  readonly all = {
    post: 6,
    submit: 5,
    changePost: 6,
    vote: 8,
    unvote: 5,
    merge: 5,
    unmerge: 3,
    split: 3,
    move: 4,
    lock: 1,
  } as const;
}
