/** The mark of Earshot: somebody speaks, and it carries. Beside its name, hence hidden from readers. */
export function Mark() {
  return (
    <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
      <circle cx="5" cy="15" r="3" />
      <path
        d="M5 8.5a6.5 6.5 0 0 1 6.5 6.5M5 2.5A12.5 12.5 0 0 1 17.5 15"
        fill="none"
        stroke="currentColor"
        stroke-width="2.5"
        stroke-linecap="round"
      />
    </svg>
  );
}
