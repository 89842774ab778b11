import type { View } from "../view.ts";
import { DeskFrame } from "./desk-frame.tsx";

/** Something that could not be done any more, mostly because somebody else was quicker, and why. */
export function RefusedPage({ view, message }: { view: View; message: string }) {
  const texts = view.texts.staff;
  return (
    <DeskFrame view={view} title={texts.refusedHeading}>
      <div class="sec flow">
        <h1>{texts.refusedHeading}</h1>
        <p>{texts.refusedSafe}</p>
        <p dir="auto">{message}</p>
        <p>
          <a class="btn main" href={view.href("/admin")}>
            {texts.refusedAct}
          </a>
        </p>
      </div>
    </DeskFrame>
  );
}
