import { wordingOf } from "./clustering/wordings.ts";
import type { Correction, Fact } from "./correction.ts";
import { familyOf, rootFrom } from "./family.ts";
import type { ThemeStanding } from "./neighbours.ts";
import type { CorrectionStore, FeedbackStore, ThemeStore } from "./ports.ts";
import type { Decisions } from "./recluster.ts";
import { isTouched, type Theme } from "./theme.ts";

/** How the themes of a board stand to one another, as its log of facts tells; clustering keeps one per board. */
export class Standing implements ThemeStanding {
  readonly #mergedInto = new Map<string, string>();
  readonly #locked = new Set<string>();
  readonly #unwanted = new Set<string>();
  /** By the correction that taught them: whoever edits her words meanwhile does not keep it from being taken back. */
  readonly #unwantedBy = new Map<string, string[]>();
  readonly #families = new Map<string, string[]>();

  /** Takes in what was taught since. */
  learn(facts: Iterable<Fact>): void {
    for (const { correction, revokes, merged = {}, locked = {}, unwanted = {} } of facts) {
      for (const [theme, into] of Object.entries(merged)) {
        if (into === null) this.#mergedInto.delete(theme);
        else this.#mergedInto.set(theme, into);
      }
      for (const [theme, closed] of Object.entries(locked)) {
        if (closed) this.#locked.add(theme);
        else this.#locked.delete(theme);
      }
      for (const wording of this.#unwantedBy.get(revokes ?? "") ?? []) this.#unwanted.delete(wording);
      for (const [wording, apart] of Object.entries(unwanted)) {
        if (apart) this.#unwanted.add(wording);
        else this.#unwanted.delete(wording);
      }
      const taught = Object.keys(unwanted).filter((wording) => unwanted[wording]);
      if (taught.length > 0) this.#unwantedBy.set(correction, taught);
    }
    this.#families.clear();
    for (const theme of this.#mergedInto.keys()) {
      const root = this.rootOf(theme);
      this.#families.set(root, [...(this.#families.get(root) ?? [root]), theme]);
    }
  }

  /** The theme that stands for a theme. */
  rootOf(theme: string): string {
    return this.#mergedInto.size === 0 ? theme : rootFrom(this.#mergedInto, theme);
  }

  /** A theme with all that stand behind it. */
  familyOf(root: string): readonly string[] {
    return this.#families.get(root) ?? [root];
  }

  /** Whether the machine leaves a theme alone, or the one that stands for it. */
  isLocked(theme: string): boolean {
    return this.#locked.size > 0 && this.#locked.has(this.rootOf(theme));
  }

  /** Whether a person said of what is worded like this that it asks for nothing. */
  isUnwanted(text: string): boolean {
    return this.#unwanted.size > 0 && this.#unwanted.has(wordingName(text) ?? "");
  }
}

/** A wording as facts name it: the same for texts that read alike but for capitals and punctuation; none without words. */
export function wordingName(text: string): string | undefined {
  const wording = wordingOf(text);
  return wording === 0 ? undefined : wording.toString(36);
}

/** Keeps how the themes of each board stand, by what has been added to its log since the last time. */
export function standings(corrections: Pick<CorrectionStore, "facts">): (board: string) => Promise<Standing> {
  const boards = new Map<string, { standing: Standing; seen: number }>();
  return async (board) => {
    const known = boards.get(board) ?? { standing: new Standing(), seen: 0 };
    boards.set(board, known);
    const news = (await corrections.facts(board, known.seen)).filter(({ number }) => number > known.seen);
    known.standing.learn(news.map(({ fact }) => fact));
    known.seen = news.at(-1)?.number ?? known.seen;
    return known.standing;
  };
}

/**
 * What the facts of a board say of pairs of feedback, oldest first as they were taught. People change their minds: where
 * two facts cannot both hold, also by way of others, the later one does.
 */
export function settledPairs(facts: readonly Fact[]): Pick<Decisions, "together" | "apart" | "parted"> {
  const revoked = new Set(facts.flatMap(({ revokes }) => revokes ?? []));
  const valid = facts.filter(({ correction }) => !revoked.has(correction));
  const groups = new Groups();
  const together: [string, string][] = [];
  const apart: [string, string][] = [];
  const parted: [string, string][] = [];
  for (const fact of valid.toReversed()) {
    const held = fact.apart.filter(([a, b]) => groups.part(a, b));
    apart.push(...held);
    if (isParting(fact)) parted.push(...held);
    for (const [a, b] of fact.together) if (groups.bind(a, b)) together.push([a, b]);
  }
  return { together, apart, parted };
}

/** Splitting and un-merging part two themes; what is moved joins others, and says nothing of the rest. */
function isParting({ together, moved }: Fact): boolean {
  const alone = new Set(moved);
  return together.every(([a, b]) => alone.has(a) && alone.has(b));
}

/** Union-find in which some groups must stay apart. */
class Groups {
  readonly #parents = new Map<string, string>();
  readonly #foes = new Map<string, Set<string>>();

  #rootOf(item: string): string {
    let root = item;
    for (let next = this.#parents.get(root); next !== undefined; next = this.#parents.get(root)) root = next;
    if (root !== item) this.#parents.set(item, root);
    return root;
  }

  #foesOf(root: string): Set<string> {
    const foes = this.#foes.get(root) ?? new Set();
    this.#foes.set(root, foes);
    return foes;
  }

  /** Whether the two may be in one group, in which they are from then on. */
  bind(a: string, b: string): boolean {
    const [into, from] = [this.#rootOf(a), this.#rootOf(b)];
    if (into === from) return true;
    if (this.#foesOf(into).has(from)) return false;
    this.#parents.set(from, into);
    for (const foe of this.#foesOf(from)) {
      this.#foesOf(foe).delete(from);
      this.#oppose(into, foe);
    }
    this.#foes.delete(from);
    return true;
  }

  /** Whether the two may be in different groups, in which they are from then on. */
  part(a: string, b: string): boolean {
    const [one, other] = [this.#rootOf(a), this.#rootOf(b)];
    if (one === other) return false;
    this.#oppose(one, other);
    return true;
  }

  #oppose(one: string, other: string): void {
    this.#foesOf(one).add(other);
    this.#foesOf(other).add(one);
  }
}

export interface FactsDeps {
  corrections: Pick<CorrectionStore, "facts">;
  feedback: Pick<FeedbackStore, "getMany" | "ofTheme">;
  themes: Pick<ThemeStore, "getMany">;
}

/**
 * All that re-clustering a board has to obey, given the themes that it is about, and how much people had taught by then.
 */
export async function decisionsFor(
  deps: FactsDeps,
  board: string,
  themes: readonly string[],
): Promise<Decisions & { taught: number }> {
  const log = await deps.corrections.facts(board, 0);
  const facts = log.map(({ fact }) => fact);
  const moved = [...new Set(facts.flatMap((fact) => fact.moved))];
  const [heads, feedback] = await Promise.all([deps.themes.getMany(themes), deps.feedback.getMany(moved)]);
  return {
    ...settledPairs(facts),
    taught: log.at(-1)?.number ?? 0,
    placed: new Set([...feedback.values()].filter(({ placedBy }) => placedBy === "person").map(({ id }) => id)),
    touched: new Set([...heads.values()].filter(isTouched).map(({ id }) => id)),
    backed: new Set([...heads.values()].filter(({ votes }) => votes > 0).map(({ id }) => id)),
  };
}

/** Each side of a fact is vouched for by so many pieces of feedback: enough to outlast some of them. */
const vouchers = 5;

/** Feedback that stands for a theme in facts: the newest, without what is being moved. */
export async function vouchersOf(
  { feedback }: Pick<FactsDeps, "feedback">,
  theme: Theme | undefined,
  without: ReadonlySet<string> = new Set(),
): Promise<string[]> {
  if (theme === undefined) return [];
  const { items } = await feedback.ofTheme(familyOf(theme), undefined, {
    limit: vouchers + Math.min(without.size, 50),
  });
  return items
    .map(({ id }) => id)
    .filter((id) => !without.has(id))
    .slice(0, vouchers);
}

/**
 * Asks who vouches for a theme once, however often a correction is tried: of a large family that takes longer than
 * counting it, whose write would get ahead each time.
 */
export function askedOnce(deps: Pick<FactsDeps, "feedback">): (theme: Theme) => Promise<string[]> {
  const asked = new Map<string, Promise<string[]>>();
  return (theme) => {
    const family = familyOf(theme).join();
    const found = asked.get(family) ?? vouchersOf(deps, theme);
    asked.set(family, found);
    return found;
  };
}

/** Every pair of one and another. */
export function pairs(some: readonly string[], others: readonly string[]): [string, string][] {
  return some.flatMap((one) => others.map((other): [string, string] => [one, other]));
}

/** All of them as one group. */
export function chained(ids: readonly string[]): [string, string][] {
  return ids.slice(1).map((id, before): [string, string] => [ids[before] ?? id, id]);
}

/** What a correction teaches, unless it only takes another back: then that one's teaching goes, until that is taken back. */
export function factOf(
  correction: Correction,
  undoing: Correction | undefined,
  taught: Partial<Pick<Fact, "together" | "apart" | "merged" | "locked" | "unwanted">>,
): Fact {
  const { merged, locked, unwanted } = taught;
  const silent = undoing !== undefined && !correction.restores;
  return {
    correction: correction.id,
    together: silent ? [] : (taught.together ?? []),
    apart: silent ? [] : (taught.apart ?? []),
    moved: correction.moves.map(({ feedback }) => feedback),
    ...(undoing && { revokes: undoing.id }),
    ...(merged && { merged }),
    ...(locked && { locked }),
    ...(unwanted && { unwanted }),
  };
}
