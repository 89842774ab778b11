import { Wrong } from "./field.tsx";
import { OrderForm, refusedOf, type StaffThemeProps } from "./order-form.tsx";
import { Target } from "./theme-voices.tsx";
import { themePath } from "./themes.tsx";

/** Lets the theme stand behind another. */
export function MergeForm({ view, theme, alike, refused: any }: StaffThemeProps) {
  const texts = view.texts.staff.theme;
  const refused = refusedOf(any, "merge");
  return (
    <section class="sec" aria-labelledby="merging">
      <h2 id="merging">{texts.mergeHeading}</h2>
      <OrderForm view={view} theme={theme}>
        <p class="soft">{texts.mergeHint}</p>
        <Wrong refused={refused} fields={["into"]} />
        <Target view={view} name="into" alike={alike} refused={refused} />
        <p>
          <button class="btn" type="submit" name="do" value="merge">
            {texts.merge}
          </button>
        </p>
      </OrderForm>
    </section>
  );
}

/** What was merged into it, each with the way out. */
export function Parts({ view, theme, parts }: StaffThemeProps) {
  const texts = view.texts.staff.theme;
  if (parts.length === 0) return null;
  return (
    <section class="sec flow" aria-labelledby="parts">
      <h2 id="parts">{texts.partsHeading}</h2>
      {parts.map((part) => (
        <OrderForm view={view} theme={theme}>
          <p class="row between">
            <a id={`part-${part.id}`} href={view.href(themePath(part.id))} lang={view.langOf(part.title)} dir="auto">
              {part.title === "" ? part.id : part.title}
            </a>
            <input type="hidden" name="part" value={part.id} />
            <button class="btn" type="submit" name="do" value="unmerge" aria-describedby={`part-${part.id}`}>
              {texts.takeOut}
            </button>
          </p>
        </OrderForm>
      ))}
    </section>
  );
}
