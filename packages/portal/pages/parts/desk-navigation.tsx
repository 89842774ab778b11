import type { View } from "../view.ts";

/** The ways between the pages of staff. */
export function DeskNavigation({ view }: { view: View }) {
  const texts = view.texts.staff;
  const pages = [
    ["/admin", texts.work],
    ["/admin/themes", texts.themes],
    ["/admin/approval", texts.approval],
    ["/admin/proposals", texts.proposals],
    ["/admin/outbox", texts.outbox],
    ["/admin/health", texts.healthNav],
    ["/admin/audit", texts.audit],
    ["/admin/settings", texts.settings],
  ] as const;
  const [here = ""] = view.here.split("?");
  return (
    <>
      {pages.map(([path, name]) => (
        <a href={view.href(path)} aria-current={currency(here, path)}>
          {name}
        </a>
      ))}
    </>
  );
}

/** Whether this is the page, or one that belongs to it. */
function currency(here: string, path: string): "page" | "true" | undefined {
  if (here === path) return "page";
  return path !== "/admin" && here.startsWith(`${path}/`) ? "true" : undefined;
}
