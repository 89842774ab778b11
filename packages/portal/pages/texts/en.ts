import type { DeliveryState } from "@earshot/core/outbox.ts";
import { ordinal } from "@earshot/core/phrase.ts";
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
  tsv: { many: "imported lists", one: "imported list" },
  jsonl: { many: "imported lists", one: "imported list" },
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
    kindLabel: "Kind",
    anyKind: "Any kind",
    kinds: { request: "Requests", bug: "Bugs", question: "Questions", complaint: "Complaints", praise: "Praise" },
    words: "Words in it",
    likeHeading: (n: number) => plural(n, { one: "# idea is like “{title}”.", other: "# ideas are like “{title}”." }),
    likeOrder: "Most alike first",
    unlikeHeading: "Nobody has asked for “{title}” yet.",
    unlikeText:
      "Say it in your own words, and you are the first. Or try other words: ideas are found by what they mean.",
    unlikeAct: "Ask for it",
    sparseHeading: "Nothing among these ideas fits",
    sparseText: "There are more further down the list.",
    lookOn: "Look further down",
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
    decide: "Decide about it",
    workaround: "What helps until then",
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
    said: "✓ You said it",
    saidHint: ": your words count you in",
    addWords: "Add my words",
    guests: (n: number) => plural(n, { one: "and # guest", other: "and # guests" }),
  },

  follow: {
    follow: "Follow",
    following: "✓ Following",
    unfollow: ": press to stop",
  },

  roadmap: {
    title: "Roadmap",
    heading: "What we are doing about it",
    onTheWay: (n: number) => plural(n, { one: "# idea is on its way.", other: "# ideas are on their way." }),
    lede: "What is being worked on, what comes next, and what was done last. Each figure is different people.",
    none: {
      in_progress: "Nothing is being worked on at the moment.",
      planned: "Nothing is planned at the moment.",
      shipped: "Nothing has been shipped yet.",
    },
    since: (date: string) => `since ${date}`,
    more: "All of them",
    considering: "What is under review",
    allShipped: "Changelog: everything shipped and declined",
  },

  changelog: {
    title: "Changelog",
    heading: "What came of what you asked for",
    lede: "Everything that was shipped, and what we decided against, with the reason. The newest comes first.",
    follow: "Follow as Atom feed",
    askedBy: (n: number) => plural(n, { one: "Asked for by # person.", other: "Asked for by # people." }),
    release: (version: string) => `Release ${version}`,
    emptyHeading: "Nothing has been shipped or declined yet",
    emptyText: "As soon as something is, it stands here with what was said about it.",
    roadmap: "See the roadmap",
    older: "Earlier ones",
    newest: "Back to the newest",
    /** The title of an entry of the feed. */
    entry: { shipped: "Shipped: {title}", declined: "Declined: {title}" },
    asked: (n: number) => plural(n, { one: "# person asked for it.", other: "# people asked for it." }),
  },

  mine: {
    title: "My ideas",
    heading: (n: number) =>
      n === 0
        ? "Nothing has changed yet on what you stand behind."
        : plural(n, { one: "# of your ideas has moved.", other: "# of your ideas have moved." }),
    headingEmpty: "You have not asked for anything yet.",
    since: "What happened",
    asked: "What you asked for",
    voted: "What you voted for",
    follows: "What you follow",
    waits: "Waits to be read by staff: until then only you see it. It counts.",
    rejected: "Not published.",
    rejectedFor: (reason: string) => `Not published: ${reason}`,
    hidden: "Only you and staff see this.",
    ticket: "Private: only you and staff see this.",
    apart: "It stands with no idea: we found nothing in it that is asked for.",
    notPublic: "It counts. Its idea is not public.",
    toIdeas: "See all ideas",
    emptyText: "Whatever you ask for, vote for or follow stands here, with what becomes of it.",
    older: "Earlier ones",
    newest: "Back to the newest",
    told: "You are told by mail when we answer or decide about one of them. Each can be switched off at “Following”.",
    account: "Your account",
    data: "Your data: take along or erase",
  },

  unfollow: {
    heading: "Hear no more of this idea?",
    text: "You are sent no more mails about “{title}”. You still count.",
    act: "Yes, no more mails",
    doneHeading: "Done: no more mails about it.",
    done: "You hear no more of “{title}”. You still count. “Follow” on its page switches it on again.",
    see: "See the idea",
  },

  followerMail: {
    stands: (name: string) => `“{title}” has a new status: ${name}.`,
    answered: "We have answered “{title}”.",
    answerSubject: "Answered: {title}",
    writes: (name: string) => `${name} writes:`,
    why: "You get this because you asked for it, voted for it or follow it. There is one mail for each answer and change of status.",
    stop: "To hear no more of this idea:",
  },

  embed: {
    field: "What is missing for you?",
    act: "Find or ask",
    hint: "Opens in a new tab.",
    close: "Close",
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
    said: "✓ You said it",
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

  ownData: {
    title: "Your data",
    heading: "What we keep about you, and how to take it along or away.",
    wrongHeading: "One thing does not match.",
    lede: "It is yours. You can have all of it as a file, and you can have all of it erased.",
    kept: "What there is",
    said: "Things you said, here and wherever we listen",
    voted: "Ideas you voted for",
    follows: "Ideas you follow",
    exportHint:
      "The file is JSON. It holds everything under all your names, what was sent to you, and where your words were passed on.",
    export: "Download everything",
    eraseHeading: "Erase everything",
    consequences: [
      "Your words, your votes, your names and addresses leave this place within minutes, also from summaries, issues and reports.",
      "You no longer count behind any idea. What others said stays.",
      "It cannot be undone. Should you come back, you begin anew.",
      "What you posted elsewhere, such as on the forum, stays there: only there can it be deleted.",
    ],
    confirm: "To go ahead, type this:",
    wrong: "This is something else. Nothing was erased.",
    erase: "Erase everything for good",
    not: "Keep it",
    goingHeading: "You are being erased.",
    going: "It takes a few minutes, and needs nothing more from you. You are signed out.",
    toIdeas: "To the ideas",
  },

  errors: {
    refused: {
      heading: "This could not be read.",
      safe: "Nothing was changed. The form was incomplete, or longer than we can take. Your browser’s back button brings back what you typed.",
      act: "To the ideas",
    },
    oldDigest: {
      heading: "This link to a digest has run out.",
      safe: "Nothing is lost. Such a link opens for eight weeks; staff find every digest when they are signed in.",
      act: "Sign in",
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
    foreign: {
      heading: "Not done: the request came from another site.",
      safe: "Nothing was changed. Open the page here and press the button again.",
      act: "See all ideas",
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
    outlet: { github: "GitHub", slack: "Slack", mail: "mail", webhook: "webhook" },
    kind: {
      issue: "issue",
      comment: "comment",
      digest: "digest",
      digest_mail: "digest by mail",
      alert: "alert",
      answer: "answer",
      sign_in: "link to sign in",
      followers: "word to followers",
      follower_mail: "mail to a follower",
      event: "event",
      notice: "notice",
    },
    webhooksDisabled: "Sent nothing more, because they failed for days or are gone:",
    asItWas: "The request as it was, or would have been, sent",
    asReceived: "As it was received",
    notWritten: "Its words are written when its turn comes.",
    next: "Older ones",
    toFirst: "Back to the newest",
    foot: "What stands here is word for word what leaves Earshot.",
  },

  /** The pages of staff, below /admin. */
  staff: {
    nav: "Staff",
    mainNavigation: "Staff",
    work: "To do",
    themes: "Themes",
    approval: "Approval",
    proposals: "Proposals",
    outbox: "Outbox",
    healthNav: "Health",
    audit: "Audit trail",
    settings: "Settings",
    board: "Board",
    foot: "What is decided here stands in the audit trail, and can be undone there.",

    calm: "Nothing waits for you.",
    waits: (n: number) => plural(n, { one: "# thing waits for you.", other: "# things wait for you." }),
    toApprove: "Posts of newcomers to read",
    toApproveHint: "nobody else sees them until then",
    toPropose: "Proposals about themes",
    toProposeHint: "nothing changes until you say so",
    toRetry: "Parked rows",
    toRetryHint: "failed again and again; the rest goes on",
    toExplain: "Declined without a word",
    toExplainHint: "people wait to be told why",
    toName: "Themes that need a name",
    toNameHint: "the largest ones whose title is a guess",
    atLeast: (n: number) => `${writing.number(n)} or more`,

    /** `/admin/health`: what is wrong, since when, what to do. */
    health: {
      heading: (n: number) =>
        n === 0 ? "All is well." : plural(n, { one: "# thing needs you.", other: "# things need you." }),
      lede: "Looked at just now. The alarms by e-mail go by the same figures, and by the same names.",
      since: (moment: string) => `since ${moment}`,
      alarm: "Alarm",
      next: "What to do",
      see: "Open the outbox",
      figures: "How it stands",
      backlog: "Waiting to be taken in",
      lagWork: "Oldest of that",
      lagDeliver: "Oldest that is due and not sent",
      parked: "Parked",
      failing: "Webhooks that fail at the moment",
      disabled: "Webhooks that were switched off",
      budget: "Of the day’s budget for models",
      percent: (n: number) => `${writing.number(n)} %`,
      toDo: "Troubles with Earshot itself",
      toDoHint: "what is late, failing or switched off",
      trouble: {
        InboxLate: {
          wrong: (n: number) => `What comes in is ${writing.lasting(n)} late in being taken in.`,
          next: "Nothing is lost. If a flood came in, wait: the figure falls by itself. If it only grows, look in the log of work for “inbox.failed” and “sweep.failed”.",
        },
        DeliveriesLate: {
          wrong: (n: number) => `What is due to GitHub, Slack or by mail is ${writing.lasting(n)} late.`,
          next: "Nothing is lost. Look in the outbox what is first in line, and in the log of deliver why it does not leave.",
        },
        DeliveriesFailing: {
          wrong: (n: number) =>
            plural(n, {
              one: "# delivery failed and is tried again.",
              other: "# deliveries failed and are tried again.",
            }),
          next: "Read the reason in the outbox. Where another system asks to wait there is nothing to do; where it is away, see when it is back.",
        },
        EntriesParked: {
          wrong: (n: number) =>
            plural(n, {
              one: "# thing that came in could not be taken in.",
              other: "# things that came in could not be taken in.",
            }),
          next: "Read the reason in the outbox, put right what it names, and press “Try again”. The rest goes on meanwhile.",
        },
        DeliveriesParked: {
          wrong: (n: number) =>
            plural(n, { one: "# delivery was refused for good.", other: "# deliveries were refused for good." }),
          next: "Read the reason in the outbox: mostly a key, a right or a channel that is gone. Put it right and press “Try again”.",
        },
        WebhooksDisabled: {
          wrong: (n: number) =>
            plural(n, { one: "# webhook is sent nothing more.", other: "# webhooks are sent nothing more." }),
          next: "Its other end failed for three days or said that it is gone. Have it mended, then enable the webhook with PUT /api/v1/webhooks/{name} and replay what it missed.",
        },
        BudgetUsed: {
          wrong: (n: number) => `${writing.number(n)} % of today’s budget for models is used.`,
          next: "At 100 % summaries are put together without a model until midnight UTC. Raise EARSHOT_MODEL_BUDGET if that happens often.",
        },
      },
    },

    find: "Find a theme",
    findAct: "Find",
    findHint: "by what people want, in any words; private ones are found too",
    found: (n: number) => plural(n, { one: "# theme is like it.", other: "# themes are like it." }),
    largest: "Themes by how many people stand behind them",
    noThemes: "No theme is like that.",
    private: "private",
    draft: "working title",

    done: {
      merge: "Merged “{title}”.",
      unmerge: "“{title}” stands for itself again.",
      split: "Split off from “{title}”.",
      move: "Moved.",
      lock: "Locked “{title}”.",
      unlock: "Unlocked “{title}”.",
      decide: "Saved: “{title}”.",
      approve: "Approved: everybody can read it in a moment.",
      reject: "Rejected. She who wrote it sees why.",
      hide: "Hidden. It still counts.",
      show: "Shown again.",
    },
    undone: "Undone.",
    doneSeveral: (n: number) => plural(n, { one: "# change made.", other: "# changes made." }),
    nothing: "That is how it already was.",
    saved: "Saved.",
    accepted: "Accepted.",
    dismissed: "Dismissed: it is not proposed again.",
    undo: "Undo",
    undoWhat: (what: string) => `: ${what}`,
    refusedHeading: "Not done.",
    refusedSafe: "Nothing was changed.",
    refusedAct: "Back",

    theme: {
      allThemes: "All themes",
      publicPage: "Its public page",
      isPrivate: "Private: only staff see this theme.",
      behind: (n: number, feedback: number) =>
        `${peopleStand(n)} behind it, with ${plural(feedback, { one: "# piece of feedback", other: "# pieces of feedback" })}.`,
      owes: "People wait to be told why it was declined.",
      partOf: "It is part of “{title}”: decide about that one, or take it out again.",
      takeOut: "Take it out again",
      answerHeading: "Status and answer",
      status: "Status",
      answer: "Official answer",
      answerHint: "Everybody reads it on the theme’s page. Leave it empty for none.",
      signed: "Signed",
      signedHint: "the name under the answer",
      signedTeam: "the team",
      promisedFor: "Promised for",
      promisedForHint: "a day, where it is planned or in progress; past it, the digest says that it is late",
      note: "Note for the history",
      noteHint: "optional; stands beside the status",
      saveAnswer: "Save status and answer",
      reasonMissing:
        "Say why it is declined: those who asked read this. Nothing was changed, and what you typed is safe.",
      reasonOld: "What stands there is the answer from before. Say why it is declined now. Nothing was changed.",
      workaroundHeading: "What helps until then",
      workaround: "Workaround",
      workaroundHint: "What helped others, in your words. Everybody reads it on the theme’s page.",
      saveWorkaround: "Save workaround",
      aboutHeading: "Name, team, visibility",
      title: "Title",
      titleHint: "A name that you give is never changed by the machine.",
      team: "Team",
      noTeam: "none",
      visibility: "Who can see it",
      visible: { public: "everybody", private: "staff only" },
      saveAbout: "Save",
      issueHint: "If it has a GitHub issue, that follows within a day.",
      feedbackHeading: "Feedback behind it",
      feedbackHint: "Tick what you mean, then say below what becomes of it. The newest comes first.",
      noFeedback: "Nothing but votes is behind it.",
      tick: (excerpt: string) => `Select: ${excerpt}`,
      tickFirst: "Tick at least one piece of feedback first.",
      withTicked: "What is ticked",
      newTitle: "Title of the new theme",
      newTitleHint: "optional; without one the machine finds words",
      split: "Split off as a theme of its own",
      moveTo: "Other theme",
      moveToHint: "or any other, by its address or id",
      choose: "choose",
      move: "Move to the other theme",
      apart: "Not a request",
      hide: "Hide from others",
      show: "Show again",
      partly: (n: number, why: string) =>
        `${plural(n, { one: "The first one is done and stands", other: "The first # are done and stand" })} in the audit trail. The next was refused: ${why}`,
      targetMissing: "Choose a theme from the list, or paste its address.",
      mergeHeading: "Merge into another",
      mergeHint: "Its people count there from then on, each once. Can be undone at any time.",
      merge: "Merge into the other theme",
      noSimilar: "No other theme is much like it.",
      likeness: (percent: number) => `${percent} % alike`,
      partsHeading: "Merged into it",
      lockHeading: "What the machine may do",
      lockedNow: "Locked: the machine neither adds feedback to it nor takes any away.",
      openNow: "The machine adds feedback that is like it.",
      lock: "Lock it",
      unlock: "Unlock it",
      historyHeading: "What was decided",
      wholeHistory: "The whole audit trail of this theme",
    },

    review: {
      waiting: "waits for approval",
      approved: "approved",
      rejected: "rejected",
      hidden: "hidden by staff",
    },

    approve: {
      heading: (n: number) =>
        n === 0
          ? "Nothing waits to be read."
          : plural(n, { one: "# post waits to be read.", other: "# posts wait to be read." }),
      lede: "These boards ask that you read what newcomers write. Once one post of somebody is approved, the next ones are public at once.",
      empty: "Boards with approval hold back what newcomers write, and it stands here.",
      joins: "Would join “{title}”.",
      approve: "Approve",
      approveAll: (n: number) => `Approve all ${n} of this person`,
      reject: "Reject",
      rejectAll: (n: number) => `Reject all ${n} of this person`,
      reason: "Why it is rejected",
      reasonHint: "only if you reject; the one who wrote it reads this",
      reasonMissing: "Say why: the one who wrote it reads this. Nothing was changed.",
      what: (excerpt: string) => `: ${excerpt}`,
    },

    proposal: {
      heading: (n: number) =>
        n === 0 ? "Nothing is proposed." : plural(n, { one: "# proposal waits.", other: "# proposals wait." }),
      empty: "When themes are formed anew, changes to those that people have touched are put to you here.",
      merge: "Merge two themes?",
      split: "Split one theme?",
      move: "Move feedback?",
      pieces: (n: number) => plural(n, { one: "# piece of feedback", other: "# pieces of feedback" }),
      accept: "Do it",
      dismiss: "Leave it as it is",
    },

    trail: {
      heading: "Audit trail",
      about: "What was decided about “{title}”",
      empty: "Nobody has decided anything yet.",
      kind: {
        merge: "Merged",
        unmerge: "Un-merged",
        split: "Split",
        move: "Moved",
        lock: "Locked",
        unlock: "Unlocked",
        decide: "Decided",
        approve: "Approved",
        reject: "Rejected",
        hide: "Hidden",
        show: "Shown",
      },
      by: (name: string) => `by ${name}`,
      before: "Before",
      after: "After",
      isUndone: "undone since",
      takesBack: "takes an earlier one back",
      older: "Older ones",
      newest: "Back to the newest",
      everything: "The whole audit trail",
    },

    setup: {
      heading: "Boards and teams",
      boards: "Boards",
      teams: "Teams",
      newBoard: "Make a board",
      newTeam: "Make a team",
      noTeams: "Nobody has made a team yet. Without one nothing is sent anywhere.",
      boardHeading: (name: string) => `Board: ${name}`,
      teamHeading: (name: string) => `Team: ${name}`,
      id: "Id",
      boardIdHint: "a short word such as billing; stands in addresses and stays",
      teamIdHint: "a short lower-case word such as payments; stays",
      name: "Name",
      team: "Team that gets its themes",
      none: "none",
      claims: "Claims",
      claimsHint: "one a line, such as discourse:category:7; feedback with such a hint belongs here",
      granularity: "How fine its themes are cut",
      grain: { coarse: "coarse: few large ones", normal: "normal", fine: "fine: many small ones" },
      guests: "People may vote without signing in; they are counted apart",
      approval: "Staff read what newcomers write before others see it",
      repository: "GitHub repository",
      repositoryHint: "owner/name; issues are made there",
      channel: "Slack channel",
      channelHint: "its id or #name; digests and alerts go there",
      mail: "Digest by mail to",
      mailHint: "addresses, one a line; all get one mail a week, none sees the others",
      weekday: "Digest on",
      weekdays: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
      hour: "at this hour, 0 to 23",
      timeZone: "Time zone",
      timeZoneHint: "such as Europe/Berlin",
      timeZoneWrong: "There is no such time zone. They are called like Europe/Berlin.",
      fallback: "The default team: gets what no rule and no board gives to anybody",
      supporters: "Make an issue from so many people on",
      supportersHint: "leave empty for never",
      rising: "Make an issue when a theme starts rising",
      rules: "Rules",
      rulesHint:
        "Which themes are its own. In one rule all lines must hold; of each line any one value will do. Lines are boards, kinds, sources, segments and words, with commas between values.",
      rule: (n: number) => `Rule ${n}`,
      newRule: "Another rule",
      ruleLine: (line: string) => `“${line}” is no line of a rule. Write for instance “words: refund, pay back”.`,
      ruleTwice: (name: string) => `“${name}” stands here twice. Put all values on one line.`,
      save: "Save",
      tryOut: "Try the rules out",
      wouldMove: (n: number, stay: number, decided: number) =>
        `${plural(n, { one: "# theme would move", other: "# themes would move" })}, ${writing.number(stay)} would stay, ${writing.number(decided)} are where a person put them. Nothing has been saved.`,
      theme: "Theme",
      people: "People",
      from: "From",
      to: "To",
      because: "Because",
      wrong: "Something has to be put right first. Nothing was saved, and what you typed is safe.",
      taken: "There is one of this id already.",
    },
  },

  /** A team's weekly digest. */
  digest: {
    title: (week: number, team: string) => `Week ${week} for ${team}`,
    weekNamed: (week: number) => `week ${week}`,
    foot: "Each person counts once in a theme. What was said in private stands here without names; please keep this page’s address within the team.",
    quiet: (week: number) => `Nothing moved in week ${week}.`,
    sameOrder: (week: number) => `The order stayed as it was in week ${week}.`,
    nowLeads: (before: number) => `“{title}” now leads, up from ${ordinal(before)}.`,
    leads: "“{title}” leads.",
    roseTo: (before: number, after: number) => `“{title}” rose from ${ordinal(before)} to ${ordinal(after)}.`,
    fresh: (n: number) => `New: “{title}”, ${people(n)}.`,
    gains: (n: number, usual: number) => `“{title}” gains ${people(n)} where ${writing.number(usual)} is usual.`,
    isLate: "“{title}” is promised and late.",
    waitFor: (n: number) =>
      `${plural(n, { one: "# person waits", other: "# people wait" })} for a word about “{title}”.`,
    spoke: ({ spoke, before }: { spoke: number; before: number }, atLeast: boolean, week: number) =>
      atLeast
        ? `More than ${people(spoke)} spoke up in week ${week}.`
        : `${people(spoke)} spoke up in week ${week}, ${
            spoke === before
              ? "as many as the week before"
              : `${writing.number(Math.abs(spoke - before))} ${spoke > before ? "more" : "fewer"} than the week before`
          }.`,
    gained: (n: number) => (n === 0 ? "Nobody new came." : `The themes gained ${people(n)}.`),
    unchanged: (n: number) =>
      plural(n, {
        one: "# theme that people spoke of lately did not change and is left out.",
        other: "# themes that people spoke of lately did not change and are left out.",
      }),
    oneThing: "If you do one thing this week",
    say: {
      answer: (n: number, _days: number) =>
        `Say something about “{title}”, even “we are looking at it”. ${plural(n, { one: "# person asks", other: "# people ask" })}, and nobody has answered.`,
      reason: (n: number, _days: number) =>
        `Say why “{title}” will not come. ${people(n)} asked, and nobody has told them.`,
      progress: (n: number, days: number) =>
        `Say how “{title}” is coming along. ${plural(n, { one: "# person was", other: "# people were" })} promised it ${plural(days, { one: "# day", other: "# days" })} ago.`,
    },
    openTheme: "Open the theme",
    stuckHeading: "Where people get stuck",
    stuck: (n: number, wrote: number) =>
      n === wrote
        ? `All ${writing.number(wrote)} who wrote about it this week report a fault or complain.`
        : `${writing.number(n)} of the ${writing.number(wrote)} who wrote about it this week report a fault or complain.`,
    angry: ["They are angry.", "They are very angry."],
    leave: (n: number) => plural(n, { one: "One says goodbye over it.", other: "# say goodbye over it." }),
    unanswered: "Nobody has answered yet.",
    moved: "What moved",
    movedLede: (n: number) =>
      n === 0
        ? "Nobody rose. Some only made room."
        : `${plural(n, { one: "# theme rose", other: "# themes rose" })}. The rest only made room.`,
    weekBefore: "the week before",
    weekNow: "this week, and new people",
    slopeTitle: "Places in the week before and in this week",
    slopeFrom: (title: string, { before, after }: { before?: number | undefined; after?: number | undefined }) =>
      before === undefined ? `${title}: new, ${after}` : `${title}: from ${before} to ${after}`,
    chartTitle: (title: string, weeks: number) => `${title}: new people per week, ${weeks} weeks`,
    usual: (n: number) => (n === 0 ? "usual: hardly anybody" : `usual: ${writing.number(n)} a week`),
    usually: (n: number, usual: number) =>
      `${plural(n, { one: "# new person", other: "# new people" })} where ${usual === 0 ? "hardly anybody comes" : usual === 1 ? "1 is usual" : `${writing.number(usual)} are usual`}.`,
    weeksAgo: (n: number) => plural(n, { one: "# week ago", other: "# weeks ago" }),
    thatWeek: (n: number) => `this week: ${writing.number(n)}`,
    rose: (before: number, after: number) => `From ${ordinal(before)} to ${ordinal(after)}.`,
    behind: (n: number, joined: number) =>
      `${peopleStand(n)} behind it${joined === 0 ? "" : `, ${writing.number(joined)} of them new`}.`,
    silent: "No day was named, and nothing has been said for two months.",
    owes: {
      reason: (date: string) => `Declined on ${date}, and nobody has told them why.`,
      answer: (date: string) => `First heard on ${date}. Nobody has answered yet.`,
      news: (date: string) => `Shipped on ${date}, and nobody has told them.`,
    },
    lateBy: (n: number) => plural(n, { one: "# day late", other: "# days late" }),
    quietFor: (n: number) =>
      `nothing said for ${plural(8 + Math.floor((n - 1) / 7), { one: "# week", other: "# weeks" })}`,
    promisedTo: (day: string, n: number) => `promised for ${day} to ${people(n)}`,
    plannedTo: (since: string, n: number) => `promised on ${since} to ${people(n)}, without a day`,
    scale: (days: number) => `of a scale that ends at ${days} days`,
    rising: "Rising beyond their own history",
    new: "New",
    late: "Promised and late",
    owed: "Whom we owe an answer",
    promised: "Promised this week",
    besides: "And besides",
    rest: (n: number, joined: number) =>
      `${plural(n, { one: "# theme more changed", other: "# themes more changed" })}${joined === 0 ? "" : `, with ${people(joined)} new to ${n === 1 ? "it" : "them"}`}.`,
    beyond: (n: number, joined: number) =>
      `${plural(n, { one: "# smaller theme", other: "# smaller themes" })} gained ${people(joined)} too, and ${n === 1 ? "is" : "are"} in no figure above.`,
    standing: (n: number, since: string) =>
      plural(n, { one: `# promise stands since ${since}.`, other: `# promises stand, the oldest since ${since}.` }),
    stillLate: (n: number, since: string) =>
      plural(n, { one: `# promise is late since ${since}.`, other: `# promises are late, the first since ${since}.` }),
    stillOwed: (n: number, since: string) =>
      plural(n, {
        one: `People wait for a word about # theme, since ${since}.`,
        other: `People wait for a word about # themes, the longest since ${since}.`,
      }),
    unrouted: (n: number, titles: readonly string[]) =>
      `${plural(n, { one: "# theme", other: "# themes" })} came here because no rule and no board gives ${n === 1 ? "it" : "them"} to a team: ${titles.map((title) => `“${title}”`).join(", ")}${n > titles.length ? ` and ${writing.number(n - titles.length)} more` : ""}.`,
  },
};

/** What every language has to say. */
export type Texts = typeof en;
