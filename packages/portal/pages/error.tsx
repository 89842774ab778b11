import { Frame } from "./frame.tsx";
import type { View } from "./view.ts";

/** What can go wrong with a page; each has its words in the catalogue. */
export type Failure =
  | "missing"
  | "cursor"
  | "failed"
  | "foreign"
  | "refused"
  | "badToken"
  | "oldDigest"
  | "limited"
  | "noSignIn";

/** What failed, what is safe, and what to do, in that order. */
export function ErrorPage({ view, failure, act }: { view: View; failure: Failure; act: string }) {
  const words = view.texts.errors[failure];
  return (
    <Frame view={view} title={words.heading}>
      <div class="hero">
        <h1>{words.heading}</h1>
        <p class="lede">{words.safe}</p>
        <p>
          <a class="btn main" href={act}>
            {words.act}
          </a>
        </p>
      </div>
    </Frame>
  );
}
