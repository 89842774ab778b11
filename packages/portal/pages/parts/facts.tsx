import type { View } from "../view.ts";

interface FactsProps {
  view: View;
  items: { label: string; figure: number }[];
  /** What the items add up to, where they do. */
  total?: { label: string; figure: number };
}

/** Figures that add up in sight. */
export function Facts({ view, items, total }: FactsProps) {
  return (
    <dl class="facts">
      {items.map(({ label, figure }) => (
        <div>
          <dt>{label}</dt>
          <dd>{view.texts.number(figure)}</dd>
        </div>
      ))}
      {total && (
        <div>
          <dt>
            <strong>{total.label}</strong>
          </dt>
          <dd>{view.texts.number(total.figure)}</dd>
        </div>
      )}
    </dl>
  );
}
