import type { Child } from "hono/jsx";

/** What a form is drawn with once it was sent and refused: what was typed, and what is wrong with which field. */
export interface Refused {
  fields: URLSearchParams;
  /** The field at fault; the form as a whole without one. */
  field: string | undefined;
  message: string;
}

interface FieldProps {
  /** Its id on the page, and its name in the form unless told otherwise. */
  id: string;
  name?: string;
  label: string;
  hint?: string | undefined;
  refused?: Refused | undefined;
  /** Draws the control with what ties it to its label, hint and error. */
  control: (tied: Tied) => Child;
}

interface Tied {
  id: string;
  name: string;
  "aria-describedby": string | undefined;
  "aria-invalid": "true" | undefined;
}

/** A field in each of its states: label above, hint between, error below, each known to those who do not see them. */
export function Field({ id, name = id, label, hint, refused, control }: FieldProps) {
  const wrong = refused !== undefined && refused.field === name ? refused.message : undefined;
  const described = [hint && `${id}-hint`, wrong && `${id}-wrong`].filter(Boolean).join(" ");
  return (
    <div class="flow tight field">
      <label for={id}>{label}</label>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {control({
        ...{ id, name },
        "aria-describedby": described === "" ? undefined : described,
        "aria-invalid": wrong ? "true" : undefined,
      })}
      {wrong && (
        <p class="err" id={`${id}-wrong`}>
          {wrong}
        </p>
      )}
    </div>
  );
}

/** What a field of a form is to show: what was typed, else what is. */
export const typed = (refused: Refused | undefined, name: string, stored: string): string =>
  refused?.fields.get(name)?.replaceAll("\r\n", "\n") ?? stored;

/** Why a form was refused, where that is the fault of no field that it shows. */
export function Wrong({ refused, fields }: { refused: Refused | undefined; fields: readonly string[] }) {
  if (refused === undefined || (refused.field !== undefined && fields.includes(refused.field))) return null;
  return (
    <p class="err" role="alert">
      {refused.message}
    </p>
  );
}
