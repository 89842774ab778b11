import { limits } from "@earshot/core/feedback.ts";
import { Status } from "@earshot/core/theme.ts";
import { asTyped } from "../saying.ts";
import { Field, typed, Wrong } from "./field.tsx";
import { OrderForm, refusedOf, type StaffThemeProps } from "./order-form.tsx";

type FormProps = Pick<StaffThemeProps, "view" | "theme" | "teams" | "refused">;

const statuses = Status.exclude(["merged"]).options;

/** Where it stands, and the official answer; declining asks for a reason. */
export function AnswerForm({ view, theme, refused: any }: FormProps) {
  const texts = view.texts.staff.theme;
  const refused = refusedOf(any, "answer");
  const status = typed(refused, "status", theme.status);
  return (
    <section class="sec" aria-labelledby="answering">
      <h2 id="answering">{texts.answerHeading}</h2>
      <OrderForm view={view} theme={theme}>
        <Wrong refused={refused} fields={["status", "promisedFor", "answer", "signed", "note"]} />
        <Field
          id="status"
          label={texts.status}
          refused={refused}
          control={(tied) => (
            <select {...tied}>
              {statuses.map((one) => (
                <option value={one} selected={one === status}>
                  {view.texts.status[one]}
                </option>
              ))}
            </select>
          )}
        />
        <Field
          id="promisedFor"
          label={texts.promisedFor}
          hint={texts.promisedForHint}
          refused={refused}
          control={(tied) => (
            <input {...tied} type="date" value={typed(refused, "promisedFor", theme.promisedFor ?? "")} />
          )}
        />
        <Field
          id="answer"
          label={texts.answer}
          hint={texts.answerHint}
          refused={refused}
          control={(tied) => (
            <textarea {...tied} rows={6} maxlength={5_000} dir="auto">
              {asTyped(typed(refused, "answer", theme.answer?.text ?? ""))}
            </textarea>
          )}
        />
        <Field
          id="signed"
          label={texts.signed}
          hint={texts.signedHint}
          refused={refused}
          control={(tied) => (
            <input
              {...tied}
              maxlength={limits.name}
              value={typed(refused, "signed", view.member?.name ?? texts.signedTeam)}
            />
          )}
        />
        <Field
          id="note"
          label={texts.note}
          hint={texts.noteHint}
          refused={refused}
          control={(tied) => <input {...tied} maxlength={2_000} value={typed(refused, "note", "")} />}
        />
        <p class="row">
          <button class="btn main" type="submit" name="do" value="answer">
            {texts.saveAnswer}
          </button>
        </p>
      </OrderForm>
    </section>
  );
}

/** What it is called, whose it is, and who can see it. */
export function AboutForm({ view, theme, teams, refused: any }: FormProps) {
  const texts = view.texts.staff.theme;
  const refused = refusedOf(any, "about");
  const team = typed(refused, "team", theme.team ?? "");
  const visibility = typed(refused, "visibility", theme.visibility);
  return (
    <section class="sec" aria-labelledby="about">
      <h2 id="about">{texts.aboutHeading}</h2>
      <OrderForm view={view} theme={theme}>
        <Wrong refused={refused} fields={["title", "team", "visibility"]} />
        <Field
          id="title"
          label={texts.title}
          hint={texts.titleHint}
          refused={refused}
          control={(tied) => (
            <input
              {...tied}
              maxlength={limits.title}
              required
              value={typed(refused, "title", theme.title)}
              dir="auto"
            />
          )}
        />
        <Field
          id="team"
          label={texts.team}
          refused={refused}
          control={(tied) => (
            <select {...tied}>
              <option value="">{texts.noTeam}</option>
              {teams.map(({ id, name }) => (
                <option value={id} selected={id === team}>
                  {name}
                </option>
              ))}
            </select>
          )}
        />
        <Field
          id="visibility"
          label={texts.visibility}
          hint={theme.issueWanted ? texts.issueHint : undefined}
          refused={refused}
          control={(tied) => (
            <select {...tied}>
              {(["public", "private"] as const).map((one) => (
                <option value={one} selected={one === visibility}>
                  {texts.visible[one]}
                </option>
              ))}
            </select>
          )}
        />
        <p class="row">
          <button class="btn" type="submit" name="do" value="about">
            {texts.saveAbout}
          </button>
        </p>
      </OrderForm>
    </section>
  );
}

/** What helped others, for everybody who has the problem now. */
export function WorkaroundForm({ view, theme, refused: any }: FormProps) {
  const texts = view.texts.staff.theme;
  const refused = refusedOf(any, "workaround");
  return (
    <section class="sec" aria-labelledby="helping">
      <h2 id="helping">{texts.workaroundHeading}</h2>
      <OrderForm view={view} theme={theme}>
        <Wrong refused={refused} fields={["workaround"]} />
        <Field
          id="workaround"
          label={texts.workaround}
          hint={texts.workaroundHint}
          refused={refused}
          control={(tied) => (
            <textarea {...tied} rows={4} maxlength={5_000} dir="auto">
              {asTyped(typed(refused, "workaround", theme.workaround?.text ?? ""))}
            </textarea>
          )}
        />
        <p class="row">
          <button class="btn" type="submit" name="do" value="workaround">
            {texts.saveWorkaround}
          </button>
        </p>
      </OrderForm>
    </section>
  );
}
