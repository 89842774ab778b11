import type { Asked, Opening } from "../asking.ts";
import type { WebhookDelivery } from "../inbox.ts";
import type { Verifier } from "./sources.ts";

/** Somebody of the company as its chat knows her. The address is one that the chat has seen to be hers. */
export interface Colleague {
  name: string;
  email?: string | undefined;
}

/** A chat in which colleagues ask things of Earshot: it tells what was asked, and who asks. */
export interface Chat {
  readonly name: string;
  /**
   * What a delivery asks for; nothing when it is of no interest.
   * @throws EarshotError `input` when it makes no sense, `upstream` when the chat has to be asked and does not answer.
   */
  interpret(delivery: WebhookDelivery): Promise<Asked | undefined>;
  /** Undefined for whoever is not of the company, and where the chat cannot be asked. @throws EarshotError `upstream`. */
  who(user: string): Promise<Colleague | undefined>;
}

/** What a request needs while the chat waits for its answer. Everything else is done later. */
export type AtOnce =
  /** Nothing to be kept: it is answered, or of no interest. */
  | { needs: "answer"; body?: unknown }
  /** To be kept, once under its name; and a form, where one has to be opened within seconds. */
  | { needs: "keeping"; name: string; opens?: { opening: Opening; trigger: string } | undefined }
  /** Themes that somebody may mean while she types. */
  | { needs: "suggestions"; user: string; about: string | undefined; words: string };

/** The part of a chat that answers while somebody waits: all that the receiving end has of it. */
export interface ChatFront extends Verifier {
  /** @throws EarshotError `input` when it makes no sense. */
  read(body: string, contentType: string | undefined): AtOnce;
  who: Chat["who"];
  /** Shows a form to whoever asked for it a moment ago. @throws EarshotError when it cannot be. */
  open(opening: Opening, trigger: string): Promise<void>;
  /** The answer that offers themes. */
  suggestions(themes: readonly { id: string; title: string; people: number }[]): unknown;
}
