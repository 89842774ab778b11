import { EarshotError } from "@earshot/core/error.ts";
import * as z from "zod";

const text = z
  .string()
  .trim()
  .transform((value) => (value === "" ? undefined : value))
  .optional();
const address = text.pipe(z.url({ protocol: /^https?$/ }).optional()).transform((url) => url?.replace(/\/+$/, ""));
const number = (fallback: number) =>
  text.transform((value) => (value === undefined ? fallback : Number(value))).pipe(z.number().int().min(0));

/** Every variable that Earshot reads, by name; the README says what each is for. */
const Environment = z.object({
  PORT: number(3000),
  EARSHOT_DATA: text,
  EARSHOT_SAMPLE: text,
  EARSHOT_API_KEY: text,
  EARSHOT_ADMINS: text,
  EARSHOT_URL: address,
  EARSHOT_RATE_LIMIT: number(600),
  EARSHOT_TABLE: text.pipe(z.string().default("earshot")),
  AWS_ENDPOINT_URL_DYNAMODB: address,
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
  { whole: ["ZENDESK_EMAIL", "ZENDESK_API_TOKEN", "ZENDESK_URL"], because: "Zendesk is asked with all three" },
];
/** A webhook's secret is enough for a webhook: an address alone is no half of anything. */
const addresses = new Set<Name>(["DISCOURSE_URL", "ZENDESK_URL"]);

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
    if (missing.length > 0 && set.some((name) => !addresses.has(name)))
      throw new EarshotError(
        "input",
        `${missing[0]} is not set, but ${set.find((name) => !addresses.has(name))} is: ${because}.`,
      );
  }
  return environment;
}
