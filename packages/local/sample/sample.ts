import { Board, Team } from "@earshot/core/board.ts";
import { chatter } from "./chatter.ts";
import { event } from "./event.ts";
import { forumDues } from "./forum-dues.ts";
import { forumMusic } from "./forum-music.ts";
import { forumRehearsals } from "./forum-rehearsals.ts";
import { people } from "./people.ts";
import { portal } from "./portal.ts";
import { portalDues } from "./portal-dues.ts";
import type { Sample } from "./shape.ts";
import { answers } from "./staff.ts";
import { tickets } from "./tickets.ts";
import { ticketsDues } from "./tickets-dues.ts";
import { votes } from "./votes.ts";

/**
 * The community that a first start shows: choirs, bands and amateur orchestras that use Halfrest (invented) for their
 * sheet music, rehearsals and dues. Everything in it was written by hand; nobody in it exists.
 */
export const sample: Sample = {
  product: "Halfrest",
  boards: [
    { id: "music", name: "Music", team: "stand", claims: ["discourse:category:5", "zendesk:brand:5"] },
    { id: "rehearsals", name: "Rehearsals", team: "hall", claims: ["discourse:category:6", "zendesk:brand:6"] },
    { id: "dues", name: "Members and dues", team: "office", claims: ["discourse:category:7", "zendesk:brand:7"] },
  ].map((board) => Board.parse(board)),
  teams: [
    {
      id: "stand",
      name: "Music stand",
      repository: "halfrest/stand",
      channel: "#team-stand",
      digest: { weekday: 1, hour: 9, timeZone: "Europe/London" },
    },
    {
      id: "hall",
      name: "Rehearsal hall",
      repository: "halfrest/hall",
      channel: "#team-hall",
      digest: { weekday: 2, hour: 8, timeZone: "Europe/Berlin" },
    },
    {
      id: "office",
      name: "Office",
      repository: "halfrest/office",
      channel: "#team-office",
      digest: { weekday: 1, hour: 10, timeZone: "Europe/Dublin" },
    },
  ].map((team) => Team.parse(team)),
  people,
  feedback: [
    ...forumMusic,
    ...forumRehearsals,
    ...forumDues,
    ...tickets,
    ...ticketsDues,
    ...portal,
    ...portalDues,
    ...event,
    ...chatter,
  ],
  votes,
  answers,
};
