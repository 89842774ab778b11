import { type Feedback, limits, reviewState } from "@earshot/core/feedback.ts";
import { Pager } from "../parts/pager.tsx";
import { By } from "../parts/voice.tsx";
import type { View } from "../view.ts";
import { Field, type Refused, typed, Wrong } from "./field.tsx";
import { OrderForm, refusedOf, type StaffThemeProps } from "./order-form.tsx";
import { themePath } from "./themes.tsx";

/** A piece of feedback with its box to tick: its redacted words, who may read them, and where it is from. */
function Voice({ view, feedback, ticked }: { view: View; feedback: Feedback; ticked: boolean }) {
  const texts = view.texts.staff;
  const state = reviewState(feedback);
  const excerpt = feedback.text.replace(/\s+/gu, " ").slice(0, 60);
  return (
    <li>
      <input
        type="checkbox"
        name="feedback"
        value={feedback.id}
        checked={ticked}
        aria-label={texts.theme.tick(excerpt)}
      />
      <div>
        <p class="say" lang={view.langOf(feedback.text)} dir="auto">
          {feedback.text.slice(0, 1_000)}
        </p>
        <By view={view} feedback={feedback} />
        {(state !== undefined || feedback.visibility === "private") && (
          <p class="by">
            <strong>{state === undefined ? texts.private : texts.review[state]}</strong>
          </p>
        )}
      </div>
      <span />
    </li>
  );
}

interface TargetProps {
  view: View;
  /** The field's name; the one to paste into is called after it. */
  name: "into" | "target";
  alike: StaffThemeProps["alike"];
  refused: Refused | undefined;
}

/** Another theme: one of those that are like this one, or any by its address. */
export function Target({ view, name, alike, refused }: TargetProps) {
  const texts = view.texts.staff.theme;
  const chosen = typed(refused, name, "");
  return (
    <>
      <Field
        id={name}
        label={texts.moveTo}
        hint={alike.length === 0 ? texts.noSimilar : undefined}
        refused={refused}
        control={(tied) => (
          <select {...tied}>
            <option value="">{texts.choose}</option>
            {alike.map(({ theme, score }) => (
              <option value={theme.id} selected={theme.id === chosen}>
                {`${theme.title} (${view.texts.people(theme.supporters)}, ${texts.likeness(Math.round(score * 100))})`}
              </option>
            ))}
          </select>
        )}
      />
      <Field
        id={`${name}Address`}
        label={texts.moveToHint}
        refused={refused}
        control={(tied) => <input {...tied} maxlength={500} value={typed(refused, `${name}Address`, "")} />}
      />
    </>
  );
}

/** All feedback behind a theme, and what becomes of what is ticked. */
export function Voices({ view, theme, heard, cursor, alike, refused: any }: StaffThemeProps) {
  const texts = view.texts.staff.theme;
  const refused = refusedOf(any, "split", "move", "apart", "hide", "show");
  const ticked = new Set(refused?.fields.getAll("feedback"));
  const { items, next } = heard;
  return (
    <section class="sec flow" aria-labelledby="heard">
      <h2 id="heard">
        {texts.feedbackHeading} <span class="soft small">{items.length > 0 && texts.feedbackHint}</span>
      </h2>
      {items.length === 0 ? (
        <p class="soft">{texts.noFeedback}</p>
      ) : (
        <OrderForm view={view} theme={theme}>
          <Wrong refused={refused} fields={["target", "newTitle"]} />
          <ol class="q">
            {items.map((feedback) => (
              <Voice view={view} feedback={feedback} ticked={ticked.has(feedback.id)} />
            ))}
          </ol>
          <fieldset class="card">
            <legend>{texts.withTicked}</legend>
            <div class="split even">
              <div class="flow">
                <Field
                  id="newTitle"
                  label={texts.newTitle}
                  hint={texts.newTitleHint}
                  refused={refused}
                  control={(tied) => (
                    <input {...tied} maxlength={limits.title} value={typed(refused, "newTitle", "")} dir="auto" />
                  )}
                />
                <button class="btn" type="submit" name="do" value="split">
                  {texts.split}
                </button>
              </div>
              <div class="flow">
                <Target view={view} name="target" alike={alike} refused={refused} />
                <button class="btn" type="submit" name="do" value="move">
                  {texts.move}
                </button>
              </div>
            </div>
            <p class="row">
              {(["apart", "hide", "show"] as const).map((what) => (
                <button class="btn" type="submit" name="do" value={what}>
                  {texts[what]}
                </button>
              ))}
            </p>
          </fieldset>
        </OrderForm>
      )}
      <Pager
        next={
          next === undefined
            ? undefined
            : { href: view.href(`${themePath(theme.id)}#heard`, { cursor: next }), label: view.texts.theme.older }
        }
        first={
          cursor === undefined
            ? undefined
            : { href: view.href(`${themePath(theme.id)}#heard`), label: view.texts.theme.latest }
        }
      />
    </section>
  );
}
