import type { Board, Team } from "@earshot/core/board.ts";
import { day, isoTime, week } from "@earshot/core/clock.ts";
import { type Feedback, feedbackId } from "@earshot/core/feedback.ts";
import { idFrom, secureRandomness } from "@earshot/core/id.ts";
import type { Delivery } from "@earshot/core/outbox.ts";
import { beginSession, sealSession } from "@earshot/core/session.ts";
import { type Backing, type Membership, tally } from "@earshot/core/tally.ts";
import type { Status, Theme } from "@earshot/core/theme.ts";
import type { PortalDeps } from "@earshot/portal/deps.ts";
import { noChat } from "../memory/chat.ts";
import { memory } from "../memory/memory.ts";

/** A Sunday evening, at the end of a week. */
const now = Date.UTC(2026, 10, 15, 18);
const apiKey = "the-key-of-benchday";

const boards: Board[] = ["Bookings", "Calendar", "Courses", "Messages", "Payments", "Resources"].map((name) => ({
  id: name.toLowerCase(),
  name,
  claims: [],
}));
const teams: Team[] = [{ id: "courses", name: "Courses", digest: { weekday: 1, hour: 8, timeZone: "UTC" } }];

interface Said {
  text: string;
  author?: string;
  source?: string;
  daysAgo: number;
  url?: string;
  private?: boolean;
  abusive?: boolean;
  /** Whether its words are quoted. */
  quoted?: boolean;
}

interface Sketch {
  title: string;
  summary: string;
  board: string;
  status?: Status;
  draft?: boolean;
  /** New people per week, the last one being the present week. */
  weeks: number[];
  history?: { status: Status; daysAgo: number; note?: string }[];
  answer?: { text: string; by: string; daysAgo: number };
  said?: Said[];
}

const ago = (days: number): string => isoTime(now - days * day);

/** People who came in a week, spread over it: of ten, six vote, two write on the forum, one writes a ticket, one is voted for. */
function evidence(title: string, weeks: readonly number[]): { memberships: Membership[]; votes: Backing[] } {
  const memberships: Membership[] = [];
  const votes: Backing[] = [];
  weeks.forEach((people, i) => {
    for (let n = 0; n < people; n++) {
      const person = idFrom("person", title, String(i), String(n));
      const at = isoTime(now - (weeks.length - 1 - i) * week - ((n % 6) + 0.4) * day);
      const kind = (i + n) % 10;
      if (kind < 6) votes.push({ person, at, proxy: false });
      else if (kind === 9) votes.push({ person, at, proxy: true });
      else {
        const [source, visibility] =
          kind === 8 ? (["zendesk", "private"] as const) : (["discourse", "public"] as const);
        memberships.push({
          feedback: `${person}f`,
          person,
          at,
          source,
          visibility,
          kind: "request",
          heat: 0.2,
          revision: 1,
        });
      }
    }
  });
  return { memberships, votes };
}

function feedbackOf(theme: string, board: string, said: Said, i: number): Feedback {
  const source = said.source ?? "portal";
  return {
    id: feedbackId(source, `${theme}:${i}`),
    board,
    source,
    externalId: `${theme}:${i}`,
    person: idFrom("person", theme, said.author ?? String(i)),
    aliases: [],
    ...(said.author !== undefined && { author: said.author }),
    body: said.text,
    text: said.text,
    ...(said.url !== undefined && { url: said.url }),
    at: ago(said.daysAgo),
    receivedAt: ago(said.daysAgo),
    visibility: said.private ? "private" : "public",
    withdrawn: false,
    versions: {},
    theme,
    kind: "request",
    heat: 0.1,
    abusive: said.abusive ?? false,
    why: [],
    placedBy: "machine",
    revision: 1,
  };
}

/** A theme and its feedback from a sketch; its figures are counted as the product counts them. */
export function themeOf(sketch: Sketch): { theme: Theme; feedback: Feedback[] } {
  const { title, summary, board, status = "open", draft = false, history = [], answer } = sketch;
  const id = idFrom("theme", title);
  const feedback = (sketch.said ?? []).map((said, i) => feedbackOf(id, board, said, i));
  const { memberships, votes } = evidence(title, sketch.weeks);
  const spoken = feedback.map(({ id: one, person, at, source, visibility, kind, heat, revision }) => ({
    ...{ feedback: one, person, at, source, visibility, kind, heat, revision },
  }));
  const counts = tally([...memberships, ...spoken], votes);
  const quotes = (sketch.said ?? []).flatMap((said, i) => {
    const from = feedback[i];
    return said.quoted && from ? [{ text: said.text, feedback: from.id, visibility: from.visibility }] : [];
  });
  const createdAt = counts.firstAt ?? ago(0);
  const theme: Theme = {
    ...counts,
    ...{ id, board, title, summary, status, draft, quotes, createdAt },
    titleScore: 0.8,
    titleBy: "machine",
    wordedOver: "",
    history: [
      { status: "open", at: createdAt },
      ...history.map(({ daysAgo, ...step }) => ({ ...step, at: ago(daysAgo) })),
    ],
    ...(answer && { answer: { text: answer.text, by: answer.by, at: ago(answer.daysAgo) } }),
    visibility: "public",
    visibilityBy: "machine",
    countedAt: ago(0),
    revision: 1,
  };
  return { theme, feedback };
}

const sketches: Sketch[] = [
  {
    title: "Offer a waiting list when a course is full",
    summary: "Full courses turn people away. Hosts keep lists on paper and ring round by hand when a seat frees up.",
    board: "courses",
    status: "planned",
    weeks: [1, 0, 2, 1, 3, 2, 2, 4, 3, 3, 4, 5, 4, 6, 5, 4, 7, 6, 9, 8, 11, 10, 12, 14, 15, 16],
    history: [
      { status: "under_review", daysAgo: 54, note: "Ines spoke with nine hosts." },
      { status: "planned", daysAgo: 5, note: "Announced for spring 2027." },
    ],
    answer: {
      text: "We will build it. Guests put themselves on the list, the first in line gets the free seat for two hours, then the next. You choose the two hours. We start in January and want six workshops to try it in March.",
      by: "Ines Okafor",
      daysAgo: 5,
    },
    said: [
      {
        text: "I keep the list on the back of a glaze chart by the till. Last Saturday it went through the wash.",
        author: "Marta, pottery",
        source: "discourse",
        daysAgo: 13,
        url: "https://forum.example/t/waiting-list/4711",
        quoted: true,
      },
      {
        text: "Zwei Absagen am Freitagabend, acht Leute hätten gern gewollt, und ich saß am Telefon statt an der Werkbank.",
        author: "Heike, Buchbinderei",
        daysAgo: 1.2,
        quoted: true,
      },
      {
        text: "My Tuesday people stopped asking. They book at the place down the road now, because there they get a mail when a seat is free.",
        author: "Ruben, woodturning",
        source: "discourse",
        daysAgo: 18,
        url: "https://forum.example/t/waiting-list/4711/9",
        quoted: true,
      },
      {
        text: "Could guests see their place in the queue? Mine ask every single day.",
        author: "Oona, letterpress",
        daysAgo: 0.5,
      },
      {
        text: "Bitte nicht automatisch nachrücken lassen, ich möchte bei Kinderkursen selbst entscheiden.",
        author: "Sabine, Töpferei",
        source: "discourse",
        daysAgo: 2,
        url: "https://forum.example/t/waiting-list/4711/12",
      },
      {
        text: "Whoever built this without a list is an idiot.",
        author: "N.",
        source: "discourse",
        daysAgo: 3,
        abusive: true,
      },
      {
        text: `Offering the seat by text\nWe teach bike repair to people who work shifts. ${"They need the seat offered by text, a mail is read too late. ".repeat(22)}`,
        author: "Tomasz, cycle repair",
        source: "event",
        daysAgo: 4,
      },
      ...Array.from({ length: 9 }, (_, i) => ({
        text: `Full again, and ${i + 3} names on a sticky note.`,
        source: "phone",
        daysAgo: 20 + i * 3,
      })),
      ...Array.from({ length: 4 }, (_, i) => ({
        text: "My card was charged for a seat that I never got.",
        source: "zendesk",
        daysAgo: 6 + i,
        private: true,
      })),
    ],
  },
  {
    title: "Refund a booking in two steps, not nine",
    summary:
      "Cancelling is quick, paying back is not: nine screens, a number to copy by hand and no receipt at the end.",
    board: "payments",
    status: "under_review",
    weeks: [1, 0, 2, 1, 1, 2, 1, 3, 4, 9, 14, 19],
  },
  {
    title: "Keep my own calendar in step, both ways",
    summary: "Bookings reach people’s own calendars, but changes made there never come back, and seats are sold twice.",
    board: "calendar",
    status: "in_progress",
    weeks: [8, 9, 9, 8, 10, 9, 7, 8, 9, 6, 8, 7, 8, 7],
    history: [
      { status: "under_review", daysAgo: 70 },
      { status: "planned", daysAgo: 62 },
      { status: "in_progress", daysAgo: 21 },
    ],
  },
  {
    title: "Kurse, die über mehrere Termine laufen",
    summary: "Ein Kurs an vier Abenden muss heute viermal angelegt und viermal gebucht werden.",
    board: "courses",
    weeks: [2, 3, 2, 4, 3, 5, 4, 4, 6, 5, 7, 9],
  },
  {
    title: "Book for several people at once",
    summary: "A mother of three types the same address three times, and pays three times.",
    board: "bookings",
    status: "under_review",
    weeks: [6, 5, 6, 4, 5, 6, 5, 4, 5, 5, 4, 5],
  },
  {
    title: "deposit full price",
    summary:
      "Week-long courses cost as much as a holiday. Asking for all of it in March loses the people who would come in July.",
    board: "payments",
    draft: true,
    weeks: [3, 4, 3, 5, 4, 3, 4, 5, 4, 3, 4, 4],
  },
  {
    title: "Rent out the kiln or a machine by the hour",
    summary: "Outside courses the kiln, the lathe and the press stand idle. Members want to book them like a seat.",
    board: "resources",
    weeks: [0, 1, 0, 2, 1, 3, 2, 2, 3, 4, 3, 5],
  },
  {
    title: "Move a booking by dragging it, on the phone too",
    summary: "On the phone a booking has to be cancelled and made again. The guest gets two e-mails and a fright.",
    board: "calendar",
    status: "in_progress",
    weeks: [4, 3, 2, 3, 3, 2, 2, 1, 2, 2, 1, 2],
  },
  {
    title: "Remind by text message as well as by e-mail",
    summary: "A third of the no-shows never opened the e-mail. A text the evening before fills the chair.",
    board: "messages",
    status: "shipped",
    weeks: [7, 8, 6, 9, 6, 5, 3, 2, 1, 0, 0, 0],
    history: [{ status: "shipped", daysAgo: 11 }],
  },
  {
    title: "Hide the price until someone signs in",
    summary: "Some hosts would like to show prices to members only. Guests told us that this is where they leave.",
    board: "bookings",
    status: "declined",
    weeks: [1, 0, 1, 2, 0, 1, 0, 0, 1, 0, 0, 0],
  },
  {
    title: "Print the week on one sheet",
    summary: "The list by the door is still written by hand on Sunday evening.",
    board: "calendar",
    weeks: [1, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0],
  },
  {
    title: "Say on the receipt which course it was for",
    summary: "Employers pay for further training, if the receipt names it.",
    board: "payments",
    weeks: [1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0],
  },
];

const issue: Delivery = {
  id: idFrom("outbox", "issue", "waiting list", "7"),
  outlet: "github",
  kind: "issue",
  theme: idFrom("theme", "Offer a waiting list when a course is full"),
  occasion: "7",
  state: "dry_run",
  payload: {
    method: "POST",
    url: "/repos/benchday/courses/issues",
    body: {
      title: "Offer a waiting list when a course is full",
      body: "Full courses turn people away.\n\n| | |\n|---|---|\n| People behind it | **189**, 31 in the last two weeks |\n\n**In their words**\n> I keep the list on the back of a glaze chart by the till.\n> — host, forum, 2 Nov",
    },
  },
  attempts: 1,
  createdAt: ago(1),
  dueAt: ago(1),
  at: ago(0.9),
};
const digest: Delivery = {
  id: idFrom("outbox", "digest", "courses", "2026-W46"),
  outlet: "slack",
  kind: "digest",
  team: "courses",
  occasion: "2026-W46",
  state: "dry_run",
  payload: {
    channel: "#courses",
    text: "Courses, 9–15 November: refunds rose from 8th to 2nd.",
    blocks: [
      { type: "header", text: { type: "plain_text", text: "Waiting lists lead." } },
      {
        type: "section",
        text: { type: "mrkdwn", text: "61 people spoke up in week 46, 15 more than the week before." },
      },
      { type: "divider" },
      { type: "context", elements: [{ type: "mrkdwn", text: "If you do one thing this week: say something." }] },
    ],
  },
  attempts: 1,
  createdAt: ago(0.5),
  dueAt: ago(0.5),
  at: ago(0.4),
};
const refused: Delivery = {
  ...issue,
  id: idFrom("outbox", "issue", "refunds", "3"),
  theme: idFrom("theme", "Refund a booking in two steps, not nine"),
  payload: {
    method: "POST",
    url: "/repos/benchday/payments/issues",
    body: {
      title: "Refund a booking in two steps, not nine",
      body: "Guests who cancel wait for their money.\n\n**In their words**\n> Nine screens, and no receipt.\n> — host, forum, 8 Nov",
    },
  },
  state: "parked",
  error: "GitHub answers 410: issues are switched off in benchday/payments. Switch them on and try again.",
  attempts: 5,
};

/** Benchday's community behind the portal's ports, with something sent, refused and parked. */
export function community(): PortalDeps & { rows: ReturnType<typeof memory>["rows"] } {
  const store = memory();
  const { rows } = store;
  for (const board of boards) rows.boards.set(board.id, { ...board });
  for (const team of teams) rows.teams.set(team.id, team);
  for (const { theme, feedback } of sketches.map(themeOf)) {
    rows.themes.set(theme.id, theme);
    for (const one of feedback) rows.feedback.set(one.id, one);
  }
  for (const delivery of [issue, digest, refused]) rows.deliveries.set(delivery.id, structuredClone(delivery));
  rows.inbox.set("inb_1", {
    id: "inb_1",
    receivedAt: ago(0.2),
    attempts: 5,
    parked: true,
    error: "The post 4711 has no author any more.",
    content: {
      type: "webhook",
      webhook: { source: "discourse", headers: {}, body: '{"post":4711}', receivedAt: ago(0.2) },
    },
  });
  return {
    ...store,
    ears: async () => ({ chat: noChat, sources: new Map() }),
    similar: async () => [],
    preview: async (_, granularity) => ({
      granularity,
      items: 0,
      themes: { before: 0, after: 0 },
      merges: [],
      splits: [],
    }),
    webhookAddresses: { resolve: async () => [], allowLocal: false },
    status: async () => ({
      backlog: 3,
      parked: 2,
      lag: { work: 0.4, deliver: 12 },
      webhooks: { failing: [], disabled: [] },
      erasures: 0,
      sweep: { failing: [] },
      troubles: [
        { name: "DeliveriesParked" as const, since: "2026-03-04T08:00:00.000Z", figure: 2 },
        { name: "BudgetUsed" as const, since: undefined, figure: 92 },
      ],
    }),
    mustBeOpen: async () => {},
    ready: async () => true,
    clock: () => now,
    randomness: secureRandomness,
    signIn: { secret: "a secret of the tests", sso: undefined, forum: undefined, mails: true },
    admins: ["ines@example.org"],
    apiKey,
    url: "http://localhost:3000",
    issuesHost: "github.com",
    rateLimit: 0,
    trustedProxies: 0,
    log: () => {},
  };
}

/** The session of one of Benchday's staff, as her browser keeps it. */
export function staffSession({ signIn, clock, randomness }: PortalDeps): string {
  const ines = { alias: "email:ines@example.org", name: "Ines Okafor" };
  return sealSession(signIn.secret ?? "", beginSession(ines, clock(), randomness));
}
