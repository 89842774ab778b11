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

  vote: {
    idle: "I want this",
    voted: "✓ Counted",
    addWords: "Add my words",
    guests: (n: number) => plural(n, { one: "and # guest", other: "and # guests" }),
  },

  follow: {
    follow: "Follow",
    following: "✓ Following",
    unfollow: ": press to stop",
  },

  too: {
    heading: "I have this too",
    words: "In your own words",
    wordsHint: "if you like: what happened the last time?",
    emailHint: "so that you hear what becomes of it; nobody sees it",
    act: "Count me in",
    once: "You stay one voice, however often you write.",
  },

  ask: {
    nav: "Ask for something",
    heading: "What is missing for you?",
    lede: "One sentence is enough. Say what you were trying to do, and we will find who else is.",
    find: "Find or ask",
    hint: "If others already ask for it you join them. If not, you are the first.",
    body: "What do you need?",
    kept: "Nothing is lost if you sign in on the way.",
    keptHere: "Kept on this device while you type. Nothing is lost if you leave or sign in.",
    matches: (n: number) =>
      plural(n, {
        one: "Already asked for: is it this one?",
        other: "Already asked for: is it one of these #?",
      }),
    noMatches: "Nobody here has asked for this yet.",
    goAlong: "Your words go along when you join: they are added to the idea.",
    title: "In a few words",
    optional: "optional",
    guess: (name: string) => `${name} (our guess)`,
    weGuess: "Find it for me",
    send: "Send it as a new idea",
    sendWithForum: "Send it with your forum account",
    wrong: {
      empty: "Nothing is written yet. One sentence is enough.",
      long: "This is longer than we can take: 50,000 characters, and 300 in the few words. It all stands here still; please shorten it.",
      ended: "You are no longer signed in. Your text is safe: say who you are below, and it goes on its way.",
      stale: "You signed in or out in another tab meanwhile. Your text is safe: please send it once more.",
    },
  },

  received: {
    heading: "Received, and safe.",
    waiting: "It is being read and put where it belongs. That takes a moment, rarely more.",
    lookAgain: "Look again",
    joined: (n: number) => `It joined “{title}”: ${peopleStand(n)} behind it.`,
    opened: "It is a new idea: “{title}”.",
    openedHint: "Nobody had asked for this before. The title is taken from your words; staff may give it another.",
    private: "It counts, and is not public yet.",
    approval: "The first words of new members are read by staff before others see them.",
    why: "Because somebody said",
    open: "See the idea",
    wrongPlace: "Is it in the wrong place? Staff can move it; nothing is lost by that.",
    sayMore: "Say more",
    apart: (why: string): string =>
      why === "praise" || why === "social"
        ? "We have kept it. It asks for nothing that we could find, so it stands with no idea."
        : "We have kept it. It is too short to say what is needed, so it stands with no idea yet.",
  },

  signIn: {
    heading: "Sign in",
    lede: "We send a link to your address. There is no password, and nothing else is sent there unasked.",
    thenVote: "We send a link to your address. When you open it, your voice for “{title}” counts.",
    thenFollow: "We send a link to your address. When you open it, you follow “{title}”.",
    email: "E-mail",
    emailHint: "So that you hear what becomes of it. We send a link, there is no password.",
    emailWrong: "This is no complete address, such as ann@example.org. Everything else is safe.",
    emailWrongHeading: "One thing is missing.",
    send: "Send the link",
    withForum: "Use your forum account",
    notNow: "Not now",
    signedIn: "You are signed in.",
    as: (name: string) => `As ${name}.`,
    signOut: "Sign out",
    back: "Back",
    sentHeading: "Look into your mailbox.",
    sent: "A link is on its way to {title}. It works once, for twenty minutes.",
    kept: "What you wrote is kept until you open it, here or on another device.",
    sentHint: "If nothing comes, look among the unwanted mail, or ask for another link in a few minutes.",
    shownHeading: "The link stands on the console.",
    shown: "A link for {title} was printed where this Earshot was started. It works once, for twenty minutes.",
    shownHint: "Nothing is mailed until SMTP_URL and EARSHOT_MAIL_FROM are set. The outbox shows the link as well.",
    confirmHeading: "Is this you?",
    confirm: "You are about to be signed in as {title}.",
    signIn: "Yes, sign me in",
    oldHeading: "This link is more than twenty minutes old.",
    old: "Nothing is lost. We can send a new one to {title}.",
    sendNew: "Send a new link",
  },

  again: {
    heading: "Once more, please.",
    press: "You signed in or out in another tab meanwhile. Nothing is lost: press once more.",
    who: "Say who you are, and it counts. Nothing is lost.",
    words: "Your words",
    act: "Send",
  },

  mail: {
    subject: "Your link to sign in",
    open: "This link signs you in. It works once, for twenty minutes:",
    errand: {
      vote: "When you open it, your vote counts.",
      follow: "When you open it, you follow the idea.",
      say: "When you open it, what you wrote is handed in.",
    },
    ignore: "You did not ask for it? Then there is nothing to do: without it nobody gets in.",
  },

  /** What the script says; it reads them from the page. */
  script: {
    wait: "Counting…",
    voted: "✓ Counted",
    idle: "I want this",
    fail: "Try again",
    failed: "Not counted: the connection dropped. Nothing is lost.",
    limited: "Not counted: too many at once. Try again in a minute.",
    nowVoted: "Counted.",
    nowIdle: "Taken back.",
    following: "✓ Following",
    follow: "Follow",
    unfollow: ": press to stop",
  },

  errors: {
    refused: {
      heading: "This could not be read.",
      safe: "Nothing was changed. The form was incomplete, or longer than we can take. Your browser’s back button brings back what you typed.",
      act: "To the ideas",
    },
    badToken: {
      heading: "This way in is used up or not ours.",
      safe: "Nothing is lost. A link works once and for a short time; a new one is sent in a moment.",
      act: "Sign in",
    },
    limited: {
      heading: "Too many at once.",
      safe: "Nothing is lost. Wait a minute (for links by mail, an hour) and go on; your browser’s back button brings back what you typed.",
      act: "Try again",
    },
    noSignIn: {
      heading: "Nobody can sign in here yet.",
      safe: "Nothing is lost. Whoever runs this Earshot has to set EARSHOT_SECRET first; reading works without it.",
      act: "See all ideas",
    },
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
    outlet: { github: "GitHub", slack: "Slack", mail: "mail" },
    kind: { issue: "issue", comment: "comment", digest: "digest", alert: "alert", sign_in: "link to sign in" },
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
