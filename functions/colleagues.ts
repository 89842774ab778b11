/** What reads what colleagues ask in a chat, and what attends to it: loaded with the first of them. */
export { attend } from "@earshot/core/attending.ts";
export { slackPeople } from "@earshot/sources/slack/people.ts";
export { slack } from "@earshot/sources/slack/slack.ts";
