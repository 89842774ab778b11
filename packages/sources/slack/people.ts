import { type Clock, minute } from "@earshot/core/clock.ts";
import { EarshotError } from "@earshot/core/error.ts";
import { lazily } from "@earshot/core/lazily.ts";
import type { Colleague } from "@earshot/core/ports/chat.ts";
import * as z from "zod";
import { ask } from "../ask.ts";
import { shaped } from "../json.ts";

export interface SlackPeopleOptions {
  /** A bot's token with users:read and users:read.email. Without it nobody is known. */
  token?: string | undefined;
  /** `https://slack.com/api/` by default. */
  apiUrl?: string | undefined;
  fetch?: typeof fetch | undefined;
  clock: Clock;
  /** How long an answer is waited for, in milliseconds. */
  patience?: number | undefined;
}

const Failed = lazily(() =>
  z.object({
    ok: z.literal(false),
    error: z
      .string()
      .regex(/^\w{1,60}$/)
      .catch("no reason"),
  }),
);
const Team = lazily(() => z.object({ ok: z.literal(true), team_id: z.string(), enterprise_id: z.string().nullish() }));
const Info = lazily(() =>
  z.object({
    ok: z.literal(true),
    user: z.object({
      team_id: z.string().nullish(),
      enterprise_user: z.object({ enterprise_id: z.string().nullish() }).nullish(),
      deleted: z.boolean().nullish(),
      is_bot: z.boolean().nullish(),
      is_stranger: z.boolean().nullish(),
      name: z.string().nullish(),
      real_name: z.string().nullish(),
      profile: z
        .object({ email: z.string().nullish(), real_name: z.string().nullish(), display_name: z.string().nullish() })
        .nullish(),
    }),
  }),
);
const Permalink = lazily(() => z.object({ ok: z.literal(true), permalink: z.url() }));

/** So long somebody is taken for who she was: whoever leaves the company can decide nothing after that. */
const known = 10 * minute;
const mostKnown = 1000;
/** Slack's words for somebody or something that there is not, or not for us to see. */
const absent = new Set(["user_not_found", "user_not_visible", "message_not_found", "channel_not_found"]);

/** What Slack knows of people and messages, asked for with the bot's token. */
export interface SlackPeople {
  /**
   * Somebody of this workspace or its organisation. Whoever is from elsewhere, in a channel that is shared with another
   * company, is nobody: her address has been seen to be hers by others than ours.
   */
  who(user: string): Promise<Colleague | undefined>;
  /** Where a message stands; nothing where that cannot be known. */
  permalink(channel: string, ts: string): Promise<string | undefined>;
}

/** @see https://docs.slack.dev/reference/methods/users.info */
export function slackPeople(options: SlackPeopleOptions): SlackPeople {
  const { token, apiUrl, fetch: send = fetch, clock, patience } = options;
  const remembered = new Map<string, { colleague: Colleague | undefined; until: number }>();
  let home: Promise<z.infer<typeof Team>> | undefined;
  const service = {
    name: "Slack",
    addressIn: "SLACK_API_URL",
    keyAdvice: "Put a valid bot token into SLACK_BOT_TOKEN",
    headers: { authorization: `Bearer ${token}` },
    fetch: send,
    clock,
    patience,
  };

  async function call<T extends z.ZodType>(schema: T, method: string, query: Record<string, string>) {
    const address = `${(apiUrl ?? "https://slack.com/api").replace(/\/+$/, "")}/${method}?${new URLSearchParams(query)}`;
    const told = await ask(service, address);
    const failed = Failed.safeParse(told);
    if (!failed.success) return shaped(schema, told, "The answer of Slack", "upstream");
    const { error } = failed.data;
    if (absent.has(error)) return undefined;
    if (error === "ratelimited") throw new EarshotError("limited", "Slack asks to wait.", { retryAfter: 30 });
    throw new EarshotError(
      "upstream",
      `Slack would not tell who asks (${error}). Nothing is lost. Give the bot the scopes users:read and users:read.email, install the app again, put its token into SLACK_BOT_TOKEN, and press Try again.`,
      { final: !["internal_error", "fatal_error", "service_unavailable", "request_timeout"].includes(error) },
    );
  }

  function ourTeam(): Promise<z.infer<typeof Team>> {
    home ??= call(Team, "auth.test", {}).then((team) => {
      if (team) return team;
      throw new EarshotError("upstream", "Slack does not say whose bot this is.");
    });
    home.catch(() => {
      home = undefined;
    });
    return home;
  }

  async function look(user: string): Promise<Colleague | undefined> {
    const [team, info] = await Promise.all([ourTeam(), call(Info, "users.info", { user })]);
    if (!info) return undefined;
    const { deleted, is_bot, is_stranger, team_id, enterprise_user, profile, real_name, name } = info.user;
    const enterprise = enterprise_user?.enterprise_id;
    const ours = team_id === team.team_id || (enterprise ? enterprise === team.enterprise_id : false);
    if (!ours || deleted || is_bot || is_stranger) return undefined;
    const email = z.email().max(254).safeParse(profile?.email?.toLowerCase());
    return {
      name: (profile?.real_name || real_name || profile?.display_name || name || "somebody").slice(0, 120),
      ...(email.success && { email: email.data }),
    };
  }

  return {
    async who(user) {
      if (token === undefined) return undefined;
      const seen = remembered.get(user);
      if (seen && clock() < seen.until) return seen.colleague;
      const colleague = await look(user);
      if (remembered.size >= mostKnown) remembered.clear();
      remembered.set(user, { colleague, until: clock() + known });
      return colleague;
    },
    async permalink(channel, ts) {
      if (token === undefined) return undefined;
      return (await call(Permalink, "chat.getPermalink", { channel, message_ts: ts }))?.permalink;
    },
  };
}
