import type { DeliveryState } from "@earshot/core/outbox.ts";
import type { Sort, Status } from "@earshot/core/theme.ts";
import { phrasing } from "./phrasing.ts";

const { plural, ...writing } = phrasing("en-GB");

const status: Record<Status, string> = {
  open: "Open",
  under_review: "Under review",
  planned: "Planned",
  in_progress: "In progress",
  shipped: "Shipped",
  declined: "Declined",
  merged: "Merged",
};
const sort: Record<Sort, string> = { trending: "Trending", top: "Top", new: "New", rising: "Rising" };
const order: Record<Sort, string> = {
  trending: "Ranked by how many different people care, and how lately they said so.",
  top: "Ranked by how many different people stand behind each.",
  new: "Whatever was heard for the first time last stands first.",
  rising: "Ranked by how much faster people come than they used to.",
};
/** A source's name by its many ("forum 47") and by its one ("a ticket, 13 November"). */
const sources: Record<string, { many: string; one: string }> = {
  portal: { many: "here", one: "here" },
  discourse: { many: "forum", one: "forum" },
  zendesk: { many: "support tickets", one: "ticket" },
  event: { many: "events", one: "event" },
  phone: { many: "phone", one: "phone" },
  api: { many: "sent in by other systems", one: "sent in by another system" },
  csv: { many: "imported lists", one: "imported list" },
};
const state: Record<DeliveryState, string> = {
  waiting: "waiting",
  sent: "sent",
  dry_run: "dry run: would be sent",
  parked: "parked",
  superseded: "left out: a later one says it all",
};

const people = (n: number) => plural(n, { one: "# person", other: "# people" });
const peopleStand = (n: number) => plural(n, { one: "# person stands", other: "# people stand" });

/** Everything the pages say, in English. Where a title goes stands `{title}`: it may be in another language. */
export const en = {
  ...writing,
  code: "en",
  name: "English",
  status,
  sort,
  order,
  source: (name: string) => sources[name] ?? { many: name, one: name },
  people,
  /** The unit under a figure. */
  peopleUnit: (n: number) => plural(n, { one: "person", other: "people" }),

  skip: "Skip to the content",
  mainNavigation: "Main",
  ideas: "Ideas",
  eachOnce:
    "Each person counts once, however often and wherever they spoke. Support tickets count, and are never shown.",

  board: {
    leads: (n: number) => `“{title}” leads: ${peopleStand(n)} behind it.`,
    leadsSelection: (n: number) => `“{title}” leads this selection: ${peopleStand(n)} behind it.`,
    newest: (n: number) => `The newest is “{title}”, with ${people(n)} behind it.`,
    risesFastest: (n: number) =>
      plural(n, {
        one: "“{title}” rises fastest: # new person in two weeks.",
        other: "“{title}” rises fastest: # new people in two weeks.",
      }),
    furtherDown: (n: number) => `Further down: ${peopleStand(n)} behind “{title}”.`,
    listHeading: (name: string) => `Ideas: ${name}`,
    order: "Order",
    filter: "Filter",
    area: "Area",
    allAreas: "All areas",
    statusLabel: "Status",
    anyStatus: "Any status",
    show: "Show",
    workingTitle: "working title",
    weeksTitle: "New people per week, last twelve weeks",
    inTwoWeeks: (n: number) => plural(n, { other: "+# in two weeks" }),
    settled: "settled",
    quiet: "quiet for two weeks",
    ofThese: (n: number) => plural(n, { one: "About this idea", other: "Of these # ideas" }),
    gained: "with new people in the last two weeks",
    considered: "under review, planned or in progress",
    done: "shipped",
    shown: (n: number) => plural(n, { one: "# idea", other: "# ideas" }),
    firstShown: (n: number) => plural(n, { one: "The first idea", other: "The first # ideas" }),
    next: (n: number) => plural(n, { other: "Next #" }),
    toFirst: "Back to the first",
    emptyHeading: "Nobody has asked for anything yet",
    emptyText: "As soon as somebody does, on any channel we listen to, it stands here.",
    emptySelectionHeading: "Nothing here fits",
    emptySelectionText: "Other areas and other statuses may have what this selection leaves out.",
    showAll: "Show all ideas",
    endHeading: "That was the last of them",
    endText: "There is nothing further down this list.",
  },

  theme: {
    allIdeas: "All ideas",
    workingTitle: "A working title, taken from what people wrote.",
    since: (date: string) => `since ${date}.`,
    standBehind: (n: number, recent: number) =>
      `${plural(n, { one: "stands behind it", other: "stand behind it" })}${recent === 0 ? ", nobody new in the last two weeks." : recent === n ? ", all since two weeks ago." : `, ${writing.number(recent)} of them in the last two weeks.`}`,
    nobodyBehind: "Nobody stands behind it at present.",
    firstHeard: (date: string) => `First heard on ${date}.`,
    answer: "Our answer",
    whatPeopleSay: "What people say",
    howItGrew: "How it grew",
    growth: (recent: number, before: number) =>
      recent > 0
        ? `${plural(recent, { one: "# person was", other: "# people were" })} new in the last four weeks, ${writing.number(before)} in the four weeks before.`
        : before > 0
          ? `Nobody new in the last four weeks, ${writing.number(before)} in the four weeks before.`
          : "Nobody new in the last eight weeks.",
    chartTitle: "New people per week over 26 weeks, with status changes",
    chartText: (figures: string, changes: readonly string[]) =>
      `${figures}.${changes.map((change) => ` ${change}.`).join("")}`,
    change: (name: string, date: string) => `${name} since ${date}`,
    weekOf: (date: string) => `week of ${date}`,
    thisWeek: (n: number) => `this week: ${writing.number(n)}`,
    recently: "Heard most recently",
    earlier: "Heard earlier",
    nothingPublic: "Whatever was said about this was said in private.",
    privately: (n: number) =>
      plural(n, {
        one: "# private message, such as a support ticket, counts and stays private.",
        other: "# private messages, such as support tickets, count and stay private.",
      }),
    notQuoted: "Not quoted, because it attacks people. It counts like any other.",
    whereSaid: "where it was said",
    readOn: "Read on",
    cut: (n: number) => plural(n, { one: "# more character is not shown.", other: "# more characters are not shown." }),
    older: "Older ones",
    latest: "Back to the latest",
    inNumbers: "In numbers",
    who: "Who stands behind it",
    voted: "voted here",
    said: "said it in their own words",
    proxy: "voted for by our support",
    total: "people, each counted once",
    where: "Where they said it first",
    history: "What became of it",
    reference: (n: number) => `Quote ${n}`,
  },

  errors: {
    missing: {
      heading: "There is no page here.",
      safe: "Nothing is lost. The address may be mistyped, or the idea is not public or has joined another.",
      act: "See all ideas",
    },
    cursor: {
      heading: "This address does not lead on.",
      safe: "Nothing is lost: the link into the middle of the list is incomplete or too old. The list itself is where it was.",
      act: "Start from the top",
    },
    failed: {
      heading: "This page could not be put together.",
      safe: "Nothing is lost: whatever was said and counted is stored. The fault is ours and has been written down.",
      act: "Try again",
    },
    signIn: {
      heading: "This page asks for the key.",
      safe: "Nothing was changed. Any name will do; the password is the API key of this Earshot.",
      act: "Try again",
    },
    foreign: {
      heading: "Not done: the request came from another site.",
      safe: "Nothing was changed. Open the page here and press the button again.",
      act: "To the outbox",
    },
  },

  admin: {
    title: "Outbox and parked",
    calm: (n: number) =>
      n === 0
        ? "Nothing waits and nothing is parked."
        : `Nothing is parked. ${plural(n, { one: "# waits", other: "# wait" })}.`,
    parkedHeading: (n: number) =>
      plural(n, {
        one: "# is parked and needs you. The rest goes on.",
        other: "# are parked and need you. The rest goes on.",
      }),
    backlog: "waiting",
    parked: "parked",
    lagWork: "age of the oldest to take in",
    lagDeliver: "age of the oldest to send",
    seconds: (n: number) => plural(n, { other: "# s" }),
    parkedEntries: "Parked: could not be taken in",
    parkedHint: "failed again and again; nothing is lost, the others go on",
    noneParked: "Everything that came in was taken in.",
    refused: "Refused: could not be sent",
    outbox: "Outbox, newest first",
    outboxEmptyHeading: "Nothing has been written yet",
    outboxEmptyText: "Issues and digests appear here as soon as they are due, sent or not.",
    tryAgain: "Try again",
    tryAll: (n: number) => plural(n, { one: "Try it again", other: "Try all again" }),
    tryWhat: (what: string) => `: ${what}`,
    retried: (n: number) => plural(n, { one: "# was put back to work.", other: "# were put back to work." }),
    attempts: (n: number) => plural(n, { one: "tried once", other: "tried # times" }),
    received: (date: string) => `received ${date}`,
    entry: (source: string) => `from ${source}`,
    state,
    outlet: { github: "GitHub", slack: "Slack" },
    kind: { issue: "issue", digest: "digest" },
    asItWas: "The request as it was, or would have been, sent",
    asReceived: "As it was received",
    notWritten: "Its words are written when its turn comes.",
    next: "Older ones",
    toFirst: "Back to the newest",
    foot: "What stands here is word for word what leaves Earshot.",
    board: "Board",
  },
};

/** What every language has to say. */
export type Texts = typeof en;
