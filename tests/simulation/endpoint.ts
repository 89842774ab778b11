import type { Post } from "@earshot/core/ports/webhooks.ts";
import type { Webhook } from "@earshot/core/webhook/webhook.ts";
import type { Store } from "@earshot/store/store.ts";

const id = "crm";

/** Another system that is told what happens, and knows an event it has heard before by its name. */
export class Endpoint {
  /** What it was told, by the name of the event. */
  readonly told = new Map<string, string>();
  listens = false;

  /** Has it told everything from now on. */
  async listen(store: Store, createdAt: string): Promise<void> {
    const webhook: Webhook = {
      ...{ id, url: "http://127.0.0.1:9/crm", createdAt, revision: 1 },
      events: ["theme.created", "theme.rising", "theme.status_changed", "feedback.received", "issue.linked"],
    };
    await store.webhooks.put(webhook, undefined, { secrets: [{ key: "whsec_c2ltdWxhdGlvbg==" }] });
    this.listens = true;
  }

  /** Staff set it active again, whatever it failed at. */
  async wake(store: Store): Promise<void> {
    const webhook = await store.webhooks.get(id);
    if (webhook?.disabled === undefined) return;
    const { disabled: _, failing: __, ...well } = webhook;
    await store.webhooks.put({ ...well, revision: well.revision + 1 }, webhook);
  }

  readonly post = async ({ headers, body }: Post): Promise<{ status: number }> => {
    const { type, timestamp, data } = JSON.parse(body);
    const about = data.feedback?.id ?? data.theme.id;
    // A status comes again, and is another event then.
    const once = type === "feedback.received" || type === "theme.created" ? "" : ` ${timestamp}`;
    this.told.set(String(headers["webhook-id"]), `${type} ${about}${once}`);
    return { status: 204 };
  };
}
