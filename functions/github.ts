import { once } from "@earshot/core/once.ts";
import type { GithubOutlet } from "@earshot/outlets/github/github.ts";
import { addressOf, type Base } from "./base.ts";

/** GitHub, as the environment sets it up; loaded when there is something to do there. */
export function githubOf({ environment, world: { clock, fetch } }: Base): () => Promise<GithubOutlet> {
  return once(async () => {
    const { github } = await import("@earshot/outlets/github/github.ts");
    return github({
      token: environment.GITHUB_TOKEN,
      appId: environment.GITHUB_APP_ID,
      privateKey: environment.GITHUB_PRIVATE_KEY,
      apiUrl: environment.GITHUB_API_URL,
      url: addressOf(environment),
      clock,
      fetch,
    });
  });
}
