import type { Child } from "hono/jsx";
import { Frame } from "../frame.tsx";
import type { View } from "../view.ts";
import { type Done, Toast } from "./done.tsx";

interface DeskFrameProps {
  view: View;
  title: string;
  done?: Done | undefined;
  foot?: string;
  children?: Child;
}

/** What stands around every page of staff: the frame of the house, closer together, and what was done a moment ago. */
export function DeskFrame({ view, title, done, foot, children }: DeskFrameProps) {
  return (
    <Frame view={view} title={title} desk foot={foot ?? view.texts.staff.foot}>
      <Toast view={view} done={done} />
      {children}
    </Frame>
  );
}
