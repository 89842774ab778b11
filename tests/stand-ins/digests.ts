import type { Team } from "@earshot/core/board.ts";
import { weekNamed, weekPeriod } from "@earshot/core/calendar.ts";
import { day, hour, isoTime } from "@earshot/core/clock.ts";
import { composeDigest, type DigestInput } from "@earshot/core/digest/composing.ts";
import type { Digest } from "@earshot/core/digest.ts";
import { tally } from "@earshot/core/tally.ts";
import type { Theme } from "@earshot/core/theme.ts";
import { said, themeOf } from "./themes.ts";

const digestTeam: Team = {
  id: "courses",
  name: "Courses and Payments",
  mail: ["ann@example.org"],
  digest: { weekday: 1, hour: 8, timeZone: "UTC" },
};
const week = weekNamed("2026-W46");
const { start, end } = weekPeriod(week, "UTC");

/** A digest in which everything occurs that can: told by titles and quotes of a test's choice. */
export function richDigest(
  title: (i: number) => string = (i) => `Need number ${i}`,
  quote = "It takes nine screens to pay a guest back.",
  some: Partial<DigestInput> = {},
): Digest {
  const told = (i: number, before: number, during: number, theme: Partial<Theme> = {}) => {
    const id = `thm_${String(i).padStart(26, "0")}`;
    const old = Array.from({ length: before }, (_, k) => said(`${i}-${k}`, start - day * (1 + ((k * 5) % 60))));
    const fresh = Array.from({ length: during }, (_, k) => said(`${i}+${k}`, start + hour * (1 + ((k * 7) % 160))));
    return {
      theme: themeOf({ id, title: title(i), supporters: before + during, ...theme }),
      before: tally(old, []),
      after: tally([...old, ...fresh], []),
      url: `https://ideas.example/themes/${id}`,
      quote: { text: quote, source: "zendesk", at: isoTime(start + day), feedback: `fbk_${i}` },
    };
  };
  const planned = (at: number, more: Partial<Theme> = {}): Partial<Theme> => ({
    status: "planned",
    history: [
      { status: "open", at: isoTime(start - 200 * day) },
      { status: "planned", at: isoTime(at) },
    ],
    ...more,
  });
  const answered: Partial<Theme> = { status: "under_review" };
  const themes = [
    told(1, 60, 1, answered),
    told(2, 40, 2, answered),
    told(3, 30, 40),
    told(4, 20, 18),
    ...[5, 6, 7, 8].map((i) => told(i, 50 - i, 1, answered)),
    ...[9, 10].map((i) => told(i, 0, 6)),
    told(11, 52, 0, planned(start - 30 * day, { promisedFor: "2026-10-31" })),
    told(12, 20, 0, planned(start - 100 * day)),
    told(13, 36, 0, { status: "declined", answerOwed: { since: isoTime(start - 3 * day) } }),
    told(14, 25, 0),
    told(15, 12, 0, planned(start + day)),
    told(16, 9, 0, planned(start - 20 * day)),
    told(17, 5, 1, { teamBy: "default" }),
  ];
  const [stuck] = themes.filter((one) => one.theme.id.endsWith("3"));
  return composeDigest({
    ...{ team: digestTeam, week, now: end + 8 * hour, first: true, themes },
    people: { spoke: 61, before: 46 },
    beyond: { themes: 12, people: 14 },
    weeds: {
      ...{ theme: stuck?.theme.id ?? "", title: title(3), url: stuck?.url ?? "", status: "open" },
      ...{ wrote: 18, stuck: 14, left: 2, heat: 0.8, answered: false },
      quotes: [1, 2, 3].map((i) => ({
        text: quote,
        source: "discourse",
        at: isoTime(start + day),
        feedback: `fbk_q${i}`,
      })),
    },
    url: "https://ideas.example/digests/courses/2026-W46?token=a.b",
    ...some,
  });
}
