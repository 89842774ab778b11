import type { Child } from "hono/jsx";

interface Column {
  title: string;
  /** Whether it holds figures, which stand below one another. */
  figures?: boolean;
  /** Whether what stands in it says itself what it is: its title is for who cannot see it. */
  unseen?: boolean;
}

interface TableProps {
  /** The id of the heading that names it. */
  labelledBy: string;
  columns: readonly Column[];
  children: Child;
}

/** A table that scrolls by itself where it is wider than the page, by keyboard too. */
export function Table({ labelledBy, columns, children }: TableProps) {
  return (
    <section class="scroll" tabindex={0} aria-labelledby={labelledBy}>
      <table>
        <thead>
          <tr>
            {columns.map(({ title, figures = false, unseen = false }) => (
              <th scope="col" class={figures ? "num" : undefined}>
                {unseen ? <span class="vh">{title}</span> : title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  );
}
