import type { Board } from "@earshot/core/board.ts";
import { BoardQuery, longestSearch } from "../board-query.ts";
import type { View } from "../view.ts";

/** A choice of one, or of any. */
function Choice({ name, label, any, options, chosen }: ChoiceProps) {
  return (
    <>
      <label class="vh" for={name}>
        {label}
      </label>
      <select id={name} name={name}>
        <option value="">{any}</option>
        {options.map(({ value, text }) => (
          <option value={value} selected={value === chosen}>
            {text}
          </option>
        ))}
      </select>
    </>
  );
}

interface ChoiceProps {
  name: string;
  label: string;
  any: string;
  options: { value: string; text: string }[];
  chosen: string | undefined;
}

interface FiltersProps {
  view: View;
  query: BoardQuery;
  boards: readonly Board[];
}

/** What of the board is shown, and words to look for in it: one form, which works without script. */
export function Filters({ view, query, boards }: FiltersProps) {
  const texts = view.texts.board;
  const { status, kind } = BoardQuery.shape;
  const statuses = status.unwrap().unwrap().options;
  const kinds = kind.unwrap().unwrap().options;
  return (
    <search>
      <form class="filters" action="/" aria-label={texts.filter}>
        {query.sort !== "trending" && <input type="hidden" name="sort" value={query.sort} />}
        {view.lang !== undefined && <input type="hidden" name="lang" value={view.lang} />}
        {boards.length > 1 && (
          <Choice
            name="board"
            label={texts.area}
            any={texts.allAreas}
            options={boards.map(({ id, name }) => ({ value: id, text: name }))}
            chosen={query.board}
          />
        )}
        <Choice
          name="status"
          label={texts.statusLabel}
          any={texts.anyStatus}
          options={statuses.map((value) => ({ value, text: view.texts.status[value] }))}
          chosen={query.status}
        />
        <Choice
          name="kind"
          label={texts.kindLabel}
          any={texts.anyKind}
          options={kinds.map((value) => ({ value, text: texts.kinds[value] }))}
          chosen={query.kind}
        />
        <span class="words">
          <label class="vh" for="q">
            {texts.words}
          </label>
          <input id="q" name="q" type="search" value={query.q} placeholder={texts.words} maxlength={longestSearch} />
          <button class="btn" type="submit">
            {texts.show}
          </button>
        </span>
      </form>
    </search>
  );
}
