import type { Child } from "hono/jsx";
import type { View } from "../view.ts";

/** How a form of the settings ends: saved, whatever else can be done with it, or left as it was. */
export function Saving({ view, children }: { view: View; children?: Child }) {
  return (
    <p class="row">
      <button class="btn main" type="submit" name="do" value="save">
        {view.texts.staff.setup.save}
      </button>
      {children}
      <a class="btn bare" href={view.href("/admin/settings")}>
        {view.texts.signIn.back}
      </a>
    </p>
  );
}
