/** The four functions, and what each is to be told. */
export const names = ["Http", "Work", "Deliver", "Tick"] as const;
export type Name = (typeof names)[number];

export const secrets: Record<Name, string[]> = {
  Http: [
    "DISCOURSE_WEBHOOK_SECRET",
    "EARSHOT_API_KEY",
    "GITHUB_WEBHOOK_SECRET",
    "SLACK_SIGNING_SECRET",
    "ZENDESK_WEBHOOK_SECRET",
  ],
  Work: ["DISCOURSE_API_KEY", "ZENDESK_API_TOKEN"],
  Deliver: ["GITHUB_APP_ID", "GITHUB_PRIVATE_KEY", "GITHUB_TOKEN", "SLACK_BOT_TOKEN"],
  Tick: [
    "DISCOURSE_API_KEY",
    "GITHUB_APP_ID",
    "GITHUB_PRIVATE_KEY",
    "GITHUB_TOKEN",
    "SLACK_BOT_TOKEN",
    "ZENDESK_API_TOKEN",
  ],
};
export const settings: Record<Name, string[]> = {
  Http: ["EARSHOT_ADMINS", "EARSHOT_RATE_LIMIT"],
  Work: ["DISCOURSE_API_USERNAME", "DISCOURSE_URL", "ZENDESK_EMAIL", "ZENDESK_URL"],
  Deliver: ["GITHUB_API_URL", "SLACK_API_URL"],
  Tick: ["DISCOURSE_API_USERNAME", "DISCOURSE_URL", "GITHUB_API_URL", "SLACK_API_URL", "ZENDESK_EMAIL", "ZENDESK_URL"],
};

/** `GITHUB_TOKEN` is the secret `GithubToken`, which SST hands to sst.config.ts in this variable. */
const handedOver = (variable: string): string => {
  const words = variable.toLowerCase().split("_");
  return `SST_SECRET_${words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("")}`;
};

/** A value for a variable that tells which one it is for. */
export function given(variable: string): string {
  if (variable === "EARSHOT_RATE_LIMIT") return "120";
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
