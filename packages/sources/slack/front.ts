import { EarshotError } from "@earshot/core/error.ts";
import type { AtOnce } from "@earshot/core/ports/chat.ts";
import { readRequest } from "./payload.ts";
import { commandOf, formErrors, openingOf, wishIn } from "./wishes.ts";

const help = [
  "*/earshot find* _words_ – who has said that before",
  "*/earshot top* _board_ – what most people want; of all boards without one",
  "*/earshot add* _text_ – takes something in that you say yourself",
  "To pass on what somebody wrote here, choose *Send to Earshot* in the menu of that message.",
].join("\n");

/**
 * What Slack has to be told within three seconds, in the answer to its request.
 * @throws EarshotError `input` when the request makes no sense.
 */
export function readSlack(body: string, contentType: string | undefined): AtOnce {
  const request = readRequest(body, contentType);
  if (request.kind === "unknown") return { needs: "answer" };
  if (request.kind === "event") {
    const { type, challenge } = request.event;
    return type === "url_verification" ? { needs: "answer", body: { challenge } } : { needs: "answer" };
  }
  if (request.kind === "command" && commandOf(request.command.text) === undefined)
    return { needs: "answer", body: { response_type: "ephemeral", text: help } };
  if (request.kind === "interaction") {
    const { interaction } = request;
    if (interaction.type === "view_submission") {
      const errors = formErrors(interaction.view);
      if (errors) return { needs: "answer", body: { response_action: "errors", errors } };
    }
    if (interaction.type === "block_suggestion") {
      const { view, user, value } = interaction;
      if (!view) throw new EarshotError("input", "Slack asks for suggestions outside of any form.");
      return { needs: "suggestions", user: user.id, about: openingOf(view).theme, words: value };
    }
  }
  const read = wishIn(request);
  if (!read) return { needs: "answer" };
  return { needs: "keeping", name: read.name, opens: read.opens };
}
