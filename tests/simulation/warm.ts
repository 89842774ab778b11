/**
 * Loads what handlers load when they first need it: loading takes its own time, in which others go on, so that the first
 * history of a process would not be played again to the letter.
 */
export async function warm(): Promise<void> {
  await Promise.all([
    import("../../functions/clusters.ts"),
    import("../../functions/condition.ts"),
    import("../../functions/digests.ts"),
    import("../../functions/ears.ts"),
    import("../../functions/followers.ts"),
    import("../../functions/webhooks.ts"),
    import("@earshot/core/attending.ts"),
    import("@earshot/core/digesting.ts"),
    import("@earshot/core/erasing.ts"),
    import("@earshot/core/hearing.ts"),
    import("@earshot/core/moving.ts"),
    import("@earshot/core/reclustering.ts"),
    import("@earshot/core/saying.ts"),
    import("@earshot/outlets/github/github.ts"),
    import("@earshot/outlets/slack/slack.ts"),
    import("@earshot/portal/api/api.ts"),
    import("@earshot/portal/pages/member-pages.ts"),
    import("@earshot/portal/pages/front-pages.tsx"),
    import("@earshot/portal/pages/texts/en.ts"),
    import("@earshot/portal/webhooks.ts"),
    import("@earshot/sources/discourse/interpret.ts"),
    import("@earshot/sources/slack/people.ts"),
    import("@earshot/sources/slack/slack.ts"),
  ]);
}
