import { type Board, defaultBoard } from "./board.ts";
import { EarshotError } from "./error.ts";
import { type Heads, heirOf } from "./family.ts";
import type { BoardId, Feedback, Visibility } from "./feedback.ts";
import { type IdOf, prefixes } from "./id.ts";
import type { FeedbackStore, Settings } from "./ports.ts";
import type { Standing } from "./theme.ts";

/** Whether a text can be an id at all: whatever somebody put into an address need not be asked of the store. */
function canBeId(of: IdOf, text: string): boolean {
  return text.startsWith(`${prefixes[of]}_`) && /^[a-z]{3}_[0-9a-z]{1,40}$/.test(text);
}

/**
 * The theme of that id, for readers who may see what is of the visibilities given (all of them without any).
 * @throws EarshotError `missing`, also for what the reader may not know of.
 */
export async function existingTheme<T extends Standing>(
  { themes }: Heads<T>,
  id: string,
  visible?: readonly Visibility[],
): Promise<T> {
  const theme = canBeId("theme", id) ? await themes.get(id) : undefined;
  if (theme === undefined || (visible !== undefined && !visible.includes(theme.visibility))) throw noSuchTheme();
  return theme;
}

/**
 * The theme that stands for the one of that id by now, which may be itself, for readers who may see what is of the
 * visibilities given. Of a theme that went empty only the way from it is left to see.
 * @throws EarshotError `missing`.
 */
export async function themeStandingFor<T extends Standing>(
  deps: Heads<T>,
  id: string,
  visible?: readonly Visibility[],
): Promise<T> {
  const named = await existingTheme(deps, id);
  const heir = await heirOf(deps, named);
  const seen = named.movedTo === undefined ? [named, heir] : [heir];
  if (visible !== undefined && seen.some(({ visibility }) => !visible.includes(visibility))) throw noSuchTheme();
  return heir;
}

const noSuchTheme = (): EarshotError => new EarshotError("missing", "There is no such theme.", { reason: "noTheme" });

/** @throws EarshotError `missing`. */
export async function existingFeedback({ feedback }: { feedback: FeedbackStore }, id: string): Promise<Feedback> {
  const found = canBeId("feedback", id) ? await feedback.get(id) : undefined;
  if (found === undefined || found.erased !== undefined)
    throw new EarshotError(
      "missing",
      "There is no such feedback. What was received a moment ago may not be taken in yet.",
      { reason: "noFeedback" },
    );
  return found;
}

/** All boards: those that people made, or the one that is there as long as nobody has made any. */
export async function existingBoards({ settings }: { settings: Settings }): Promise<Board[]> {
  const boards = await settings.boards();
  return boards.length > 0 ? boards : [defaultBoard];
}

/**
 * The boards of the names given, in that order; all of them without any.
 * @throws EarshotError `input` that names the boards there are.
 */
export async function boardsNamed(
  deps: { settings: Settings },
  names: readonly BoardId[] | undefined,
  fieldOf: (name: BoardId) => string = () => "board",
): Promise<BoardId[]> {
  const boards = (await existingBoards(deps)).map(({ id }) => id);
  const unknown = names?.find((name) => !boards.includes(name));
  if (unknown !== undefined)
    throw new EarshotError("input", `There is no board "${unknown}". ${listed("The boards are", boards)}`, {
      ...{ field: fieldOf(unknown), reason: "noBoard", about: { name: unknown } },
    });
  return names === undefined ? boards : [...names];
}

/** @throws EarshotError `input` that names the teams there are. */
export async function teamNamed({ settings }: { settings: Settings }, name: string, field = "team"): Promise<string> {
  const teams = (await settings.teams()).map(({ id }) => id);
  if (!teams.includes(name))
    throw new EarshotError(
      "input",
      `There is no team "${name}". ${teams.length === 0 ? "Nobody has made one yet." : listed("The teams are", teams)}`,
      { field, reason: "noTeam", about: { name } },
    );
  return name;
}

/** "The boards are billing, forum and mobile.", cut where it gets too long to read. */
function listed(what: string, names: readonly string[]): string {
  const shown = names.slice(0, 20);
  const more = names.length - shown.length;
  return `${what} ${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""}.`;
}
