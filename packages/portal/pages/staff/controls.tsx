import { Field, type Refused, typed } from "./field.tsx";

interface TextProps {
  name: string;
  label: string;
  hint?: string | undefined;
  stored: string;
  refused: Refused | undefined;
  /** How many lines it shows; one that takes a single line without it. */
  rows?: number;
  required?: boolean;
  maxlength?: number;
}

/** A field for a line of text, or several. */
export function Text({ name, label, hint, stored, refused, rows, required = false, maxlength = 200 }: TextProps) {
  const value = typed(refused, name, stored);
  return (
    <Field
      id={name}
      label={label}
      hint={hint}
      refused={refused}
      control={(tied) =>
        rows === undefined ? (
          <input {...tied} value={value} required={required} maxlength={maxlength} />
        ) : (
          <textarea {...tied} rows={rows}>
            {value}
          </textarea>
        )
      }
    />
  );
}

interface ChoiceProps extends Pick<TextProps, "name" | "label" | "hint" | "stored" | "refused"> {
  options: readonly { value: string; label: string }[];
}

/** One of several. */
export function Choice({ name, label, hint, stored, refused, options }: ChoiceProps) {
  const chosen = typed(refused, name, stored);
  return (
    <Field
      id={name}
      label={label}
      hint={hint}
      refused={refused}
      control={(tied) => (
        <select {...tied}>
          {options.map((option) => (
            <option value={option.value} selected={option.value === chosen}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    />
  );
}

/** Yes or no. What was typed knows a box that is not ticked by its absence. */
export function Tick({
  name,
  label,
  stored,
  refused,
}: Pick<TextProps, "name" | "label" | "refused"> & { stored: boolean }) {
  const checked = refused ? refused.fields.has(name) : stored;
  return (
    <p class="tick">
      <input type="checkbox" id={name} name={name} checked={checked} />
      <label for={name}>{label}</label>
    </p>
  );
}
