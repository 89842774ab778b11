import { day } from "@earshot/core/clock.ts";
import { stillListens, type TellingDeps, tellFollowers } from "@earshot/core/followers.ts";
import type { Delivery } from "@earshot/core/outbox.ts";
import type { Outcome } from "@earshot/core/ports/outlets.ts";
import { seal } from "@earshot/core/session.ts";
import { followerMailOf } from "@earshot/portal/pages/mail.ts";
import { textsFor } from "@earshot/portal/pages/texts.ts";
import { addressOf, type Base } from "./base.ts";

/** A mail may be found, and its link pressed, much later. */
const unfollowHolds = 400 * day;

export interface Followers {
  tell(delivery: Delivery): Promise<Outcome | { state: "superseded" }>;
  stillListens(delivery: Delivery): Promise<boolean>;
}

/** Word to those who follow a theme, in the words of the pages. */
export function followersOf({ environment, world, store }: Base): Followers {
  const { themes, people, follows, audience, outbox } = store;
  const url = addressOf(environment);
  const secret = environment.EARSHOT_SECRET;
  const deps = (sealedWith: string): TellingDeps => ({
    ...{ themes, people, follows, audience, outbox, clock: world.clock },
    async compose(news, { email, language }) {
      const who = { theme: news.theme.id, alias: `email:${email}` };
      const token = seal(sealedWith, "unfollow", who, world.clock() + unfollowHolds);
      return followerMailOf(await textsFor(language, undefined), news, {
        to: email,
        theme: `${url}/themes/${news.theme.id}`,
        unsubscribe: `${url}/unfollow?token=${token}`,
      });
    },
  });
  return {
    // Without a secret nobody could sign in, and there is nobody to be told.
    tell: async (delivery) => (secret === undefined ? { state: "superseded" } : tellFollowers(deps(secret), delivery)),
    stillListens: (delivery) => stillListens(store, delivery),
  };
}
