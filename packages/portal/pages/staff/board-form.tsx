import type { Board, Team } from "@earshot/core/board.ts";
import { granularities } from "@earshot/core/clustering/granularity.ts";
import type { Preview } from "@earshot/core/previewing.ts";
import { Titled } from "../parts/titled.tsx";
import { Own } from "../parts/vote.tsx";
import type { View } from "../view.ts";
import { Choice, Text, Tick } from "./controls.tsx";
import { DeskFrame } from "./desk-frame.tsx";
import type { Refused } from "./field.tsx";
import { Identity } from "./identity.tsx";
import { Previewed } from "./preview.tsx";
import { Saving } from "./saving.tsx";
import { boardPath } from "./settings.tsx";

interface BoardPageProps {
  view: View;
  /** The board that is there; none for a new one. */
  board: Board | undefined;
  teams: readonly Team[];
  /** What was typed, where it was refused or tried out. */
  refused: Refused | undefined;
  preview: Preview | undefined;
}

const shown = ["id", "name", "team", "claims", "granularity"];

export function BoardPage({ view, board, teams, refused, preview }: BoardPageProps) {
  const texts = view.texts.staff.setup;
  const heading = board ? texts.boardHeading(board.name) : texts.newBoard;
  return (
    <DeskFrame view={view} title={heading}>
      <h1 class="sec">
        {board ? <Titled sentence={texts.boardHeading("{title}")} title={board.name} lang={undefined} /> : heading}
      </h1>
      {preview && <Previewed view={view} preview={preview} />}
      <form class="flow narrow" method="post" action={view.href(boardPath(board?.id ?? "new"))}>
        <Own view={view} />
        <Identity
          view={view}
          of={board}
          hint={texts.boardIdHint}
          refused={refused}
          tried={preview !== undefined}
          shown={shown}
        />
        <Choice
          name="team"
          label={texts.team}
          stored={board?.team ?? ""}
          refused={refused}
          options={[{ value: "", label: texts.none }, ...teams.map(({ id, name }) => ({ value: id, label: name }))]}
        />
        <Text
          name="claims"
          label={texts.claims}
          hint={texts.claimsHint}
          stored={board?.claims.join("\n") ?? ""}
          refused={refused}
          rows={4}
        />
        <Choice
          name="granularity"
          label={texts.granularity}
          stored={board?.granularity ?? "normal"}
          refused={refused}
          options={granularities.map((value) => ({ value, label: texts.grain[value] }))}
        />
        <Tick name="guests" label={texts.guests} stored={board?.guests ?? false} refused={refused} />
        <Tick name="approval" label={texts.approval} stored={board?.approval ?? false} refused={refused} />
        <Saving view={view}>
          {board && (
            <button class="btn" type="submit" name="do" value="try">
              {texts.tryGranularity}
            </button>
          )}
        </Saving>
      </form>
    </DeskFrame>
  );
}
