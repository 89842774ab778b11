import { Board, defaultBoard, Team } from "./board.ts";
import { isTimeZone } from "./calendar.ts";
import { type CorrectingDeps, type Corrector, entry, insist, movedOn, recorded } from "./correcting.ts";
import type { Correction, Setting } from "./correction.ts";
import { EarshotError } from "./error.ts";
import { teamNamed } from "./lookup.ts";
import type { Settings, SettingVersions, ThemeStore } from "./ports.ts";

export interface SettingUpDeps extends Pick<CorrectingDeps, "clock"> {
  settings: Settings;
  themes: ThemeStore;
  corrections: Pick<CorrectingDeps["corrections"], "write">;
}

/** What became of a board or team that was set: no correction where that is how it already was. */
export interface SetUp<T> {
  correction: Correction | undefined;
  is: T;
}

/**
 * Makes or changes a board, with its entry in the audit trail as one.
 * @throws EarshotError `input` for a team that is not there.
 */
export function putBoard(deps: SettingUpDeps, board: Board, corrector: Corrector): Promise<SetUp<Board>> {
  return insist(async () => {
    if (board.team !== undefined) await teamNamed(deps, board.team);
    const boards = await deps.settings.boards();
    const previous = boards.find(({ id }) => id === board.id);
    const rescued = boards.length === 0 && board.id !== defaultBoard.id && (await holdsThemes(deps));
    return set(
      deps,
      corrector,
      { of: "board", next: board, previous },
      rescued ? [{ of: "board", next: defaultBoard, previous: undefined }] : [],
    );
  });
}

/** Whether the board that nobody made has themes, which would be out of sight once somebody makes another. */
async function holdsThemes({ themes }: Pick<SettingUpDeps, "themes">): Promise<boolean> {
  const list = { boards: [defaultBoard.id], visibilities: ["public", "private"], sort: "new" } as const;
  return (await themes.list(list, { limit: 1 })).items.length > 0;
}

/**
 * Makes or changes a team, with its entry in the audit trail as one.
 * @throws EarshotError `input` for a second default team, or a time zone that is none.
 */
export async function putTeam(deps: SettingUpDeps, team: Team, corrector: Corrector): Promise<SetUp<Team>> {
  const { timeZone } = team.digest;
  if (!isTimeZone(timeZone))
    throw new EarshotError("input", `${timeZone} is no time zone; one looks like Europe/Berlin.`, {
      field: "digest.timeZone",
    });
  return insist(async () => {
    const teams = await deps.settings.teams();
    const other = team.fallback && teams.find(({ id, fallback }) => fallback && id !== team.id);
    if (other)
      throw new EarshotError(
        "input",
        `${other.name} is the default team already: there is one. Take it from them first.`,
        { field: "fallback", reason: "secondDefaultTeam", about: { name: other.name } },
      );
    return set(deps, corrector, { of: "team", next: team, previous: teams.find(({ id }) => id === team.id) });
  });
}

async function set<T extends Board | Team>(
  deps: SettingUpDeps,
  corrector: Corrector,
  change: SettingVersions & { next: T; previous: T | undefined },
  besides: readonly SettingVersions[] = [],
): Promise<SetUp<T>> {
  const { of, next, previous } = change;
  const setting = between(change);
  if (previous !== undefined && setting.fields.length === 0) return { correction: undefined, is: previous };
  const what = `${of} “${next.name}” (${next.id})`;
  const changed = `Changed the ${what}: ${setting.fields.join(", ")}.`;
  const correction = entry(deps, corrector, {
    kind: "set",
    ...(of === "board" && { board: next.id }),
    text: corrector.undoing ? `Put the ${what} back.` : previous ? changed : `Made the ${what}.`,
    before: told(setting.fields, setting.was),
    after: told(setting.fields, setting.is),
    themes: [],
    setting,
  });
  await deps.corrections.write({
    corrections: recorded(correction, corrector.undoing),
    settings: [...besides, change],
    ...{ heads: [], feedback: [], deliveries: [], fact: undefined, count: [] },
  });
  return { correction, is: next };
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

function between({ of, next, previous }: SettingVersions): Setting {
  const [was, is]: Record<string, unknown>[] = [{ ...previous }, { ...next }];
  const all = Object.keys((of === "board" ? Board : Team).unwrap().shape);
  const fields = all.filter((field) => field !== "id" && !same(was?.[field], is?.[field]));
  const part = (of: Record<string, unknown> = {}) =>
    Object.fromEntries(fields.flatMap((field) => (of[field] === undefined ? [] : [[field, of[field]]])));
  return { of, id: next.id, name: next.name, made: previous === undefined, fields, was: part(was), is: part(is) };
}

const told = (fields: readonly string[], values: Setting["was"]): string =>
  fields.map((field) => `${field}: ${valueTold(values[field])}`).join("; ");

function valueTold(value: unknown): string {
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return "none";
  if (typeof value === "string") return value;
  return Array.isArray(value) && value.every((one) => typeof one === "string")
    ? value.join(", ")
    : JSON.stringify(value);
}

/**
 * Sets a board or team back to what it was, where all that was changed is still as it was left.
 * @throws EarshotError `conflict` where it is not, or where it was made then.
 */
export async function takeSettingBack(
  deps: SettingUpDeps,
  corrector: Corrector,
  { setting }: Correction,
): Promise<Correction | undefined> {
  if (setting === undefined) throw movedOn("What it changed was not written down.", "notKept");
  if (setting.made) throw movedOn("It was made then, and what is in it would be nowhere.", "madeThen");
  const { of, id } = setting;
  if (of === "webhook") throw movedOn("What a webhook was is not kept: it may hold secrets.", "notKept");
  const there = of === "board" ? await deps.settings.boards() : await deps.settings.teams();
  const now: Record<string, unknown> = { ...there.find((one) => one.id === id) };
  if (setting.fields.some((field) => !same(now[field], setting.is[field])))
    throw movedOn("Something else has been set since.", "decidedSince");
  for (const field of setting.fields) delete now[field];
  const before = (of === "board" ? Board : Team).safeParse({ ...now, ...setting.was });
  if (!before.success) throw movedOn("What it was is no longer kept.", "notKept");
  const { correction } =
    of === "board"
      ? await putBoard(deps, before.data as Board, corrector)
      : await putTeam(deps, before.data as Team, corrector);
  return correction;
}
