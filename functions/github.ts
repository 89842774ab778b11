import { type GithubOutlet, github } from "@earshot/outlets/github/github.ts";
import { addressOf, type Base } from "./base.ts";

/** GitHub, as the environment sets it up. */
export function githubOf({ environment, world: { clock, fetch } }: Base): GithubOutlet {
  return github({
    token: environment.GITHUB_TOKEN,
    appId: environment.GITHUB_APP_ID,
    privateKey: environment.GITHUB_PRIVATE_KEY,
    apiUrl: environment.GITHUB_API_URL,
    url: addressOf(environment),
    clock,
    fetch,
  });
}
