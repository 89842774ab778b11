import type { Opening } from "@earshot/core/asking.ts";
import type { Board } from "@earshot/core/board.ts";
import { second } from "@earshot/core/clock.ts";
import { EarshotError } from "@earshot/core/error.ts";
import * as z from "zod";
import { formView } from "./forms.ts";

export interface OpeningOptions {
  token?: string | undefined;
  apiUrl?: string | undefined;
  fetch?: typeof fetch | undefined;
  boards: () => Promise<Board[]>;
}

/** Slack gives three seconds from the press of a button on; what is left of them is for everything else. */
const timeout = 1.5 * second;

const Answer = z.object({
  ok: z.boolean(),
  error: z
    .string()
    .regex(/^\w{1,60}$/)
    .catch("no reason"),
});

/**
 * Shows forms: the one thing in Slack that cannot wait for a worker, and all that the receiving end does there. A plain
 * request, so that the public function's bundle holds no other call, nor the 70 kB of Slack's SDK.
 * https://docs.slack.dev/reference/methods/views.open
 */
export function opener({ token, apiUrl = "https://slack.com/api/", fetch: send = fetch, boards }: OpeningOptions) {
  const url = `${apiUrl.replace(/\/+$/, "")}/views.open`;

  /** @throws EarshotError where the form cannot be shown: its time is over, or there is no token. */
  return async (opening: Opening, trigger: string): Promise<void> => {
    if (token === undefined)
      throw new EarshotError("auth", "SLACK_BOT_TOKEN is not set: without it no form can be opened.");
    const view = formView(opening, opening.form === "send" ? await boards() : []);
    const { ok, error } = await ask({ trigger_id: trigger, view }, token);
    if (!ok) throw new EarshotError("upstream", `Slack would not open a form: ${error}.`);
  };

  async function ask(body: object, key: string): Promise<z.infer<typeof Answer>> {
    try {
      const response = await send(url, {
        method: "POST",
        headers: { authorization: `Bearer ${key}`, "content-type": "application/json; charset=utf-8" },
        body: JSON.stringify(body),
        redirect: "manual",
        signal: AbortSignal.timeout(timeout),
      });
      return Answer.parse(await response.json());
    } catch (cause) {
      throw new EarshotError("upstream", "Slack did not answer when asked to open a form.", { cause });
    }
  }
}
