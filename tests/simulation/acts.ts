import { feedbackId } from "@earshot/core/feedback.ts";
import { personOf } from "@earshot/core/person.ts";
import { type Answered, Asking } from "./asking.ts";
import type { Chance } from "./chance.ts";
import { caseOf, mailOf, memberOf, newPost, type Post, sent, voterOf, wordsFor } from "./community.ts";
import { Model } from "./model.ts";
import { anyTheme, StaffActs } from "./staff-acts.ts";
import type { World } from "./world.ts";

/** What members do, and what the model makes of it once it was acknowledged; what staff do is beside it. */
export class Acts {
  readonly model = new Model();
  /** What happened, for whoever looks for the reason of a failure. */
  readonly told: string[] = [];
  readonly #world: World;
  readonly #chance: Chance;
  readonly #asking: Asking;
  readonly #staff: StaffActs;
  readonly #posts: Post[] = [];
  #count = 0;
  #cases = 0;

  constructor(world: World, chance: Chance) {
    this.#world = world;
    this.#chance = chance;
    this.#asking = new Asking(world);
    this.#staff = new StaffActs({ world, chance, asking: this.#asking, model: this.model, told: this.told });
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
    const body = this.#words();
    const event = sent(post, post.changes, what, body);
    const withdrawn = what === "destroyed";
    const span = await this.#asking.webhook(who, event.event, event.post);
    // A deletion names nobody: it is told of whoever is known by then.
    const aliases = withdrawn ? [] : [post.member];
    const known = this.model.things.get(post.id);
    if (known && !withdrawn) known.aliases = aliases;
    const telling = { version: event.version, body: withdrawn ? "" : body, withdrawn, span };
    this.model.tell(post.id, { aliases }, telling);
    this.told.push(`${what} ${post.id} by ${post.member}: ${body}`);
  }

  /** Told by a program, with one name or two: whoever has both is one person. */
  async submit(who: string): Promise<void> {
    const externalId = `told-${++this.#count}`;
    const mail = mailOf(this.#chance);
    const account = this.#chance.happens(0.3) ? memberOf(this.#chance) : undefined;
    const body = this.#words();
    const visibility = this.#chance.happens(0.25) ? "private" : "public";
    const author = { email: mail.slice("email:".length), ...(account && { externalId: account.split(":")[1] }) };
    const span = await this.#asking.api(who, "POST", "/feedback", {
      ...{ source: "discourse", externalId, author, body, visibility },
    });
    if (span.status !== 202) throw new Error(`A submission was answered with ${span.status}.`);
    const aliases = [mail, ...(account ? [account] : [])];
    const id = feedbackId("discourse", externalId);
    const telling = { version: "1", body, withdrawn: false, span };
    this.model.tell(id, { aliases, private: visibility === "private" }, telling);
    this.told.push(`submitted ${id} by ${aliases.join(" = ")}: ${body}`);
  }

  async vote(who: string): Promise<void> {
    const theme = await anyTheme(this.#world, this.#chance);
    const alias = voterOf(this.#chance);
    if (theme === undefined) return;
    const before = this.model.top(theme);
    const answer = await this.#asking.api(who, "PUT", `/themes/${theme}/votes/${alias}`);
    this.#note(`${alias} voted for ${theme}`, answer);
    // Of several attempts any may have been the one that arrived.
    const tried = answer.attempts > 0 ? [theme, before] : [];
    if (answer.status === 200) this.model.vote(alias, [String(answer.body.theme), ...tried], answer);
    // What she left is being erased, so that she has to come again; but an attempt before may have arrived.
    if (answer.status === 429) this.model.vote(alias, [theme, before], answer, false);
  }

  async unvote(who: string): Promise<void> {
    const cast = this.#chance.of(this.model.casts);
    const theme = cast && [...cast.themes][0];
    if (!cast || theme === undefined) return;
    const oneWith = async () => new Set(await this.#world.store.people.oneWith(personOf(cast.alias)));
    const certain = await oneWith();
    const answer = await this.#asking.api(who, "DELETE", `/themes/${theme}/votes/${cast.alias}`);
    this.#note(`${cast.alias} took back her vote for ${theme}`, answer);
    const by = await oneWith();
    // Of people who are erased it is forgotten meanwhile that they were one.
    if (answer.status === 200)
      this.model.unvote(String(answer.body.theme), certain.intersection(by), certain.union(by));
  }

  /** Has everything erased that somebody ever left, under this name and those that are known to be hers. */
  async erase(who: string): Promise<void> {
    const alias = this.#chance.happens(0.5) ? mailOf(this.#chance) : memberOf(this.#chance);
    const one = await this.#world.store.people.oneWith(personOf(alias));
    const before = new Set<unknown>([...this.model.things.values(), ...this.model.casts]);
    const answer = await this.#asking.api(who, "DELETE", `/people/${alias}`);
    this.#note(`${alias} asked to be erased`, answer);
    if (answer.status !== 202) throw new Error(`An erasure was answered with ${answer.status}.`);
    this.model.erasures.push({ alias, people: new Set(one), before, span: answer });
  }

  #words(): string {
    return wordsFor(this.#chance, this.#chance.happens(0.5) ? caseOf(++this.#cases) : undefined);
  }

  /** What somebody does, of all that there is to do, by its weight. */
  readonly all = {
    ...{ post: 6, submit: 5, changePost: 6, vote: 8, unvote: 5, erase: 2 },
    ...{ merge: 5, unmerge: 3, split: 3, move: 4, lock: 1, undo: 4 },
  } as const;

  act(what: keyof typeof this.all, who: string): Promise<void> {
    switch (what) {
      case "post":
      case "submit":
      case "changePost":
      case "vote":
      case "unvote":
      case "erase":
        return this[what](who);
      default:
        return this.#staff[what](who);
    }
  }
}
