/** Figures and what they are of. */
export function Figures({ figures }: { figures: readonly { label: string; figure: string }[] }) {
  return (
    <dl class="facts">
      {figures.map(({ label, figure }) => (
        <div>
          <dt>{label}</dt>
          <dd>{figure}</dd>
        </div>
      ))}
    </dl>
  );
}
