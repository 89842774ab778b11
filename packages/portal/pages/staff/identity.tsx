import type { View } from "../view.ts";
import { Text } from "./controls.tsx";
import { type Refused, Wrong } from "./field.tsx";

interface IdentityProps {
  view: View;
  /** The board or team that is there; a new one is given its id here, once. */
  of: { name: string } | undefined;
  /** What makes an id. */
  hint: string;
  /** What was typed, where that was refused or is being tried out. */
  refused: Refused | undefined;
  /** Whether it is only being tried out. */
  tried?: boolean;
  /** The fields whose errors are said beside them. */
  shown: readonly string[];
}

/** How a board or a team is called, below what was wrong with the form as a whole. */
export function Identity({ view, of, hint, refused, tried = false, shown }: IdentityProps) {
  const texts = view.texts.staff.setup;
  return (
    <>
      {refused && !tried && (
        <p class="note bad" role="alert">
          {texts.wrong}
        </p>
      )}
      {!tried && <Wrong refused={refused} fields={shown} />}
      {!of && <Text name="id" label={texts.id} hint={hint} stored="" refused={refused} required maxlength={64} />}
      <Text name="name" label={texts.name} stored={of?.name ?? ""} refused={refused} required maxlength={120} />
    </>
  );
}
