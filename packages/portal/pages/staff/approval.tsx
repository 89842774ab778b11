import type { Feedback } from "@earshot/core/feedback.ts";
import type { Page } from "@earshot/core/ports.ts";
import type { Theme } from "@earshot/core/theme.ts";
import { Pager } from "../parts/pager.tsx";
import { Titled } from "../parts/titled.tsx";
import { Voice } from "../parts/voice.tsx";
import { Own } from "../parts/vote.tsx";
import type { View } from "../view.ts";
import { DeskFrame } from "./desk-frame.tsx";
import type { Done } from "./done.tsx";
import { Field, type Refused, typed, Wrong } from "./field.tsx";

export const postsPerPage = 50;

interface ApprovalProps {
  view: View;
  done: Done | undefined;
  waiting: Page<Feedback>;
  /** The themes that what waits would join. */
  themes: ReadonlyMap<string, Theme>;
  cursor: string | undefined;
  refused?: Refused | undefined;
}

interface PostProps {
  view: View;
  post: Feedback;
  theme: Theme | undefined;
  /** How many posts of the same person stand here. */
  hers: number;
  refused: Refused | undefined;
}

/** One post: what it says, who wrote it, where it would go, and the two answers. */
function Post({ view, post, theme, hers, refused }: PostProps) {
  const texts = view.texts.staff.approve;
  const [alias = ""] = post.aliases;
  const excerpt = post.text.slice(0, 60);
  return (
    <article class="card" id={post.id}>
      <Voice view={view} feedback={post} />
      <p class="by" dir="auto">
        {alias.slice(alias.indexOf(":") + 1)} · {post.board}
      </p>
      {theme && theme.visibility === "public" && (
        <p class="small">
          <Titled sentence={texts.joins} title={theme.title} lang={view.langOf(theme.title)} />
        </p>
      )}
      <form class="flow" method="post" action={view.href("/admin/approval")}>
        <Own view={view} to={view.href("/admin/approval")} />
        <input type="hidden" name="feedback" value={post.id} />
        <input type="hidden" name="person" value={post.person} />
        <Wrong refused={refused} fields={["reason"]} />
        <Field
          id={`reason-${post.id}`}
          name="reason"
          label={texts.reason}
          hint={texts.reasonHint}
          refused={refused}
          control={(tied) => <input {...tied} maxlength={300} value={typed(refused, "reason", "")} />}
        />
        <p class="row">
          <button class="btn main" type="submit" name="do" value="approve">
            {texts.approve}
            <span class="vh">{texts.what(excerpt)}</span>
          </button>
          <button class="btn" type="submit" name="do" value="reject">
            {texts.reject}
            <span class="vh">{texts.what(excerpt)}</span>
          </button>
          {hers > 1 && (
            <>
              <button class="btn" type="submit" name="do" value="approve all">
                {texts.approveAll(hers)}
              </button>
              <button class="btn" type="submit" name="do" value="reject all">
                {texts.rejectAll(hers)}
              </button>
            </>
          )}
        </p>
      </form>
    </article>
  );
}

export function ApprovalPage({ view, done, waiting, themes, cursor, refused }: ApprovalProps) {
  const texts = view.texts.staff.approve;
  const { items, next } = waiting;
  const posts = Map.groupBy(items, ({ person }) => person);
  return (
    <DeskFrame view={view} title={view.texts.staff.approval} done={done}>
      <div class="sec flow">
        <h1>{texts.heading(items.length)}</h1>
        <p class={items.length === 0 ? "empty" : "soft"}>{items.length === 0 ? texts.empty : texts.lede}</p>
        {!items.some(({ id }) => id === refused?.fields.get("feedback")) && <Wrong refused={refused} fields={[]} />}
        {items.map((post) => (
          <Post
            view={view}
            post={post}
            theme={themes.get(post.theme ?? "")}
            hers={posts.get(post.person)?.length ?? 1}
            refused={refused?.fields.get("feedback") === post.id ? refused : undefined}
          />
        ))}
        <Pager
          next={
            next === undefined
              ? undefined
              : { href: view.href("/admin/approval", { cursor: next }), label: view.texts.admin.next }
          }
          first={
            cursor === undefined ? undefined : { href: view.href("/admin/approval"), label: view.texts.admin.toFirst }
          }
        />
      </div>
    </DeskFrame>
  );
}
