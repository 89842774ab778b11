import { firstFew } from "@earshot/core/first-few.ts";
import type { Preview } from "@earshot/core/previewing.ts";
import { Table } from "../parts/table.tsx";
import type { View } from "../view.ts";
import { themePath } from "./themes.tsx";

interface PreviewedProps {
  view: View;
  preview: Preview;
}

/** What another granularity would make of a board: how many themes there would be, and the largest changes. */
export function Previewed({ view, preview: { granularity, themes, merges, splits } }: PreviewedProps) {
  const { setup } = view.texts.staff;
  const changes = [
    ...merges.map(({ from, into, feedback }) => ({ from, into: into.title, feedback })),
    ...splits.map(({ from, title, feedback }) => ({ from: [from], into: title, feedback })),
  ];
  return (
    <section class="note" aria-labelledby="previewed" role="status">
      <h2 id="previewed">{setup.wouldBe(setup.grain[granularity], themes.before, themes.after)}</h2>
      {changes.length > 0 && (
        <Table
          labelledBy="previewed"
          columns={[{ title: setup.from }, { title: setup.to }, { title: setup.pieces, figures: true }]}
        >
          {changes.map(({ from, into, feedback }) => (
            <tr>
              <td>
                <Named view={view} themes={from} />
              </td>
              <td lang={view.langOf(into)} dir="auto">
                {into}
              </td>
              <td class="num">{view.texts.number(feedback)}</td>
            </tr>
          ))}
        </Table>
      )}
    </section>
  );
}

function Named({ view, themes }: { view: View; themes: Preview["merges"][number]["from"] }) {
  const { first, others } = firstFew(themes);
  return (
    <>
      {first.map(({ id, title }) => (
        <div lang={view.langOf(title)} dir="auto">
          <a href={view.href(themePath(id))}>{title === "" ? id : title}</a>
        </div>
      ))}
      {others > 0 && <div>{view.texts.staff.setup.more(others)}</div>}
    </>
  );
}
