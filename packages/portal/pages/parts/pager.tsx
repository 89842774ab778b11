interface PagerProps {
  /** What stands on this page, in words. */
  shown?: string;
  next: { href: string; label: string } | undefined;
  /** Back to where the list begins, on any page but the first. */
  first: { href: string; label: string } | undefined;
}

/** Where a list goes on. Pages are found by cursor, so there is a next one and a first one, and no numbers. */
export function Pager({ shown, next, first }: PagerProps) {
  if (next === undefined && first === undefined && shown === undefined) return null;
  return (
    <div class="row between sp">
      <span class="hint">{shown}</span>
      <span class="row">
        {first && (
          <a class="btn bare" href={first.href}>
            {first.label}
          </a>
        )}
        {next && (
          <a class="btn" href={next.href} rel="next">
            {next.label}
          </a>
        )}
      </span>
    </div>
  );
}
