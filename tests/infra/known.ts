/** The four functions, and what each is to be told. */
export const names = ["Http", "Work", "Deliver", "Tick"] as const;
export type Name = (typeof names)[number];

export const secrets: Record<Name, string[]> = {
  Http: [
    "DISCOURSE_CONNECT_SECRET",
    "DISCOURSE_WEBHOOK_SECRET",
    "EARSHOT_API_KEY",
    "EARSHOT_SECRET",
    "EARSHOT_SSO_SECRET",
    "GITHUB_WEBHOOK_SECRET",
    "SLACK_BOT_TOKEN",
    "SLACK_SIGNING_SECRET",
    "ZENDESK_WEBHOOK_SECRET",
  ],
  Work: ["DISCOURSE_API_KEY", "SLACK_BOT_TOKEN", "ZENDESK_API_TOKEN"],
  Deliver: [
    "EARSHOT_SECRET",
    "GITHUB_APP_ID",
    "GITHUB_PRIVATE_KEY",
    "GITHUB_TOKEN",
    "SLACK_BOT_TOKEN",
    "SLACK_SIGNING_SECRET",
    "SMTP_URL",
  ],
  Tick: [
    "DISCOURSE_API_KEY",
    "EARSHOT_SECRET",
    "GITHUB_APP_ID",
    "GITHUB_PRIVATE_KEY",
    "GITHUB_TOKEN",
    "SLACK_BOT_TOKEN",
    "SLACK_SIGNING_SECRET",
    "SMTP_URL",
    "ZENDESK_API_TOKEN",
  ],
};
const models = ["EARSHOT_EMBEDDINGS_MODEL", "EARSHOT_MODEL_BUDGET", "EARSHOT_MODEL_PRICES", "EARSHOT_SUMMARY_MODEL"];
export const settings: Record<Name, string[]> = {
  Http: [
    "DISCOURSE_URL",
    "EARSHOT_ADMINS",
    "EARSHOT_RATE_LIMIT",
    "EARSHOT_TRUSTED_PROXIES",
    "GITHUB_API_URL",
    "SLACK_API_URL",
    ...models,
  ],
  Work: [
    "DISCOURSE_API_USERNAME",
    "DISCOURSE_URL",
    "EARSHOT_ADMINS",
    "SLACK_API_URL",
    ...models,
    "ZENDESK_EMAIL",
    "ZENDESK_URL",
  ],
  Deliver: ["EARSHOT_ADMINS", "EARSHOT_MAIL_FROM", "GITHUB_API_URL", "SLACK_API_URL"],
  Tick: [
    "DISCOURSE_API_USERNAME",
    "DISCOURSE_URL",
    "EARSHOT_ADMINS",
    "EARSHOT_MAIL_FROM",
    "GITHUB_API_URL",
    "SLACK_API_URL",
    "ZENDESK_EMAIL",
    "ZENDESK_URL",
    ...models,
  ],
};

/** `GITHUB_TOKEN` is the secret `GithubToken`, which SST hands to sst.config.ts in this variable. */
const handedOver = (variable: string): string => {
  const words = variable.toLowerCase().split("_");
  return `SST_SECRET_${words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("")}`;
};

/** Values of variables that not any text will do for. */
const special: Record<string, string> = {
  EARSHOT_API_KEY: "the-EARSHOT_API_KEY",
  EARSHOT_RATE_LIMIT: "120",
  EARSHOT_TRUSTED_PROXIES: "1",
  EARSHOT_ADMINS: "ines@example.com",
  SMTP_URL: "smtps://smtp.example",
  EARSHOT_MAIL_FROM: "Earshot <earshot@example.com>",
  EARSHOT_SUMMARY_MODEL: "eu.amazon.nova-lite-v1:0",
  EARSHOT_EMBEDDINGS_MODEL: "amazon.titan-embed-text-v2:0",
  EARSHOT_MODEL_BUDGET: "2.50",
  EARSHOT_MODEL_PRICES: '{"eu.amazon.nova-lite-v1:0": {"input": 0.078, "output": 0.312}}',
};

/** A value for a variable that tells which one it is for. */
export function given(variable: string): string {
  const value = special[variable];
  if (value !== undefined) return value;
  return variable.endsWith("_URL")
    ? `https://${variable.replaceAll("_", "-").toLowerCase()}.example`
    : `the ${variable}`;
}

/** All that a deployer can set, set. */
export const everything: Record<string, string> = {
  ...Object.fromEntries(Object.values(secrets).flatMap((own) => own.map((one) => [handedOver(one), given(one)]))),
  ...Object.fromEntries(Object.values(settings).flatMap((own) => own.map((one) => [one, given(one)]))),
  EARSHOT_URL: given("EARSHOT_URL"),
  EARSHOT_ALARM_EMAIL: "operator@example.com",
  EARSHOT_HTTP_CONCURRENCY: "40",
};
