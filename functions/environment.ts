import { EarshotError } from "@earshot/core/error.ts";
import { priceOf } from "@earshot/models/bedrock/prices.ts";
import * as z from "zod";

const text = z
  .string()
  .trim()
  .transform((value) => (value === "" ? undefined : value))
  .optional();
const address = text.pipe(z.url({ protocol: /^https?$/ }).optional()).transform((url) => url?.replace(/\/+$/, ""));
const number = (fallback: number, most: number) =>
  text
    .transform((value) => (value === undefined ? fallback : Number(value)))
    .pipe(z.number("a whole number is asked for").int().min(0).max(most));

const model = text.pipe(
  z
    .string()
    .regex(/^[\w.:-]{3,200}$/, "a model's id such as eu.amazon.nova-lite-v1:0 is asked for")
    .optional(),
);
const dollars = text
  .transform((value) => (value === undefined ? undefined : Number(value)))
  .pipe(z.number("an amount in US dollars such as 2.50 is asked for").positive().max(100_000).optional());
/** `{"eu.amazon.nova-lite-v1:0": {"input": 0.078, "output": 0.312}}`: US dollars for a million tokens. */
const prices = text
  .transform((value, issues) => {
    try {
      return value === undefined ? {} : JSON.parse(value);
    } catch {
      issues.addIssue("JSON is asked for");
      return z.NEVER;
    }
  })
  .pipe(z.record(z.string(), z.object({ input: z.number().nonnegative(), output: z.number().nonnegative() })));

/** What is sent in a header as it is. */
const key = text.pipe(
  z
    .string()
    .regex(/^[\x21-\x7e]+$/, "letters, digits and signs without spaces are asked for: it is sent in a header")
    .optional(),
);

/** Addresses of people, in lower case. */
const addresses = text
  .transform((value) =>
    value
      ?.toLowerCase()
      .split(/[\s,]+/)
      .filter((one) => one !== ""),
  )
  .refine((all) => all === undefined || z.array(z.email()).min(1).safeParse(all).success, {
    error: "e-mail addresses are asked for, with commas between",
  });

/** What seals and signs: not to be found by trying. */
const secret = text.pipe(z.string().min(16, "at least 16 characters are asked for").optional());

/** Every variable that Earshot reads, by name; the README says what each is for. */
const Environment = z.object({
  PORT: number(3000, 65_535),
  EARSHOT_DATA: text,
  EARSHOT_SAMPLE: text,
  EARSHOT_API_KEY: key,
  EARSHOT_ADMINS: addresses,
  EARSHOT_URL: address,
  EARSHOT_RATE_LIMIT: number(600, 1_000_000),
  EARSHOT_TRUSTED_PROXIES: number(0, 10),
  EARSHOT_LOCAL_WEBHOOKS: text,
  EARSHOT_TABLE: text.pipe(z.string().default("earshot")),
  AWS_ENDPOINT_URL_DYNAMODB: address,
  EARSHOT_SECRET: secret,
  EARSHOT_SSO_SECRET: secret,
  DISCOURSE_CONNECT_SECRET: text,
  SMTP_URL: text.pipe(z.url({ protocol: /^smtps?$/ }).optional()),
  EARSHOT_MAIL_FROM: text.pipe(
    z
      .string()
      .regex(/^[^\r\n]*[^\s@]@[^\s@]+$/, "an address is asked for")
      .optional(),
  ),
  GITHUB_TOKEN: text,
  GITHUB_APP_ID: text,
  GITHUB_PRIVATE_KEY: text,
  GITHUB_API_URL: address,
  GITHUB_WEBHOOK_SECRET: text,
  SLACK_BOT_TOKEN: text,
  SLACK_API_URL: address,
  SLACK_SIGNING_SECRET: text,
  DISCOURSE_URL: address,
  DISCOURSE_API_KEY: text,
  DISCOURSE_API_USERNAME: text,
  DISCOURSE_WEBHOOK_SECRET: text,
  ZENDESK_URL: address,
  ZENDESK_EMAIL: text,
  ZENDESK_API_TOKEN: text,
  ZENDESK_WEBHOOK_SECRET: text,
  EARSHOT_EMBEDDINGS_MODEL: text.pipe(z.literal("amazon.titan-embed-text-v2:0").optional()),
  EARSHOT_SUMMARY_MODEL: model,
  EARSHOT_MODEL_BUDGET: dollars,
  EARSHOT_MODEL_PRICES: prices,
  AWS_ENDPOINT_URL_BEDROCK_RUNTIME: address,
});
export type Environment = z.infer<typeof Environment>;
type Name = keyof Environment;

/** Variables that mean something only together: `whole` needs all of the rest. */
const groups: { whole: readonly Name[]; because: string }[] = [
  { whole: ["GITHUB_APP_ID", "GITHUB_PRIVATE_KEY"], because: "a GitHub app is known by both" },
  {
    whole: ["DISCOURSE_API_KEY", "DISCOURSE_API_USERNAME", "DISCOURSE_URL"],
    because: "Discourse is asked with all three",
  },
  { whole: ["DISCOURSE_CONNECT_SECRET", "DISCOURSE_URL"], because: "members are sent there to say who they are" },
  { whole: ["SMTP_URL", "EARSHOT_MAIL_FROM"], because: "mail is sent by both" },
  { whole: ["ZENDESK_EMAIL", "ZENDESK_API_TOKEN", "ZENDESK_URL"], because: "Zendesk is asked with all three" },
];
/** A webhook's secret is enough for a webhook: an address alone is no half of anything. */
const halves = new Set<Name>(["DISCOURSE_URL", "ZENDESK_URL"]);

/**
 * Reads the environment, and stops at the first thing that is wrong or half set.
 * @throws EarshotError `input` that names the variable, and never its value.
 */
export function readEnvironment(variables: Record<string, string | undefined>): Environment {
  const parsed = Environment.safeParse(variables);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new EarshotError("input", `${issue?.path.join(".")} cannot be used: ${issue?.message ?? "it is not valid"}.`);
  }
  const environment = parsed.data;
  for (const { whole, because } of groups) {
    const set = whole.filter((name) => environment[name] !== undefined);
    const missing = whole.filter((name) => environment[name] === undefined);
    if (missing.length > 0 && set.some((name) => !halves.has(name)))
      throw new EarshotError(
        "input",
        `${missing[0]} is not set, but ${set.find((name) => !halves.has(name))} is: ${because}.`,
      );
  }
  affordable(environment);
  return environment;
}

/** The values that must stand in no log and no page: keys, tokens, what seals and signs, and the mail server's password. */
export function secretsOf(environment: Environment): string[] {
  const named = (Object.keys(environment) as Name[]).filter((name) => /_(?:KEY|TOKEN|SECRET)$/.test(name));
  const values = named.map((name) => environment[name]).filter((value) => typeof value === "string");
  const { SMTP_URL: mail } = environment;
  if (mail === undefined) return values;
  const { password } = new URL(mail);
  return [...values, mail, password, decodeURIComponent(password)];
}

/** A model is asked only where it is known what it costs, and what it may cost. */
function affordable(environment: Environment): void {
  const set = (["EARSHOT_SUMMARY_MODEL", "EARSHOT_EMBEDDINGS_MODEL"] as const).filter((name) => environment[name]);
  const [first] = set;
  if (first && environment.EARSHOT_MODEL_BUDGET === undefined)
    throw new EarshotError(
      "input",
      `EARSHOT_MODEL_BUDGET is not set, but ${first} is: no model runs without a budget.`,
    );
  if (!first && environment.EARSHOT_MODEL_BUDGET !== undefined)
    throw new EarshotError(
      "input",
      "EARSHOT_SUMMARY_MODEL is not set, but EARSHOT_MODEL_BUDGET is: it is for a model.",
    );
  const unpriced = set.find((name) => !priceOf(environment[name] ?? "", environment.EARSHOT_MODEL_PRICES));
  if (unpriced)
    throw new EarshotError(
      "input",
      `EARSHOT_MODEL_PRICES does not say what the model in ${unpriced} costs: without that there is no budget.`,
    );
}
