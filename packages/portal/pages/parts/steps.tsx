import type { Theme } from "@earshot/core/theme.ts";
import type { View } from "../view.ts";
import { StatusRing } from "./status.tsx";

/** What became of a theme, newest first, each with its ring. It was open from the day it was first heard. */
export function Steps({ view, theme }: { view: View; theme: Pick<Theme, "history" | "createdAt" | "firstAt"> }) {
  const { texts, now } = view;
  const known = theme.history.toSorted((a, b) => (a.at > b.at ? -1 : 1));
  const opened = { status: "open", at: theme.firstAt ?? theme.createdAt } as const;
  const steps = known.at(-1)?.status === "open" ? known : [...known, opened];
  return (
    <ol class="steps">
      {steps.map((step) => (
        <li>
          <StatusRing view={view} status={step.status} />
          <br />
          {texts.date(step.at, now)}
          {"note" in step && step.note !== undefined && <span dir="auto">. {step.note}</span>}
        </li>
      ))}
    </ol>
  );
}
